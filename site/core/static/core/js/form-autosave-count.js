// Counts a text beside its field when it nears the most there is room for. Nothing is cut; only sending it asks.

const NEAR = 0.9;
const QUIET_MS = 600;

function lengthOf(text) {
  return [...text.trim().normalize("NFC")].length;
}

function inWords(sentence, numbers) {
  const language = document.documentElement.lang;
  return sentence.replace(/{(\w+)}/g, (_all, name) => numbers[name].toLocaleString(language));
}

function count(field, place, sentences) {
  const most = Number(field.dataset.most);
  const length = lengthOf(field.value);
  const isOver = length > most;
  const sentence = isOver ? sentences.over : sentences.fits;
  const text = length < most * NEAR ? "" : inWords(sentence, { length, most, over: length - most });
  place.classList.toggle("kept__count--over", isOver);
  if (place.textContent !== text) {
    place.textContent = text;
  }
}

// Returns: a function that counts the field now, beside it.
export function counted(field, template) {
  const place = template.content.firstElementChild.cloneNode();
  field.after(place);
  let waiting = null;
  const now = () => count(field, place, template.dataset);
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(now, QUIET_MS);
  });
  now();
  return now;
}

export function countIn(form, template) {
  for (const field of form.querySelectorAll("[data-most]")) {
    const now = counted(field, template);
    field.addEventListener("keep:filled", now);
    form.addEventListener("keep:filled", now);
  }
}
