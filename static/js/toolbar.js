// The tools above a text as one stop of the Tab key, with arrows between them, names and states.
import { Extension, pm } from "django-prose-editor/editor"

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }
let count = 0

export const Toolbar = Extension.create({
  name: "toolbar",

  // The words come from editing/fields.py.
  addOptions() {
    return { label: "", keys: "", names: {}, toggles: [] }
  },

  onCreate() {
    const { editor, options } = this
    const bar = editor.view.dom.parentElement.querySelector(".prose-menubar")
    const tools = [...bar.querySelectorAll("button[data-name]")]
    bar.setAttribute("role", "toolbar")
    bar.setAttribute("aria-label", options.label)
    for (const tool of tools) nameTool(tool, options.names[tool.dataset.name])
    const settle = () => showStates(tools, options.toggles)
    editor.on("transaction", settle)
    settle()
    bar.addEventListener("keydown", (event) => walk(event, tools, editor))
    bar.addEventListener("focusin", ({ target }) => tools.forEach((tool) => { tool.tabIndex = tool === target ? 0 : -1 }))
    describe(editor.view.dom, options.keys)
    new MutationObserver(nameDialogs).observe(bar.parentElement, { childList: true })
    this.storage.focus = () => tools.find((tool) => tool.tabIndex === 0)?.focus()
  },

  addKeyboardShortcuts() {
    return { "Alt-F10": () => { this.storage.focus(); return true } }
  },

  // In tables and lists Tab has work to do: Escape gives it back.
  addProseMirrorPlugins() {
    let isLeaving = false
    const keydown = (_view, { key }) => {
      if (key === "Tab" && isLeaving) return true
      if (key !== "Shift") isLeaving = key === "Escape"
      return false
    }
    return [new pm.state.Plugin({ props: { handleDOMEvents: { keydown } } })]
  },
})

function nameTool(tool, name) {
  if (!name) return
  tool.title = name
  tool.setAttribute("aria-label", name)
}

function showStates(tools, toggles) {
  for (const tool of tools) {
    tool.setAttribute("aria-disabled", tool.classList.contains("disabled"))
    if (toggles.includes(tool.dataset.name)) tool.setAttribute("aria-pressed", tool.classList.contains("active"))
  }
  const open = tools.filter(isOpen)
  const current = open.find((tool) => tool.tabIndex === 0 && tool.dataset.stop) ?? open[0]
  tools.forEach((tool) => { tool.tabIndex = tool === current ? 0 : -1; tool.dataset.stop = "yes" })
}

const isOpen = (tool) => !tool.classList.contains("hidden")

function walk(event, tools, editor) {
  if (event.key === "Escape") return editor.commands.focus()
  const open = tools.filter(isOpen)
  const at = open.indexOf(document.activeElement)
  const to = { Home: 0, End: open.length - 1 }[event.key] ?? (event.key in STEPS ? at + STEPS[event.key] : null)
  if (at < 0 || to === null) return
  event.preventDefault()
  open.at(to % open.length).focus()
}

// What the keys do, for those who hear the page. The text area passes it on, too.
function describe(area, keys) {
  const hint = document.createElement("p")
  hint.className = "visually-hidden"
  hint.id = `editor-keys-${++count}`
  hint.textContent = keys
  area.after(hint)
  for (const each of [area, area.parentElement.querySelector("textarea")]) {
    each.setAttribute("aria-describedby", `${each.getAttribute("aria-describedby") ?? ""} ${hint.id}`.trim())
  }
}

function nameDialogs(changes) {
  for (const { addedNodes } of changes) {
    for (const added of addedNodes) {
      const dialog = added.querySelector?.("dialog")
      dialog?.setAttribute("aria-label", dialog.querySelector("h3")?.textContent ?? "")
    }
  }
}
