// Gives the rich text editor its field's label, hint and error for screen readers.
export function nameEditors() {
  document.addEventListener("prose-editor:ready", (event) => {
    const { editor, textarea } = event.detail;
    const label = document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
    const area = editor.view.dom;
    area.setAttribute("role", "textbox");
    area.setAttribute("aria-multiline", "true");
    if (label) {
      area.setAttribute("aria-label", label.textContent.trim());
      label.addEventListener("click", () => editor.commands.focus());
    }
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (textarea.hasAttribute(name)) area.setAttribute(name, textarea.getAttribute(name));
    }
  });
}
