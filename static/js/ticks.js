// A long list to tick gets a box above it that narrows the list while one types.
const LONG = 8;

export function startTicks() {
  narrowLists(document);
  document.addEventListener("htmx:load", (event) => narrowLists(event.detail.elt));
}

function narrowLists(part) {
  part.querySelectorAll?.("[data-ticks]:not([data-ticks-ready])").forEach((list) => {
    list.dataset.ticksReady = "";
    const rows = [...list.querySelectorAll(":scope > div")];
    if (rows.length <= LONG) return;
    const box = document.createElement("input");
    box.type = "search";
    box.placeholder = list.dataset.ticks;
    box.setAttribute("aria-label", list.dataset.ticks);
    box.addEventListener("input", () => narrow(rows, box.value));
    box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    list.before(box);
  });
}

function narrow(rows, text) {
  const sought = text.trim().toLocaleLowerCase();
  rows.forEach((row) => {
    const ticked = row.querySelector("input").checked;
    row.hidden = !ticked && !row.textContent.toLocaleLowerCase().includes(sought);
  });
}
