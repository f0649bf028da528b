// What a report's pages do beside keeping what is typed (core/js/form-autosave.js).
//
// The address becomes the draft's own with the first letter, so that reload, back and another tab lead to it.
// The e-mail is given only when its writer has left the field, or the page: then, and not while she pauses in it, a
// mail goes out.
// What became of it is said beside it. What was missing is no longer, once it is filled in and kept.
// A new e-mail ends the older keys; the answer brings this page the one to go on with.
// Pictures that were chosen and not added yet are added before a button of the report does its work.

import "../../core/js/form-autosave.js";
import { leavingGuard } from "../../core/js/form-autosave-guard.js";
import { forget, names, put, take } from "../../core/js/form-autosave-store.js";

const form = document.querySelector("[data-report]");
const emailStatus = form?.querySelector("[data-keep-email]");
const email = form?.elements.namedItem("email");
const offer = document.querySelector("[data-report-begun]");
const files = document.querySelector("[data-report-files]");
let isWritingEmail = false;

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

function standAt(address) {
  if (location.pathname !== address) {
    history.replaceState(null, "", address);
  }
}

function goOnAt({ address, token }) {
  const before = form.elements.udkast.value;
  form.action = address;
  standAt(address);
  put(`${form.dataset.report}:address`, { address });
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

function listen() {
  const address = new URL(form.action).pathname;
  if ("reportKept" in form.dataset) {
    standAt(address); // also where a refusal stands at another
  }
  form.addEventListener("input", () => standAt(new URL(form.action).pathname), { once: true });
  form.addEventListener("keep:keeping", ({ detail: { data, isSubmitting } }) => {
    if (email && !isWritingEmail && !isSubmitting) {
      data.set("forladt", ""); // a button gives it by itself
    }
  });
  form.addEventListener("keep:kept", ({ detail: { data, said } }) => {
    acceptFilled(data);
    goOnAt(said);
    if (emailStatus && said.sentence) {
      emailStatus.textContent = said.sentence;
    }
  });
  form.addEventListener("keep:refused", ({ detail: { said } }) => {
    if (said.token) {
      goOnAt(said);
    }
  });
  form.addEventListener("keep:leaving", ({ detail }) => {
    detail.isWanted ||= isWritingEmail;
    isWritingEmail = false;
  });
  email?.addEventListener("input", () => {
    isWritingEmail = true;
    emailStatus.textContent = "";
  });
  email?.addEventListener("change", () => {
    isWritingEmail = false;
    form.dispatchEvent(new Event("keep:now"));
  });
}

const areChosen = () => files.elements.file.files.length > 0;

function listenToFiles() {
  let isAdding = false;
  const guard = leavingGuard();
  files.addEventListener("change", () => guard(areChosen())); // they cannot be chosen again by themselves
  files.addEventListener("submit", () => guard(false));
  form.addEventListener(
    "submit",
    async (event) => {
      if (!areChosen()) {
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!isAdding) {
        isAdding = true;
        const isAdded = await addFiles();
        isAdding = false;
        if (isAdded) {
          guard(false);
          event.submitter.click(); // requestSubmit() is younger than some tablets
        }
      }
    },
    { capture: true },
  );
}

// Returns: whether all of them are with the report now. Those that are not are named.
async function addFiles() {
  const status = files.querySelector("[data-report-files-status]");
  status.textContent = status.dataset.sending;
  status.scrollIntoView({ block: "center" });
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(files.action, { method: "POST", body: new FormData(files), headers });
    const said = await answer.json();
    status.textContent = answer.ok ? "" : `${status.dataset.refused} ${said.sentence}`;
    if (answer.ok || answer.status === 400) {
      files.reset(); // what could be added is
    }
    return answer.ok;
  } catch {
    status.textContent = status.dataset.failed;
    return false;
  }
}

// On the first page: the draft that was begun last in this browser, and is not sent.
function offerBegun() {
  const name = names().find((one) => one.endsWith(":address"));
  if (!name || !("address" in (take(name) ?? {}))) {
    return;
  }
  offer.querySelector("a").href = take(name).address;
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => {
    forget(name.slice(0, -":address".length));
    offer.remove();
    form.querySelector("input:not([type=hidden])").focus();
  });
}

if (form && files) {
  listenToFiles();
}
if (form) {
  listen();
}
if (offer) {
  offerBegun();
}
