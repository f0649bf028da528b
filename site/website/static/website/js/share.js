// The share page without reload: what is chosen shows at once, in the preview and in the code.

import "../../core/js/copy.js";

const form = document.querySelector("[data-share-form]");
const result = document.querySelector("[data-share-result]");
let running = null;

async function show(address) {
  running?.abort();
  running = new AbortController();
  result.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: running.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    result.replaceChildren(...page.querySelector("[data-share-result]").childNodes);
    showProblems(page);
    history.replaceState(null, "", address);
    document.dispatchEvent(new Event("results"));
  } catch (error) {
    if (error.name !== "AbortError") {
      location.assign(address);
    }
  } finally {
    result.removeAttribute("aria-busy");
  }
}

// A field keeps its focus and what was typed; only the sentence about it comes and goes.
function showProblems(page) {
  for (const field of form.querySelectorAll(".share__field")) {
    const input = field.querySelector("input, select");
    const fresh = page.getElementById(input.id);
    field.querySelector(".share__problem")?.remove();
    for (const name of ["aria-invalid", "aria-describedby"]) {
      input.removeAttribute(name);
      if (fresh?.hasAttribute(name)) {
        input.setAttribute(name, fresh.getAttribute(name));
      }
    }
    const problem = fresh?.parentElement.querySelector(".share__problem");
    if (problem) {
      field.append(problem);
    }
  }
}

if (form && result) {
  form.addEventListener("change", (event) => {
    if (event.target.name === "hvad") {
      form.submit(); // other kinds have other filters
    } else {
      show(`?${new URLSearchParams(new FormData(form))}`);
    }
  });
  addEventListener("message", (event) => {
    const frame = result.querySelector("[data-share-preview]");
    if (frame && event.source === frame.contentWindow && event.data?.type === "some-katalog") {
      frame.height = Math.min(Math.max(Math.ceil(event.data.height), 80), 8000);
    }
  });
}
