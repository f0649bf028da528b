// Beside each day of the admin: the browser's own calendar. What is chosen there is written into the field as Danes
// write it, and a time that stands there stays. Nothing else touches what was typed.

const DAY = /^\s*(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4}))/;
const TIME = /(?:^|[\sT])(?:kl\.?\s*)?(\d{1,2}[:.]\d{2})\s*$/i;

function iso(text) {
  const [, year, month, day, first, second, last] = DAY.exec(text) ?? [];
  return year || last ? `${year ?? last}-${(month ?? second).padStart(2, "0")}-${(day ?? first).padStart(2, "0")}` : "";
}

function open(part) {
  const [field, calendar] = part.querySelectorAll("input");
  calendar.value = iso(field.value);
  calendar.showPicker();
}

function take(part) {
  const [field, calendar] = part.querySelectorAll("input");
  if (!calendar.value) {
    return;
  }
  const [, time = ""] = TIME.exec(field.value) ?? [];
  field.value = [calendar.value.split("-").reverse().join("-"), time].filter(Boolean).join(" ");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
}

document.addEventListener("click", ({ target }) => {
  const part = target.closest?.(".day-field__open")?.closest("[data-day-field]");
  if (part) {
    open(part);
  }
});

document.addEventListener("change", ({ target }) => {
  if (target.matches?.(".day-field__calendar")) {
    take(target.closest("[data-day-field]"));
  }
});
