// A conversation: messages are sent without leaving the page, each of them once, also after the line
// was lost; what is new appears in order. Without this script the page works by form and reload.

const GIVES_UP_AFTER = 15_000;
const TYPES_EVERY = 3_000;
const NEAR_THE_END = 400;

const box = document.querySelector("[data-chat]");
const list = document.getElementById("messages");
const form = document.getElementById("chat-form");
const area = form.querySelector("textarea[name=body]");
const outbox = document.getElementById("outbox");
const key = box && `pesan:${box.dataset.user}:${box.dataset.chat}`;

let last = Number(box?.dataset.last);
let seen = Number(box?.dataset.seen);
let stands = "";

function newName() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// Calls "work" one at a time; asked for meanwhile, once more afterwards.
function singly(work) {
  let running = null;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await work();
    } while (again);
    running = null;
  };
  return () => {
    if (running) again = true;
    else running = run();
    return running;
  };
}

/* What waits to be sent: kept by the browser until the office has it. */

let kept = [];

function waiting() {
  try {
    kept = JSON.parse(localStorage.getItem(key) ?? "[]");
  } catch {
    // A browser that keeps nothing keeps it as long as the page is open.
  }
  return kept;
}

function keep(entries) {
  kept = entries;
  try {
    if (entries.length) localStorage.setItem(key, JSON.stringify(entries));
    else localStorage.removeItem(key);
  } catch {
    // As above.
  }
}

