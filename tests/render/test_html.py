"""Blocks as HTML: one set of macros for page and print."""

import re
from typing import Any

import pytest

from app.languages import find
from app.render.html import Reading
from app.render.local import Local, MissingContactError
from app.resources.schema import Resource
from app.services import services
from tests import shipped
from tests.resources.authors_page import BLOCKS, resource_with


def resource(*blocks: dict[str, Any]) -> Resource:
    return Resource.model_validate(
        {
            "kind": "plan",
            "slug": "sample",
            "reference": "BW-901",
            "version": "1",
            "owner": "Lead midwife",
            "organisation": "The maternity system",
            "approver": "Consultant midwife",
            "review_by": "2029-10-31",
            "title": "Sample",
            "summary": "A sample.",
            "blocks": blocks,
        }
    )


def reading(*blocks: dict[str, Any], tag: str = "en", shown: int = 1, **rest: Any) -> Reading:
    return Reading(
        resource=resource(*blocks),
        language=find(tag),
        services=services().services[:shown],
        demo=True,
        **rest,
    )


@pytest.mark.parametrize("blocks", BLOCKS)
@pytest.mark.parametrize("is_print", [False, True])
def test_a_block_of_every_type_is_drawn(blocks: str, is_print: bool) -> None:
    """Each type has an example on the page for authors; one that templates forget would vanish."""
    sample = resource_with(blocks)
    shown = Reading(
        resource=sample, language=find("en"), services=services().services[:1], demo=True,
        is_print=is_print,
    )  # fmt: skip
    for block in sample.blocks:
        assert shown.html([block]).striptags().strip() or "<img" in shown.html([block])


def illustrated() -> dict[str, Any]:
    option = {"id": "home", "number": 1, "picture": "home", "text": "At home"}
    plain = {"id": "not-sure", "number": 2, "text": "I'm not sure yet"}
    return {
        "type": "question", "id": "place", "number": 18, "text": "Where?", "answer": "one",
        "options": [option, plain],
    }  # fmt: skip


def test_a_picture_beside_an_option_is_silent_and_only_on_screens() -> None:
    """Who hears the page hears the words beside it; on paper a tick beside a box would be hers."""
    page = reading(illustrated())
    html = page.html(page.resource.blocks)
    assert re.findall(r"<img [^>]*>", html) == [
        '<img class="bw-option__picture" src="/static/pictures/home.svg" alt="" '
        'width="44" height="44">'
    ]
    paper = reading(illustrated(), is_print=True)
    assert "<img" not in paper.html(paper.resource.blocks)


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "id": "one", "text": text}


QUESTION = {
    "type": "question",
    "id": "who",
    "number": 4,
    "text": "Who do you want with you?",
    "answer": "one",
    "options": [
        {"id": "partner", "number": 1, "text": "My partner"},
        {"id": "unsure", "number": 2, "text": "I’m not sure yet"},
    ],
    "lines": 2,
}
FILM = {
    "type": "video",
    "id": "film",
    "title": "Your baby’s movements",
    "address": "https://example.org/film",
    "minutes": 3,
    "bsl": True,
    "transcript": [{"id": "first", "text": "Get to know the movements."}],
}
CONTACT = {"type": "contact", "id": "call", "contact": "triage", "lead": "Call us:"}


def test_inline_markup_becomes_html_and_everything_else_is_escaped() -> None:
    html = reading(paragraph('**Call** [the NHS](https://www.nhs.uk/a?b=1) & say "now"')).html()
    assert "<strong>Call</strong>" in html
    assert '<a href="https://www.nhs.uk/a?b=1">the NHS</a> &amp; say' in html


def test_a_link_to_another_resource_stays_in_the_language_and_keeps_the_hospital() -> None:
    html = reading(
        paragraph("[Vitamins](leaflet:folic-acid)"), tag="pl", query="?service=ruh"
    ).html()
    assert 'href="/pl/leaflets/folic-acid?service=ruh"' in html


def test_one_chosen_hospital_shows_its_number_alone() -> None:
    html = reading(paragraph("Call {phone.triage}, {hours.triage}, at {name}.")).html()
    assert 'href="tel:01632960101"' in html
    assert "24 hours a day, every day" in html
    assert "Great Western Hospital" in html
    assert "960111" not in html


def test_h22_without_a_choice_every_number_stands_with_its_hospital() -> None:
    text = reading(paragraph("Call {phone.triage}."), shown=3).html().striptags()
    assert text == (
        "Call 01632 960101 (Great Western Hospital), 01632 960111 (Royal United Hospital), "
        "01632 960121 (Salisbury District Hospital)."
    )


def test_hours_that_are_the_same_everywhere_are_said_once() -> None:
    text = reading(paragraph("Open {hours.triage}."), shown=3).html().striptags()
    assert text == "Open 24 hours a day, every day."


