// A note in the text: one markup (span.fn) that paper sets at the page's foot, Word as a real
// footnote and the screen as a note in place.
import { Node, gettext, updateAttrsDialog } from "django-prose-editor/editor"

const ask = updateAttrsDialog(
  { note: { type: "string", title: gettext("Text of the footnote"), format: "textarea" } },
  { title: gettext("Footnote") },
)

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

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "footnote",
      groups: "nodes",
      button: buttons.text("fn", gettext("Footnote")),
      command: (editor) => editor.chain().focus().editFootnote().run(),
      active: (editor) => editor.isActive("footnote"),
    })
  },
})
