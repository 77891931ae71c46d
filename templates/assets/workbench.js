// Every staff page: after a refusal, the summary of what is wrong is read first.
document.documentElement.classList.add("has-js");
addEventListener("load", () => setTimeout(() => document.querySelector(".nhsuk-error-summary")?.focus()));

// *Copy* beside a text that goes into another record. The button shows only here; without a script the text is selected
// by hand.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.querySelector(button.dataset.copy);
  const said = document.querySelector(button.dataset.said);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Copied.";
    } catch { // an address without https has no clipboard
      said.textContent = document.execCommand("copy") ? "Copied." : "The text is selected: press Ctrl and C.";
    }
  });
}
