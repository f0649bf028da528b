// Says on the button how many concepts the sentence will find.

const form = document.querySelector("[data-finder]");
let running = null;

async function count() {
  running?.abort();
  running = new AbortController();
  const label = form.querySelector("[data-finder-label]");
  const chosen = [...new FormData(form)].filter(([, value]) => value);
  try {
    const answer = await fetch(`${form.action}?${new URLSearchParams(chosen)}`, { signal: running.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const number = Number(page.querySelector("[data-count]").dataset.count);
    const { button, buttonOne, buttonNone } = form.dataset;
    label.textContent = number === 0 ? buttonNone : number === 1 ? buttonOne : button.replace("{number}", number);
  } catch {
    // Without an answer the button keeps its text; it works all the same.
  }
}

form?.addEventListener("change", count);
