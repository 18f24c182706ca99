// One menu open at a time; Escape closes it and returns to its button, a press elsewhere closes it.
const openMenus = () => document.querySelectorAll("[data-menu][open]");

export function startMenus() {
  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openMenus().forEach((menu) => {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    });
  });
}
