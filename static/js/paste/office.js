// Makes of what Word, LibreOffice and Google Docs put on the clipboard what a report keeps: paragraphs,
// headings, lists, tables, emphasis, quotations, links and footnotes. The server cleans once more.
import { STYLE, all, look, rename, styled, unwrap, words } from "./dom.js";
import { keepFootnotes } from "./footnotes.js";
import { keepLists } from "./lists.js";

const UNWANTED = [
  "del", "script", "template", "noscript", "xml", "meta", "link", "base", "title", "iframe", "object", "embed", "hr",
  "tr[height='0']", // Word's ruler for merged cells
  "br[clear]", "br.Apple-interchange-newline",
  ".msocomanchor", styled("mso-element:comment-list"), styled("mso-special-character:comment"),
].join(",");
const KEPT = { a: ["href"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan"], ol: ["start"] };
const MARKS = [
  ["strong", (element) => /^(bold|[6-9]00)/.test(look(element, "font-weight"))],
  ["em", (element) => look(element, "font-style") === "italic"],
  ["sup", (element) => look(element, "vertical-align") === "super"],
  ["sub", (element) => look(element, "vertical-align") === "sub"],
];

export function fromOffice(html) {
  const { root, sheet } = parsed(html);
  all(root, UNWANTED).forEach((part) => part.remove());
  all(root, `[${STYLE}]`).filter(isHidden).forEach((part) => part.remove());
  const pictures = takeOutPictures(root);
  keepFootnotes(root);
  keepLists(root, sheet);
  keepTables(root);
  keepEmphasis(root);
  keepHeadings(root);
  keepQuotations(root);
  keepLinks(root);
  tidy(root);
  const kept = document.createElement("template");
  kept.content.append(root);
  return { html: kept.innerHTML, pictures };
}

// A template obeys nothing of what it holds. Styles and handlers are taken out beforehand or called
// otherwise, for the security policy would complain of each.
function parsed(html) {
  const [text, ...parts] = html.split(/<style\b/i);
  const styles = parts.map((part) => part.split(/<\/style/i));
  const styleless = [text, ...styles.map(([, ...rest]) => rest.join("").replace(/^[^>]*>/, ""))].join("");
  const template = document.createElement("template");
  template.innerHTML = styleless.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/([\s"'])(style|on\w+)(?=\s*=)/gi, "$1data-$2"));
  return { root: template.content, sheet: styles.map(([sheet]) => sheet).join("\n") };
}

const isHidden = (part) => look(part, "display") === "none" || look(part, "mso-hide") === "all";

// How many there were to see: a picture of one pixel is a tracker.
function takeOutPictures(root) {
  const found = all(root, "img, svg, picture:not(:has(img)), video");
  found.forEach((picture) => picture.remove());
  return found.filter((picture) => !["width", "height"].some((side) => ["0", "1"].includes(picture.getAttribute(side)))).length;
}

function keepTables(root) {
  all(root, "thead td").forEach((cell) => rename(cell, "th"));
}

function keepEmphasis(root) {
  all(root, "b, i, strong, em").filter((mark) => /^(normal|400)/.test(look(mark, "font-weight") + look(mark, "font-style"))).forEach(unwrap);
  for (const part of all(root, `:is(span, font, a)[${STYLE}]`)) {
    if (!words(part)) continue;
    for (const [name, applies] of MARKS) {
      if (!applies(part)) continue;
      const mark = part.ownerDocument.createElement(name);
      mark.append(...part.childNodes);
      part.append(mark);
    }
  }
}

// A report has two levels of headings inside a part of it: the highest that was pasted is the first.
function keepHeadings(root) {
  const headings = all(root, "h1, h2, h3, h4, h5, h6");
  const top = Math.min(3, ...headings.map((heading) => Number(heading.localName[1])));
  for (const heading of headings) {
    all(heading, "b, strong").forEach(unwrap);
    rename(heading, heading.localName === `h${top}` ? "h3" : "h4");
  }
}

function keepQuotations(root) {
  for (const paragraph of all(root, "p.MsoQuote, p.MsoIntenseQuote, p[class^='MsoQuoteCxSp'], p[class^='MsoIntenseQuoteCxSp']")) {
    const before = paragraph.previousElementSibling;
    const quotation = before?.localName === "blockquote" ? before : root.ownerDocument.createElement("blockquote");
    if (quotation !== before) paragraph.before(quotation);
    quotation.append(paragraph);
  }
}

function keepLinks(root) {
  all(root, "a").filter((link) => !/^\s*(https?:|mailto:)/i.test(link.getAttribute("href") ?? "")).forEach(unwrap);
}

function tidy(root) {
  all(root, `${styled("mso-spacerun")}, ${styled("mso-tab-count")}`).forEach((gap) => gap.replaceWith(" "));
  all(root, "p").filter((each) => !words(each) && !each.closest("td, th")).forEach((each) => each.remove());
  for (const element of all(root, "*")) {
    const isNote = element.localName === "span" && element.className === "fn";
    const kept = isNote ? ["class"] : KEPT[element.localName] ?? [];
    element.getAttributeNames().filter((name) => !kept.includes(name)).forEach((name) => element.removeAttribute(name));
  }
}
