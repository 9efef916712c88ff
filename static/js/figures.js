// The top figures refresh by themselves: what was unfolded stays unfolded. The page works without.
"use strict";

let unfolded = [];

document.addEventListener("htmx:beforeSwap", () => {
  unfolded = [...document.querySelectorAll("#figures-live details[open]")].map((box) => box.id);
});

document.addEventListener("htmx:afterSwap", () => {
  for (const id of unfolded) {
    const box = document.getElementById(id);
    if (box) box.open = true;
  }
});
