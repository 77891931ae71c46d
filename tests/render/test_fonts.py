"""The fonts of print draw every language, and say what they cannot draw."""

import pytest

from app.languages import Language, languages
from app.render.fonts import missing_glyphs
from tests.render import samples


@pytest.mark.parametrize("language", languages(), ids=lambda found: found.tag)
def test_h7_every_language_can_print_its_own_name_months_and_words_to_say(
    language: Language,
) -> None:
    texts = [language.own_name, language.say.latin, language.say.own_script or "", *language.months]
    assert missing_glyphs(texts, language.script) == []


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Zażółć gęślą jaźń, ș ț Ș Ț ẽ ñ ą ő ß", "Latn"),
        ("Salut-ți! “quotes” – 400 µg ½ × 10 €", "Latn"),
        ("श्रीमती क्षेत्र ज्ञान र्‍याल द्ध ट्ठ 12", "Deva"),
        ("ক্ষ জ্ঞ র‍্যা স্ত্রী ন্ত্র 12", "Beng"),
        ("پښتو ټ ډ ړ ږ ښ ڼ ې ۍ گ چ پ ژ ‌ ۱۲", "Arab"),
    ],
)
def test_h10_letters_and_conjuncts_of_each_script_are_drawn(text: str, script: str) -> None:
    assert missing_glyphs([text], script) == []


@pytest.mark.parametrize("character", ["☎", "✔", "☐", "漢"])
def test_h7_a_character_without_a_glyph_is_named_with_its_text(character: str) -> None:
    (problem,) = missing_glyphs([f"Call {character} now"], "Latn")
    assert problem.character == character
    assert character in problem.message
    assert f"U+{ord(character):04X}" in problem.message
    assert "Call" in problem.message


def test_h11_letters_of_a_neighbouring_script_are_refused() -> None:
    (first, *_) = missing_glyphs(["नेপाली"], "Deva")
    assert first.character == "প"


@pytest.mark.parametrize(("word", "script"), [("ाम", "Deva"), ("াম", "Beng")])
def test_h10_a_sign_without_its_letter_is_malformed(word: str, script: str) -> None:
    (problem,) = missing_glyphs([f"abc {word}"], script)
    assert problem.malformed
    assert "Type the word again" in problem.message


@pytest.mark.parametrize("tag", samples.TAGS)
def test_the_sample_texts_have_no_problem(tag: str) -> None:
    page = samples.page(tag)
    texts = [segment.text for segment in samples.segments(page.reading.resource)]
    assert missing_glyphs(texts, page.language.script) == []
