// The workbench by keyboard. Every page works without it: it only saves a reach for the mouse.
const unsaved = new Set();

for (const form of document.querySelectorAll("form[data-segment]")) {
  const field = form.querySelector("textarea");
  const main = form.querySelector("[data-main]");
  field.addEventListener("input", () => {
    if (field.value === field.defaultValue) unsaved.delete(field);
    else unsaved.add(field);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(main);
    }
  });
  form.addEventListener("submit", () => unsaved.delete(field));
}

// One form is sent at a time: warn when another field holds words that would be lost.
addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});

// After “go on”, writing can start at once; after a refusal, the summary is read first. The browser itself moves
// to the address's anchor when the page has loaded, so this waits for that.
addEventListener("load", () => setTimeout(() => {
  const summary = document.querySelector(".nhsuk-error-summary");
  const card = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (summary) summary.focus();
  else if (card?.matches(".bw-card")) card.querySelector("textarea")?.focus({ preventScroll: true });
}));
