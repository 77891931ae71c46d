"""What each kind of text is for, and that a guide for staff holds nothing of families and they
nothing of it."""

import pytest

from app.resources import addresses, kinds, load
from app.resources.content_problems import ContentError
from app.resources.schema import Resource
from tests import shipped
from tests.resources.authors_page import WHOLE

GUIDE = WHOLE.replace("kind: leaflet", "kind: guide")
LIBRARY = """\
  - id: what-there-is
    type: library
    heading: What is published
"""
LINK = "  - {id: more, type: paragraph, text: 'See [a guide](guide:communication-needs).'}\n"


def parsed(text: str) -> Resource:
    return load.parse(text, "guide.yaml")


def test_a_guide_is_for_staff_in_english_and_every_other_text_for_families_in_all_languages() -> (
    None
):
    of_families = ("leaflet", "plan", "message")
    assert [kinds.rules(kind).is_public for kind in of_families] == [True] * 3
    assert all(kinds.rules(kind).stands_in("pl") for kind in of_families)
    guide = kinds.rules("guide")
    assert (guide.is_public, guide.is_for_staff, guide.is_translated) == (False, True, False)
    assert [each.tag for each in guide.languages] == ["en"]
    assert not guide.stands_in("pl")


def test_the_interface_is_translated_and_nobody_reads_it_by_itself() -> None:
    rules = kinds.rules("interface")
    assert (rules.is_public, rules.is_for_staff, rules.is_translated) == (False, False, True)


def test_a_guide_has_no_page_for_families() -> None:
    assert "guides" not in addresses.KINDS
    assert addresses.page("en", "guide", "using-this-service") == (
        "/library/guides/using-this-service"
    )
    assert addresses.print_file("en", "guide", "x", "standard", "large_print") == (
        "/library/guides/x/large_print.pdf"
    )


def test_a_guide_has_the_blocks_of_a_leaflet_and_may_list_the_library() -> None:
    found = parsed(GUIDE + LIBRARY + LINK)
    assert found.kind == "guide"
    assert [block.type for block in found.blocks][-2:] == ["library", "paragraph"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (WHOLE + LIBRARY, "stands only in a guide"),
        (WHOLE + LINK, "families cannot open a guide"),
        (
            GUIDE.replace("reading_version: standard ", "reading_version: easy_read"),
            "no easy-read version",
        ),
        (GUIDE.replace("title:", "listed_under: [pregnancy]\ntitle:", 1), "`listed_under`"),
        (GUIDE.replace("title:", "worries: [tests]\ntitle:", 1), "`worries`"),
        (GUIDE.replace("title:", "due: {first_week: 8, last_week: 9}\ntitle:", 1), "`due`"),
        (GUIDE.replace("title:", "text_message: Call us.\ntitle:", 1), "`text_message`"),
        (GUIDE + LIBRARY.replace("    heading: What is published\n", ""), "`heading` is missing"),
    ],
)
def test_what_is_of_families_is_refused_in_a_guide_and_of_staff_in_a_leaflet(
    text: str, message: str
) -> None:
    with pytest.raises(ContentError, match=message):
        parsed(text)


def test_the_shipped_guides_are_the_three_that_staff_are_promised() -> None:
    found = {each.slug for each in shipped.texts() if each.kind == "guide"}
    assert found == {"communication-needs", "using-this-service", "working-with-interpreters"}
