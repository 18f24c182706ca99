// A note in the text: one markup (span.fn) that paper sets at the page's foot, Word as a real
// footnote and the screen as a note in place.
import { Node, gettext, pm, updateAttrsDialog } from "django-prose-editor/editor"

const ask = updateAttrsDialog(
  { note: { type: "string", title: gettext("Text of the footnote"), format: "textarea" } },
  { title: gettext("Footnote") },
)

// Lines of text with a raised 1, and the note under its rule: drawn like the other tools.
const DRAWING = `<svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><path d="M3 5h11v2H3zM3 9h11v2H3zM3 14.5h8V16H3zM3 18h16v2H3zM18.4 3H20v8h-1.8V5.3l-1.4.5V4.2z"/></svg>`

export const Footnote = Node.create({
  name: "footnote",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,

  // The editor would add a style element, which the security policy refuses; editor.css has its rules.
  onBeforeCreate() {
    this.editor.options.injectCSS = false
  },

  addAttributes() {
    return { note: { default: "", parseHTML: (element) => element.textContent, renderHTML: () => ({}) } }
  },

  parseHTML() {
    return [{ tag: "span.fn", priority: 60 }]
  },

  renderHTML({ node }) {
    return ["span", { class: "fn" }, node.attrs.note]
  },

  addCommands() {
    return {
      editFootnote:
        () =>
        ({ editor }) => {
          const current = editor.isActive("footnote") ? editor.getAttributes("footnote") : { note: "" }
          ask(editor, current).then((answer) => {
            if (answer?.note.trim()) {
              editor.chain().focus().insertContent({ type: "footnote", attrs: answer }).run()
            }
          })
          return true
        },
    }
  },

  // A footnote that is selected opens like a link: by Enter, or by two clicks.
  addKeyboardShortcuts() {
    return { Enter: ({ editor }) => editor.isActive("footnote") && editor.commands.editFootnote() }
  },

  addProseMirrorPlugins() {
    const handleDoubleClickOn = (_view, _at, node) => node.type === this.type && this.editor.commands.editFootnote()
    return [new pm.state.Plugin({ props: { handleDoubleClickOn } })]
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "footnote",
      groups: "nodes",
      button: buttons.svg(DRAWING, gettext("Footnote")),
      command: (editor) => editor.chain().focus().editFootnote().run(),
      active: (editor) => editor.isActive("footnote"),
    })
  },
})
