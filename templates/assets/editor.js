// The editor by keyboard, and what one types kept until it is saved. Every page works without it.
// Which key does what stands in the sheet of keys (workbench/keys.html).
const form = document.querySelector("form[data-segment]");
const field = form?.querySelector("[data-field]");
const strip = document.querySelector("[data-command]");
const sheet = document.getElementById("keys");
const one = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];

function say(words) {
  const line = one("[data-say]");
  if (line.textContent !== words) line.textContent = words;
}

// ---- writing into the field, so that the browser's own undo takes it back ----

function write(text, start, end) {
  field.focus();
  field.setSelectionRange(start, end);
  const done = document.execCommand(text ? "insertText" : "delete", false, text);
  if (!done) {
    field.setRangeText(text, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

const WHOLE = ["memory", "source", "reset"];

function use(button) {
  const { use: kind, text, closes } = button.dataset;
  if (WHOLE.includes(kind)) return write(text, 0, field.value.length);
  const [start, end] = [field.selectionStart, field.selectionEnd];
  if (!closes) return write(text, start, end);
  const chosen = field.value.slice(start, end);
  write(text + chosen + closes, start, end);
  const caret = start + text.length + chosen.length;
  field.setSelectionRange(chosen ? caret + closes.length : caret, chosen ? caret + closes.length : caret);
}

// Python counts characters, JavaScript halves of the rare ones.
const index = (text, position) => [...text].slice(0, position).join("").length;

// ---- findings ----

let shown = -1;

function nextFinding() {
  const found = all("[data-finding]");
  if (!found.length) return say("No findings.");
  shown = (shown + 1) % found.length;
  const { start, end } = found[shown].dataset;
  say(`Finding ${shown + 1} of ${found.length}. ${found[shown].textContent.replace(/\s+/g, " ").trim()}`);
  found.forEach((each, i) => each.classList.toggle("bw-finding--here", i === shown));
  found[shown].scrollIntoView({ block: "nearest" });
  const checked = found[shown].closest("[data-for]")?.dataset.for;
  if (field && start !== undefined && checked === field.value) {
    field.focus();
    field.setSelectionRange(index(checked, +start), index(checked, +end));
  }
}

function fix(link) {
  const checked = link.closest("[data-for]")?.dataset.for;
  if (!field || checked !== field.value) return say("The text has changed. Wait for its findings.");
  const { start, end, text } = link.dataset;
  write(text, index(checked, +start), index(checked, +end));
  say("Put right.");
}

// ---- steps that a key takes ----

const numbered = (kind, number) => all(`[data-use="${kind}"]`).find((each) => each.dataset.n === String(number));
const pick = (kind) => (number) => {
  const found = numbered(kind, number || 1);
  if (found && field) use(found);
  else say("There is none with this number here.");
};
const click = (selector) => () => {
  const found = one(selector);
  if (found) found.click();
  else say("That cannot be done here.");
};
// Why the text cannot be approved, or "": because of how it stands, or of what was typed.
function whyNot(button) {
  const typed = "approve" in button.dataset && field.value !== field.dataset.stored;
  if (typed) return one("[data-changed]").textContent.trim();
  return "off" in button.dataset ? one("#why-not").textContent.trim() : "";
}
function step(button) {
  const reason = whyNot(button);
  if (!reason) return form.requestSubmit(button);
  say("");
  setTimeout(() => say(reason), 50);
  (one("[data-changed]:not([hidden])") ?? one("#why-not"))?.scrollIntoView({ block: "nearest" });
}
const focus = (selector) => () => {
  const found = one(selector);
  if (found) found.focus();
  else say("There is none here.");
};
const STEPS = {
  memory: pick("memory"),
  term: pick("term"),
  token: pick("token"),
  source: pick("source"),
  isolate: pick("isolate"),
  finding: nextFinding,
  findings: click('[data-go="finding"]'),
  fix: () => {
    const found = all("[data-finding]")[Math.max(shown, 0)]?.querySelector("[data-fix]") ?? one("[data-fix]");
    if (found) fix(found);
    else say("No finding here offers how.");
  },
  reset: click("[data-reset]"),
  approve: () => {
    const found = one("[data-approve]");
    if (found) step(found);
    else say("That cannot be done here.");
  },
  search: focus("[data-search]"),
  list: focus("[data-strings] [aria-current], [data-strings] a"),
  field: focus("[data-field]"),
  sides: focus(".bw-side"),
  proof: focus("[data-proof]"),
  help: () => sheet.showModal(),
};

// ---- the command key: Ctrl and M, then one key ----

const rows = all("#keys [data-key]");
let pending = null; // null, or the row whose number may follow, or "any"
let back = null;

function listen(state) {
  pending = state;
  strip.hidden = !state;
  if (state === "any") {
    strip.textContent = rows.map((row) => `${row.dataset.key.toUpperCase()} ${row.dataset.short}`).join(" · ") + " · Esc";
    say("One key, question mark for all, Escape to leave.");
  } else if (state) {
    strip.textContent = `${state.dataset.short}: 1–9, Enter for the first`;
    say("A number from 1 to 9, or Enter for the first.");
  }
}

// The letter on the key; where the keyboard writes another script, the one that stands in its place.
function letter(event) {
  if (/^[a-z0-9?]$/i.test(event.key)) return event.key.toLowerCase();
  return event.code.replace(/^(Key|Digit|Numpad)/, "").toLowerCase().replace("slash", "?");
}

function command(event) {
  if (["Control", "Shift", "Alt", "Meta", "CapsLock"].includes(event.key)) return;
  event.preventDefault();
  const key = letter(event);
  const state = pending;
  listen(null);
  if (event.key === "Escape") return back?.focus();
  if (state !== "any") return STEPS[state.dataset.do](event.key === "Enter" ? 1 : Number(key));
  if (/^[1-9]$/.test(key)) return STEPS.memory(Number(key));
  const row = rows.find((each) => each.dataset.key === key);
  if (!row) return say("No such key. Question mark shows all.");
  if ("counts" in row.dataset && all(`[data-use="${row.dataset.do}"]`).length > 1) return listen(row);
  STEPS[row.dataset.do]();
}

addEventListener("keydown", (event) => {
  if (event.isComposing || sheet.open) return;
  if (pending) return command(event);
  const ctrl = event.ctrlKey || event.metaKey;
  // At the end of a list nothing is in focus, and the key still says why it does nothing.
  const off = event.target === document.body && one("[data-off]");
  if (ctrl && event.key === "Enter" && (form?.contains(event.target) || off)) {
    event.preventDefault();
    step(form.querySelector(event.shiftKey ? "[data-save]" : "[data-main]"));
  } else if (event.ctrlKey && !event.altKey && !event.shiftKey && letter(event) === "m") {
    event.preventDefault();
    back = document.activeElement;
    listen("any");
  } else if (event.altKey && !ctrl && ["PageDown", "PageUp"].includes(event.key)) {
    const link = one(`[data-go="${event.key === "PageDown" ? "next" : "previous"}"]`);
    event.preventDefault();
    if (link) link.click();
    else say("There is no other text that way.");
  }
});
addEventListener("pointerdown", () => listen(null));

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-use], [data-fix], [data-reset], [data-help], [data-approve]");
  if (!button || !field) return;
  if ("approve" in button.dataset) {
    if (!whyNot(button)) return;
    event.preventDefault();
    return step(button);
  }
  if ("help" in button.dataset) return sheet.showModal();
  if ("fix" in button.dataset) {
    event.preventDefault();
    return fix(button);
  }
  if ("reset" in button.dataset) return write(field.dataset.stored, 0, field.value.length);
  use(button);
});

