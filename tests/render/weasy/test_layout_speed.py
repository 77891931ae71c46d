"""What is laid out quicker stands where it stood: a line that is remembered must not be seen."""

from app.render.pdf import render_pdf
from tests.render.weasy.documents import job


def test_the_same_words_break_anew_where_the_width_differs() -> None:
    words = "several words that need more than one line of this paper " * 3
    narrow, wide = (job(f"<p style='width: {each}mm'>{words}</p>") for each in (40, 160))
    first = render_pdf(narrow)
    assert render_pdf(wide) != first
    assert render_pdf(narrow) == first
