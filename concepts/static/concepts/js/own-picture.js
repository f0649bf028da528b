// Puts somebody's own picture above the band of the template. It never leaves this browser.

import { OF_ALL, read } from "./local-details-store.js";

const tool = document.querySelector("[data-own-picture]");
const form = document.querySelector("[data-own-pictures]");
const shapes = document.querySelectorAll("[data-shape]");

class GoneError extends Error {}

function loaded(address) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new GoneError());
    image.src = address;
  });
}

// The largest cut of that shape; `left` and `top` from 0 to 1 say where it lies.
function cutOf(picture, width, height, left, top) {
  const scale = Math.min(picture.width / width, picture.height / height);
  const [cutWidth, cutHeight] = [width * scale, height * scale];
  return [(picture.width - cutWidth) * left, (picture.height - cutHeight) * top, cutWidth, cutHeight];
}

// How much of the picture lies above the band, which reaches from edge to edge.
function roomAbove(band, pen, height) {
  pen.drawImage(band, 0, 0);
  const { data } = pen.getImageData(0, 0, 1, height);
  return Array.from({ length: height }, (_one, row) => data[4 * row + 3]).findIndex((alpha) => alpha > 0);
}

class Shape {
  constructor(item) {
    this.item = item;
    this.shown = item.querySelector("img");
    this.canvas = document.createElement("canvas");
    this.canvas.className = this.shown.className;
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", this.shown.alt);
    [this.canvas.width, this.canvas.height] = ["width", "height"].map((side) => Number(this.shown.getAttribute(side)));
    item.querySelector("[data-own-take]").addEventListener("click", (event) => this.offer(event));
  }

  async paint(picture, left, top) {
    this.band ??= await loaded(this.shown.dataset.band);
    const { width, height } = this.canvas;
    const pen = this.canvas.getContext("2d");
    this.room ??= roomAbove(this.band, pen, height);
    pen.fillStyle = "white"; // a picture may be seen through
    pen.fillRect(0, 0, width, height);
    pen.drawImage(picture, ...cutOf(picture, width, this.room, left, top), 0, 0, width, this.room);
    pen.drawImage(this.band, 0, 0);
    if (this.shown.isConnected) {
      this.shown.replaceWith(this.canvas);
    }
  }

  offer(event) {
    if (!this.canvas.isConnected) {
      return; // the concept's own, which lies at its address
    }
    event.preventDefault();
    const name = event.currentTarget.download;
    this.canvas.toBlob((made) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(made);
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    }, "image/jpeg", 0.9);
  }
}

function takesPictures() {
  const drawn = [...shapes].map((item) => new Shape(item));
  const [file, left, top, told] = ["file", "left", "top", "told"].map((name) =>
    tool.querySelector(`[data-own-${name}]`),
  );
  let picture = null;

  async function paint() {
    try {
      await Promise.all(drawn.map((shape) => shape.paint(picture, left.value / 100, top.value / 100)));
      told.textContent = told.dataset.done;
    } catch (error) {
      told.textContent = error instanceof GoneError ? told.dataset.gone : told.dataset.failed;
    }
  }

  async function choose() {
    if (!file.files.length) {
      return;
    }
    try {
      picture = await createImageBitmap(file.files[0]);
    } catch {
      told.textContent = told.dataset.failed;
      return;
    }
    await paint();
  }

  file.addEventListener("change", choose);
  for (const slider of [left, top]) {
    slider.addEventListener("input", () => picture && paint());
  }
  tool.hidden = false;
}

const library = form.elements.bibliotek;
const kept = read(OF_ALL).bibliotek ?? "";
if (!location.search && kept.length <= Number(library.dataset.most)) {
  library.value = kept;
}
if (tool) {
  takesPictures();
}
