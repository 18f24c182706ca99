// Lists. Word writes each item as a paragraph that names its list and its level.
import { all, look, styled } from "./dom.js";

const ITEM = /^(l\d+)\s+level(\d+)\s*(lfo\d+)?/;
const NUMBER = /^\(?(?:[\d.]*?(\d+)|[a-z]|[ivxlcdm]+)[.)]+$/i;

export function keepLists(root, sheet) {
  const bullets = bulletLevels(sheet);
  let open = [];
  for (const paragraph of all(root, "p")) {
    const item = ITEM.exec(look(paragraph, "mso-list"));
    const goesOn = open.length && paragraph.previousElementSibling === open[0].list;
    if (item) {
      if (!goesOn) open = [];
      open = withItem(open, paragraph, described(item, paragraph, bullets));
    } else if (goesOn && /^MsoList/.test(paragraph.className)) {
      open.at(-1).list.lastElementChild.append(paragraph);
    }
  }
  all(root, styled("mso-list")).filter((mark) => look(mark, "mso-list") === "ignore").forEach((mark) => mark.remove());
  all(root, ":is(ul, ol) > :is(ul, ol)").forEach(putIntoItem);
}

// Which levels of which lists Word's style sheet says are bullets; levels it is silent about are unknown.
function bulletLevels(sheet) {
  return new Map([...sheet.matchAll(/@list\s+(l\d+):level(\d+)\s*\{([^}]*)\}/gi)].map(([, list, level, rules]) => [
    `${list} ${level}`, /mso-level-number-format:\s*(?:bullet|image)/i.test(rules),
  ]));
}

function described([, list, level, changed], paragraph, bullets) {
  const mark = all(paragraph, styled("mso-list")).find((part) => look(part, "mso-list") === "ignore");
  const number = NUMBER.exec(mark?.textContent.trim() ?? "");
  const isBullet = bullets.get(`${list} ${level}`) ?? !number;
  return { key: `${list} ${changed}`, level: Number(level), kind: isBullet ? "ul" : "ol", start: number?.[1] };
}

// The lists that are open after this item, outermost first; the paragraph has moved into the last.
function withItem(open, paragraph, { key, level, kind, start }) {
  const page = paragraph.ownerDocument;
  const outer = open.filter((each, depth) => each.level <= level || depth === 0);
  if (outer.length) outer[0].level = Math.min(outer[0].level, level);
  const current = outer.at(-1);
  const isSame = current?.level === level && current.list.localName === kind && current.key === key;
  if (!isSame) {
    const list = page.createElement(kind);
    if (start > 1) list.setAttribute("start", start);
    if (current?.level === level) outer.pop();
    if (outer.length) outer.at(-1).list.lastElementChild.append(list);
    else paragraph.before(list);
    outer.push({ list, level, key });
  }
  const item = page.createElement("li");
  outer.at(-1).list.append(item);
  item.append(paragraph);
  return outer;
}

// Google Docs and LibreOffice put an inner list beside the item that it belongs to.
function putIntoItem(list) {
  const before = list.previousElementSibling;
  const item = before?.localName === "li" ? before : list.ownerDocument.createElement("li");
  if (item !== before) list.before(item);
  item.append(list);
}
