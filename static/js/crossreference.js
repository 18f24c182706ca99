// A reference by name: span.xref keeps which row is meant, and is shown as the row is called today.
// The page of the form says in data-references where to ask what can be referred to.
import { InputRule, Node, crel } from "django-prose-editor/editor"
import { pick } from "./reference-picker.js"

// A page and the arrow into it: drawn like the other tools.
const DRAWING = `<svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><path d="M8 3h8l5 5v13H8v-3.5h2V19h9V9h-4V5h-5v3.5H8zM10.6 9.4 14.2 13l-3.6 3.6-1.4-1.4L10.4 14H3v-2h7.4L9.2 10.8z"/></svg>`

const asked = new Map()

const addressOf = (editor) => editor.options.element?.querySelector?.("textarea")?.dataset.references

// Asked once a page, however many editors and references it has; null while there is no answer.
function itemsFor(editor) {
  const address = addressOf(editor)
  if (address && !asked.has(address)) {
    asked.set(address, fetch(address).then((answer) => answer.json()).then(({ items }) => items).catch(() => { asked.delete(address); return null }))
  }
  return asked.get(address) ?? Promise.resolve(null)
}

async function refer(editor, words) {
  asked.delete(addressOf(editor)) // much may have been written since
  const items = await itemsFor(editor)
  const item = items && (await pick(items, words))
  editor.commands.focus()
  if (item) editor.commands.insertContent({ type: "crossReference", attrs: { ref: item.ref, label: item.label } })
}

function show(dom, { ref, label }, items, words) {
  const item = items.find((each) => each.ref === ref)
  dom.textContent = item?.label ?? `${label} (?)`
  dom.title = item ? item.title : words.unknown
  dom.classList.toggle("xref--lost", !item)
}

export const CrossReference = Node.create({
  name: "crossReference",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,

  // The words come from editing/fields.py.
  addOptions() {
    return { words: {} }
  },

  addAttributes() {
    return {
      ref: { default: "", parseHTML: (element) => element.dataset.ref, renderHTML: () => ({}) },
      label: { default: "", parseHTML: (element) => element.textContent, renderHTML: () => ({}) },
    }
  },

  parseHTML() {
    return [{ tag: "span.xref[data-ref]", priority: 60 }]
  },

  renderHTML({ node }) {
    return ["span", { class: "xref", "data-ref": node.attrs.ref }, node.attrs.label]
  },

  renderText({ node }) {
    return node.attrs.label
  },

  addNodeView() {
    return ({ node, editor }) => {
      const dom = crel("span", { className: "xref", textContent: node.attrs.label })
      itemsFor(editor).then((items) => { if (items) show(dom, node.attrs, items, this.options.words) })
      return { dom }
    }
  },

  addInputRules() {
    const { editor, options: { words } } = this
    if (!addressOf(editor)) return []
    const open = ({ chain, range }) => { chain().deleteRange(range).run(); setTimeout(() => refer(editor, words)) }
    return [new InputRule({ find: /\[\[$/, handler: open })]
  },

  addMenuItems({ buttons, menu }) {
    const { words } = this.options
    menu.defineItem({
      name: "crossReference",
      groups: "nodes",
      button: buttons.svg(DRAWING, words.title),
      command: (editor) => refer(editor, words),
      active: (each) => each.isActive("crossReference"),
      hidden: (each) => !addressOf(each),
    })
  },
})
