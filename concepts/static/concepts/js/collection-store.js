// The collections of this browser: each a name and the ids of concepts. Where storage is blocked nothing is put by.

const KEY = "samlinger";
const MOST = 24; // concepts in one; the page of a collection shows no more
export const MOST_SIGNS = 60; // of a name

export function readAll() {
  try {
    const { current, lists } = JSON.parse(localStorage.getItem(KEY));
    return { current, lists: lists.filter(({ name, ids }) => typeof name === "string" && Array.isArray(ids)) };
  } catch {
    return { current: "", lists: [] }; // none, forbidden, or somebody else's
  }
}

// Returns: whether it is put by.
export function writeAll(all) {
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
    return true;
  } catch {
    return false;
  }
}

export function addressOf(base, { name, ids }) {
  return `${base}?${new URLSearchParams([["navn", name], ...ids.map((id) => ["koncept", id])])}`;
}

// The name, or the first with a number behind it that no other collection has.
export function freeName(lists, wanted) {
  const taken = new Set(lists.map(({ name }) => name));
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) {
    const end = ` ${number}`;
    name = [...wanted].slice(0, MOST_SIGNS - end.length).join("") + end;
  }
  return name;
}

// The collection that what is kept next goes into; a new one where there is none or it is full.
export function openOne(all, firstName) {
  const open = all.lists.find(({ name }) => name === all.current) ?? all.lists[0];
  if (open && open.ids.length < MOST) {
    return open;
  }
  const made = { name: freeName(all.lists, firstName), ids: [] };
  all.lists.push(made);
  all.current = made.name;
  return made;
}
