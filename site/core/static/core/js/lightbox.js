// One picture at a time, over the page. Without this script every picture is a link to its full size.

const SWIPE_PIXELS = 40;

const ICONS = { previous: "M21 12H4m6-7-7 7 7 7", next: "M3 12h17m-6-7 7 7-7 7", close: "m5 5 14 14M19 5 5 19" };

function element(name, className, parent) {
  const made = document.createElement(name);
  made.className = className;
  parent?.append(made);
  return made;
}

function button(label, icon, act, parent) {
  const made = element("button", "", parent);
  made.type = "button";
  made.setAttribute("aria-label", label);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[icon]);
  svg.append(path);
  made.append(svg);
  made.addEventListener("click", act);
  return made;
}

class Lightbox {
  constructor(gallery) {
    this.texts = gallery.dataset;
    this.links = [...gallery.querySelectorAll("[data-full]")];
    this.links.forEach((link, place) => {
      link.addEventListener("click", (event) => {
        if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
          event.preventDefault();
          this.open(place);
        }
      });
    });
  }

  build() {
    this.dialog = element("dialog", "lightbox", document.body);
    const bar = element("div", "lightbox__bar", this.dialog);
    this.position = element("p", "", bar);
    this.position.setAttribute("role", "status");
    const buttons = element("div", "lightbox__buttons", bar);
    if (this.links.length > 1) {
      button(this.texts.previous, "previous", () => this.turn(-1), buttons);
      button(this.texts.next, "next", () => this.turn(1), buttons);
    }
    this.closing = button(this.texts.close, "close", () => this.dialog.close(), buttons);
    this.picture = element("img", "lightbox__picture", element("div", "lightbox__stage", this.dialog));
    this.caption = element("p", "lightbox__caption", this.dialog);
    this.dialog.addEventListener("keydown", (event) => this.press(event));
    this.dialog.addEventListener("close", () => this.links[this.place].focus());
    this.swipe();
  }

  swipe() {
    let start = null;
    this.dialog.addEventListener("pointerdown", (event) => {
      start = event.pointerType === "mouse" ? null : event.clientX;
    });
    this.dialog.addEventListener("pointerup", (event) => {
      const way = start === null ? 0 : event.clientX - start;
      start = null;
      if (Math.abs(way) > SWIPE_PIXELS) {
        this.turn(way < 0 ? 1 : -1);
      }
    });
  }

  press(event) {
    const steps = { ArrowLeft: -1, ArrowRight: 1 };
    if (event.key in steps) {
      event.preventDefault();
      this.turn(steps[event.key]);
    }
  }

  open(place) {
    if (!this.dialog) {
      this.build();
    }
    this.show(place);
    this.dialog.showModal();
    this.closing.focus();
  }

  turn(step) {
    this.show((this.place + step + this.links.length) % this.links.length);
  }

  show(place) {
    this.place = place;
    const link = this.links[place];
    const small = link.querySelector("img");
    this.picture.src = link.href;
    this.picture.alt = small.alt;
    this.picture.width = small.width;
    this.picture.height = small.height;
    this.caption.textContent = link.closest("figure").querySelector("figcaption")?.textContent.trim() ?? "";
    this.position.textContent = this.texts.position.replace("{number}", place + 1).replace("{total}", this.links.length);
    this.dialog.setAttribute("aria-label", this.texts.name || this.position.textContent);
  }
}

for (const gallery of document.querySelectorAll("[data-gallery]")) {
  new Lightbox(gallery);
}
