// Tells that something of this page was taken home or copied: what, and which page. Nothing about who; no answer.

export function tell(what) {
  const page = document.querySelector("main[data-page]")?.dataset.page;
  if (page && navigator.sendBeacon) {
    navigator.sendBeacon("/tael/", new URLSearchParams({ what, page }));
  }
}

for (const link of document.querySelectorAll("[data-kit]")) {
  link.addEventListener("click", () => tell("kit"));
}
