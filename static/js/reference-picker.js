// A dialog with a search box above a list: what is typed narrows the list, Enter takes the row.
import { crel } from "django-prose-editor/editor"

const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean)

// “eq4” finds “EQ 4” as well.
function matches({ label, title }, wanted) {
  const text = `${label} ${title} ${label.replaceAll(" ", "")}`.toLowerCase()
  return wanted.every((word) => text.includes(word))
}

function fill(list, status, items, wanted, none) {
  const groups = new Map()
  items.forEach((item, index) => {
    if (!matches(item, wanted)) return
    const text = [...new Set([item.label, item.title])].filter(Boolean).join(": ")
    const option = crel("option", { value: String(index), textContent: text.length > 120 ? `${text.slice(0, 119)}…` : text })
    groups.set(item.group, [...(groups.get(item.group) ?? []), option])
  })
  list.replaceChildren(...[...groups].map(([label, options]) => crel("optgroup", { label }, options)))
  list.selectedIndex = list.options.length ? 0 : -1
  status.textContent = list.options.length ? "" : none
}

// Resolves to the chosen item, or to null.
export function pick(items, say) {
  const search = crel("input", { id: "reference-search", type: "search", autocomplete: "off" })
  const list = crel("select", { id: "reference-list", size: 8 })
  const status = crel("p", { role: "status" })
  const cancel = crel("button", { type: "button", textContent: say.cancel })
  const form = crel("form", { method: "dialog" }, [
    crel("h3", { className: "prose-editor-dialog-title", id: "reference-title", textContent: say.title }),
    crel("div", { className: "prose-editor-dialog-field" }, [crel("label", { htmlFor: search.id, textContent: say.search }), search]),
    crel("div", { className: "prose-editor-dialog-field" }, [crel("label", { htmlFor: list.id, textContent: say.list }), list, status]),
    crel("div", { className: "prose-editor-dialog-buttons" }, [crel("button", { type: "submit", textContent: say.insert }), cancel]),
  ])
  const dialog = crel("dialog", { className: "prose-editor-dialog reference-picker", "aria-labelledby": "reference-title" }, [form])
  fill(list, status, items, [], say.none)
  search.addEventListener("input", (event) => { event.stopPropagation(); fill(list, status, items, words(search.value), say.none) })
  search.addEventListener("keydown", (event) => { if (event.key === "ArrowDown") { event.preventDefault(); list.focus() } })
  list.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); form.requestSubmit() } })
  list.addEventListener("dblclick", () => form.requestSubmit())
  cancel.addEventListener("click", () => dialog.close())
  return new Promise((resolve) => {
    let chosen = null
    form.addEventListener("submit", (event) => { event.stopPropagation(); chosen = items[list.value] ?? null })
    dialog.addEventListener("close", () => { dialog.remove(); resolve(chosen) })
    document.body.append(dialog)
    dialog.showModal()
  })
}
