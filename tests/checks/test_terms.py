"""Glossary terms: found in the English, looked for in the translation whatever its endings."""

import pytest

from app.checks.base import Pair, Severity, Term
from app.checks.terms import check_terms, find_terms, likely_forms

MIDWIFE = Term("midwife", ("położna",), forbidden=("akuszerka",))
COMMUNITY = Term("community midwife", ("położna środowiskowa",))
NHS = Term("NHS", keep=True)
MOVES = Term("baby's movements", ("ruchy dziecka",))
TERMS = (MIDWIFE, COMMUNITY, NHS, MOVES, Term("BRAIN", keep=True), Term("placenta (afterbirth)"),
         Term("vaccine"), Term("contractions"), Term("class"))  # fmt: skip


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Ask your midwife.", ["midwife"]),
        ("Midwives and a Midwife", ["midwife"]),
        ("Your community midwife visits.", ["community midwife"]),
        ("Your baby’s movements", ["baby's movements"]),
        ("Use your brain", []),
        ("Use BRAIN", ["BRAIN"]),
        ("The afterbirth comes out", ["placenta (afterbirth)"]),
        ("A midwifery team", []),
        ("Vaccines are free, each vaccine too", ["vaccine", "vaccine"]),
        ("A contraction or contractions", ["contractions", "contractions"]),
        ("Antenatal classes", ["class"]),
        ("<1>midwife</1>", ["midwife"]),
    ],
)
def test_terms_are_found_in_english(source: str, found: list[str]) -> None:
    assert [term.term for _, _, term in find_terms(source, TERMS)] == found


@pytest.mark.parametrize(
    ("language", "agreed", "target"),
    [
        ("pl", "położna", "Zapytaj swoją położną."),
        ("pl", "położna środowiskowa", "Zadzwoń do położnej środowiskowej."),
        ("pl", "dziecko", "Ruchy twojego dziecka."),
        ("de", "Hebamme", "Fragen Sie Ihre Gemeindehebamme."),
        ("de", "Mutter", "Für die Mütter."),
        ("ne", "दाई", "दाईलाई सोध्नुहोस्।"),
        ("bn", "ধাত্রী", "আপনার ধাত্রীকে জিজ্ঞাসা করুন।"),
        ("fa-AF", "قابله", "از قابلهٔ تان بپرسید."),
        ("so", "umuliso", "Weydii umulisada."),
        ("ro", "moașă", "Întrebați moașa."),
        ("es", "matrona", "Pregunte a las matronas."),
        ("fr", "sage-femme", "Parlez aux sages-femmes."),
    ],
)
def test_any_ending_of_the_agreed_words_counts(language: str, agreed: str, target: str) -> None:
    term = Term("word", (agreed,))
    assert list(check_terms(Pair("The word.", target, language, terms=(term,)))) == []


def messages(source: str, target: str, *terms: Term) -> list[str]:
    found = list(check_terms(Pair(source, target, "pl", terms=terms)))
    assert {f.severity for f in found} <= {Severity.ADVISORY}
    return [f.message for f in found]


def test_other_words_than_the_agreed_ones_are_named() -> None:
    (message,) = messages("Ask your midwife.", "Zapytaj lekarza.", MIDWIFE)
    assert message == "The glossary has “położna” for “midwife”, which is not in this text."


def test_words_that_must_not_be_used_are_shown_where_they_stand() -> None:
    target = "Zapytaj akuszerka."
    found = list(check_terms(Pair("Ask your midwife.", target, "pl", terms=(MIDWIFE,))))
    (finding,) = [each for each in found if each.start is not None]
    assert target[finding.start : finding.end] == "akuszerka"
    assert "Write “położna”." in finding.message


def test_a_ruled_out_word_inside_the_agreed_one_is_no_fault() -> None:
    term = Term("community midwife", ("położna środowiskowa",), forbidden=("położna",))
    assert messages("A community midwife.", "Położna środowiskowa.", term) == []


def test_a_name_stays_as_it_is_and_numbers_are_left_to_the_facts() -> None:
    assert messages("The NHS helps.", "Służba zdrowia pomaga.", NHS)
    assert messages("The NHS helps.", "NHS pomaga.", NHS) == []
    assert messages("Call 999.", "Zadzwoń.", Term("999", keep=True)) == []


def test_a_form_that_was_accepted_counts() -> None:
    doctor = Term("doctor", ("Arzt",))
    assert messages("A doctor.", "Eine Ärztin.", doctor)
    assert messages("A doctor.", "Eine Ärztin.", Term("doctor", ("Arzt",), forms=("Ärztin",))) == []
    assert likely_forms("Eine Ärztin hilft.", doctor) == {"ärztin"}


def test_nothing_is_said_where_no_words_are_agreed() -> None:
    assert messages("The placenta.", "Coś innego.", TERMS[-1]) == []
