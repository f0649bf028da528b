// An entry that is dragged to another day is sent to the form that its button leads to.

const form = document.querySelector("#move");
let dragged = null;

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-move]") ?? null;
  if (dragged) {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.move);
  }
});

document.addEventListener("dragend", () => {
  dragged = null;
  mark(null);
});

function mark(day) {
  for (const marked of document.querySelectorAll(".calendar__day--target")) {
    marked.classList.remove("calendar__day--target");
  }
  day?.classList.add("calendar__day--target");
}

for (const day of document.querySelectorAll("[data-day]")) {
  day.addEventListener("dragover", (event) => {
    if (dragged) {
      event.preventDefault();
      mark(day);
    }
  });
  day.addEventListener("drop", (event) => {
    event.preventDefault();
    if (dragged && !day.contains(dragged)) {
      form.action = dragged.dataset.move;
      form.elements.day.value = day.dataset.day;
      form.submit();
    }
  });
}
