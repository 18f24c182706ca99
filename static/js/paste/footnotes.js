// Footnotes and endnotes. Word, LibreOffice and Google Docs all write them as two anchors that point at
// each other: the call in the text, and the mark before the note.
import { all, words } from "./dom.js";

export function keepFootnotes(root) {
  const anchors = all(root, "a[href*='#']");
  const named = new Map(anchors.flatMap((anchor) => [[anchor.id, anchor], [anchor.getAttribute("name"), anchor]]));
  const target = (anchor) => named.get(anchor.getAttribute("href").split("#").pop());
  const notes = new Set();
  for (const call of anchors) {
    const mark = target(call);
    if (!mark || mark === call || target(mark) !== call || !follows(mark, call)) continue;
    const note = noteOf(mark, call);
    mark.remove();
    outermost(call).replaceWith(footnote(root.ownerDocument, words(note)));
    notes.add(note);
  }
  notes.forEach((note) => note.remove());
}

const follows = (mark, call) => call.compareDocumentPosition(mark) & call.DOCUMENT_POSITION_FOLLOWING;

function noteOf(mark, call) {
  const block = mark.closest("div[id], li");
  return block && !block.contains(call) ? block : mark.closest("p") ?? mark;
}

// The call together with the raised letters around it.
function outermost(call) {
  let whole = call;
  while (whole.parentElement?.matches("span, sup") && words(whole.parentElement) === words(call)) whole = whole.parentElement;
  return whole;
}

function footnote(page, text) {
  const note = page.createElement("span");
  note.className = "fn";
  note.textContent = text;
  return note;
}
