// Copy buttons. They are hidden until they can work; the text itself can always be selected.

import { tell } from "./telling.js";

const CONFIRMED_MS = 2500;

function confirm(label) {
  const before = label.textContent;
  label.textContent = label.dataset.copied;
  label.setAttribute("role", "status");
  setTimeout(() => {
    label.textContent = before;
  }, CONFIRMED_MS);
}

function select(element) {
  getSelection().selectAllChildren(element);
}

// With `html`, headings and lists come along into an editor; where only plain text can be pasted, it gets that.
function onClipboard(text, html) {
  if (!html) {
    return navigator.clipboard.writeText(text);
  }
  const blobs = { "text/plain": text, "text/html": html };
  const typed = Object.entries(blobs).map(([type, value]) => [type, new Blob([value], { type })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(typed))]);
}

async function copy(text, label, source, html) {
  if (label.textContent === label.dataset.copied) {
    return;
  }
  try {
    await onClipboard(text, html);
    confirm(label);
    if (source !== label) {
      tell("copied"); // a text, not the address of the page
    }
  } catch {
    select(source); // no permission: ready for Ctrl-C
  }
}

function ready() {
  for (const box of document.querySelectorAll("[data-copy]")) {
    const [button, source] = ["[data-copy-button]", "[data-copy-text]"].map((one) => box.querySelector(one));
    if (button.hidden) {
      button.hidden = false;
      button.addEventListener("click", () =>
        copy(
          source.textContent,
          button.querySelector("[data-copy-label]"),
          source,
          "copyRich" in button.dataset ? source.innerHTML : "",
        ),
      );
    }
  }
  for (const item of document.querySelectorAll("[data-copy-link][hidden]")) {
    item.hidden = false;
    const label = item.querySelector("[data-copy-label]");
    item.querySelector("button").addEventListener("click", () => copy(item.dataset.copyLink, label, label));
  }
}

if (navigator.clipboard) {
  ready();
  document.addEventListener("results", ready); // what was fetched anew
}
