// Canned replies go in at the cursor. Without this script the same buttons send the form.
"use strict";

function wireCanned(box) {
  const form = box.closest("form");
  const area = form.querySelector("textarea[name=body]");
  const failed = box.querySelector("[data-canned-failed]");

  const use = async (button) => {
    button.disabled = true;
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const sent = { method: "POST", body: data, headers: { Accept: "application/json" } };
    const answer = await fetch(button.formAction, sent).catch(() => null);
    // Whoever was logged out meanwhile gets the login page, which is no JSON.
    const text = answer?.ok ? (await answer.json().catch(() => null))?.text : null;
    button.disabled = false;
    failed.hidden = Boolean(text);
    failed.classList.toggle("d-block", !text);
    // "insert" is that of editor.js.
    if (text) insert(area, text, "");
  };

  box.addEventListener("click", (event) => {
    const button = event.target.closest("[data-canned-use]");
    if (!button) return;
    event.preventDefault();
    use(button);
  });
  // What is searched for is no part of the draft of the reply.
  box.addEventListener("input", (event) => event.stopPropagation());
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    box.open = false;
    box.querySelector("summary").focus();
  });
}

document.querySelectorAll("form.editor [data-canned]").forEach(wireCanned);
