// Small comforts. Every page works without them.
"use strict";

// What a request that changes something is signed with.
function token() {
  return JSON.parse(document.body.getAttribute("hx-headers"))["x-csrftoken"];
}

// A form marked data-once is sent once: a second click does nothing until the page is left or shown again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.hasAttribute("data-once") || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "true";
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Escape, or a click elsewhere, closes an open menu.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  closeMenus();
  menu?.querySelector("summary").focus();
});

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
