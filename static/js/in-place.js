// Forms that open where a part of the report stands.
const EDITOR = "[data-django-prose-editor-configurable]";

export function startInPlace() {
  document.addEventListener("htmx:load", (event) => startEditors(event.detail.elt));
  document.addEventListener("click", putAway);
  document.addEventListener("click", goToPart);
  document.addEventListener("htmx:beforeSwap", goOn);
}

// Editors start by themselves where a page brings them, not where a fragment does.
async function startEditors(part) {
  const areas = [...part.querySelectorAll?.(EDITOR) ?? []].filter((area) => !area.closest(".prose-editor"));
  if (!areas.length || part === document.body) return;
  const { createEditor } = await import("django-prose-editor/configurable");
  areas.forEach((area) => createEditor(area));
}

// A new part that was not begun with needs no server to go away; its draft is kept.
function putAway(event) {
  const link = event.target.closest?.("[data-put-away]");
  if (!link) return;
  event.preventDefault();
  const part = link.closest("[data-part]");
  const next = part.nextElementSibling?.querySelector("a");
  part.remove();
  next?.focus();
}

// Whoever saved in a row of a list goes on with the next one; who cancelled stays with theirs. In the
// response matrix both are back at what opened the form.
function goOn({ detail: { requestConfig, target, xhr } }) {
  const form = requestConfig.elt.closest(".is-editing form");
  if (xhr.status !== 200 || !form || !target) return;
  const isList = target.matches(".list .is-editing");
  if (!isList && !form.closest(".matrix")) return;
  const goesTo = isList ? inList(target, requestConfig.verb === "post") : opener(form.getAttribute("action"));
  document.addEventListener("htmx:afterRequest", () => setTimeout(() => goesTo()?.focus()), { once: true });
}

function inList(row, isSaved) {
  const id = (isSaved && (row.nextElementSibling ?? row.previousElementSibling)?.id) || row.id;
  return () => document.getElementById(id)?.querySelector("[data-update], [tabindex]");
}

const opener = (address) => () => document.querySelector(`.matrix a[hx-get="${CSS.escape(address)}"]`);

// What is to be mended stands on this very page, to be read or already open: no need to leave it.
function goToPart(event) {
  const link = event.target.closest?.("#preflight li a");
  if (!link) return;
  const parts = [...document.querySelectorAll("[data-part]")];
  const isMeant = ({ href = "", action = "" }) => href === link.href || action === `${link.href}edit/`;
  const part = parts.find((each) => [...each.querySelectorAll("a, form")].some(isMeant));
  if (!part) return;
  event.preventDefault();
  part.scrollIntoView();
  part.querySelector("h2 > a, h3 > a, h4 > a, [tabindex]").focus({ preventScroll: true });
}
