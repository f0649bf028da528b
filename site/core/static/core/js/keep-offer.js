// What lay in the browser and cannot be put in by itself, since the server was given something else: offered beside it.

import { differing, fill, textFieldOf } from "./keep-fields.js";
import { drop, put, take } from "./keep-store.js";

function othersOf(name) {
  return take(`${name}:other`)?.typed ?? {};
}

function putBy(name, others) {
  if (Object.keys(others).length) {
    put(`${name}:other`, { typed: others });
  } else {
    drop(`${name}:other`);
  }
}

export function addOthers(name, others) {
  putBy(name, { ...othersOf(name), ...others });
}

export function offerOthers(form, kept, use) {
  const name = form.dataset.keep;
  const others = othersOf(name);
  const wanted = differing(others, kept).filter((one) => textFieldOf(form, one) && others[one][0]?.trim());
  putBy(name, Object.fromEntries(wanted.map((one) => [one, others[one]])));
  for (const one of wanted) {
    offer(form, textFieldOf(form, one), others[one][0], use);
  }
}

function offer(form, field, text, use) {
  const box = form.querySelector("template[data-keep-offer]").content.firstElementChild.cloneNode(true);
  box.querySelector("textarea").value = text;
  const settle = () => {
    const { [field.name]: _settled, ...rest } = othersOf(form.dataset.keep);
    putBy(form.dataset.keep, rest);
    box.remove();
    field.focus();
  };
  box.querySelector("[data-use]").addEventListener("click", () => {
    fill(form, field.name, [text]);
    settle();
    use();
  });
  box.querySelector("[data-drop]").addEventListener("click", settle);
  field.closest("p, div, fieldset").after(box);
}
