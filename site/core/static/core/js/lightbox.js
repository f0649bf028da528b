// One picture or film at a time, over the page, each with an address of its own.
// Without this script every picture is a link to its full size, and every film plays where it stands.

const SWIPE_PIXELS = 40;

const ICONS = {
  previous: "M21 12H4m6-7-7 7 7 7",
  next: "M3 12h17m-6-7 7 7-7 7",
  close: "m5 5 14 14M19 5 5 19",
  copy: "M9 15l6-6M10 6l2-2a5 5 0 0 1 7 7l-2 2M14 18l-2 2a5 5 0 0 1-7-7l2-2",
};

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
      link.hidden = false;
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
    if (navigator.clipboard && this.links.every((link) => link.closest("[data-item]")?.id)) {
      button(this.texts.link, "copy", () => this.copy(), buttons);
    }
    this.closing = button(this.texts.close, "close", () => this.dialog.close(), buttons);
    this.stage = element("div", "lightbox__stage", this.dialog);
    this.caption = element("p", "lightbox__caption", this.dialog);
    this.dialog.addEventListener("keydown", (event) => this.press(event));
    this.dialog.addEventListener("close", () => this.leave());
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

  leave() {
    this.stage.replaceChildren();
    history.replaceState(history.state, "", location.pathname + location.search);
    this.links[this.place].focus();
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(location.href);
      this.position.textContent = this.texts.linked;
    } catch {
      this.position.textContent = location.href; // no permission: to be copied by hand
    }
  }

  press(event) {
    const steps = { ArrowLeft: -1, ArrowRight: 1 };
    if (event.key in steps && event.target.tagName !== "VIDEO") {
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
    const item = link.closest("[data-item]");
    this.stage.replaceChildren(link.href ? pictureOf(link) : filmOf(item));
    this.caption.textContent = item.querySelector("figcaption")?.textContent.trim() ?? "";
    this.position.textContent = this.texts.position.replace("{number}", place + 1).replace("{total}", this.links.length);
    this.dialog.setAttribute("aria-label", this.texts.name || this.position.textContent);
    if (item.id) {
      history.replaceState(history.state, "", `#${item.id}`);
    }
  }
}

function pictureOf(link) {
  const large = element("img", "lightbox__picture");
  large.src = link.href;
  large.alt = link.querySelector("img").alt;
  [large.width, large.height] = link.dataset.full.split("x").map(Number); // of the file: the page shows it smaller
  return large;
}

function filmOf(item) {
  const own = item.querySelector("video");
  own.pause();
  const large = own.cloneNode(true);
  large.classList.add("lightbox__picture");
  return large;
}

function attach() {
  const asked = location.hash.slice(1);
  for (const gallery of document.querySelectorAll("[data-gallery]")) {
    const lightbox = new Lightbox(gallery);
    const place = lightbox.links.findIndex((link) => asked && link.closest("[data-item]")?.id === asked);
    if (place >= 0) {
      lightbox.open(place);
    }
  }
}

attach();
document.addEventListener("results", attach);
