// Posts fold their text where their platform does. Without this script the whole text is seen.

for (const more of document.querySelectorAll("[data-post-more]")) {
  const frame = more.closest("[data-post]");
  const text = frame.querySelector(".phone__text");
  frame.classList.add("phone--folded");
  if (text.scrollHeight > text.clientHeight + 1) {
    more.hidden = false;
    more.addEventListener("click", () => {
      frame.classList.remove("phone--folded");
      more.hidden = true;
      text.tabIndex = -1;
      text.focus(); // what had the focus is gone
    });
  } else {
    frame.classList.remove("phone--folded");
  }
}
