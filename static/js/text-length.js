// Counts under each text while it is written, by the rule of editing/richtext.py. Aloud only in a pause,
// and only where there is a limit.
const COUNT = 300;
const SAY = 2000;
const HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3134f}";
const LETTER = `(?:(?![${HAN}])[\\p{L}\\p{N}])`;
const WORD = new RegExp(`[${HAN}]|${LETTER}+(?:['’.-]${LETTER}+)*`, "gu");
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const LINE = /\r\n|[\n-\r\x1c-\x1e\x85\u2028\u2029]/;
const BLOCKS = "p, h3, h4, ul, ol, li, blockquote, table, thead, tbody, tr";

export function plainText(source) {
  const page = document.createElement("template");
  page.innerHTML = source;
  page.content.querySelectorAll("span.fn").forEach((note) => { note.prepend(" ["); note.append("]"); });
  page.content.querySelectorAll(`${BLOCKS}, br`).forEach((block) => { block.before("\n"); block.after("\n"); });
  page.content.querySelectorAll(BLOCKS).forEach((block) => { block.prepend("\n"); block.append("\n"); });
  page.content.querySelectorAll("td, th").forEach((cell) => cell.after(" "));
  const lines = page.content.textContent.split(LINE).map((line) => line.split(SPACE).filter(Boolean).join(" "));
  return lines.filter(Boolean).join("\n");
}

export function lengthOf(text) {
  const settled = text.replace(/\r\n?/g, "\n").normalize("NFC");
  const outer = settled.split(SPACE);
  const start = outer[0] === "" ? settled.search(new RegExp(`[^${SPACE.source.slice(1, -2)}]`)) : 0;
  const end = new RegExp(`${SPACE.source}$`).exec(settled)?.index ?? settled.length;
  return { words: settled.match(WORD)?.length ?? 0, characters: start < 0 ? 0 : [...settled.slice(start, end)].length };
}

class Meter {
  constructor(place, textarea) {
    Object.assign(this, { place, textarea });
    const described = textarea.getAttribute("aria-describedby") ?? "";
    textarea.setAttribute("aria-describedby", `${described} ${place.id}`.trim());
  }

  soon() {
    clearTimeout(this.counting);
    clearTimeout(this.saying);
    this.counting = setTimeout(() => this.count(), COUNT);
    if (this.place.querySelector("[data-most]")) this.saying = setTimeout(() => this.say(), SAY);
  }

  count() {
    const { value } = this.textarea;
    const length = lengthOf(this.place.dataset.rich ? plainText(value) : value);
    this.place.querySelectorAll("[data-count]").forEach((shown) => {
      const count = length[shown.dataset.count];
      const over = shown.nextElementSibling;
      shown.textContent = inWords(shown, count);
      if (!over) return;
      over.hidden = count <= Number(over.dataset.most);
      over.textContent = over.hidden ? "" : inWords(over, count - over.dataset.most);
    });
  }

  say() {
    const said = [...this.place.querySelectorAll(".length__line")].map((line) => line.textContent.replace(/\s+/g, " ").trim());
    this.place.querySelector("[data-length-said]").textContent = said.join(", ");
  }
}

function inWords({ dataset }, count) {
  const language = document.documentElement.lang;
  const pattern = new Intl.PluralRules(language).select(count) === "one" ? dataset.one : dataset.other;
  return pattern.replace("#", count.toLocaleString(language));
}

const meters = new Map();

export function startLengths() {
  open(document);
  document.addEventListener("htmx:load", (event) => open(event.detail.elt));
  document.addEventListener("input", (event) => meters.get(event.target)?.soon());
}

function open(part) {
  part.querySelectorAll?.("[data-length]").forEach((place) => {
    const textarea = document.getElementById(place.dataset.length);
    if (textarea && !meters.has(textarea)) meters.set(textarea, new Meter(place, textarea));
  });
  meters.forEach((_meter, textarea) => { if (!textarea.isConnected) meters.delete(textarea); });
}
