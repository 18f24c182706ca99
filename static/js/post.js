// Brings a letter to the address of its form and says what became of it.
const GONE = [400, 404, 405, 410, 413];

export async function post(letter, keepalive = false) {
  const answer = await bring(letter, keepalive);
  if (isSignedOut(answer) && !keepalive && (await renewToken())) return read(await bring(letter, false));
  return read(answer);
}

function bring({ address, fields }, keepalive) {
  const body = new URLSearchParams([...fields, ["csrfmiddlewaretoken", token()?.value ?? ""], ["draft-keep", "yes"]]);
  return fetch(address, { method: "POST", body, keepalive, redirect: "manual" }).catch(() => null);
}

async function read(answer) {
  if (isSignedOut(answer)) return { state: "signed_out" };
  if (answer && GONE.includes(answer.status)) return { state: "refused", detail: (await words(answer)).error };
  if (!answer?.ok) return { state: "offline" };
  const { at, settled } = await words(answer);
  return { state: settled ? "settled" : "draft", detail: at };
}

const words = (answer) => answer.json().catch(() => ({}));
const isSignedOut = (answer) => answer?.type === "opaqueredirect" || answer?.status === 403;
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]");

// Whoever signed in again elsewhere has a new token; it counts if it is still the same person.
async function renewToken() {
  const page = await here();
  const fresh = page?.querySelector("input[name=csrfmiddlewaretoken]");
  if (!fresh || page.body.dataset.user !== document.body.dataset.user) return false;
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => { input.value = fresh.value; });
  return true;
}

// This page as the server has it now; null when there is none to be had.
export async function here() {
  const answer = await fetch(location.href, { redirect: "manual" }).catch(() => null);
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}
