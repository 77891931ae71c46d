// Writing English in place: a block's form opens and is saved without a new page, what is typed is kept, and blocks are
// moved by keyboard or by dragging. Every page works without it.
const one = (selector) => document.querySelector(selector);
const parser = new DOMParser();
let unsaved = false;
let timer;

function say(words) {
  const line = one("[data-say]");
  if (line) line.textContent = words;
}

// Beside what was sent, so that nobody takes it for done.
function refuse(words, near) {
  one("[data-refused]")?.remove();
  const line = document.createElement("p");
  line.className = "nhsuk-error-message";
  line.dataset.refused = "";
  line.tabIndex = -1;
  line.textContent = `Not done. ${words} What you wrote is still here.`;
  (near ?? one("[data-editor]")).prepend(line);
  line.focus();
}

// Whoever signed in again has other tokens than this page: says whether its forms bear them now. Those of someone else are
// not taken: words would be written in their name.
async function renewed(body) {
  const page = parser.parseFromString(await (await fetch(location.href)).text(), "text/html");
  other = Boolean(page.body.dataset.person) && page.body.dataset.person !== document.body.dataset.person;
  const token = other ? null : page.querySelector("[data-editor] [name=csrf]")?.value;
  if (!token || token === body.get("csrf")) return false;
  document.querySelectorAll("[name=csrf]").forEach((each) => (each.value = token));
  body.set("csrf", token);
  return true;
}

// The answer's editor takes the place of this one; the person stays where they were.
let busy = false;
let other = false; // whether someone else is signed in in this browser now
async function swap(address, options, anchor, near) {
  if (busy) return;
  busy = true;
  let answer;
  try {
    answer = await fetch(address, options);
    if (answer.status === 403 && options.method && (await renewed(options.body))) answer = await fetch(address, options);
  } catch {
    busy = false;
    return refuse("The service did not answer.", near);
  }
  const page = parser.parseFromString(await answer.text(), "text/html");
  const next = page.querySelector("[data-editor]");
  busy = false;
  if (!next && options.method) {
    // To go there would lose what was typed.
    const title = page.querySelector("h1")?.textContent.trim();
    if (other) return refuse("Someone else is signed in in this browser now. Sign in as yourself in another tab.", near);
    return refuse(answer.redirected ? "Sign in again in another tab." : title ? `${title}.` : "", near);
  }
  if (!next) return location.assign(answer.url);
  if (answer.ok) unsaved = false;
  one("[data-editor]").replaceWith(document.adoptNode(next));
  const [notice, old] = [page.querySelector(".bw-done, .nhsuk-error-summary"), one(".bw-done, .nhsuk-error-summary")];
  old?.remove();
  document.title = page.title;
  if (notice) one("main").prepend(document.adoptNode(notice));
  const place = new URL(answer.url);
  // What was refused stands at an address that takes forms alone, which could not be loaded again.
  if (answer.ok) history.replaceState(null, "", place.pathname + place.search);
  const at = document.getElementById(anchor ?? place.hash.slice(1)) ?? one("[data-focus]");
  const target = one("[data-focus]") ?? at;
  if (target) {
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest" });
  }
  say(notice ? notice.textContent.replace(/\s+/g, " ").trim() : "");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-swap]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  swap(link.href, {}, new URL(link.href).hash.slice(1));
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-author], [data-steps]");
  if (!form || event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  clearTimeout(timer);
  const body = new URLSearchParams(new FormData(form, event.submitter));
  const block = form.querySelector("[name=block]")?.value;
  swap(form.action, { method: "POST", body }, block && event.submitter?.value !== "take_out" ? `at-${block}` : null, form);
});

// ---- what is typed is kept ----

async function keep(form) {
  if (!form.querySelector("[name=block]").value) return;
  const address = form.action.replace(/save$/, "typed");
  try {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const line = form.querySelector("[data-kept]");
    line.textContent = answer.ok && !answer.redirected ? "Kept, not saved yet." : "Not kept: sign in again in another tab.";
    if (answer.ok && !answer.redirected) unsaved = false;
  } catch {
    form.querySelector("[data-kept]").textContent = "Not kept: the service did not answer.";
  }
}
document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-author]");
  if (!form) return;
  unsaved = true;
  clearTimeout(timer);
  timer = setTimeout(() => keep(form), 1500);
});
addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

// ---- by keyboard ----

function step(block, name, to) {
  const form = block?.querySelector(":scope > .bw-block__more [data-steps]");
  if (!form) return;
  const body = new URLSearchParams(new FormData(form));
  body.set("step", name);
  if (to) body.set("to", to);
  swap(form.action, { method: "POST", body }, block.id, block);
}
addEventListener("keydown", (event) => {
  const form = event.target.closest?.("[data-author]");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-save]"));
  } else if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key) && !form) {
    const block = event.target.closest?.("[data-block]");
    if (!block) return;
    event.preventDefault();
    step(block, event.key === "ArrowUp" ? "up" : "down");
  }
});

// ---- by dragging, which nobody needs ----

let dragged;
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-block]");
});
document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.("[data-block]");
  if (dragged && over && over !== dragged) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const over = event.target.closest?.("[data-block]");
  if (!dragged || !over || over === dragged) return;
  event.preventDefault();
  step(dragged, "behind", over.dataset.block);
  dragged = null;
});
