// The page as the server would show it now, for a form that has fallen behind.

import { differing, fill, isSame, valuesIn } from "./keep-fields.js";

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
