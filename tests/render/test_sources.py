"""Where the facts come from, as a family is told: one line in her language."""

import re
from pathlib import Path

import pytest

from app.config import CONTENT
from app.languages import find
from app.render.interface import translations
from app.render.print_page import print_html
from app.render.sources import line, publishers
from app.resources.schema import Resource, Source
from tests import shipped
from tests.render import filled_plans, samples

LEAFLET = shipped.at(CONTENT / "leaflets" / "babys-movements.yaml")


def source(title: str, address: str, **rest: object) -> Source:
    found = {"id": "one", "title": title, "address": f"https://{address}", "sentence": "It is so."}
    return Source.model_validate(found | (rest or {"read": "2026-11-22"}))


SOURCES = (
    source("Movements (Leeds Hospitals)", "leeds.test/a"),
    source("Feeling your baby move (a copy)", "copies.test", read="2026-11-22", read_in=True),
    source("Your baby's movements (NHS)", "nhs.test", unverified=True),
    source("Reduced movements (Leeds Hospitals)", "leeds.test/b"),
    source("Guideline 1", "rcog.test", read="2026-11-22", by="RCOG"),
)


def plain(html: str) -> str:
    return re.sub("<[^>]*>", "", html)


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "NHS (not verified), Leeds Hospitals, RCOG"),
        ("pl", "NHS (niesprawdzone), Leeds Hospitals, RCOG"),
        ("fa-AF", "NHS (بررسی نشده)، Leeds Hospitals، RCOG"),
    ],
)
def test_publishers_are_named_once_national_guidance_first_and_copies_not_at_all(
    tag: str, said: str
) -> None:
    words = translations(tag, demo=True)
    drawn = line(publishers(SOURCES), find(tag), words, links=True)
    assert plain(drawn) == said
    assert 'href="https://rcog.test/"' in drawn
    assert "copies" not in drawn


def test_paper_names_the_first_few() -> None:
    many = tuple(source(f"A (Hospital {number})", f"h{number}.test") for number in range(6))
    drawn = line(publishers(many), find("es"), translations("es", demo=True), links=False)
    assert plain(drawn) == "Hospital 0, Hospital 1, Hospital 2, Hospital 3 y otras"
    assert "href" not in drawn


@pytest.mark.parametrize("path", sorted(CONTENT.glob("*/*.yaml")), ids=lambda path: path.name)
def test_no_family_is_shown_a_copy_and_each_text_still_names_who_says_its_facts(
    path: Path,
) -> None:
    if path.parent.name not in ("leaflets", "plans", "messages"):
        return
    text: Resource = shipped.at(path)
    named = {each.name for each in publishers(text.sources)}
    assert named
    for copied in ("copy", "Guideline Genius", "Birmingham Daily", "Forest Review", "Green Midwife",
                   "Blackpool Council", "Fresh Futures", "NHS Leeds"):  # fmt: skip
        assert not any(copied in name for name in named), copied


def test_a_print_says_it_in_one_paragraph_of_her_language() -> None:
    page = samples.page("fa-AF")
    html = print_html(page)
    end = html[html.index('class="end"') :]
    assert "Your baby’s movements, NHS" in plain(end)
    assert "(بررسی نشده)" in plain(end)
    assert "not verified" not in html
    assert end.count("<h2>") == 1
    assert 'class="end__sources"' not in print_html(filled_plans.page("pl"))
