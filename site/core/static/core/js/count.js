// Counts texts beside their fields where no form keeps them while they are written: in the admin, where fields come
// and go, and on small pages.

import { counted } from "./form-autosave-count.js";

const template = document.querySelector("template[data-keep-count]");
const known = new WeakSet();

function mind(field) {
  if (!known.has(field) && !field.closest("form[data-keep]")) {
    known.add(field);
    counted(field, template);
  }
}

if (template) {
  document.querySelectorAll("[data-most]").forEach(mind);
  document.addEventListener(
    "input",
    ({ target }) => {
      if (target.matches?.("[data-most]")) {
        mind(target);
      }
    },
    { capture: true },
  );
}
