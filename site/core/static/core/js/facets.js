// Facets, order and paging without reload. Every answer is the page itself, so addresses, back and no script all work.

const form = document.querySelector("[data-facets]");
const results = document.querySelector("[data-results]");
let running = null;

function addressOf(data) {
  const query = new URLSearchParams(data).toString();
  return query ? `?${query}` : location.pathname;
}

function keepFocus(render) {
  const { name, value } = document.activeElement ?? {};
  render();
  if (name && !document.activeElement?.matches("input")) {
    form.querySelector(`input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`)?.focus();
  }
}

function renderFacets(page) {
  const fresh = page.querySelector("[data-facets]");
  for (const facet of fresh.querySelectorAll("[data-facet]")) {
    const old = form.querySelector(`[data-facet="${facet.dataset.facet}"]`);
    if (old) {
      facet.open = old.open;
    }
  }
  form.replaceChildren(...fresh.children);
  const [summary, freshSummary] = [form, fresh].map((one) => one.closest("details").querySelector("summary"));
  summary.replaceChildren(...freshSummary.childNodes);
}

function renderResults(page) {
  const fresh = page.querySelector("[data-results]");
  // The count is a live region: it must stay the same element for its new text to be read out.
  const [count, freshCount] = [results, fresh].map((one) => one.querySelector("[data-count]"));
  count.querySelector("[role=status]").textContent = freshCount.textContent;
  count.dataset.count = freshCount.dataset.count;
  const bar = results.querySelector(".results__bar");
  bar.replaceChildren(count, ...[...fresh.querySelector(".results__bar").children].filter((one) => one !== freshCount));
  results.replaceChildren(bar, ...[...fresh.children].slice(1));
  document.dispatchEvent(new Event("results"));
}

// What was there stays, and so does the choice: it goes with the next try.
function sayFailed() {
  results.removeAttribute("aria-busy");
  results.querySelector("[role=alert]")?.remove();
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.setAttribute("role", "alert");
  notice.textContent = results.dataset.failed;
  results.querySelector(".results__bar").after(notice);
}

async function show(address, { push }) {
  running?.abort();
  running = new AbortController();
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: running.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !page.querySelector("[data-results]")) {
      throw new Error(answer.statusText);
    }
    keepFocus(() => {
      renderFacets(page);
      renderResults(page);
    });
    if (push) {
      history.pushState(null, "", address);
    }
    results.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name !== "AbortError") {
      sayFailed();
    }
  }
}

if (form && results) {
  const wide = matchMedia("(min-width: 60rem)");
  form.addEventListener("change", () => {
    if (wide.matches) {
      show(addressOf(new FormData(form)), { push: true });
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(addressOf(new FormData(form)), { push: true }).then(() => {
      if (!wide.matches) {
        form.closest("details").open = false;
        results.scrollIntoView();
      }
    });
  });
  results.addEventListener("click", (event) => {
    const link = event.target.closest(".chips a, .sorting a, .pager a, .empty a");
    if (link && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      const isPaging = link.closest(".pager");
      show(link.getAttribute("href"), { push: true }).then(() => {
        const heading = results.querySelector("[data-count]");
        heading.tabIndex = -1;
        heading.focus({ preventScroll: !isPaging });
      });
    }
  });
  addEventListener("popstate", () => show(location.href, { push: false }));
}
