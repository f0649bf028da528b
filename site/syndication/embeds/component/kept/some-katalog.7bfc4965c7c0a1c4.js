// <some-katalog>: the newest from SoMe-kataloget on a library's own site. No dependency, no cookie, nobody else asked.
//
//   <script src="https://…/embed/v1/some-katalog.js" defer></script>
//   <some-katalog vis="koncepter" antal="3" platform="instagram" style="display: block; min-height: 34.5em">
//     <a href="https://…/koncepter/">Koncepter i SoMe-kataloget</a>
//   </some-katalog>
//
// Attributes: vis (koncepter, eksempler, vindere, galleri), antal (1-24), visning (stribe, gitter), lang (da, en), and
// the filters platform, maalgruppe, formaal, format, anledning, tid (slugs, separated by spaces). The style keeps the
// room, so that nothing moves when the list comes. What stands inside is shown below the list, and alone whenever the
// list cannot be had. A filter's word that is gone is ignored, and named below. The page's own --identity-color-h, -s
// and -l are taken over. Nothing is ever thrown.
//
// Frames of ours on the same page grow to the height of what they show, where that moves nothing the visitor sees.
(() => {
  "use strict";
  const NAME = "some-katalog";
  const LISTS = { koncepter: "concepts", eksempler: "initiatives", vindere: "winners", galleri: "galleries" };
  const FILTERS = ["platform", "maalgruppe", "formaal", "format", "anledning", "tid"];
  const KEPT_MS = 300000;
  const TEXTS = {
    da: { koncepter: "Koncepter", eksempler: "Initiativer", vindere: "Vindere", galleri: "Billeder", from: "fra SoMe-kataloget", example: "Opdigtet eksempel", busy: "Henter", pictures: "Billeder:" },
    en: { koncepter: "Concepts", eksempler: "Initiatives", vindere: "Winners", galleri: "Pictures", from: "from SoMe-kataloget", example: "Invented example", busy: "Loading", pictures: "Pictures:" },
  };
  const STYLE = `
    :host { display: block; color-scheme: inherit;
      --h: var(--identity-color-h, 162); --ink: currentcolor; --quiet: currentcolor; --link: currentcolor;
      --sunk: hsl(var(--h) 10% 50% / 20%); color: var(--ink); font: inherit; line-height: 1.45; }
    @supports (color: light-dark(red, red)) { :host {
      --ink: light-dark(hsl(var(--h) 34% 9%), hsl(var(--h) 16% 93%));
      --quiet: light-dark(hsl(var(--h) 12% 31%), hsl(var(--h) 10% 73%));
      --sunk: light-dark(hsl(var(--h) 16% 91%), hsl(var(--h) 26% 15%));
      --link: light-dark(hsl(var(--h) var(--identity-color-s, 66%) min(var(--identity-color-l, 17%), 24%)), hsl(var(--h) 46% 74%)); } }
    :host([hidden]) { display: none; }
    ul { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(min(14.4em, 100%), 1fr); gap: 1.25em;
      block-size: 31em; margin: 0; padding: 0; overflow: auto hidden; list-style: none;
      scroll-snap-type: x proximity; scrollbar-width: thin; }
    .wide { block-size: 24.75em; }
    .grid { grid: auto / repeat(auto-fill, minmax(min(100%, 14.4em), 1fr)); block-size: auto; overflow: visible; }
    li { position: relative; min-inline-size: 0; scroll-snap-align: start; }
    img, .box { display: block; inline-size: 100%; block-size: 18em; object-fit: contain; object-position: 0 100%;
      border-block-end: 5px solid var(--ink); }
    .box { background: var(--sunk); }
    .wide img, .wide .box { block-size: 12em; object-fit: cover; border: 0; }
    .meta { block-size: 1.5em; margin: .75em 0 .25em; color: var(--quiet); font-size: .875em; line-height: 1.5;
      overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .title, .lead { display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden; margin: 0; }
    .title { -webkit-line-clamp: 2; block-size: 2.5em; font-size: 1.2em; font-weight: 700; line-height: 1.25; }
    .lead { -webkit-line-clamp: 4; block-size: 5.8em; margin-block-start: .4em; line-height: 1.45; }
    a { color: inherit; text-decoration: none; }
    a:hover { text-decoration: underline; }
    li a::after { content: ""; position: absolute; inset: 0; }
    li a:focus-visible { outline: none; }
    li a:focus-visible::after { outline: 3px solid var(--ink); outline-offset: -3px; }
    p a:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
    .foot { min-block-size: 3em; margin: 1em 0 0; color: var(--quiet); font-size: .875em; }
    .foot a { color: var(--link); text-decoration: underline; text-underline-offset: .2em; }`;

  const script = document.currentScript;
  const origin = script ? new URL(script.src, location.href).origin : "";
  const answers = {}; // address -> promise, for this page; the tab's storage remembers across pages

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) {
      element.className = className;
    }
    element.textContent = text || "";
    return element;
  };

  const ours = (address) => {
    try {
      return /^https?:$/.test(new URL(address).protocol) ? address : "";
    } catch (error) {
      return "";
    }
  };

  const remembered = (address) => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(`${NAME} ${address}`));
      return kept && Date.now() - kept.at < KEPT_MS ? kept : null;
    } catch (error) {
      return null;
    }
  };

  const remember = (address, { items, notes }) => {
    try {
      sessionStorage.setItem(`${NAME} ${address}`, JSON.stringify({ at: Date.now(), items, notes }));
    } catch (error) {
      // A full or forbidden storage costs a request more on the next page, nothing else.
    }
  };

  const read = (answer) => {
    const isList = answer && Array.isArray(answer.items);
    return { items: isList ? answer.items : null, notes: isList && Array.isArray(answer.notes) ? answer.notes : [] };
  };

  // The items, or null when they cannot be had, and what was left out of account; a failure is remembered too.
  // Never rejects.
  const ask = (address) => {
    const kept = remembered(address);
    if (kept) {
      return Promise.resolve({ items: kept.items, notes: kept.notes || [] }); // older copies of us keep no notes
    }
    if (!answers[address]) {
      answers[address] = fetch(address, { credentials: "omit", referrerPolicy: "strict-origin" })
        .then((answer) => (answer.ok ? answer.json() : null))
        .catch(() => null)
        .then((answer) => {
          const found = read(answer);
          remember(address, found);
          setTimeout(() => delete answers[address], KEPT_MS);
          return found;
        });
    }
    return answers[address];
  };

  const pictureOf = (item, isWide) => {
    if (!item.image) {
      return make("span", "box");
    }
    const picture = make("img");
    picture.alt = isWide ? item.image.alt : "";
    picture.loading = "lazy";
    picture.width = item.image.small.width;
    picture.height = item.image.small.height;
    picture.srcset = `${ours(item.image.small.url)} ${item.image.small.width}w, ${ours(item.image.medium.url)} ${item.image.medium.width + 1}w`;
    picture.sizes = "20rem";
    picture.src = ours(item.image.jpeg.url);
    return picture;
  };

  const metaOf = (item, texts) => {
    const names = (item.platforms || []).map((term) => term.name);
    const parts = [item.library && item.library.name, item.category && `${item.category.name} ${item.year}`];
    return parts.concat(names, item.is_example ? texts.example : "").filter(Boolean).join(" · ");
  };

  const cardOf = (item, isWide, texts) => {
    const card = make("li");
    const title = make("p", "title");
    const link = make("a", "", item.title);
    link.href = ours(item.url);
    title.append(link);
    card.append(pictureOf(item, isWide), make("p", "meta", metaOf(item, texts)), title, make("p", "lead", item.lead));
    return card;
  };

  const blank = () => {
    const card = make("li");
    card.append(make("span", "box"), make("p", "meta"), make("p", "title"), make("p", "lead"));
    return card;
  };

  // Made sheets pass every host's rules for content; a browser without them may be refused the element, and throws.
  const dress = (root) => {
    if ("replaceSync" in CSSStyleSheet.prototype) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
    } else {
      root.append(make("style", "", STYLE));
      root.lastChild.sheet.cssRules;
    }
  };

  const noteOf = (text) => {
    const note = make("p", "foot", text);
    note.lang = "da";
    return note;
  };

  const creditsOf = (items) => {
    const named = items.map((item) => item.image && item.image.credit).filter(Boolean);
    return named.filter((credit, place) => named.indexOf(credit) === place).join(", ");
  };

  class SomeKatalog extends HTMLElement {
    connectedCallback() {
      try {
        if (!this.shadowRoot) {
          this.show();
        }
      } catch (error) {
        this.fallBack();
      }
    }

    get kind() {
      const asked = this.getAttribute("vis");
      return Object.prototype.hasOwnProperty.call(LISTS, asked) ? asked : "koncepter";
    }

    get number() {
      return Math.min(Math.max(parseInt(this.getAttribute("antal"), 10) || 3, 1), 24);
    }

    get address() {
      const query = new URLSearchParams();
      FILTERS.forEach((name) => {
        (this.getAttribute(name) || "").split(/\s+/).filter(Boolean).forEach((value) => query.append(name, value));
      });
      query.append("limit", String(this.number));
      return `${origin}/api/feed/v1/${LISTS[this.kind]}?${query}`;
    }

    show() {
      const root = this.attachShadow({ mode: "open" });
      dress(root);
      const asked = (this.closest("[lang]") || document.documentElement).lang;
      const texts = asked.slice(0, 2) === "en" ? TEXTS.en : TEXTS.da;
      const list = make("ul", this.kind === "galleri" ? "wide" : "");
      list.classList.toggle("grid", this.getAttribute("visning") === "gitter");
      list.setAttribute("aria-busy", "true");
      list.setAttribute("aria-label", `${texts[this.kind]} ${texts.from}`);
      list.lang = "da";
      for (let place = 0; place < this.number; place += 1) {
        list.append(blank());
      }
      const foot = make("p", "foot");
      foot.append(document.createElement("slot"));
      root.append(list, foot);
      ask(this.address)
        .then(({ items, notes }) => {
          if (items && items.length) {
            this.fill(list, foot, items, texts);
            notes.forEach((note) => root.append(noteOf(note)));
          } else {
            this.fallBack();
          }
        })
        .catch(() => this.fallBack());
    }

    fill(list, foot, items, texts) {
      list.style.minBlockSize = `${list.offsetHeight}px`; // fewer than asked for: what stands below stays where it is
      const isWide = this.kind === "galleri";
      list.textContent = ""; // replaceChildren() is younger than some of our readers' tablets
      list.append(...items.map((item) => cardOf(item, isWide, texts)));
      list.removeAttribute("aria-busy");
      const credits = creditsOf(items);
      if (credits) {
        foot.append(` ${texts.pictures} ${credits}`);
      }
    }

    // What the host wrote, and nothing else: no room is kept any longer.
    fallBack() {
      const root = this.shadowRoot;
      this.style.minHeight = "";
      if (root) {
        root.textContent = "";
        root.append(document.createElement("slot"));
      }
    }
  }

  // Growing is invisible unless the lower edge of the frame stands in the middle of what the visitor sees.
  const fit = (frame) => {
    const edge = frame.getBoundingClientRect().bottom;
    if (frame.wanted && (edge < 0 || edge >= innerHeight)) {
      frame.height = String(frame.wanted);
      frame.wanted = 0;
    }
  };

  const framesOf = (source) =>
    [].filter.call(document.querySelectorAll("iframe"), (frame) => !source || frame.contentWindow === source);

  const onMessage = (event) => {
    const said = event.data;
    if (!said || said.type !== NAME || typeof said.height !== "number" || !isFinite(said.height)) {
      return;
    }
    framesOf(event.source).forEach((frame) => {
      if (frame.src.indexOf(`${origin}/embed/v1/`) === 0) {
        frame.wanted = Math.min(Math.max(Math.ceil(said.height), 80), 8000);
        fit(frame);
      }
    });
  };

  try {
    addEventListener("message", (event) => {
      try {
        onMessage(event);
      } catch (error) {
        // A frame that does not grow can be scrolled.
      }
    });
    addEventListener("scroll", () => framesOf().forEach(fit), { passive: true });
    if (!customElements.get(NAME)) {
      customElements.define(NAME, SomeKatalog);
    }
  } catch (error) {
    // An old browser shows what the host wrote between the tags.
  }
})();
