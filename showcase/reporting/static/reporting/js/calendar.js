// Beside a day that is written as people write days: the browser's own calendar, where it can be opened by a button.
// What is chosen there is written into the field in words, and read like anything else.

const template = document.querySelector("template[data-calendar]");

function offer(field) {
  const part = template.content.firstElementChild.cloneNode(true);
  const calendar = part.querySelector("input");
  part.querySelector("button").addEventListener("click", () => calendar.showPicker());
  part.querySelector("button").setAttribute("aria-describedby", `${field.id}-day`);
  field.labels[0].id ||= `${field.id}-day`;
  calendar.addEventListener("change", () => {
    const day = calendar.valueAsDate;
    if (day) {
      const look = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
      field.value = day.toLocaleDateString(document.documentElement.lang, look);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    }
  });
  (field.parentElement.querySelector("[data-understood-as]") ?? field).after(part);
}

if (template && "showPicker" in HTMLInputElement.prototype) {
  document.querySelectorAll("[data-day]").forEach(offer);
}
