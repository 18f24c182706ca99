// Runs before the first paint, so that a chosen theme does not flash; the admin reads the same choice.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is refused: the device decides.
}
