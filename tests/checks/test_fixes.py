"""What a finding offers to write instead, and that it is offered only where it is certain."""

from __future__ import annotations

import pytest

from app.checks import Finding, Pair, run

CALL = "Call 01632 960001."


def found(source: str, target: str, language: str, check: str) -> Finding:
    return next(f for f in run(Pair(source, target, language)) if f.check == check)


@pytest.mark.parametrize(
    ("source", "target", "language", "check", "mended"),
    [
        ("Take 400 micrograms.", "Przyjmuj 40 mikrogramów.", "pl", "facts",
         "Przyjmuj 400 mikrogramów."),
        ("Drink 1.5 litres.", "Trinken Sie 2,5 Liter.", "de", "facts",
         "Trinken Sie 1,5 Liter."),
        ("You are 12 weeks pregnant.", "तपाईं २१ हप्ताको गर्भवती हुनुहुन्छ।", "ne", "facts",
         "तपाईं 12 हप्ताको गर्भवती हुनुहुन्छ।"),
        (CALL, "Zadzwoń: 01632 960010.", "pl", "facts", "Zadzwoń: 01632 960001."),
        ("See www.nhs.uk/a.", "Zobacz www.nhs.uk/b.", "pl", "facts", "Zobacz www.nhs.uk/a."),
        ("Drink 2.5 litres.", "۲٫۵ لیتر بنوشید.", "fa-AF", "native-digits", "2.5 لیتر بنوشید."),
        ("Tell your midwife.", "Spuneţi medicului.", "ro", "letters", "Spuneți medicului."),
        ("Are you well?", "آیا خوب هستید?", "fa-AF", "end-mark", "آیا خوب هستید؟"),
        ("You are well.", "तपाईं सञ्चो हुनुहुन्छ", "ne", "end-mark", "तपाईं सञ्चो हुनुहुन्छ।"),
        ("You are well.", "আপনি ভালো আছেন.", "bn", "end-mark", "আপনি ভালো আছেন।"),
        ("You can call.", "Możesz możesz zadzwonić.", "pl", "doubled-word", "Możesz zadzwonić."),
        ("Tell us.", "Po\u00adwiedz nam.", "pl", "hidden", "Powiedz nam."),
        ("Take 12 mg.", "Weź \u202e12\u202c mg.", "pl", "direction", "Weź 12 mg."),
    ],
)  # fmt: skip
def test_a_fix_puts_the_finding_right(
    source: str, target: str, language: str, check: str, mended: str
) -> None:
    fix = found(source, target, language, check).fix
    assert fix is not None
    assert fix.applied(target) == mended
    assert check not in {f.check for f in run(Pair(source, mended, language))}


@pytest.mark.parametrize(
    ("source", "target", "language", "check"),
    [
        # Which of two numbers is the wrong one?
        ("8 visits and 3 scans", "9 wizyt i 4 badania", "pl", "facts"),
        # Another unit has to be put into the translator's own words.
        ("Take 400 micrograms.", "Przyjmuj 0,4 mg.", "pl", "facts"),
        # A whole number is missing: only a person knows where it belongs.
        ("Take 400 micrograms now.", "Przyjmuj teraz.", "pl", "facts"),
        ("Call 01632 960001 or 01632 960002.", "Zadzwoń 01632 960003 lub 01632 960002.", "pl",
         "facts"),
        ("You can call.", "Możesz <1>zadzwonić</1> zadzwonić.", "pl", "doubled-word"),
        ("You can (call).", "Możesz (zadzwonić)", "pl", "end-mark"),
    ],
)  # fmt: skip
def test_no_fix_where_it_is_not_certain(
    source: str, target: str, language: str, check: str
) -> None:
    assert found(source, target, language, check).fix is None


def test_a_finding_keeps_its_key_and_another_has_its_own() -> None:
    pair = Pair("You can call you.", "Możesz możesz zadzwonić zadzwonić.", "pl")
    keys = [f.key for f in run(pair)]
    assert keys == [f.key for f in run(pair)]
    assert len(set(keys)) == len(keys) == 2
