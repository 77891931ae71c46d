// The proof as a page: a click on a sentence opens it in the editor; the one at work is in sight. By keyboard, the
// list of texts beside the editor leads to the same places.
const { editor, current } = document.body.dataset;

document.addEventListener("click", (event) => {
  const sentence = event.target.closest("[data-at]");
  if (!sentence || event.target.closest("summary")) return;
  event.preventDefault();
  window.top.location = editor + encodeURIComponent(sentence.dataset.at);
});

for (const here of document.querySelectorAll(`[data-at="${CSS.escape(current)}"]`)) {
  here.classList.add("bw-at--current");
  const closed = here.closest("details");
  if (closed) closed.open = true;
  // Within this frame alone: scrollIntoView would move the editor around it as well.
  scrollTo(0, here.getBoundingClientRect().top + scrollY - innerHeight / 2);
}
