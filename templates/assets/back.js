// Translating back by keyboard: the key that saves in the editor saves here. The page works without it.
addEventListener("keydown", (event) => {
  if (event.isComposing || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  document.querySelector("form[data-segment]")?.requestSubmit();
});
