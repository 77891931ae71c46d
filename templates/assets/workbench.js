// Every staff page: after a refusal, the summary of what is wrong is read first.
document.documentElement.classList.add("has-js");
addEventListener("load", () => setTimeout(() => document.querySelector(".nhsuk-error-summary")?.focus()));