// ---- what is typed is kept: on the server, and in this browser until the server has it ----

const place = field && `birthwords:${field.dataset.place}`;
let kept = field?.value;
let sent = false;
let away = false; // whether the server took nothing of what was typed last
let heard = performance.now();

if (field) {
  if (one(".bw-string__done")) localStorage.removeItem(sessionStorage.getItem("birthwords:sent"));
  const local = localStorage.getItem(place);
  if (local !== null && ![field.value, one("[data-unsaved]")?.dataset.unsaved].includes(local)) offer(local);

  field.addEventListener("input", () => localStorage.setItem(place, field.value));
  const changed = one("[data-changed]");
  const tell = () => { if (changed) changed.hidden = field.value === field.dataset.stored; };
  field.addEventListener("input", tell);
  tell();
  form.addEventListener("submit", (event) => {
    if (away || !navigator.onLine || performance.now() - heard > LONG) {
      event.preventDefault();
      return sendOnceThere(event.submitter);
    }
    sent = true;
    sessionStorage.setItem("birthwords:sent", place);
  });
  addEventListener("pagehide", () => {
    if (sent || field.value === kept) return;
    fetch(field.getAttribute("hx-post"), { method: "POST", body: new FormData(form), keepalive: true });
  });
  document.addEventListener("htmx:before:swap", (event) => {
    const { raw } = event.detail.ctx.response;
    if (raw.ok && !raw.redirected) return;
    event.preventDefault();
    if (event.detail.ctx.sourceElement === field) keepAgain();
  });
  document.addEventListener("htmx:error", (event) => {
    if (event.detail.ctx?.sourceElement === field) keepAgain();
  });
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.detail.ctx.sourceElement !== field) return;
    has(field.value);
    const found = all("[data-finding]");
    shown = -1;
    say(found.length ? `Findings: ${found.length}.` : "");
  });
}

