// Somebody else's player, only after a click that names who receives the visitor. Without this script there is a link.

const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-presentation";

function player(facade) {
  const frame = document.createElement("iframe");
  frame.src = facade.dataset.facade;
  frame.title = facade.dataset.title;
  frame.className = "facade__player";
  frame.allow = "fullscreen; encrypted-media; picture-in-picture";
  frame.referrerPolicy = "strict-origin";
  frame.setAttribute("sandbox", SANDBOX);
  frame.tabIndex = 0;
  return frame;
}

function attach() {
  for (const facade of document.querySelectorAll("[data-facade]")) {
    facade.hidden = false;
    facade.querySelector("button").addEventListener("click", () => {
      const frame = player(facade);
      facade.replaceChildren(frame);
      frame.focus();
    });
  }
}

attach();
document.addEventListener("results", attach);
