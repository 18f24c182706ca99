// What comes from the clipboard: made fit for a report, and said aloud where something stays behind.
import { Extension, pm } from "django-prose-editor/editor"
import { fromOffice } from "./paste/office.js"

const STANDING = ["heading", "bulletList", "orderedList", "blockquote"]

export const Paste = Extension.create({
  name: "clipboard",

  // The words and the limit come from editing/fields.py.
  addOptions() {
    return { longest: 0, pictures: {}, too_long: "" }
  },

  onCreate() {
    const notice = document.createElement("p")
    notice.className = "prose-notice"
    notice.setAttribute("role", "status")
    this.editor.view.dom.after(notice)
    this.storage.say = (text) => { notice.textContent = text }
  },

  addProseMirrorPlugins() {
    const { options, storage } = this
    const leftOut = (count) => {
      const form = new Intl.PluralRules(document.documentElement.lang).select(count)
      storage.say?.(count ? (options.pictures[form] ?? options.pictures.other).replace("#", count) : "")
    }
    const refuse = (text) => {
      if (text.length > options.longest) storage.say?.(options.too_long)
      return text.length > options.longest
    }
    // A picture alone has no text to go with; dropped, it would take the place of the page.
    const takeOutFiles = (_view, { clipboardData, dataTransfer }) => {
      const data = clipboardData ?? dataTransfer
      if (!data?.files.length || data.types.some((type) => type.startsWith("text/"))) return false
      leftOut(data.files.length)
      return true
    }
    return [
      new pm.state.Plugin({
        props: {
          transformPastedText: (text) => (refuse(text) ? "" : text),
          transformPastedHTML(html) {
            if (refuse(html)) return ""
            if (html.includes("data-pm-slice")) return html
            const { html: text, pictures } = fromOffice(html)
            leftOut(pictures)
            return text
          },
          // A heading or a list at its beginning does not run into the paragraph where it is pasted.
          transformPasted(slice) {
            const { content, openEnd } = slice
            const stands = content.childCount > 1 && STANDING.includes(content.firstChild.type.name)
            return stands ? new pm.model.Slice(content, 0, openEnd) : slice
          },
          handlePaste: takeOutFiles,
          handleDrop: takeOutFiles,
        },
      }),
    ]
  },
})
