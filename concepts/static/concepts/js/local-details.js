// What a library writes once stands in every text at once. It is kept in this browser alone: who one is for every
// concept, what it is about for this one.

import { OF_ALL, read, write } from "./local-details-store.js";

const SHARED = ["by", "bibliotek"];
const address = location.pathname.replace(/tilpas\/$/, "");
const OF_THIS = `${OF_ALL}:${address}`;
const marks = document.querySelectorAll("mark[data-detail]");

function fill(details) {
  for (const mark of marks) {
    const value = details[mark.dataset.detail]?.trim();
    mark.textContent = value || mark.dataset.placeholder;
    mark.toggleAttribute("data-filled", Boolean(value));
  }
  for (const box of document.querySelectorAll("[data-copy]")) {
    measure(box);
  }
}

function measure(box) {
  const length = [...box.querySelector("[data-copy-text]").textContent].length;
  const told = box.querySelector("[data-copy-length]");
  const limit = box.querySelector("[data-copy-limit]");
  if (told) {
    told.textContent = length;
  }
  if (limit) {
    limit.querySelector("meter").value = length;
    limit.querySelector("[data-copy-over]").hidden = length <= Number(limit.dataset.copyLimit);
  }
}

function keep(details) {
  const split = { [OF_ALL]: { ...read(OF_ALL) }, [OF_THIS]: {} };
  for (const [name, value] of Object.entries(details)) {
    split[SHARED.includes(name) ? OF_ALL : OF_THIS][name] = value;
  }
  for (const [name, some] of Object.entries(split)) {
    write(name, some);
  }
}

function asksInForm(form) {
  const fields = [...form.querySelectorAll("input[name]")];
  const fits = (field) => [...field.value.trim()].length <= Number(field.dataset.most); // else it is told beside it
  const details = () => Object.fromEntries(fields.map((field) => [field.name, fits(field) ? field.value : ""]));
  const kept = { ...read(OF_ALL), ...read(OF_THIS) };
  const { by: town, bibliotek: library } = form.elements;
  let suggested = townOf(kept.bibliotek);

  function townOf(name) {
    const options = [...form.querySelectorAll("datalist option")];
    return options.find((one) => one.value === name?.trim())?.textContent ?? "";
  }

  function suggestTown() {
    const its = townOf(library.value);
    if (town && its && (town.value === "" || town.value === suggested)) {
      town.value = suggested = its;
    }
  }

  function change(field) {
    if (library && field === library) {
      suggestTown();
    }
    keep(details());
    fill(details());
  }

  const isNews = library?.value && library.value !== kept.bibliotek; // it was written before this script came
  for (const field of fields) {
    field.value ||= kept[field.name] ?? "";
  }
  change(isNews ? library : null);
  form.addEventListener("input", ({ target }) => change(target));
  form.addEventListener("submit", (event) => {
    if (!event.submitter?.hasAttribute("formaction")) {
      event.preventDefault(); // it stands there already
    }
    change();
  });
  form.querySelector("[data-local-submit]").hidden = true;
  form.querySelector("[data-local-forget]").addEventListener("click", () => {
    write(OF_ALL, {});
    write(OF_THIS, {});
  });
}

const form = document.querySelector("[data-local-details]");
if (form) {
  asksInForm(form);
} else if (marks.length) {
  fill({ ...read(OF_ALL), ...read(OF_THIS) });
}
