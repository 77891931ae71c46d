// The editor by keyboard. Every page works without it: it only saves a reach for the mouse.
const form = document.querySelector("form[data-segment]");
const field = form?.querySelector("[data-field]");

// One form is sent at a time: warn when the field holds words that would be lost.
let sent = false;
form?.addEventListener("submit", () => { sent = true; });
addEventListener("beforeunload", (event) => {
  if (field && !sent && field.value !== field.defaultValue) event.preventDefault();
});

addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form?.contains(event.target)) {
    event.preventDefault();
    form.requestSubmit(form.querySelector(event.shiftKey ? "[data-save]" : "[data-main]"));
  }
  if (event.altKey && !event.ctrlKey && (event.key === "PageDown" || event.key === "PageUp")) {
    const link = document.querySelector(`[data-go="${event.key === "PageDown" ? "next" : "previous"}"]`);
    if (link) { event.preventDefault(); link.click(); }
  }
});

// The string at work is in sight in the list beside it.
const list = document.querySelector("[data-strings]");
const current = list?.querySelector("[aria-current]");
if (current) list.scrollTop = current.offsetTop - list.offsetTop - list.clientHeight / 2;
