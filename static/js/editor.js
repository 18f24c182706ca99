// Gives the rich text editor its field's label, hint and error for screen readers.
export function nameEditors() {
  let place = document.activeElement;
  document.addEventListener("focusin", ({ target }) => { place = target; });
  document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
    name(editor, textarea);
    // Who was quicker than the editor goes on in it.
    if (place === textarea) editor.commands.focus("end");
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
