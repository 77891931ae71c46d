"""What is quicker draws the same: whatever is remembered must not be seen on paper."""

import re

import pytest

from app.render.pdf import render_pdf, warm_up
from app.render.print_errors import PrintError
from app.render.print_page import print_job
from app.render.weasy import style_speed
from tests.render import samples
from tests.render.weasy.documents import job


@pytest.mark.parametrize("tag", ["en", "ne", "fa-AF"])
def test_a_document_read_strictly_is_drawn_as_one_read_like_a_browser(
    tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = print_job(samples.page(tag, "facing" if tag != "en" else "standard"))
    with monkeypatch.context() as only:
        only.setattr(
            style_speed, "_parse_html", lambda *_, **__: pytest.fail("read like a browser")
        )
        strictly = render_pdf(printed)
    monkeypatch.setattr(style_speed, "_read_strictly", lambda _source: None)
    assert render_pdf(printed) == strictly


def test_a_document_that_leaves_elements_open_is_read_like_a_browser() -> None:
    loose = job("<p>One<p>Two &eacute;")
    assert style_speed._read_strictly(loose.html) is None
    assert render_pdf(loose).startswith(b"%PDF-")


def test_a_style_sheet_that_is_wrong_is_refused_each_time() -> None:
    wrong = job("<p>One</p>", "p { colour: red }")
    for _ in range(2):
        with pytest.raises(PrintError, match="colour"):
            render_pdf(wrong)


def test_an_attribute_that_is_wrong_is_refused_each_time() -> None:
    wrong = job("<p style='colour: red'>One</p>")
    for _ in range(2):
        with pytest.raises(PrintError, match="colour"):
            render_pdf(wrong)


def test_only_ids_that_links_lead_to_stand_in_the_pdf() -> None:
    warm_up()
    linked = job("<p id='a'>One</p><p id='b'>Two</p><p><a href='#b'>Go</a></p>")
    names = re.findall(rb"\((a|b)\)", render_pdf(linked))
    assert b"a" not in names


def test_an_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(PrintError, match="stands twice"):
        render_pdf(job("<p id='a'>One</p><p id='a'>Two</p>"))
