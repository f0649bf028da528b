// The page as the server would show it now, for a form that has fallen behind.

import { differing, fill, isSame, valuesIn } from "./form-autosave-fields.js";
import { put, take } from "./form-autosave-store.js";

const TOKENS = ["csrfmiddlewaretoken", "revision"]; // hidden fields that the server renews

export async function freshFormOf(form) {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector(`form[data-keep="${form.dataset.keep}"]`);
  } catch {
    return null;
  }
}

// Take over into the form what was written elsewhere. `ours` are values that this page sent or was sent.
// Returns: what the server has; null when both wrote in the same field.
export function united(form, fresh, ours) {
  const theirs = valuesIn(fresh, { isInitial: true });
  const typed = valuesIn(form);
  const last = ours[ours.length - 1];
  const changed = differing(theirs, typed).filter((name) => !ours.some((one) => isSame(one[name], theirs[name])));
  if (changed.some((name) => !isSame(typed[name], last[name]))) {
    return null;
  }
  for (const name of changed) {
    fill(form, name, theirs[name]);
  }
  renew(form, (name) => fresh.elements[name]?.value);
  return theirs;
}

export function renew(form, valueOf) {
  for (const name of TOKENS) {
    const value = valueOf(name);
    if (form.elements[name] && value !== undefined) {
      form.elements[name].value = value;
    }
  }
}

const lastOf = (form) => `${form.dataset.keep}:kept`;

export function rememberRevision(form) {
  put(lastOf(form), { revision: form.elements.revision?.value });
}

// Whether the page is older than the last answer: it was asked for while that was on its way. Revisions that are no
// numbers have no order; another one than the last is then asked about.
export function isBehind(form) {
  const shown = form.elements.revision?.value;
  const last = take(lastOf(form))?.revision;
  if (!shown || !last) {
    return false;
  }
  return Number(last) >= 0 ? Number(shown) < Number(last) : shown !== last;
}
