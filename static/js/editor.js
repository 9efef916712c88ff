// Comforts of writing and sharing. Every form works without them.
"use strict";

const SAVE_AFTER = 3000;
const TABLE = ["\n| A | B |\n|---|---|\n| ", " |  |\n"];

function insert(area, before, after) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  area.setRangeText(before + value.slice(start, end) + after, start, end, "end");
  if (start === end) area.selectionEnd = area.selectionStart = start + before.length;
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function markLines(area, mark) {
  const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const lines = area.value.slice(start, area.selectionEnd);
  area.setRangeText(lines.replace(/^/gm, mark), start, area.selectionEnd, "end");
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function wireToolbar(form, area) {
  const toolbar = form.querySelector("[data-toolbar]");
  if (!toolbar) return;
  toolbar.hidden = false;
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.line) markLines(area, button.dataset.line);
    else if ("table" in button.dataset) insert(area, ...TABLE);
    else insert(area, button.dataset.before, button.dataset.after);
  });
}

// A pasted or dropped file joins those chosen in the form.
function wireFiles(form, area) {
  const input = form.querySelector("[data-files]");
  if (!input) return;
  const add = (event, files) => {
    if (!files || !files.length) return;
    event.preventDefault();
    const all = new DataTransfer();
    for (const file of [...input.files, ...files]) all.items.add(file);
    input.files = all.files;
  };
  area.addEventListener("paste", (event) => add(event, event.clipboardData?.files));
  area.addEventListener("drop", (event) => add(event, event.dataTransfer?.files));
}

function wireDraft(form, area) {
  if (!form.dataset.draft) return;
  const note = form.querySelector("[data-saved]");
  let timer = 0;
  const save = async () => {
    const data = new FormData(form);
    for (const name of ["attached_files", "preview"]) data.delete(name);
    data.set("path", new URL(form.action).pathname);
    const answer = await fetch(form.dataset.draft, { method: "POST", body: data }).catch(() => null);
    if (note) note.hidden = !answer?.ok;
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    if (note) note.hidden = true;
    timer = setTimeout(save, SAVE_AFTER);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

// "Quote" with a passage selected in that post quotes the passage, without leaving the page.
function wireQuotes(area) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-quote]");
    const selected = window.getSelection();
    const text = selected ? selected.toString().trim() : "";
    const post = document.getElementById("post-" + link?.dataset.quote);
    if (!link || !text || !post?.contains(selected.anchorNode)) return;
    event.preventDefault();
    const parent = area.form.elements.parent;
    if (parent && link.dataset.parent) parent.value = link.dataset.parent;
    area.value = area.value.replace(/\s*$/, "") + (area.value.trim() ? "\n\n" : "");
    area.value += text.replace(/^/gm, "> ") + "\n\n";
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

for (const form of document.querySelectorAll("form.editor")) {
  const area = form.querySelector("textarea[name=body]");
  if (!area) continue;
  wireToolbar(form, area);
  wireFiles(form, area);
  wireDraft(form, area);
  wireQuotes(area);
}

for (const button of document.querySelectorAll("[data-share]")) {
  const link = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (navigator.share) await navigator.share({ title: document.title, url: link }).catch(() => {});
    else {
      await navigator.clipboard.writeText(link);
      button.textContent = button.dataset.share;
    }
  });
}

// The category of what the title resembles is chosen, until the asker has chosen one.
const category = document.querySelector("form.editor select[name=category]");
category?.addEventListener("change", () => category.setAttribute("data-chosen", ""));
document.addEventListener("htmx:afterSettle", (event) => {
  const suggested = document.querySelector("[data-category]")?.dataset.category;
  if (suggested && category && !category.hasAttribute("data-chosen")) category.value = suggested;
});
