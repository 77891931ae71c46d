"""How a guide names the languages of a text, and that its print passes the gates and says for whom
it is."""

from datetime import date

import pytest

from app.config import CONTENT
from app.languages import ENGLISH, languages
from app.render.gates import release
from app.render.library_now import UNKNOWN, LibraryNow, LibraryText, in_words
from app.render.print_page import PrintPage, print_html, print_job
from app.render.printable import Printable, formats, print_page
from app.resources.load import load
from app.services import services

EVERY = frozenset(each.tag for each in (ENGLISH, *languages()))
NOW = LibraryNow(
    date(2026, 11, 30),
    tuple(
        LibraryText(f"Leaflet {number} with a title as long as most of them are", "/library/x",
                    EVERY - {"fj", "so"}, frozenset({"en", "pl"}))
        for number in range(30)
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        (EVERY, "All 16 languages"),
        (EVERY - {"fj", "so"}, "All except Fijian, Somali"),
        (EVERY - {"en"}, "All except English"),
        ({"en", "pl"}, "English, Polish"),
        ({"pl"}, "Polish"),
        ({"en"}, "English only"),
        (set(), "–"),
    ],
)
def test_the_languages_of_a_text_are_said_the_short_way(tags: set[str], words: str) -> None:
    assert in_words(tags) == words


def page(slug: str, name: str, *, library: LibraryNow | None = NOW) -> PrintPage:
    english = load(CONTENT / "guides" / f"{slug}.yaml")
    printable = Printable(
        resource=english,
        english=english,
        language="en",
        services=services().services,
        code="K7M2Q9",
        published_on=date(2026, 11, 30),
        review_by=english.review_by,
        steps=("written", "signed"),
        demo=True,
        number=1,
        library=library,
    )
    assert name in formats(printable)
    return print_page(printable, name, service=None, size=None, base_url="http://x.test")


@pytest.mark.parametrize("name", ["standard", "large_print"])
@pytest.mark.parametrize(
    "slug", ["communication-needs", "using-this-service", "working-with-interpreters"]
)
def test_a_guide_is_printed_and_passes_the_gates(slug: str, name: str) -> None:
    assert release(print_job(page(slug, name))).startswith(b"%PDF-")


def test_a_print_of_a_guide_says_that_it_is_for_staff_and_nothing_that_is_for_families() -> None:
    html = print_html(page("communication-needs", "standard"))
    assert ">For staff<" in html
    for words in ("Who to call", "Other languages and formats", "call 999 now"):
        assert words not in html


def test_the_list_on_paper_names_its_day_and_every_text() -> None:
    html = print_html(page("using-this-service", "standard"))
    assert "as on 30 November 2026" in html
    assert html.count("All except Fijian, Somali") == len(NOW.texts)
    assert UNKNOWN not in html


def test_a_guide_in_work_says_that_the_list_comes_later() -> None:
    assert UNKNOWN in print_html(page("using-this-service", "standard", library=None))
