// Asks one small address what is new for this page, and tells the page by the event "live", whose
// detail is the answer ({} when nothing is new). A page that wants to know at once sends "live:ask".
// Every answer says how things stand, never what happened: none that is lost or comes twice matters.

const SECOND = 1000;
const FAST = 2 * SECOND;
const CALM = 10 * SECOND;
const SLOW = 30 * SECOND;
const IDLE_AFTER = 120 * SECOND;
const LONGEST_BACKOFF = 60 * SECOND;
const GIVES_UP_AFTER = 15 * SECOND;

const chat = document.querySelector("[data-chat]");
const topic = document.querySelector("[data-live-topic]");
const desk = document.querySelector("[data-desk]");
const bell = document.querySelector("[data-bell]");

let version = "";
let active = Date.now();
let failures = 0;
let timer = 0;
let asking = false;
let again = false;

function wanted() {
  const params = new URLSearchParams({ v: version });
  if (chat) params.set("percakapan", chat.dataset.chat);
  if (chat?.dataset.office) params.set("kantor", "1");
  if (topic) params.set("topik", topic.dataset.liveTopic);
  if (topic) params.set("balasan", topic.dataset.replies);
  if (desk) params.set("meja", "1");
  return params;
}

// Pages that were opened together do not ask together for ever.
function spread(pause) {
  return pause * (0.85 + 0.3 * Math.random());
}

function pause() {
  if (failures) return Math.min(FAST * 2 ** (failures - 1), LONGEST_BACKOFF) * (0.5 + Math.random());
  if (document.hidden || Date.now() - active > IDLE_AFTER) return spread(SLOW);
  return chat ? FAST : spread(CALM);
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(ask, pause());
}

async function answered() {
  const url = `${document.body.dataset.live}?${wanted()}`;
  const sent = { cache: "no-store", signal: AbortSignal.timeout(GIVES_UP_AFTER) };
  const answer = await fetch(url, sent);
  if (answer.status === 204) return {};
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  return answer.json();
}

async function ask() {
  clearTimeout(timer);
  again = asking;
  if (asking) return;
  asking = true;
  try {
    const state = await answered();
    version = state.v ?? version;
    // Where something happens, more is to come.
    if (state.conversation) active = Date.now();
    failures = 0;
    document.dispatchEvent(new CustomEvent("live", { detail: state }));
  } catch {
    failures += 1;
  }
  asking = false;
  if (again && !failures) ask();
  else later();
}

function showBell(state) {
  if (!bell || !state.bell) return;
  const count = bell.querySelector(".bell__count");
  bell.querySelector(".visually-hidden").textContent = state.bell.words;
  count.textContent = state.bell.shown;
  count.hidden = !state.bell.unread;
}

function showReplies(state) {
  if (!topic || !state.topic?.new) return;
  topic.querySelector("a").textContent = state.topic.words;
  topic.hidden = false;
}

if (bell || topic) {
  for (const kind of ["keydown", "pointerdown", "scroll"]) {
    document.addEventListener(kind, () => (active = Date.now()), { passive: true });
  }
  document.addEventListener("live", (event) => {
    showBell(event.detail);
    showReplies(event.detail);
  });
  document.addEventListener("live:ask", ask);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) active = Date.now();
    if (document.hidden) later();
    else ask();
  });
  window.addEventListener("online", ask);
  ask();
}
