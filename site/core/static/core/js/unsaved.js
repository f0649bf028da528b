// What is typed while a page is still being set up counts as a change, and so does what is typed while the page is
// being saved. Wagtail takes its baseline two seconds after the page has opened, and a new one whenever an autosave has
// been answered; what was typed meanwhile would be part of it, and be lost. Wagtail's own controller is told so by its
// own values. tests/e2e/test_entry.py says when this can go.

const FORM = "form[data-controller~='w-unsaved']";
const TOUCHES = ["pointerdown", "keydown", "paste", "drop"];
const before = new WeakMap(); // a form as it was when it was touched, until Wagtail has its baseline
const sent = new WeakMap(); // a form as it was when its autosave began
const watched = new WeakSet();

function unsaved(form) {
  return window.wagtail?.app?.getControllerForElementAndIdentifier(form, "w-unsaved");
}

function state(form) {
  return unsaved(form)?.formData ?? "";
}

function mark(form) {
  form.dataset.wUnsavedForceValue = "true";
  form.dataset.wUnsavedHasEditsValue = "true";
  unsaved(form)?.notify(); // it is told of no change where it had one a moment ago
}

function touch({ target }) {
  const form = target.closest?.(FORM);
  if (form && !watched.has(form) && !before.has(form)) {
    before.set(form, state(form));
  }
}

function change({ target, isTrusted }) {
  const form = target.closest?.(FORM);
  if (form && isTrusted && before.has(form) && before.get(form) !== state(form)) {
    mark(form);
  }
}

function without(data, names) {
  const rest = new URLSearchParams(data);
  names.forEach((name) => rest.delete(name));
  return rest.toString();
}

for (const kind of TOUCHES) {
  document.addEventListener(kind, touch, { capture: true });
}
for (const kind of ["input", "change"]) {
  document.addEventListener(kind, change);
}

document.addEventListener("w-unsaved:watch-edits", ({ target }) => {
  watched.add(target);
  if (before.has(target) && before.get(target) !== state(target)) {
    mark(target);
  }
  before.delete(target);
});

document.addEventListener("w-autosave:save", ({ target }) => sent.set(target, state(target)));

document.addEventListener("w-autosave:success", ({ target, detail }) => {
  const updated = Object.keys(detail.response?.field_updates ?? {});
  if (without(sent.get(target) ?? "", updated) !== without(state(target), updated)) {
    mark(target);
  }
});
