"""How plain English is, in numbers that can be worked out by hand."""

import pytest

from app.resources.load import parse
from tests.content import plain
from tests.content.__main__ import main
from tests.content.hard_terms import unexplained
from tests.content.syllables import syllables

HEAD = """\
kind: leaflet
slug: iron
reading_version: {version}
reference: X-1-2
version: "1"
owner: Lead midwife
organisation: Trust
approver: Lead pharmacist
review_by: 2029-10-31
title: Iron
summary: Iron helps you.
blocks:
"""


def advice(blocks: str, version: str = "standard") -> list[tuple[str, str]]:
    return [*plain.advise(parse(HEAD.format(version=version) + blocks, "iron.yaml"))]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("iron", 2),
        ("every", 2),
        ("baby’s", 2),
        ("multivitamins", 5),
        ("epidural", 4),
        ("haemorrhage", 3),
        ("breastfeeds", 2),
        ("face-to-face", 3),
        ("400", 1),
        ("pseudopregnancy", 5),
    ],
)
def test_syllables_of_words_in_the_dictionary_and_out_of_it(word: str, expected: int) -> None:
    assert syllables(word) == expected


def test_the_grade_is_flesch_and_kincaids() -> None:
    counted = plain.measure(["The cat sat on the mat.", "A dog ran after the yellow ball."])
    assert (counted.sentences, counted.words, counted.syllables) == ((6, 7), 13, 15)
    assert counted.grade == pytest.approx(0.39 * 13 / 2 + 11.8 * 15 / 13 - 15.59)


def test_terms_of_the_glossary_are_in_the_length_and_not_in_the_syllables() -> None:
    counted = plain.measure(["Call maternity triage now."])
    assert (counted.sentences, counted.words, counted.syllables) == ((4,), 2, 2)
    assert counted.hard == ()


def test_points_of_a_list_are_sentences_and_labels_are_none() -> None:
    counted = plain.measure(["Call us if:", "you feel a lot of pain", "Not sure", "Stop."])
    assert counted.sentences == (6, 1)


def test_a_dot_in_a_number_ends_no_sentence() -> None:
    assert plain.measure(["Take 2.5 of them each day."]).sentences == (6,)


@pytest.mark.parametrize(
    ("sentence", "is_passive"),
    [
        ("You will be asked to come in.", True),
        ("The test is usually done at night.", True),
        ("Staff will ask you to come in.", False),
        ("Call us if you are worried.", False),
    ],
)
def test_passive_sentences_are_counted(sentence: str, is_passive: bool) -> None:
    assert plain.measure([sentence]).passive == is_passive


def test_hard_words_are_long_ones_that_not_everybody_knows() -> None:
    counted = plain.measure(
        ["A supplementation supplementation in pregnancy is recommended daily."]
    )
    assert counted.hard == (("supplementation", 2), ("recommended", 1))


def test_a_block_above_the_grade_of_its_version_is_advised() -> None:
    block = (
        "  - {id: one, type: paragraph, text: Especially important supplementation"
        " considerations are individually communicated to every participating"
        " family and organisation in the neighbouring communities.}\n"
    )
    ((place, message),) = advice(block)
    assert place == "one"
    assert "above 7" in message
    assert "supplementation" in message


def test_easy_read_is_held_to_a_lower_grade_and_to_15_words() -> None:
    block = (
        "  - {id: one, type: paragraph, text: Please tell your doctor if you feel sleepy or hungry"
        " or you do not sleep so well.}\n"
    )
    assert advice(block) == []
    assert advice(block, "easy_read") == [
        ("one", "grade 4.9, above 4. 17 words a sentence."),
        ("one", "a sentence of 17 words, above 15."),
    ]


def test_plain_words_are_left_alone() -> None:
    block = (
        "  - {id: one, type: paragraph, text: Eat well. Drink a lot of water. Rest when you can.}\n"
    )
    assert advice(block) == []
    assert advice(block, "easy_read") == []


@pytest.mark.parametrize(
    "text",
    [
        "Staff may call this an induction. They say so.",
        "You may need an epidural.",
    ],
)
def test_a_term_that_nobody_explains_is_advised(text: str) -> None:
    assert [path for path, _ in unexplained([("one", text)])] == ["one"]


@pytest.mark.parametrize(
    "text",
    [
        "You may have a CTG (cardiotocograph).",
        "Ask for help to give birth (forceps).",
        "This is called induction.",
        "An epidural is an injection in your back.",
        "The placenta, which feeds your baby, comes out.",
        "You may have an epidural. It is an injection in your back.",
    ],
)
def test_a_term_is_explained_in_the_ways_that_people_explain(text: str) -> None:
    assert [*unexplained([("one", text)])] == []


def test_a_term_is_explained_where_it_is_first_used_and_not_pages_later() -> None:
    between = [(f"text-{n}", "Eat well.") for n in range(5)]
    first, later = ("first", "Ask for an epidural."), ("later", "An epidural is an injection.")
    assert [*unexplained([first, later])] == []
    assert [*unexplained([first, *between, later])] == [("first", "epidural")]


def test_of_two_terms_in_one_place_the_longer_is_told() -> None:
    assert [*unexplained([("one", "Call maternity triage now.")])] == [("one", "maternity triage")]


def test_each_text_is_reported_and_advice_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--plain", "en:folic-acid"]) == 0
    lines = capsys.readouterr().out.splitlines()
    said = [line for line in lines if line.startswith("plain: ")]
    assert [line.split(": ")[1] for line in said] == ["folic-acid easy_read", "folic-acid standard"]
    assert all(line.split(": ")[2].startswith("grade ") for line in said)
    others = [line for line in lines if line not in said]
    assert [line for line in others if not line.startswith("advice: folic-acid ")] == []
