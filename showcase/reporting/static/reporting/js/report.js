// Keeps what is typed as it is typed. Without it the buttons keep it.
//
// The e-mail is given only when its writer has left the field, or the page: then, and not while she pauses in it, a
// mail goes out.
// What became of it is said beside it. What was missing is no longer, once it is filled in and kept.
// A new e-mail ends the older keys; the answer brings this page the one to go on with.

const QUIET_MS = 1200;
const form = document.querySelector("[data-keep]");
const status = form?.querySelector("[data-keep-status]");
const emailStatus = form?.querySelector("[data-keep-email]");
const email = form?.elements.namedItem("email");
let isWritingEmail = false;
let waiting = null;
let running = Promise.resolve();

async function keep({ keepalive = false } = {}) {
  waiting = null;
  const data = new FormData(form);
  data.set("gem", "");
  if (email && !isWritingEmail) {
    data.set("forladt", "");
  }
  let sentence = form.dataset.failed;
  let ofEmail = "";
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(form.action, { method: "POST", body: data, headers, keepalive });
    const said = await answer.json();
    sentence = answer.ok ? form.dataset.kept : said.sentence || sentence;
    if (answer.ok) {
      ofEmail = said.sentence;
      acceptFilled(data);
      form.elements.revision.value = said.revision;
      goOnAt(said);
    }
  } catch {
    // said below; what is typed stands here still
  }
  if (!waiting) {
    status.textContent = sentence; // of all that is typed; while more waits, nothing is promised
  }
  if (emailStatus && ofEmail) {
    emailStatus.textContent = ofEmail;
  }
}

function acceptFilled(data) {
  for (const error of form.querySelectorAll("[data-missing]")) {
    const name = error.dataset.missing;
    if (data.getAll(name).some((value) => value.trim())) {
      error.textContent = ""; // it stays, since the field names it
      delete error.dataset.missing;
      document.querySelector(`[data-missing-line="${name}"]`)?.remove();
      for (const field of form.querySelectorAll(`[name="${name}"]`)) {
        field.removeAttribute("aria-invalid");
      }
    }
  }
  const list = document.querySelector(".report__errors");
  if (list && !list.querySelector("li")) {
    list.remove();
  }
}

function goOnAt({ address, token }) {
  const before = form.elements.udkast.value;
  form.action = address;
  if (location.pathname !== address && !location.pathname.includes(token)) {
    history.replaceState(null, "", address);
  }
  if (before === token) {
    return;
  }
  form.elements.udkast.value = token;
  for (const name of ["href", "action", "formaction", "src"]) {
    for (const element of document.querySelectorAll(`[${name}*="${before}"]`)) {
      element.setAttribute(name, element.getAttribute(name).replace(before, token));
    }
  }
}

function keepSoon(delay) {
  clearTimeout(waiting);
  status.textContent = "";
  waiting = setTimeout(() => {
    running = running.then(() => keep());
  }, delay);
}

if (form) {
  form.addEventListener("input", () => keepSoon(QUIET_MS));
  email?.addEventListener("input", () => {
    isWritingEmail = true;
    emailStatus.textContent = "";
  });
  email?.addEventListener("change", () => {
    isWritingEmail = false;
    keepSoon(0);
  });
  let isSent = false;
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (isSent) {
      event.preventDefault(); // a double click is one click
    }
    isSent = true;
  });
  addEventListener("pagehide", () => {
    if (!isSent && (waiting || isWritingEmail)) {
      isWritingEmail = false;
      keep({ keepalive: true });
    }
  });
  addEventListener("pageshow", () => {
    isSent = false;
  });
}
