// A passage marked in the text goes along when somebody chooses to comment; members are put in by name.
const LONGEST = 2000;

function marked() {
  const selection = getSelection();
  const inText = selection.anchorNode && document.getElementById("main").contains(selection.anchorNode);
  return inText ? selection.toString().replace(/\s+/g, " ").trim().slice(0, LONGEST) : "";
}

function takePassageAlong(link) {
  const bare = link.href;
  let passage = "";
  // Pressing the link clears the selection in some browsers, so it is read before.
  link.addEventListener("pointerdown", () => { passage = marked(); });
  link.addEventListener("click", () => {
    const quote = marked() || passage;
    const address = new URL(bare);
    if (quote) address.searchParams.set("quote", quote);
    link.href = address.href;
  });
}

function offerMembers(picker) {
  const box = picker.closest("form").querySelector("[data-mentions]");
  const choice = picker.querySelector("select");
  picker.hidden = false;
  choice.addEventListener("change", () => {
    if (!choice.value) return;
    const before = box.value.slice(0, box.selectionStart).replace(/@$/, "");
    box.setRangeText(`@${choice.value} `, before.length, box.selectionEnd, "end");
    choice.selectedIndex = 0;
    box.focus();
  });
}

export function startComments() {
  document.querySelectorAll("[data-takes-passage]").forEach(takePassageAlong);
  document.querySelectorAll("[data-mention-picker]").forEach(offerMembers);
}
