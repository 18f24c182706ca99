// Small words for reading and rewriting what was pasted. It lives in a document of its own, in which
// nothing loads and nothing runs.
export const STYLE = "data-style"; // what the style attribute is called while we read
export const styled = (words) => `[${STYLE}*="${words}"]`;
export const all = (root, selector) => [...root.querySelectorAll(selector)];

// A property as it was written: browsers forget those of Word (mso-list and the like).
export function look(element, property) {
  const written = new RegExp(`(?:^|;)\\s*${property}\\s*:([^;]*)`, "i").exec(element.getAttribute(STYLE) ?? "");
  return written ? written[1].trim().toLowerCase() : "";
}

export const unwrap = (element) => element.replaceWith(...element.childNodes);

export function rename(element, name) {
  const renamed = element.ownerDocument.createElement(name);
  for (const { name: key, value } of element.attributes) renamed.setAttribute(key, value);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

export const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
