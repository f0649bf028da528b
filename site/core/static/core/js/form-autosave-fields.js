// What stands in the fields of a form: by name a list, since several may be chosen. Hidden fields and files are none.

const NO_FIELDS = new Set(["hidden", "submit", "button", "reset", "image", "file", "password"]);

function fieldsOf(form) {
  const all = [...form.elements].filter((one) => one.name && !NO_FIELDS.has(one.type));
  return all.filter((one) => !one.closest("[aria-hidden=true]")); // a field no person sees
}

function valuesOf(field, isInitial) {
  if (field.type === "checkbox" || field.type === "radio") {
    return (isInitial ? field.defaultChecked : field.checked) ? [field.value] : [];
  }
  if (field.options) {
    const options = [...field.options];
    const chosen = options.filter((one) => (isInitial ? one.defaultSelected : one.selected));
    const shown = chosen.length || field.multiple ? chosen : options.slice(0, 1);
    return shown.map((one) => one.value);
  }
  return [isInitial ? field.defaultValue : field.value];
}

// As it is now, or, `isInitial`, as the server sent it.
export function valuesIn(form, { isInitial = false } = {}) {
  const values = {};
  for (const field of fieldsOf(form)) {
    values[field.name] = [...(values[field.name] ?? []), ...valuesOf(field, isInitial)];
  }
  return values;
}

export function fill(form, name, values) {
  const fields = fieldsOf(form).filter((field) => field.name === name);
  for (const [place, field] of fields.entries()) {
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = values.includes(field.value);
    } else if (field.options) {
      for (const option of field.options) {
        option.selected = values.includes(option.value);
      }
    } else {
      field.value = values[place] ?? "";
    }
    field.dispatchEvent(new Event("keep:filled"));
  }
}

// The text field of this name, if it is one.
export function textFieldOf(form, name) {
  const isText = (field) => !field.options && field.type !== "checkbox" && field.type !== "radio";
  return fieldsOf(form).find((one) => one.name === name && isText(one));
}

// The server keeps texts without signs that are not seen, and may trim them.
function plain(text) {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{C}\n\t]/gu, "")
    .normalize("NFC")
    .trim();
}

export function isSame(some, others) {
  const [these, those] = [some ?? [], others ?? []].map((values) => values.map(plain).join("\f").trimEnd());
  return these === those;
}

// The names under which the two hold different things; of those the first one has.
export function differing(values, others) {
  return Object.keys(values).filter((name) => !isSame(values[name], others[name]));
}
