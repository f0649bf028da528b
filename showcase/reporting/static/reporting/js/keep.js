// Keeps what is typed as it is typed. Without it the buttons keep it.
//
// The e-mail is given only when its writer has left the field, or the page: then, and not while she pauses in it, a
// mail goes out.
// A new e-mail ends the older keys; the answer brings this page the one to go on with.

const QUIET_MS = 1200;
const form = document.querySelector("[data-keep]");
const status = form?.querySelector("[data-keep-status]");
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
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(form.action, { method: "POST", body: data, headers, keepalive });
    const said = await answer.json();
    sentence = said.sentence || (answer.ok ? form.dataset.kept : sentence);
    if (answer.ok) {
      form.elements.revision.value = said.revision;
      goOnAt(said);
    }
  } catch {
    // said below; what is typed stands here still
  }
  status.textContent = sentence;
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
