// The menu of a narrow window closes as menus do: with Escape, which leads back to its button, and by a press elsewhere.

const menu = document.querySelector("details.menu");

menu?.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  if (menu && !menu.contains(event.target)) {
    menu.open = false;
  }
});
