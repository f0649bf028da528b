// What is selected on the page goes into the field, so that it can be blacked out with one press.
const field = document.querySelector("[data-selection]");

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const text = selection?.toString().trim().replace(/\s+/g, " ") ?? "";
  if (field && text && document.activeElement !== field) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true })); // it is counted
  }
});
