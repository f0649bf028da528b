// What is selected on the page goes into the field, so that it can be blacked out with one press.
const field = document.querySelector("[data-selection]");

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const text = selection?.toString().trim().replace(/\s+/g, " ") ?? "";
  if (field && text && text.length <= field.maxLength && document.activeElement !== field) {
    field.value = text;
  }
});