function drop(name) {
  keep(waiting().filter((entry) => entry.submission !== name));
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "act";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function takeBack(entry) {
  drop(entry.submission);
  area.value = [entry.body, area.value].filter(Boolean).join("\n\n");
  area.focus();
  showOutbox();
}

function tryAgain(entry) {
  keep(waiting().map((row) => (row.submission === entry.submission ? { ...row, fault: "" } : row)));
  showOutbox();
  flush();
}

function showOutbox() {
  const rows = waiting().map((entry) => {
    const row = document.createElement("li");
    row.className = "bubble bubble--own bubble--waiting";
    row.dataset.waiting = entry.submission;
    const text = document.createElement("p");
    text.className = "bubble__plain";
    text.textContent = entry.body;
    const note = document.createElement("p");
    note.className = entry.fault ? "invalid-feedback" : "bubble__time";
    note.textContent = entry.fault || (entry.late ? form.dataset.waiting : "…");
    row.append(text, note);
    if (entry.fault || entry.late) {
      row.append(button(form.dataset.again, () => tryAgain(entry)), " ");
      row.append(button(form.dataset.discard, () => takeBack(entry)));
    }
    return row;
  });
  outbox.replaceChildren(...rows);
}

function mark(entry, change) {
  keep(waiting().map((row) => (row.submission === entry.submission ? { ...row, ...change } : row)));
  showOutbox();
}

// Whether the office has it; if not, the entry says why.
async function send(entry) {
  const { body, submission, status } = entry;
  const data = new URLSearchParams({ body, submission, ...(status ? { status } : {}) });
  const headers = { "X-CSRFToken": token(), Accept: "application/json" };
  const signal = AbortSignal.timeout(GIVES_UP_AFTER);
  const sent = { method: "POST", body: data, headers, signal };
  const answer = await fetch(form.action, sent).catch(() => null);
  if (answer?.ok && !answer.redirected) {
    drop(submission);
    return true;
  }
  if (!answer || answer.status >= 500) mark(entry, { late: true });
  else if (answer.redirected || answer.status === 403) mark(entry, { fault: form.dataset.login });
  else {
    const told = await answer.json().catch(() => null);
    mark(entry, { fault: told?.error ?? form.dataset.waiting });
  }
  return false;
}

const flush = singly(async () => {
  let next = waiting()[0];
  while (next && !next.fault && (await send(next))) next = waiting()[0];
  await news();
});

/* What is new. */

function bottomIsNear() {
  return list.getBoundingClientRect().bottom - window.innerHeight < NEAR_THE_END;
}

function lastDay() {
  return [...list.querySelectorAll("[data-day]")].at(-1)?.dataset.day;
}

function append(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const follow = bottomIsNear();
  let added = null;
  for (const row of [...page.body.children]) {
    const id = Number(row.dataset.message);
    if (row.dataset.day ? row.dataset.day === lastDay() : !(id > last)) continue;
    added = list.appendChild(document.adoptNode(row));
    if (!id) continue;
    last = id;
    outbox.querySelector(`[data-waiting="${row.dataset.submission}"]`)?.remove();
  }
  if (added && follow) added.scrollIntoView({ block: "nearest" });
  return added;
}

function put(id, html) {
  const place = document.getElementById(id);
  if (place.innerHTML.trim() !== html.trim()) place.innerHTML = html;
}

function showSeen() {
  const own = Number([...list.querySelectorAll(".bubble--own")].at(-1)?.dataset.message);
  const place = document.getElementById("chat-seen");
  place.hidden = !own;
  place.textContent = own && own <= seen ? place.dataset.read : place.dataset.sent;
}

const news = singly(async () => {
  const sent = { cache: "no-store", signal: AbortSignal.timeout(GIVES_UP_AFTER) };
  const answer = await fetch(`${box.dataset.news}?sesudah=${last}`, sent).catch(() => null);
  const told = answer?.ok && !answer.redirected ? await answer.json().catch(() => null) : null;
  if (!told) return;
  const added = append(told.messages);
  put("chat-head", told.head);
  put("chat-typing", told.typing);
  seen = told.seen;
  showSeen();
  if (added && !document.hidden) tell({ dibaca: last });
  if (told.more) news();
});

/* What the other side sees. */

function tell(what) {
  const headers = { "X-CSRFToken": token() };
  const body = new URLSearchParams(what);
  return fetch(box.dataset.mark, { method: "POST", body, headers }).catch(() => null);
}

let typed = 0;

function typing() {
  try {
    if (area.value) localStorage.setItem(`${key}:draft`, area.value);
    else localStorage.removeItem(`${key}:draft`);
  } catch {
    // As above.
  }
  if (Date.now() - typed < TYPES_EVERY || !area.value.trim()) return;
  typed = Date.now();
  tell({ menulis: 1 });
}

/* The page. */

function submit(event) {
  // A button of a box in the form, or files: these go the way of every form.
  const files = form.querySelector("input[type=file]")?.files.length;
  const kept = form.querySelector("input[name=kept]:checked");
  if (event.submitter?.name || event.submitter?.hasAttribute("formaction") || files || kept) return;
  event.preventDefault();
  const body = area.value.trim();
  if (!body) return area.focus();
  const entry = { submission: form.elements.submission.value, body };
  if (form.elements.status) entry.status = form.elements.status.value;
  keep([...waiting(), entry]);
  form.elements.submission.value = newName();
  area.value = "";
  typing();
  typed = 0;
  showOutbox();
  outbox.lastElementChild.scrollIntoView({ block: "nearest" });
  flush();
}

async function showOlder(event) {
  event.preventDefault();
  const link = event.currentTarget;
  const answer = await fetch(link.href).catch(() => null);
  if (!answer?.ok || answer.redirected) return location.assign(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const first = list.firstElementChild;
  const before = first.getBoundingClientRect().top;
  const rows = [...page.getElementById("messages").children].map((row) => document.adoptNode(row));
  if (rows.findLast((row) => row.dataset.day)?.dataset.day === first.dataset.day) first.remove();
  list.prepend(...rows);
  const anchor = first.isConnected ? first : rows.at(-1).nextElementSibling;
  window.scrollBy(0, anchor.getBoundingClientRect().top - before);
  const older = page.getElementById("chat-older");
  if (older) link.href = older.href;
  else link.closest("p").remove();
}

function begin() {
  try {
    area.value ||= localStorage.getItem(`${key}:draft`) ?? "";
  } catch {
    // As above.
  }
  showSeen();
  showOutbox();
  form.addEventListener("submit", submit);
  area.addEventListener("input", typing);
  document.getElementById("chat-older")?.addEventListener("click", showOlder);
  document.addEventListener("live", ({ detail: { conversation } }) => {
    if (waiting().length) flush();
    if (!conversation) return;
    if (conversation.last > last || conversation.stands !== stands) news();
    stands = conversation.stands;
  });
  document.addEventListener("visibilitychange", () => !document.hidden && tell({ dibaca: last }));
  window.addEventListener("online", flush);
  window.addEventListener("storage", (event) => event.key === key && showOutbox());
  if (!location.hash && list.children.length > 4) list.lastElementChild.scrollIntoView({ block: "center" });
  if (waiting().length) flush();
}

if (box) begin();
