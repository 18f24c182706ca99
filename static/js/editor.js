// Gives the rich text editor its field's label, hint and error for screen readers.
export function nameEditors() {
  document.addEventListener("prose-editor:ready", (event) => {
    name(event.detail.editor, event.detail.textarea);
  });
  // Editors that were quicker than this script.
  document.querySelectorAll(".prose-editor > .ProseMirror").forEach((area) => {
    name(area.editor, area.parentElement.querySelector("textarea"));
  });
}

function name(editor, textarea) {
  const label = document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
  const area = editor.view.dom;
  area.setAttribute("role", "textbox");
  area.setAttribute("aria-multiline", "true");
  if (label) {
    area.setAttribute("aria-label", label.textContent.replace(/\s+/g, " ").trim());
    label.addEventListener("click", () => editor.commands.focus());
  }
  for (const attribute of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(attribute)) area.setAttribute(attribute, textarea.getAttribute(attribute));
  }
}
