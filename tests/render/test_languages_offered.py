"""Paper offers the reader's language first, to tick, and room for another one."""

import re

import pytest

from app.languages import ENGLISH, languages
from app.plans.answers import Answer
from app.render.print_page import print_html
from app.render.printable import print_page
from tests.render import filled_plans


def blank(tag: str, name: str = "standard") -> str:
    text = filled_plans.printable(tag)
    return print_html(print_page(text, name, service="gwh", size=None, base_url="http://x.test"))


def asked(html: str, anchor: str = "spoken-language") -> str:
    return html.partition(f'id="{anchor}"')[2].partition('class="bw-question"')[0]


def names(html: str) -> list[tuple[str, str]]:
    points = html.split('<span class="bw-point')[1:]
    plain = [re.sub("<[^>]*>", "", f"<{each}").split() for each in points]
    return [(first, " ".join(rest)) for first, *rest in plain if first.isdecimal()]


@pytest.mark.parametrize(
    ("tag", "hers"), [("pl", ("2", "polski")), ("ne", ("3", "नेपाली")), ("fa-AF", ("15", "دری"))]
)
def test_paper_offers_hers_first_then_english_and_a_line_for_another_and_ticks_none(
    tag: str, hers: tuple[str, str]
) -> None:
    html = asked(blank(tag))
    assert names(html) == [hers, ("1", "English")]
    assert html.count("bw-other__line") == 1
    assert "bw-box--ticked" not in html


def test_english_paper_offers_every_language() -> None:
    found = names(asked(blank("en")))
    assert found[0] == ("1", "English")
    assert ("2", "Polish") in found
    assert ("7", "Konkani") in found
    spoken = {each.english_name.partition(" (")[0] for each in (ENGLISH, *languages())}
    assert len(found) == len(spoken)


def test_beside_english_both_columns_offer_the_same_numbers() -> None:
    html = blank("pl", "facing")
    assert names(asked(html)) == [("2", "polski"), ("1", "English")]
    assert names(asked(html, "en-spoken-language")) == [("2", "Polish"), ("1", "English")]


def test_a_filled_print_has_the_language_that_she_chose() -> None:
    hers = filled_plans.answers("pl").having("spoken-language", Answer(("ro",)))
    html = asked(print_html(filled_plans.page("pl", of=hers)))
    assert names(html) == [("5", "română")]
    assert html.count("bw-box--ticked") == 1
    facing = print_html(filled_plans.page("pl", "facing", of=hers))
    assert names(asked(facing, "en-spoken-language")) == [("5", "Romanian")]
    in_english = asked(print_html(filled_plans.page("en", of=hers)))
    assert names(in_english) == [("5", "Romanian")]


def test_another_language_is_printed_as_she_wrote_it() -> None:
    words = Answer(text="śląski", text_language="pl")
    hers = filled_plans.answers("pl").having("spoken-language", words)
    html = asked(print_html(filled_plans.page("pl", of=hers)))
    assert "śląski" in html
    assert "bw-other__line" not in html
