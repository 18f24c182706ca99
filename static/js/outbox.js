// Letters that did not get through yet, kept in this browser for the person they belong to.
const PREFIX = "mmsp-draft:";
const WEEK = 7 * 24 * 60 * 60 * 1000;
const owner = () => document.body.dataset.user;
const nameOf = (key) => `${PREFIX}${owner()}:${key}`;

export function put(letter) {
  try { localStorage.setItem(nameOf(letter.key), JSON.stringify({ ...letter, at: Date.now() })); }
  catch { /* Storage is refused or full: the text is in the page alone, which says that it is not saved. */ }
}

export function drop(key) {
  try { localStorage.removeItem(nameOf(key)); } catch { /* nothing was kept either */ }
}

export function waiting() {
  const letters = names().map((name) => JSON.parse(localStorage.getItem(name)));
  return letters.filter((letter) => letter && Date.now() - letter.at < WEEK);
}

// Nobody else at this browser finds anything: what is not of the person signed in goes.
export function clearOthers() {
  if (owner()) clear((name) => !name.startsWith(nameOf("")));
}

export function clear(which = () => true) {
  names(PREFIX).filter(which).forEach((name) => localStorage.removeItem(name));
}

function names(start = nameOf("")) {
  try { return Object.keys(localStorage).filter((name) => name.startsWith(start)); } catch { return []; }
}
