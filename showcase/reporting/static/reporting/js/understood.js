// Says what was understood of numbers and days while they are typed. Without it the next page says so.

const QUIET_MS = 500;
const form = document.querySelector("[data-reads]");
const box = form?.querySelector("[data-understood]");
const spans = form ? [...form.querySelectorAll("[data-understood-as]")] : [];
let waiting = null;
let asked = 0;

async function read() {
  asked += 1;
  const mine = asked;
  try {
    const answer = await fetch(`${form.action}forstaaet/`, { method: "POST", body: new FormData(form) });
    if (answer.ok && mine === asked) {
      show(await answer.json());
    }
  } catch {
    // the next page says it
  }
}

function show({ fields, html }) {
  for (const span of spans) {
    const words = fields[span.dataset.understoodAs] ?? "";
    if (span.textContent !== words) {
      span.textContent = words;
    }
  }
  if (box && !box.contains(document.activeElement)) {
    box.innerHTML = html;
  }
}

function pasteIntoTheBox(event) {
  const text = event.clipboardData?.getData("text") ?? "";
  const whole = form.elements.namedItem("baseline");
  if (whole && /[\n\t]/.test(text.trim())) {
    event.preventDefault(); // an input would run the lines together
    whole.value = text;
    whole.focus();
    whole.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

if (form && (box || spans.length)) {
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(read, QUIET_MS);
  });
  form.querySelector("[data-ten]")?.addEventListener("paste", pasteIntoTheBox);
}
