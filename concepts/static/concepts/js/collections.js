// The page of a collection: the browser's own stand above it, and follow what is changed here. One that somebody has
// sent is theirs until it is kept.

import { MOST_SIGNS, addressOf, freeName, readAll, writeAll } from "./collection-store.js";

const page = document.querySelector("[data-collection]");
const { name, first, address } = page.dataset;
const asked = page.dataset.asked.split(" ").filter(Boolean).map(Number);
let all = readAll();
let own = findOwn();

// An address whose name was refused has none: it is the one that was shown last.
function findOwn() {
  return all.lists.find((list) => list.name === (name || all.current) && String(list.ids) === String(asked));
}

// As it stands by now: another tab may have kept something meanwhile.
function readAnew() {
  all = readAll();
  own = findOwn();
}

function showOwn() {
  const list = page.querySelector("[data-own-list]");
  for (const one of all.lists) {
    const link = document.createElement("a");
    link.className = one === own ? "chip chip--on" : "chip";
    link.href = addressOf(address, one);
    link.textContent = `${one.name} (${one.ids.length})`;
    if (one === own) {
      link.setAttribute("aria-current", "page");
    }
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  page.querySelector("[data-own]").hidden = all.lists.length === 0;
}

function keep() {
  readAnew();
  const made = { name: freeName(all.lists, name || first), ids: asked };
  all.lists.push(made);
  all.current = made.name;
  if (writeAll(all)) {
    location.assign(addressOf(address, made));
  }
}

// What is shown without this one: what is hidden by now goes too, as it does in the address.
function takeOut(id) {
  readAnew();
  if (!own) {
    return;
  }
  own.ids = idsShown().filter((one) => one !== id);
  if (own.ids.length === 0) {
    all.lists = all.lists.filter((one) => one !== own);
  }
  writeAll(all);
}

function idsShown() {
  return [...page.querySelectorAll("[data-collection-form] [name=koncept]")].map(({ value }) => Number(value));
}

function rename(form) {
  readAnew();
  const field = form.elements.namedItem("navn");
  if (!own || [...field.value.trim()].length > MOST_SIGNS) {
    return; // the page says so
  }
  const others = all.lists.filter((one) => one !== own);
  own.name = freeName(others, field.value.trim() || first);
  own.ids = idsShown();
  all.current = own.name;
  field.value = own.name;
  writeAll(all);
}

if (!location.search && all.lists.length > 0) {
  location.replace(addressOf(address, all.lists.find((one) => one.name === all.current) ?? all.lists[0]));
} else if (own) {
  all.current = own.name;
  writeAll(all);
  page.addEventListener("click", ({ target }) => {
    const link = target.closest?.("[data-take-out]");
    if (link) {
      takeOut(Number(link.dataset.takeOut));
    }
  });
  page.querySelector("[data-collection-form]")?.addEventListener("submit", ({ target }) => rename(target));
} else if (asked.length > 0) {
  const button = page.querySelector("[data-keep-collection]");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", keep);
  }
}
showOwn();
