// Keeps the state of a film up to date while the worker has it; reloads the page's panel once it is done.

const EVERY_MILLISECONDS = 3000;
const UNDER_WAY = new Set(["waiting", "working"]);

async function look(panel) {
  const response = await fetch(panel.dataset.address, { headers: { Accept: "application/json" } });
  if (!response.ok) {
    return;
  }
  const film = await response.json();
  const bar = panel.querySelector("progress");
  panel.querySelector("[data-film-text]").textContent = film.text;
  panel.dataset.filmState = film.state;
  bar.hidden = film.state !== "working";
  bar.value = film.progress;
  watch(panel);
}

function watch(panel) {
  if (UNDER_WAY.has(panel.dataset.filmState)) {
    setTimeout(() => look(panel).catch(() => watch(panel)), EVERY_MILLISECONDS);
  }
}

document.querySelectorAll("[data-film-state]").forEach(watch);
