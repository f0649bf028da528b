// What a library has written of itself and of one concept, kept in this browser alone. Where storage is blocked nothing
// is put by.

export const OF_ALL = "local-details";

export function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? {};
  } catch {
    return {}; // full, forbidden, or somebody else's
  }
}

export function write(name, details) {
  try {
    if (Object.values(details).some(Boolean)) {
      localStorage.setItem(name, JSON.stringify(details));
    } else {
      localStorage.removeItem(name);
    }
  } catch {
    // The page has it for as long as it is open.
  }
}
