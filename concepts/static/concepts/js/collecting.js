// Keeps a concept in a collection of this browser. Without it the link leads to a collection of this one concept.

import { addressOf, openOne, readAll, writeAll } from "./collection-store.js";

const link = document.querySelector("[data-collect]");
const id = Number(link?.dataset.collect);

function holder({ lists }) {
  return lists.find(({ ids }) => ids.includes(id));
}

function show() {
  const kept = holder(readAll());
  if (kept) {
    link.textContent = link.dataset.kept;
    link.href = addressOf(link.pathname, kept);
  }
}

link?.addEventListener("click", (event) => {
  const all = readAll();
  if (holder(all)) {
    return; // to where it lies
  }
  openOne(all, link.dataset.name).ids.push(id);
  if (writeAll(all)) {
    event.preventDefault();
    link.setAttribute("role", "status"); // said once, when it changes
    show();
    setTimeout(() => link.removeAttribute("role"), 2_500);
  }
});

if (link) {
  show();
  addEventListener("pageshow", show);
}
