// Tells the server at which row this page is, and shows who else is there, while somebody looks at it.
const EVERY = 20000;

export function startPresence() {
  const tell = () => { if (!document.hidden) document.querySelectorAll("[data-presence]").forEach(ask); };
  document.addEventListener("visibilitychange", tell);
  document.addEventListener("htmx:load", (event) => { event.detail.elt.querySelectorAll?.("[data-presence]").forEach(ask); });
  setInterval(tell, EVERY);
  tell();
}

async function ask(place) {
  const { presence, writes, address } = place.dataset;
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const body = new URLSearchParams({ at: presence, writes, csrfmiddlewaretoken: token });
  const answer = await fetch(address, { method: "POST", body, redirect: "manual" }).catch(() => null);
  const words = answer?.ok ? (await answer.text()).trim() : "";
  // Said again only when it changed: a screen reader reads out what is new.
  if (words !== place.words) place.innerHTML = words;
  place.words = words;
}
