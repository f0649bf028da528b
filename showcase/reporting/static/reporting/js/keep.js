// Keeps what is typed as it is typed. Without it the buttons keep it.

const QUIET_MS = 1200;
const form = document.querySelector("[data-keep]");
const status = form?.querySelector("[data-keep-status]");
let waiting = null;
let running = Promise.resolve();

async function keep() {
  const data = new FormData(form);
  data.set("gem", "");
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (!answer.ok || !answer.headers.get("Content-Type").startsWith("application/json")) {
      throw new Error(answer.statusText);
    }
    const kept = await answer.json();
    form.elements.revision.value = kept.revision;
    form.action = kept.address;
    status.textContent = form.dataset.kept;
  } catch {
    status.textContent = form.dataset.failed;
  }
}

if (form) {
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    status.textContent = "";
    waiting = setTimeout(() => {
      running = running.then(keep);
    }, QUIET_MS);
  });
  let isSent = false;
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (isSent) {
      event.preventDefault(); // a double click is one click
    }
    isSent = true;
  });
  addEventListener("pageshow", () => {
    isSent = false;
  });
}
