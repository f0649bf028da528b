// Searches a long list of boxes. What is ticked stays in sight.

function search(list, text) {
  const sought = text.trim().toLocaleLowerCase(document.documentElement.lang);
  let found = 0;
  for (const choice of list.querySelectorAll("li")) {
    const fits = choice.textContent.toLocaleLowerCase(document.documentElement.lang).includes(sought);
    found += fits ? 1 : 0;
    choice.hidden = !fits && !choice.querySelector("input").checked;
  }
  for (const group of list.querySelectorAll("fieldset")) {
    group.hidden = !group.querySelector("li:not([hidden])");
  }
  const place = list.querySelector("[role=status]");
  place.textContent = found ? "" : place.dataset.none;
}

document.addEventListener("input", ({ target }) => {
  if (target.matches?.(".checklist__search")) {
    search(target.closest("[data-checklist]"), target.value);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches?.(".checklist__search")) {
    event.preventDefault(); // it would send the form
  }
});
