"""How a guide names the languages of a text, and that its print passes the gates and says for whom
it is."""

from datetime import date
from io import BytesIO

import pytest
from pypdfium2 import PdfDocument

from app.config import CONTENT
from app.languages import ENGLISH, languages
from app.render.gates import release
from app.render.library_now import UNKNOWN, LibraryNow, LibraryText, in_words
from app.render.print_page import PrintPage, print_html, print_job
from app.render.printable import Printable, formats, print_page
from app.services import services
from tests import shipped

EVERY = frozenset(each.tag for each in (ENGLISH, *languages()))
MOST = EVERY - {"fj", "so"}


def text(
    title: str,
    kind: str = "leaflet",
    tags: frozenset[str] = MOST,
    easy_read: frozenset[str] = frozenset(),
) -> LibraryText:
    return LibraryText(title=title, kind=kind, href="/library/x", tags=tags, easy_read=easy_read)


NOW = LibraryNow(
    date(2026, 11, 30),
    (
        *(text(f"Leaflet {number}, titled as long as most") for number in range(16)),
        *(text(f"Poster {number}, in all languages", "message", EVERY) for number in range(10)),
    ),
)


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


@pytest.mark.parametrize(
    ("found", "note"),
    [
        (text("A"), ""),
        (text("A", "plan"), "(plan)"),
        (text("A", "message"), "(poster)"),
        (text("A", easy_read=MOST), "(easy read too)"),
        (text("A", "plan", easy_read=MOST), "(plan, easy read too)"),
        (text("A", easy_read=frozenset({"en", "pl"})), "(easy read in English, Polish)"),
    ],
)
def test_behind_a_title_stands_what_it_is_and_where_it_is_in_easy_read(
    found: LibraryText, note: str
) -> None:
    assert found.note == note


def test_texts_stand_together_by_their_languages_the_most_first() -> None:
    polish = text("In Polish", tags=frozenset({"en", "pl"}))
    now = LibraryNow(date(2026, 11, 30), (polish, text("B"), text("A", "plan", EVERY), text("C")))
    assert [(g.languages, [t.title for t in g.texts]) for g in now.groups] == [
        ("All 16 languages", ["A"]),
        ("All except Fijian, Somali", ["B", "C"]),
        ("English, Polish", ["In Polish"]),
    ]


def page(slug: str, name: str, *, library: LibraryNow | None = NOW) -> PrintPage:
    english = shipped.at(CONTENT / "guides" / f"{slug}.yaml")
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


@pytest.mark.parametrize(("name", "most"), [("standard", 2), ("large_print", 6)])
@pytest.mark.parametrize(
    "slug", ["communication-needs", "using-this-service", "working-with-interpreters"]
)
def test_a_guide_passes_the_gates_and_is_one_sheet_of_paper(
    slug: str, name: str, most: int
) -> None:
    pdf = release(print_job(page(slug, name)))
    assert len(PdfDocument(BytesIO(pdf))) <= most


def test_a_guide_is_in_clear_print_and_large_print_is_as_large_as_ever() -> None:
    assert page("communication-needs", "standard").size == 12
    assert page("communication-needs", "large_print").size == 18


def test_a_print_of_a_guide_says_that_it_is_for_staff_and_nothing_that_is_for_families() -> None:
    html = print_html(page("communication-needs", "standard"))
    assert ">For staff<" in html
    for words in ("Who to call", "Other languages and formats", "call 999 now"):
        assert words not in html


def test_the_list_on_paper_names_its_day_and_every_text() -> None:
    html = print_html(page("using-this-service", "standard"))
    assert "as on 30 November 2026" in html
    assert [each.title for each in NOW.texts if each.title not in html] == []
    assert UNKNOWN not in html


def test_a_guide_in_work_says_that_the_list_comes_later() -> None:
    assert UNKNOWN in print_html(page("using-this-service", "standard", library=None))
