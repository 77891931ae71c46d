"""What the finding about a number, dose, time or contact says, and how severe it is."""

from __future__ import annotations

import pytest

from app.checks import Pair, Severity, run
from app.checks.base import Flaw
from app.checks.facts import check_facts

FOLIC = "Take 400 micrograms of folic acid."


def only(source: str, target: str, language: str) -> Flaw:
    findings = list(check_facts(Pair(source, target, language)))
    assert len(findings) == 1, findings
    return findings[0]


def test_h1_the_same_dose_in_another_unit_blocks_because_the_box_says_otherwise() -> None:
    finding = only(FOLIC, "Przyjmuj 0,4 mg kwasu foliowego.", "pl")
    assert finding.severity is Severity.BLOCKING
    assert finding.message == (
        "The source says 400 micrograms; the translation says 0,4 mg. "
        "Write the same unit as on the box."
    )


def test_h1_a_wrong_number_is_shown_beside_the_right_one_and_where_it_stands() -> None:
    target = "Przyjmuj 40 mikrogramów kwasu foliowego."
    finding = only(FOLIC, target, "pl")
    assert finding.message == (
        "The source says 400 micrograms; the translation says 40 mikrogramów."
    )
    assert target[finding.start : finding.end] == "40 mikrogramów"


def test_h1_positions_hold_in_text_that_normalises_to_another_length() -> None:
    target = "ছয় সপ্তাহ পর প্রতিদিন ৪০ মাইক্রোগ্রাম"
    finding = next(
        f
        for f in check_facts(Pair("After six weeks 400 micrograms a day", target, "bn"))
        if f.severity is Severity.BLOCKING
    )
    assert target[finding.start : finding.end] == "৪০ মাইক্রোগ্রাম"


def test_h1_an_added_number_blocks() -> None:
    finding = only("Tell your midwife.", "Powiedz położnej o 5 rzeczach.", "pl")
    assert finding.severity is Severity.BLOCKING
    assert finding.message == "The translation says 5; the source does not."


def test_h1_a_difference_blocks_on_text_that_is_not_safety_critical_too() -> None:
    pair = Pair("10 visits", "12 wizyt", "pl", safety_critical=False)
    assert [f.severity for f in run(pair)] == [Severity.BLOCKING]


def test_h17_a_dropped_phone_number_is_named() -> None:
    finding = only("Call 01632 960001.", "Zadzwoń do nas.", "pl")
    assert finding.message == "The phone number 01632 960001 is missing from the translation."
    assert finding.severity is Severity.BLOCKING


def test_h17_a_changed_web_address_is_named() -> None:
    finding = only("See www.nhs.uk/a.", "Zobacz www.nhs.uk/b.", "pl")
    assert finding.severity is Severity.BLOCKING


def test_a_time_without_morning_or_evening_is_asked_about() -> None:
    finding = only("Call after 5pm.", "5 बजेपछि फोन गर्नुहोस्।", "ne")
    assert finding.severity is Severity.ADVISORY
    assert "morning or evening" in finding.message


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("10,000 people", "10.000 Menschen", "de"),
        ("10,000 people", "10 000 personnes", "fr"),
        ("10,000 people", "10 000 osób", "pl"),
        ("100,000 people", "1,00,000 मानिस", "ne"),
        ("100,000 people", "1 लाख मानिस", "ne"),
        ("2 million people", "2 miliony ludzi", "pl"),
        ("1.5 litres", "1,5 litra", "pl"),
        ("1.5 litres", "۱٫۵ لیتر", "fa-AF"),
        ("1.5 litres", "१.५ लिटर", "ne"),
        ("1.5 litres", "1½ Liter", "de"),
        ("Drink 1/2 litre", "Beba ½ litro", "es"),
        ("Open 24/7", "Czynne 24 godziny na dobę, 7 dni w tygodniu", "pl"),
        ("Call 116 123", "Zadzwoń pod 116 123", "pl"),
        ("Call +44 1632 960001", "Llame al 01632 960 001", "es"),
        ("12 noon", "12:00", "pl"),
        ("at noon", "o 12:00", "pl"),
        ("at 12pm", "w południe", "pl"),
        ("8pm", "20h", "pt-PT"),
        ("9.30am", "9.30 Uhr", "de"),
        ("9.30am", "9h30", "fr"),
        ("from 9 to 5pm", "od 9:00 do 17:00", "pl"),
        ("vitamin B12 and 400 mg", "witamina B12 i 400 mg", "pl"),
        ("Down's syndrome", "le syndrome de Down (trisomie 21)", "fr"),
        ("Edwards' and Patau's syndrome", "Trisomie 18 und Trisomie 13", "de"),
        ("your 2nd baby", "il secondo figlio", "it"),
        ("the 3rd trimester", "III trymestr", "pl"),
        ("a dozen eggs", "12 jajek", "pl"),
        ("once a day", "1 raz dziennie", "pl"),
        ("in 1 week", "dentro de una semana", "es"),
        ("2 weeks", "dwa tygodnie", "pl"),
        ("eleven days", "11 Tage", "de"),
        ("twelve weeks", "laba iyo toban toddobaad", "so"),
        ("10% of babies", "10 procent dzieci", "pl"),
    ],
)
def test_equal_values_agree_however_they_are_written(
    source: str, target: str, language: str
) -> None:
    found = check_facts(Pair(source, target, language))
    assert [f for f in found if f.severity is Severity.BLOCKING] == []


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("a tablet", "una tableta", "es"),
        ("a midwife", "un moașă", "ro"),
        ("the tablet", "eine Tablette", "de"),
        ("your midwife", "Twoja położna, jedna z nas", "pl"),
        ("new", "neuf", "fr"),
        ("If you are ill", "Se sei malata", "it"),
        ("It is not safe", "এটা নিরাপদ নয়", "bn"),
        ("No", "نه", "fa-AF"),
    ],
)
def test_articles_and_words_that_only_look_like_numbers_do_not_alarm(
    source: str, target: str, language: str
) -> None:
    assert list(check_facts(Pair(source, target, language))) == []


def test_h1_the_number_of_another_condition_or_of_none_blocks() -> None:
    for source, target in (
        ("Down's syndrome", "le syndrome de Down (trisomie 18)"),
        ("A condition", "trisomie 21"),
        ("Down's syndrome", "21 personnes"),
    ):
        assert [f.check for f in run(Pair(source, target, "fr")) if f.check == "facts"], target


def test_an_unknown_language_still_has_its_numbers_and_marks_checked() -> None:
    assert {f.check for f in run(Pair("Take 5 <1>pills</1>", "Xyz 6 abc", "xx"))} >= {
        "facts",
        "markup",
    }
