// Draws the marked areas over the picture, and turns a drag into an area. The numbers in the fields are what is sent.

const SMALLEST_PIXELS = 3;
const SIDES = ["left", "top", "width", "height"];

const form = document.querySelector("[data-cover]");
const stage = form.querySelector("[data-stage]");
const covers = form.querySelector("[data-covers]");
const total = form.querySelector("[name$=TOTAL_FORMS]");

function inputsOf(area) {
  return SIDES.map((side) => area.querySelector(`[name$="-${side}"]`));
}

function isEmpty(area) {
  return inputsOf(area).every((input) => input.value === "");
}

function addArea() {
  const copy = form.querySelector("[data-empty]").content.cloneNode(true).firstElementChild;
  copy.innerHTML = copy.innerHTML.replaceAll("__prefix__", total.value);
  total.value = Number(total.value) + 1;
  copy.querySelector("legend").append(` ${total.value}`);
  covers.append(copy);
  return copy;
}

function draw() {
  stage.querySelectorAll(".cover__mark").forEach((mark) => mark.remove());
  const { width, height } = stage.dataset;
  for (const area of form.querySelectorAll("[data-area]")) {
    const [left, top, wide, high] = inputsOf(area).map((input) => Number(input.value));
    if (wide && high) {
      const mark = document.createElement("div");
      mark.className = `cover__mark cover__mark--${area.dataset.area}`;
      mark.style.left = `${(100 * left) / width}%`;
      mark.style.top = `${(100 * top) / height}%`;
      mark.style.width = `${(100 * wide) / width}%`;
      mark.style.height = `${(100 * high) / height}%`;
      stage.append(mark);
    }
  }
}

function pointOf(event) {
  const box = stage.getBoundingClientRect();
  const scale = stage.dataset.width / box.width;
  const clamp = (value, most) => Math.round(Math.min(Math.max(value * scale, 0), most));
  return [clamp(event.clientX - box.left, stage.dataset.width), clamp(event.clientY - box.top, stage.dataset.height)];
}

function areaToFill() {
  if (form.elements.tool.value === "crop") {
    return form.querySelector('[data-area="crop"]');
  }
  return [...covers.children].find(isEmpty) ?? addArea();
}

let start = null;
let filled = null;
stage.addEventListener("pointerdown", (event) => {
  start = pointOf(event);
  filled = areaToFill();
  stage.setPointerCapture(event.pointerId);
});
stage.addEventListener("pointermove", (event) => {
  if (start) {
    const end = pointOf(event);
    const numbers = [Math.min(start[0], end[0]), Math.min(start[1], end[1])];
    numbers.push(Math.abs(start[0] - end[0]), Math.abs(start[1] - end[1]));
    inputsOf(filled).forEach((input, place) => {
      input.value = numbers[place];
    });
    draw();
  }
});
stage.addEventListener("pointerup", () => {
  if (filled && inputsOf(filled).slice(2).some((input) => input.value < SMALLEST_PIXELS)) {
    inputsOf(filled).forEach((input) => {
      input.value = "";
    });
    draw();
  }
  start = null;
});
form.querySelector("[data-add]").addEventListener("click", () => inputsOf(addArea())[0].focus());
form.addEventListener("input", draw);
draw();
