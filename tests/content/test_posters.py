"""A message that is long in its language is one page for a wall all the same, with the numbers of
every hospital."""

import pytest

from app.render import gates, pdf
from tests.content import prints


@pytest.mark.parametrize(
    ("tag", "slug"),
    [
        ("pl", "see-a-midwife-now"),
        ("fa-AF", "when-to-get-help-in-pregnancy"),
        ("bn", "when-to-get-help-in-pregnancy"),
        ("de", "ask-for-another-format"),
        ("fj", "when-to-get-help-in-pregnancy"),
    ],
)
@pytest.mark.parametrize("size", [None, 12])
def test_a_long_message_is_a_poster_of_one_page(tag: str, slug: str, size: int | None) -> None:
    name = prints.Name(tag, slug, "standard", "poster", hospital="")
    job = prints.job_of(name, size=size)
    printed, document = pdf.draw(job)
    assert len(document.pages) == 1
    assert gates.inspect(job, document, printed) == ()
