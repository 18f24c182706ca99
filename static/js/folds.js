// Beside the text on wide screens the outline is open, not only by style: what reads the page aloud asks.
export function startFolds() {
  const wide = matchMedia("(width >= 62rem)");
  const apply = () => document.querySelectorAll("[data-fold]").forEach((fold) => { fold.open = wide.matches; });
  wide.addEventListener("change", apply);
  apply();
}
