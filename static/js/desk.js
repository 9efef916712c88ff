// For officers: who else is at a topic; and the desk's shortcuts and its refreshing. Every page
// works without this.
"use strict";

const SECOND = 1000;
const PRESENCE_EVERY = 20 * SECOND;
const PRESENCE_HIDDEN = 50 * SECOND;
const CHORD_WITHIN = 1500;

// Calls "work" again and again, each time after as long as "pause" says then; once more after the
// one under way when something asks for it meanwhile.
function repeat(work, pause) {
  let timer = 0;
  let last = Promise.resolve();
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(now, pause());
  };
  const now = () => {
    clearTimeout(timer);
    last = last.then(work).then(later);
    return last;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? later() : now()));
  return { now, later };
}

function wirePresence(box) {
  const area = document.querySelector("#reply textarea[name=body]");
  let begun = false;
  const tell = async () => {
    const body = new URLSearchParams({ menulis: begun && area.value.trim() ? "1" : "0" });
    const headers = { "X-CSRFToken": token() };
    const answer = await fetch(box.dataset.presence, { method: "POST", body, headers }).catch(() => null);
    // Whoever was logged out meanwhile gets the login page from elsewhere.
    if (!answer?.ok || answer.redirected) return;
    const html = await answer.text();
    if (html.trim() !== box.innerHTML.trim()) box.innerHTML = html;
  };
  const beat = repeat(tell, () => (document.hidden ? PRESENCE_HIDDEN : PRESENCE_EVERY));
  area?.addEventListener("input", () => {
    if (begun) return;
    begun = true;
    beat.now();
  });
  beat.now();
}

// What a refresh must not take away: the focus, the ticks, the place on the page.
function swap(fresh) {
  const live = document.getElementById("desk-live");
  const focused = live.contains(document.activeElement) ? document.activeElement.id : "";
  const rows = [...live.querySelectorAll("[data-row]")];
  const place = rows.findIndex((row) => row.contains(document.activeElement));
  const ticked = [...live.querySelectorAll("input:checked")].map((box) => box.id);
  const { scrollX, scrollY } = window;
  const sideways = document.getElementById("desk-queues").scrollLeft;
  live.replaceWith(fresh);
  for (const id of ticked) {
    const box = document.getElementById(id);
    if (box) box.checked = true;
  }
  document.getElementById("desk-queues").scrollLeft = sideways;
  if (focused || place >= 0) {
    const links = fresh.querySelectorAll("[data-open]");
    // A row that left the queue hands the focus to the one that took its place.
    const next = document.getElementById(focused) ?? links[Math.min(Math.max(place, 0), links.length - 1)];
    next?.focus({ preventScroll: true });
  }
  window.scrollTo(scrollX, scrollY);
}

// live.js says when what the desk shows has changed.
function wireRefresh(desk) {
  const refresh = async () => {
    const { version } = document.getElementById("desk-live").dataset;
    const sent = { headers: { "X-Desk-Version": version }, cache: "no-store" };
    const answer = await fetch(desk.dataset.live + location.search, sent).catch(() => null);
    if (answer?.status !== 200 || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("desk-live");
    if (fresh) swap(document.adoptNode(fresh));
  };
  let last = Promise.resolve();
  const now = () => (last = last.then(refresh));
  document.addEventListener("live", (event) => {
    const { version } = document.getElementById("desk-live").dataset;
    if (event.detail.desk && event.detail.desk !== version) now();
  });
  return { now };
}

function say(text) {
  document.getElementById("desk-said").textContent = text;
}

function openLinks() {
  return [...document.querySelectorAll("#desk-live [data-open]")];
}

function currentRow() {
  return document.activeElement?.closest("[data-row]");
}

function step(by) {
  const links = openLinks();
  if (!links.length) return;
  const here = links.findIndex((link) => currentRow()?.contains(link));
  const next = here < 0 ? 0 : Math.min(Math.max(here + by, 0), links.length - 1);
  links[next].focus();
}

async function claim(beat) {
  const box = currentRow()?.querySelector("input[name=tiket]");
  if (!box) return;
  const body = new URLSearchParams({ tindakan: "ambil", tiket: box.value });
  const headers = { "X-CSRFToken": token(), Accept: "application/json" };
  const url = document.getElementById("bulk").action;
  const answer = await fetch(url, { method: "POST", body, headers }).catch(() => null);
  const told = answer?.ok ? await answer.json().catch(() => null) : null;
  const failed = document.getElementById("desk-said").dataset.failed;
  say(told ? told.said : failed);
  await beat.now();
}

function wireHelp(help) {
  const switched = document.getElementById("desk-keys");
  switched.checked = localStorage.getItem("desk-keys") !== "off";
  switched.addEventListener("change", () =>
    localStorage.setItem("desk-keys", switched.checked ? "on" : "off"),
  );
  const button = document.querySelector("[data-opens-help]");
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
  return switched;
}

function typing(target) {
  return target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

function wireKeys(desk, beat) {
  const help = document.getElementById("desk-help");
  const switched = wireHelp(help);
  const acts = {
    j: () => step(1),
    k: () => step(-1),
    o: () => currentRow()?.querySelector("[data-open]").click(),
    x: () => currentRow()?.querySelector("input[name=tiket]").click(),
    c: () => claim(beat),
    "/": () => document.getElementById("desk-q").focus(),
    "?": () => help.showModal(),
  };
  const places = { d: desk.dataset.goD, f: desk.dataset.goF, k: desk.dataset.goK };
  let chord = 0;
  document.addEventListener("keydown", (event) => {
    const plain = !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);
    if (!plain || help.open || typing(event.target) || !(switched.checked || event.key === "?")) return;
    const going = Date.now() - chord < CHORD_WITHIN;
    chord = event.key === "g" ? Date.now() : 0;
    if (going && places[event.key]) location.assign(places[event.key]);
    else if (acts[event.key]) {
      event.preventDefault();
      acts[event.key]();
    }
  });
}

const presence = document.querySelector("[data-presence]");
if (presence) wirePresence(presence);
const desk = document.querySelector("[data-desk]");
if (desk) wireKeys(desk, wireRefresh(desk));
