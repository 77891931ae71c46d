"""A message that is long in its language is one page for a wall all the same, with the numbers of
every hospital."""

import pytest

from app.render import gates, pdf
from app.render.print_page import print_job
from app.render.printable import print_page
from app.workflow.imports.shipped_drafts import resources
from tests.content import prints
from tests.render.samples import BASE_URL


@pytest.mark.parametrize(
    ("tag", "slug"),
    [
        ("pl", "see-a-midwife-now"),
        ("fa-AF", "when-to-get-help-in-pregnancy"),
        ("bn", "when-to-get-help-in-pregnancy"),
        ("de", "ask-for-another-format"),
    ],
)
@pytest.mark.parametrize("size", [None, 12])
def test_a_long_message_is_a_poster_of_one_page(tag: str, slug: str, size: int | None) -> None:
    english = next(each for each in resources() if each.slug == slug)
    text = prints.printable(english, tag)
    page = print_page(text, "poster", service=None, size=size, base_url=BASE_URL)
    job = print_job(page)
    printed, document = pdf.draw(job)
    assert len(document.pages) == 1
    assert gates.inspect(job, document, printed) == ()
