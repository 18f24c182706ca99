// Copies what stands in a field and says so; without this the field is selected and copied by hand.
export function startCopying() {
  document.querySelectorAll("button[data-copy]").forEach((button) => {
    const field = document.getElementById(button.dataset.copy);
    if (!field || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
        button.nextElementSibling.textContent = button.dataset.copied;
      } catch {
        field.select();
      }
    });
  });
}
