// Keeps what is typed as a private draft: every few seconds, on leaving, and when the line is back.
import * as outbox from "./outbox.js";
import { here, post } from "./post.js";

const PAUSE = 3000;
const RETRY = 20000;
const writers = new Map();

class Writer {
  constructor(form) {
    this.form = form;
    this.key = form.elements["draft-key"].value;
    this.settle();
    form.addEventListener("input", () => this.soon(PAUSE));
    form.addEventListener("change", () => this.soon(PAUSE));
  }

  letter() {
    const fields = [...new FormData(this.form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && !(value instanceof File));
    return { key: this.key, address: this.form.getAttribute("action") || location.pathname, fields };
  }

  settle() {
    this.known = this.stored = JSON.stringify(this.letter());
  }

  // Whoever has several forms open on a page may leave it and forget one.
  get isForgotten() {
    return !this.isSent && this.form.closest("[data-part]") && JSON.stringify(this.letter()) !== this.stored;
  }

  soon(delay) {
    this.timer ??= setTimeout(() => this.save(), delay);
  }

  async save(leaving = false) {
    clearTimeout(this.timer);
    this.timer = null;
    const letter = this.letter();
    const text = JSON.stringify(letter);
    if (this.isSent || text === this.known) return;
    if (leaving) outbox.put(letter);
    this.show("saving");
    const { state, detail } = await post(letter, leaving);
    this.show(state, detail);
    if (state === "offline" || state === "signed_out") {
      outbox.put(letter);
      this.soon(RETRY);
    } else {
      this.known = text;
      outbox.drop(this.key);
    }
  }

  show(state, detail = "") {
    const slot = this.form.querySelector("[data-draft]");
    slot.hidden = state === "settled";
    slot.querySelectorAll("[data-draft-state]").forEach((sign) => {
      sign.hidden = sign.dataset.draftState !== state;
      sign.lastElementChild.textContent = detail;
    });
  }
}

export function startDrafts() {
  outbox.clearOthers();
  open(document);
  document.addEventListener("htmx:load", (event) => open(event.detail.elt));
  document.addEventListener("htmx:beforeOnLoad", (event) => { if (event.detail.xhr.status === 200) writers.get(event.detail.elt)?.settle(); });
  document.addEventListener("htmx:responseError", (event) => { if (event.detail.xhr.status === 401) writers.get(event.detail.elt)?.show("signed_out"); });
  document.addEventListener("htmx:afterRequest", () => writers.forEach((writer) => { writer.isSent = false; }));
  document.addEventListener("submit", beforeSending, true);
  document.addEventListener("click", forgetDiscarded);
  document.addEventListener("visibilitychange", () => { if (document.hidden) saveAll(true); });
  addEventListener("beforeunload", (event) => { if ([...writers.values()].some((writer) => writer.isForgotten)) event.preventDefault(); });
  addEventListener("pagehide", () => saveAll(true));
  addEventListener("pageshow", (event) => { if (event.persisted) writers.forEach((writer) => { writer.isSent = false; }); });
  addEventListener("online", () => saveAll().then(sendWaiting));
  setInterval(sendWaiting, RETRY);
  sendWaiting();
}

function open(part) {
  part.querySelectorAll?.("form [data-draft]").forEach((slot) => {
    const form = slot.closest("form");
    if (!writers.has(form)) writers.set(form, new Writer(form));
  });
  writers.forEach((writer, form) => {
    if (form.isConnected) return;
    writer.save();
    writers.delete(form);
  });
}

const saveAll = (leaving) => Promise.all([...writers.values()].map((writer) => writer.save(leaving)));

// The form itself goes out now. Until the server has answered, its text stays in the outbox: once
// saved for good, the server says so to the letter, and the letter goes.
function beforeSending(event) {
  const writer = writers.get(event.target);
  if (event.target.matches("[data-sign-out]")) return leave(event);
  if (!writer || event.submitter?.name === "draft-discard") return;
  outbox.put(writer.letter());
  writer.isSent = navigator.onLine;
  if (navigator.onLine) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  writer.show("offline");
  writer.soon(RETRY);
}

// Who signs out leaves nothing in this browser: it goes to the account first.
async function leave(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  const enough = new Promise((resolve) => { setTimeout(resolve, PAUSE); });
  await Promise.race([saveAll().then(sendWaiting), enough]);
  writers.forEach((writer) => { writer.isSent = true; });
  outbox.clear();
  event.target.submit();
}

async function sendWaiting() {
  const open = new Set([...writers.values()].map((writer) => writer.key));
  let isForHere = false;
  for (const letter of outbox.waiting()) {
    const { state } = await post(letter);
    if (state === "offline" || state === "signed_out") return;
    outbox.drop(letter.key);
    isForHere ||= state === "draft" && !open.has(letter.key) && new URL(letter.address, location).pathname === location.pathname;
  }
  if (isForHere) await offerAnew();
}

async function offerAnew() {
  const page = await here();
  const [offers, fresh] = [document, page].map((part) => part?.querySelector("[data-draft-offers]"));
  if (offers && fresh) {
    offers.replaceWith(fresh);
    window.htmx?.process(fresh);
  }
}

function forgetDiscarded(event) {
  const button = event.target.closest?.("[name=draft-discard]");
  if (button) outbox.drop(button.value);
}
