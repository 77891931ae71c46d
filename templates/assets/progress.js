// How far a job is, without loading the page anew. Without this script its link does the same.
const EVERY = 1500;
const live = document.getElementById("live");

async function look() {
  const answer = await fetch(location.href, { headers: { "Birthwords-By-Itself": "yes" } }).catch(() => null);
  if (answer?.redirected) return; // signed out meanwhile: what is shown stays
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById("live");
    if (!next.hasAttribute("data-live")) return finish(next);
    for (const part of next.querySelectorAll("[data-part]")) {
      const shown = live.querySelector(`[data-part="${part.dataset.part}"]`);
      if (shown.innerHTML !== part.innerHTML) shown.replaceChildren(...part.childNodes);
    }
  }
  setTimeout(look, EVERY);
}

// The end brings other buttons and the reasons. Whoever stood on a button goes on at the heading.
function finish(next) {
  const stood = live.contains(document.activeElement);
  const state = live.querySelector('[data-part="state"]');
  state.replaceChildren(...next.querySelector('[data-part="state"]').childNodes);
  next.querySelector('[data-part="state"]').replaceWith(state);
  live.replaceChildren(...next.childNodes);
  if (stood) document.getElementById("what").focus();
}

if (live?.hasAttribute("data-live")) setTimeout(look, EVERY);
