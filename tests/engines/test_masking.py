"""What engines must not touch comes back exactly, or the draft is refused (hazards H1 and H17)."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from app.config import CONTENT
from app.engines.masking import (
    DamagedMask,
    Masked,
    has_words,
    mask,
    masked_in_english,
    unmask,
)
from app.services import services

SIGNS = ["⟦", "⟧", "⟦1⟧", "<1>", "</1>", "<2/>", "<", "_", "▁", "*", "%", "–", " ", "\n", "٤", "²"]
FACTS = ["400 mg", "9.30am", "1,5", "१.५", "01632 960 123", "NHS", "B12", "https://a.uk/?b=_"]
FRAGMENTS = st.sampled_from([*SIGNS, *FACTS])
TEXTS = st.lists(st.one_of(FRAGMENTS, st.text(max_size=12))).map("".join)


@settings(deadline=None)
@given(TEXTS)
@example("<1>⟦1⟧</1> ⟦ 1 ⟧")
def test_what_was_masked_comes_back_exactly(text: str) -> None:
    masked = mask(text)
    assert unmask(masked.text, masked) == text


@settings(deadline=None)
@given(TEXTS)
def test_a_mark_hides_each_token_once(text: str) -> None:
    masked = mask(text)
    assert all(masked.text.count(f"⟦{n}⟧") == 1 for n in range(1, len(masked.tokens) + 1))
    assert not set("<>_▁*@") & set(masked.text)


@pytest.mark.parametrize(
    ("text", "masked", "tokens"),
    [
        ("Take 400 micrograms a day.", "Take ⟦1⟧ a day.", ("400 micrograms",)),
        ("Take 1.5mg, not 15 mg.", "Take ⟦1⟧, not ⟦2⟧.", ("1.5mg", "15 mg")),
        ("Between 10–12 weeks", "Between ⟦1⟧ weeks", ("10–12",)),
        ("Call <1>your midwife</1> now.", "Call ⟦1⟧your midwife⟦2⟧ now.", ("<1>", "</1>")),
        ("Call <1>999</1>.", "Call ⟦1⟧.", ("<1>999</1>",)),
        ("Call <2/>.", "Call ⟦1⟧.", ("<2/>",)),
        ("Call 01632 960 123.", "Call ⟦1⟧.", ("01632 960 123",)),
        ("Call 01632 960123.", "Call ⟦1⟧.", ("01632 960123",)),
        (
            "Call +44 1632 960123 or 01632960123",
            "Call ⟦1⟧ or ⟦2⟧",
            ("+44 1632 960123", "01632960123"),
        ),
        ("Open 9am to 5.30pm.", "Open ⟦1⟧ to ⟦2⟧.", ("9am", "5.30pm")),
        ("See www.nhs.uk/start.", "See ⟦1⟧.", ("www.nhs.uk/start",)),
        ("See https://a.org/b_c?d=1.", "See ⟦1⟧.", ("https://a.org/b_c?d=1",)),
        ("Write to pals@gwh.nhs.uk.", "Write to ⟦1⟧.", ("pals@gwh.nhs.uk",)),
        ("The NHS gives vitamin B12.", "The ⟦1⟧ gives vitamin ⟦2⟧.", ("NHS", "B12")),
        ("The TENS machine and Entonox", "The ⟦1⟧ machine and ⟦2⟧", ("TENS", "Entonox")),
        ("Go to Royal United Hospital", "Go to ⟦1⟧", ("Royal United Hospital",)),
        ("See Chippenham Community Hub.", "See ⟦1⟧.", ("Chippenham Community Hub",)),
        ("The 2nd scan, 40% of women", "The 2nd scan, ⟦1⟧ of women", ("40%",)),
        ("under-5s and a 12-week scan", "under-⟦1⟧ and a ⟦2⟧-week scan", ("5s", "12")),
    ],
)
def test_h1_facts_are_hidden_whole(text: str, masked: str, tokens: tuple[str, ...]) -> None:
    assert mask(text) == Masked(masked, tokens)


def test_names_of_the_glossary_are_hidden_the_longest_first() -> None:
    masked = mask("The Lotus team and Lotus", {"Lotus": "Lotus", "Lotus team": "Lotus team"})
    assert masked == Masked("The ⟦1⟧ and ⟦2⟧", ("Lotus team", "Lotus"))


@pytest.mark.parametrize(
    ("text", "draft", "whole"),
    [
        ("Ask about vitamin K.", "Pregunte por la ⟦1⟧.", "Pregunte por la vitamina K."),
        ("Vitamin K helps.", "La ⟦1⟧ ayuda.", "La vitamina K ayuda."),
        ("Give vitamin K.", "⟦1⟧: ya.", "Vitamina K: ya."),
        ("So: <1>vitamin K</1>.", "Sí. ⟦1⟧⟦2⟧⟦3⟧.", "Sí. <1>Vitamina K</1>."),
        ("2 drops of vitamin K", "⟦1⟧ ⟦2⟧", "2 vitamina K"),
        ("On Lotus ward", "⟦1⟧", "Sala Loto"),
        ("vitamin Ks, multivitamin K", "x", "x"),
    ],
)
def test_h17_words_with_one_translation_come_back_as_that(
    text: str, draft: str, whole: str
) -> None:
    """They begin a sentence in upper case, and only whole words in that very form count."""
    fixed = {"vitamin K": "vitamina K", "On Lotus ward": "Sala Loto", "Lotus": "Lotus"}
    assert unmask(draft, mask(text, fixed)) == whole


@pytest.mark.parametrize(
    ("source", "draft", "reason"),
    [
        ("Take 400 mg.", "Tome.", "lost “400 mg”"),
        ("Take 400 mg.", "Tome ⟦1⟧ ⟦1⟧.", "repeated “400 mg”"),
        ("Take 400 mg.", "Tome ⟦1⟧ ⟦2⟧.", "added or broke"),
        ("Take 400 mg.", "Tome ⟦1⟧ ⟦.", "added or broke"),
        ("<1>Call</1> 9", "⟦2⟧Llame⟦1⟧ ⟦3⟧", "past the other"),
        ("<1>a</1> <2>b</2>", "⟦1⟧a ⟦3⟧b⟦2⟧ c⟦4⟧", "past the other"),
    ],
)
def test_h17_a_damaged_mask_is_refused_with_its_reason(
    source: str, draft: str, reason: str
) -> None:
    with pytest.raises(DamagedMask, match=reason):
        unmask(draft, mask(source))


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("Al ⟦3⟧ llame a ⟦1⟧su matrona⟦2⟧.", "Al <2/> llame a <1>su matrona</1>."),
        ("A ⟦ 1 ⟧ su matrona ⟦2⟧ al ⟦ 3⟧.", "A <1>su matrona</1> al <2/>."),
        ("⟦१⟧आफ्नी मिडवाइफ⟦२⟧ ⟦३⟧", "<1>आफ्नी मिडवाइफ</1> <2/>"),
    ],
)
def test_marks_may_move_and_loose_spaces_are_mended(draft: str, expected: str) -> None:
    assert unmask(draft, mask("Call <1>your midwife</1> on <2/>.")) == expected


def test_a_text_of_marks_alone_has_no_words() -> None:
    assert not has_words(mask("<1>01632 960 123</1> – 9am").text)
    assert has_words(mask("Call 999").text)


def test_units_and_times_spelled_in_english_are_told_apart_from_symbols() -> None:
    assert masked_in_english(mask("Take 400 micrograms"))
    assert masked_in_english(mask("Come at 9am"))
    assert not masked_in_english(mask("Take 400 mg at 9:30"))


def test_h17_every_hospital_hub_and_name_that_is_not_to_be_translated_is_hidden() -> None:
    glossary = YAML(typ="safe").load((CONTENT / "glossary.yaml").read_text("utf-8"))
    names = [row["term"] for row in glossary["do_not_translate"]]
    names += [service.name for service in services().services]
    assert [name for name in names if has_words(mask(f"{name} – {name}.").text)] == []
