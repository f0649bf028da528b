// What lay in the browser: put in again where the server was given nothing else meanwhile, otherwise offered beside it.

import { differing, fill, isSame, textFieldOf, valuesIn } from "./form-autosave-fields.js";
import { drop, put, take } from "./form-autosave-store.js";

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

// `typed` is what lay there, and `ours` what this browser sent of it, answered or not; `kept` is what the server has.
// Returns: whether any of it was put in.
export function putInAgain(form, { typed, ours }, kept) {
  const now = valuesIn(form);
  const others = {};
  let isPutIn = false;
  for (const name of differing(typed, kept).filter((one) => one in now)) {
    const isOurs = ours.some((one) => isSame(one[name], kept[name]));
    if (isOurs && isSame(now[name], kept[name])) {
      fill(form, name, typed[name]);
      isPutIn = true;
    } else {
      others[name] = typed[name];
    }
  }
  putBy(form.dataset.keep, { ...othersOf(form.dataset.keep), ...others });
  return isPutIn;
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
