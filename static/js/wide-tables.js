// A table that is wider than its text scrolls in a frame. Some browsers let a keyboard scroll only what can
// have the focus, so a frame whose table does not fit becomes a named stop; one that fits stays out of the way.
const TABLES = ".prose table:not([contenteditable] *, .table-frame > *)";

export function startWideTables() {
  const sizes = new ResizeObserver((changes) => changes.forEach(({ target }) => offer(target)));
  const frame = (part) => part.querySelectorAll(TABLES).forEach((table) => sizes.observe(framed(table)));
  frame(document);
  document.addEventListener("htmx:load", ({ target }) => frame(target));
}

function framed(table) {
  const frame = document.createElement("div");
  frame.className = "table-frame";
  table.replaceWith(frame);
  frame.append(table);
  return frame;
}

function offer(frame) {
  const stop = {
    tabindex: "0",
    role: "region",
    "aria-label": frame.querySelector("caption")?.textContent || document.body.dataset.wideTable,
  };
  const isWide = frame.scrollWidth > frame.clientWidth;
  for (const [name, value] of Object.entries(stop)) {
    if (isWide) frame.setAttribute(name, value);
    else frame.removeAttribute(name);
  }
}
