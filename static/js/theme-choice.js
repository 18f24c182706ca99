// Light, dark or as the device: kept in this browser under the key that Django's admin uses too.
function apply(choice) {
  const root = document.documentElement;
  if (choice === "auto") delete root.dataset.theme;
  else root.dataset.theme = choice;
  document.querySelectorAll("[data-theme-choice] button").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.value === choice));
  });
}

export function startThemeChoice() {
  document.querySelectorAll("[data-theme-choice]").forEach((group) => {
    group.hidden = false;
    group.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      try { localStorage.setItem("theme", button.value); } catch { /* the choice lasts for this page */ }
      apply(button.value);
    });
  });
  apply(document.documentElement.dataset.theme ?? "auto");
}
