// Browsers that cannot show a folded outline beside the text by style alone get it opened on wide screens.
export function startFolds() {
  if (CSS.supports("selector(::details-content)")) return;
  const wide = matchMedia("(width >= 62rem)");
  const apply = () => document.querySelectorAll("[data-fold]").forEach((fold) => { fold.open = wide.matches; });
  wide.addEventListener("change", apply);
  apply();
}
