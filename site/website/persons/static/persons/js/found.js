// What was found is about one person: once the fields name another, its buttons rest. Without it the server refuses.

const found = document.querySelector("[data-found]");
const form = document.querySelector("#person");

function compare() {
  const { kind, name } = Object.fromEntries(new FormData(form));
  const isOther = kind !== found.dataset.foundKind || name.trim() !== found.dataset.found;
  found.disabled = isOther;
  document.querySelector("[data-found-other]").hidden = !isOther;
}

if (found && form) {
  form.addEventListener("input", compare);
}
