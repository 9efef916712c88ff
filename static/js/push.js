// Notifications on this device. Without support the button stays hidden.
"use strict";

function bytesOf(base64url) {
  const padded = base64url.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(padded), (character) => character.charCodeAt(0));
}

function wirePush(box) {
  const part = (name) => box.querySelector(`[data-push-${name}]`);
  const button = part("start");
  const say = (name, words) => {
    for (const each of ["denied", "failed"]) part(each).hidden = each !== name;
    if (words) part(name).textContent = words;
  };

  // What the browser subscribed to with another key of the site is of no use.
  async function subscribe() {
    const registration = await navigator.serviceWorker.register(box.dataset.worker);
    await navigator.serviceWorker.ready;
    await (await registration.pushManager.getSubscription())?.unsubscribe();
    const options = { userVisibleOnly: true, applicationServerKey: bytesOf(box.dataset.key) };
    return registration.pushManager.subscribe(options);
  }

  async function start() {
    if ((await Notification.requestPermission()) !== "granted") return say("denied");
    const subscription = await subscribe();
    const { endpoint, keys } = subscription.toJSON();
    // "token" is that of site.js.
    const answer = await fetch(box.dataset.new, {
      method: "POST",
      headers: { "X-CSRFToken": token() },
      body: new URLSearchParams({ endpoint, ...keys }),
    });
    if (answer.status === 204) return location.reload();
    await subscription.unsubscribe();
    return say("failed", answer.status === 422 ? await answer.text() : part("failed").dataset.words);
  }

  async function showState() {
    const registration = await navigator.serviceWorker.getRegistration("/");
    const subscription = await registration?.pushManager.getSubscription();
    const forms = [...box.querySelectorAll("[data-push-end]")];
    const here = forms.find((form) => form.elements.endpoint.value === subscription?.endpoint);
    part("unable").hidden = true;
    button.hidden = Boolean(here);
    if (!here) return;
    here.closest("li").querySelector("[data-push-here]").hidden = false;
    here.addEventListener("submit", () => subscription.unsubscribe());
  }

  button.addEventListener("click", async () => {
    button.disabled = true;
    await start().catch(() => say("failed", part("failed").dataset.words));
    button.disabled = false;
  });
  showState();
}

if ("serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  document.querySelectorAll("[data-push]").forEach(wirePush);
}
