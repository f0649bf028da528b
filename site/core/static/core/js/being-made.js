// Waits for a file the worker makes, and fetches it. Without this script the page says to ask again.

const EVERY_MS = 3_000;
const AT_MOST = 60; // times; then whoever waits still has the button

const waiting = document.querySelector("[data-being-made]");
const ready = document.querySelector("[data-is-made]");

async function isMade() {
  try {
    // Where it is handed out from elsewhere, the answer is a redirect; nobody need follow it to know.
    const { status, type } = await fetch(location.href, { method: "HEAD", redirect: "manual", cache: "no-store" });
    return status === 200 || type === "opaqueredirect";
  } catch {
    return false; // offline for a moment
  }
}

async function ask(times) {
  if (await isMade()) {
    waiting.hidden = true;
    ready.hidden = false;
    ready.querySelector("h1").focus();
    location.assign(location.href); // it is a download: the page stays
  } else if (times > 0) {
    setTimeout(ask, EVERY_MS, times - 1);
  }
}

if (waiting) {
  setTimeout(ask, EVERY_MS, AT_MOST);
}
