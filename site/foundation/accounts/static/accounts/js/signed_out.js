// Who is logged out while a page of the admin is open keeps the page: before anything is sent, when the tab is looked
// at again, and once a minute the server is asked whether this is still her. If not, she logs in in another tab, and
// the page goes on where it was.

const ASK_MS = 60_000;
const SEND = ":is(button:not([type]), button[type=submit], input[type=submit])";
const template = document.querySelector("template[data-signed-out]");
let dialog = null;
let waiting = null; // the button that was pressed while nobody was logged in
let passing = null; // the button whose press has been asked about
let asking = false;
let isOut = false;

// Returns: "in", "other" or "out"; "" when there is no network, of which Wagtail speaks itself.
async function ask() {
  try {
    const answer = await fetch(template.dataset.ask, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (answer.status === 401) {
      return "out";
    }
    const { user, token } = await answer.json();
    if (`${user}` !== template.dataset.user) {
      return "other";
    }
    renew(token);
    return "in";
  } catch {
    return "";
  }
}

function renew(token) {
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    field.value = token;
  }
  if (window.wagtailConfig) {
    window.wagtailConfig.CSRF_TOKEN = token;
  }
}

function show(state) {
  isOut = true;
  dialog ??= made();
  dialog.querySelector("[data-other]").hidden = state !== "other";
  if (!dialog.open) {
    dialog.showModal();
  }
}

function made() {
  const made = template.content.querySelector("dialog").cloneNode(true);
  made.querySelector("[data-again]").addEventListener("click", look);
  made.querySelector("[data-later]").addEventListener("click", () => made.close());
  made.addEventListener("close", () => {
    waiting = null; // who would rather look first presses again
  });
  document.body.append(made);
  return made;
}

async function look() {
  const state = await ask();
  if (state === "out" || state === "other") {
    show(state);
  } else if (state === "in" && isOut) {
    goOn();
  }
}

function goOn() {
  const button = waiting;
  isOut = false;
  dialog.close();
  if (button?.isConnected) {
    press(button);
  } else {
    saveAgain();
  }
}

function saveAgain() {
  for (const form of document.querySelectorAll("form[data-controller~='w-autosave']")) {
    const unsaved = window.wagtail?.app?.getControllerForElementAndIdentifier(form, "w-unsaved");
    if (unsaved?.hasEditsValue) {
      unsaved.notify();
    }
  }
}

function press(button) {
  passing = button;
  button.click();
  passing = null;
}

// While the server is asked, an autosave may put other buttons in their place; a click on one that has gone is lost.
function standing(form, pressed) {
  const isSame = (one) => one.type === pressed.type && one.name === pressed.name && one.value === pressed.value;
  return pressed.isConnected ? pressed : ([...form.elements].find(isSame) ?? pressed);
}

async function send(pressed) {
  const { form } = pressed;
  asking = true;
  const state = await ask();
  const button = standing(form, pressed);
  asking = false;
  if (state === "out" || state === "other") {
    waiting = button;
    show(state);
  } else {
    press(button);
  }
}

function mind(event) {
  const button = event.target.closest?.(SEND);
  if (button && button !== passing && button.form?.getAttribute("method")?.toLowerCase() === "post") {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!asking) {
      send(button);
    }
  }
}

if (template?.dataset.user) {
  document.addEventListener("click", mind, { capture: true });
  document.addEventListener("visibilitychange", () => document.hidden || look());
  document.addEventListener("w-autosave:error", look);
  new BroadcastChannel("signed-in").addEventListener("message", look);
  setInterval(() => document.hidden || look(), ASK_MS);
}
