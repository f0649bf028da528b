// What waits in this browser until the server has it. Where storage is blocked or full nothing is put by.

const PREFIX = "draft:";
const KEPT_MS = 14 * 24 * 60 * 60 * 1000;

// Returns: whether it is put by.
export function put(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ ...value, at: Date.now() }));
    return true;
  } catch {
    drop(name); // an older text is no stand-in for this one
    return false;
  }
}

export function take(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

export function drop(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // then nothing was put by either
  }
}

// The names of all that is put by, the newest first.
export function names() {
  try {
    const all = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    const found = all.map((key) => key.slice(PREFIX.length));
    return found.sort((one, other) => (take(other)?.at ?? 0) - (take(one)?.at ?? 0));
  } catch {
    return [];
  }
}

// Of one thing: its own text, and those of its parts.
export function forget(thing) {
  for (const name of names()) {
    if (name === thing || name.startsWith(`${thing}:`)) {
      drop(name);
    }
  }
}

for (const name of names()) {
  if (!(take(name)?.at > Date.now() - KEPT_MS)) {
    drop(name);
  }
}
for (const element of document.querySelectorAll("[data-keep-forget]")) {
  forget(element.dataset.keepForget);
}
