/* The checks' side panel: what was found of the saved draft, fetched when the panel opens and after each save. */

const part = document.querySelector("[data-findings]");

async function fetchFindings() {
  const failed = part.querySelector("[data-findings-failed]");
  try {
    const answer = await fetch(part.dataset.findings, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    part.querySelector("[data-findings-list]").innerHTML = await answer.text();
    failed.hidden = true;
  } catch {
    failed.hidden = false;
  }
}

function isSeen() {
  return part.dataset.findings && part.offsetParent !== null;
}

if (part) {
  part.closest("[data-side-panel]").addEventListener("show", () => requestAnimationFrame(() => isSeen() && fetchFindings()));
  document.addEventListener("w-autosave:success", (event) => {
    const saved = event.detail.data;
    if (saved.pk && part.dataset.findingsOf) part.dataset.findings = part.dataset.findingsOf.replace("/0/", `/${saved.pk}/`);
    if (isSeen()) fetchFindings();
  });
  if (isSeen()) fetchFindings();
}