// ---- signed out meanwhile, or in again in another tab ----

const LONG = 600_000; // milliseconds after which one may have been signed out
const NO_ANSWER = "The service did not answer.";

// Why nothing can be sent from here, or "". Whoever signed in again has other tokens than this page: its forms bear them.
async function whyNothingIsSent() {
  try {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const { person } = page.body.dataset;
    if (!person) return answer.status < 500 ? "Sign in again in another tab." : NO_ANSWER;
    if (person !== document.body.dataset.person) return "Someone else is signed in in this browser now. Sign in as yourself in another tab.";
    const token = page.querySelector("[name=csrf]").value;
    all("[name=csrf]").forEach((each) => (each.value = token));
    heard = performance.now();
    return "";
  } catch {
    return NO_ANSWER;
  }
}

function has(words) {
  away = false;
  heard = performance.now();
  kept = words;
  localStorage.removeItem(place);
  one("[data-refused]")?.remove();
}

async function keepAgain() {
  let why = await whyNothingIsSent();
  const words = field.value;
  if (!why) {
    const answer = await fetch(field.getAttribute("hx-post"), { method: "POST", body: new FormData(form) }).catch(() => null);
    if (answer?.ok && !answer.redirected) {
      has(words);
      one("#kept").textContent = "Kept for you. Not saved yet.";
      return;
    }
    why = NO_ANSWER;
  }
  const told = `Kept in this browser alone. ${why}`;
  if (!away || one("#kept").textContent !== told) say(told);
  away = true;
  one("#kept").textContent = told;
}

// To go on would lose what was typed, so that it is said here until it can be sent.
async function sendOnceThere(button) {
  localStorage.setItem(place, field.value);
  const why = await whyNothingIsSent();
  if (!why) {
    away = false;
    return form.requestSubmit(button);
  }
  one("[data-refused]")?.remove();
  const line = Object.assign(document.createElement("p"), {
    className: "nhsuk-error-message", tabIndex: -1, textContent: `Not done. ${why} What you wrote is still here.`,
  });
  line.dataset.refused = "";
  field.before(line);
  line.focus();
}

// Words that never reached the server, as after a crash.
function offer(words) {
  const note = document.createElement("div");
  note.className = "bw-unsaved";
  note.innerHTML = "<p><strong>This browser kept words that you did not save here.</strong></p><p class=bw-text></p>"
    + "<div class=bw-buttons><button type=button class='nhsuk-button nhsuk-button--small'>Take them up again</button>"
    + "<button type=button class='nhsuk-button nhsuk-button--small nhsuk-button--secondary'>Throw them away</button></div>";
  const [words_, take, drop] = [note.querySelector(".bw-text"), ...note.querySelectorAll("button")];
  Object.assign(words_, { textContent: words, lang: field.lang, dir: field.dir });
  take.addEventListener("click", () => { write(words, 0, field.value.length); note.remove(); });
  drop.addEventListener("click", () => { localStorage.removeItem(place); note.remove(); field.focus(); });
  form.before(note);
}

// ---- the string at work is in sight in the list beside it ----

const list = one("[data-strings]");
const current = list?.querySelector("[aria-current]");
if (current) list.scrollTop = current.offsetTop - list.offsetTop - list.clientHeight / 2;
if (location.hash) {
  const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  asked?.focus();
  if (asked && asked === field) {
    // What the last step did and the English stand above the field: all of it in sight, if there is room. The
    // browser goes to the field once more when all is loaded.
    const whole = () => {
      one("#string").scrollIntoView({ block: "start" });
      field.scrollIntoView({ block: "nearest" });
    };
    whole();
    addEventListener("load", () => requestAnimationFrame(whole));
  }
}