def test_an_unknown_number_stops_the_page_instead_of_leaving_a_gap() -> None:
    with pytest.raises(MissingContactError, match="dentist"):
        reading(paragraph("Call {phone.dentist}.")).html()
    with pytest.raises(MissingContactError):
        Local(language=find("en"), services=()).contacts("triage")


def test_a_contact_brings_number_hours_and_the_words_to_say() -> None:
    html = reading(CONTACT, tag="ne").html()
    assert "01632 960101" in html
    assert "I am pregnant. Nepali interpreter, please." in html
    assert 'lang="en-Deva"' in html


@pytest.mark.parametrize(
    ("tag", "stop"), [("ne", "। "), ("bn", "। "), ("pl", ". "), ("fa-AF", ". ")]
)
def test_hours_and_what_follows_them_are_two_sentences_of_the_language(tag: str, stop: str) -> None:
    html = reading({**CONTACT, "contact": "triage"}, tag=tag).html()
    hours, _, note = html.partition('<span class="bw-hours">')[2].partition(stop)
    assert hours.strip()
    assert "07700 900101" in note


def test_nobody_is_told_to_ask_for_an_english_interpreter() -> None:
    assert "interpreter" not in reading(CONTACT).html()


def test_h9_a_phone_number_in_right_to_left_text_is_isolated() -> None:
    html = reading(paragraph("به {phone.triage} زنگ بزنید"), tag="fa-AF").html()
    assert '<bdi dir="ltr" class="nowrap">01632 960101</bdi>' in html


def test_care_cards_say_their_urgency_in_words() -> None:
    card = {
        "type": "care_card",
        "id": "now",
        "urgency": "emergency",
        "heading": "Call 999",
        "blocks": [paragraph("Do not wait.")],
    }
    html = reading(card).html()
    assert "Immediate action required:" in html
    assert "nhsuk-card--care--emergency" in html


def test_headings_of_cards_stand_one_level_under_the_heading_above() -> None:
    callout = {"type": "callout", "id": "c", "heading": "Stop", "blocks": [paragraph("Read.")]}
    heading = {"type": "heading", "id": "h", "text": "Before"}
    assert "<h2" in reading(callout).html()
    assert re.findall(r"<h(\d)", reading(heading, callout).html()) == ["2", "3"]


def test_a_question_has_boxes_numbers_and_lines_for_paper() -> None:
    html = reading(QUESTION, is_print=True).html()
    assert html.count('class="bw-box"') == 2
    assert re.findall(r'bw-option__number">(\d)<', html) == ["1", "2"]
    assert html.count('class="bw-line"') == 2
    assert 'bw-question__number">4<' in html


def test_a_question_on_a_page_draws_nothing_that_looks_as_if_it_could_be_filled_in() -> None:
    html = reading(QUESTION).html()
    assert "bw-box" not in html
    assert "bw-line" not in html
    assert re.findall(r'bw-option__number">(\d)<', html) == ["1", "2"]


def test_a_question_that_depends_on_another_says_so_by_number() -> None:
    follow = {
        "type": "question",
        "id": "name",
        "number": 5,
        "text": "Name",
        "answer": "line",
        "show_if": {"question": "who", "options": ["partner"]},
    }
    assert "Only if you ticked 1 in question 4." in reading(QUESTION, follow).html()


def test_a_film_is_a_link_on_the_page_and_an_address_in_print_always_with_its_words() -> None:
    page, paper = reading(FILM).html(), reading(FILM, is_print=True).html()
    assert 'href="https://example.org/film"' in page
    assert "<details" in page
    assert "<details" not in paper
    assert "https://example.org/film" in paper
    for html in (page, paper):
        assert "Film in British Sign Language (BSL), length in minutes: 3" in html
        assert "Get to know the movements." in html
        assert "<video" not in html


def test_an_expander_is_open_in_print() -> None:
    more = {"type": "expander", "id": "m", "summary": "More", "blocks": [paragraph("Hidden.")]}
    assert "<details" in reading(more).html()
    assert "<details" not in reading(more, is_print=True).html()


def test_ids_can_be_told_apart_where_a_document_shows_a_text_twice() -> None:
    assert 'id="en-one"' in reading(paragraph("A"), anchors="en-").html()


@pytest.mark.parametrize("is_print", [False, True])
@pytest.mark.parametrize("tag", ["en", "fa-AF"])
def test_h18_page_and_print_show_every_word_of_every_shipped_resource(
    is_print: bool, tag: str
) -> None:
    for found in shipped.texts():
        shown = Reading(
            resource=found,
            language=find(tag),
            services=services().services,
            is_print=is_print,
            demo=True,
        )
        text = " ".join(shown.html().striptags().split())
        for block in found.blocks:
            if words := getattr(block, "text", None):
                assert " ".join(shown.inline(words).striptags().split()) in text
