"""What holds for every text, not only for our examples."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.checks import Pair, Severity, run
from app.checks.facts import check_facts
from app.checks.surface import Surface

LANGUAGES = ["pl", "ne", "fj", "ro", "bn", "kok-Latn", "kok-Deva", "pt-PT", "es", "fr", "it", "de",
             "so", "fa-AF", "ps"]  # fmt: skip
NATIVE = {"ne": "०१२३४५६७८९", "bn": "০১২৩৪৫৬৭৮৯", "fa-AF": "۰۱۲۳۴۵۶۷۸۹", "ps": "٠١٢٣٤٥٦٧٨٩"}

facts = st.one_of(
    st.builds(
        "{} {}".format, st.integers(2, 999), st.sampled_from(["mg", "ml", "IU", "weeks", "kg"])
    ),
    st.builds("{}:{:02}".format, st.integers(13, 23), st.integers(0, 59)),
    st.builds("01632 960{:03}".format, st.integers(0, 999)),
    st.builds("{}%".format, st.integers(2, 99)),
    st.builds("{}.{}".format, st.integers(2, 99), st.integers(1, 9)),
    st.sampled_from(["999", "111", "A&E", "midwife", "<1>here</1>", "<2/>", "www.nhs.uk/a", "B12"]),
)
texts = st.lists(facts, min_size=1, max_size=6).map(", ".join)


@settings(deadline=None)  # the first text of a language compiles its patterns
@given(texts)
def test_a_text_compared_with_itself_has_no_finding(text: str) -> None:
    assert run(Pair(text, text, "en")) == ()


@settings(deadline=None)  # the first text of a language compiles its patterns
@given(texts, st.sampled_from(LANGUAGES))
def test_h1_the_same_facts_agree_in_every_language(text: str, language: str) -> None:
    assert list(check_facts(Pair(text, text, language))) == []


@settings(deadline=None)  # the first text of a language compiles its patterns
@given(texts, st.sampled_from(sorted(NATIVE)))
def test_h1_digits_in_another_script_are_never_more_than_advice(text: str, language: str) -> None:
    plain = text.replace("<1>here</1>", "here").replace("<2/>", "").replace("www.nhs.uk/a", "")
    written = plain.translate(str.maketrans("0123456789", NATIVE[language]))
    found = check_facts(Pair(plain, written, language))
    assert [f for f in found if f.severity is Severity.BLOCKING] == []


@settings(deadline=None)  # the first text of a language compiles its patterns
@given(st.text(), st.text(), st.sampled_from([*LANGUAGES, "en", "xx"]))
def test_no_text_breaks_a_check_and_every_range_lies_in_the_target(
    source: str, target: str, language: str
) -> None:
    for finding in run(Pair(source, target, language, machine=True)):
        assert finding.message
        if finding.start is not None and finding.end is not None:
            assert 0 <= finding.start <= finding.end <= len(target)


@settings(deadline=None)  # the first text of a language compiles its patterns
@given(st.text(alphabet="aয়০र्क\u200c ł1<>/é.\u0301"))
def test_every_position_of_the_comparable_text_leads_back(text: str) -> None:
    surface = Surface(text)
    for i in range(len(surface.text)):
        start, end = surface.span(i, i + 1)
        assert 0 <= start < end <= len(text)
