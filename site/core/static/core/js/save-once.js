// Whoever presses a button while an autosave is out waits for its answer: a page that is being made has an address
// only then, and would be made twice. tests/e2e/test_entry.py says when this can go.

const FORM = "form[data-controller~='w-autosave']";
const saving = new WeakSet();
const waiting = new WeakMap(); // forms, and the button that was pressed

function press(form, pressed) {
  // Wagtail puts other buttons in their place when a new page gets its address.
  const isSame = (one) => one.type === "submit" && one.name === pressed.name && one.value === pressed.value;
  const button = pressed.isConnected ? pressed : [...form.elements].find(isSame);
  if (button) {
    button.disabled = false; // a pressed one is closed, to show that it is busy, and would not be sent
    button.click();
  }
}

function answered({ target }) {
  saving.delete(target);
  setTimeout(() => {
    const button = waiting.get(target);
    if (button && !saving.has(target)) {
      waiting.delete(target);
      press(target, button);
    }
  }); // what was typed meanwhile is saved first
}

document.addEventListener("w-autosave:save", ({ target }) => saving.add(target));
for (const end of ["success", "error"]) {
  document.addEventListener(`w-autosave:${end}`, answered);
}

document.addEventListener(
  "submit",
  (event) => {
    if (event.target.matches(FORM) && saving.has(event.target) && event.submitter) {
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting.set(event.target, event.submitter);
    }
  },
  { capture: true },
);
