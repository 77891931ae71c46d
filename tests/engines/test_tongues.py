"""A draft in another language than was asked for is seen by its commonest words."""

import pytest

from app.engines.tongues import another_language
from tests.checks.rows_clean import CLEAN
from tests.checks.rows_clean_more import CLEAN_MORE

SAID = {
    "en": "Call your midwife if you do not feel that the baby is moving.",
    "pl": "Zadzwoń do położnej, jeśli nie czuje Pani ruchów dziecka.",
    "ro": "Sunați moașa dacă nu simțiți că bebelușul se mișcă.",
    "pt-PT": "Telefone já à sua parteira se o bebé não se mexer como nos outros dias.",
    "es": "Llame a su matrona si no siente que el bebé se mueve.",
    "fr": "Appelez votre sage-femme si vous ne sentez pas le bébé bouger.",
    "it": "Chiami la sua ostetrica se non sente che il bambino si muove.",
    "de": "Rufen Sie Ihre Hebamme an, wenn Sie das Baby nicht spüren.",
    "so": "Isla markiiba na soo wac haddii dhaqdhaqaaqa ilmahaagu ka yaraado sidii caadiga ahayd.",
    "fj": "Mo ni qiri mai vakatotolo sara kevaka sa lailai sobu na nona yavala na luvemuni.",
}
DEVANAGARI = {
    "ne": "बच्चा सधैँभन्दा कम चल्यो भने हामीलाई तुरुन्तै फोन गर्नुहोस्।",
    "kok-Deva": "तुमचें भुरगें सदांपरस उणें हालता जाल्यार, आमकां रोखडोच फोन करात.",
    "Hindi": "अगर बच्चा नहीं हिल रहा है तो अपनी दाई को फोन करें।",
    "Marathi": "बाळ हालत नसल्यास तुमच्या दाईला फोन करा आणि सांगा.",
}


@pytest.mark.parametrize("wanted", SAID)
def test_each_language_of_latin_letters_is_told_from_each_other(wanted: str) -> None:
    strange = {tag: another_language(text, wanted) for tag, text in SAID.items()}
    assert [tag for tag, name in strange.items() if not name] == [wanted]


@pytest.mark.parametrize("wanted", ["ne", "kok-Deva"])
def test_h11_hindi_and_marathi_are_not_taken_for_nepali_or_konkani(wanted: str) -> None:
    strange = {tag: another_language(text, wanted) for tag, text in DEVANAGARI.items()}
    assert [tag for tag, name in strange.items() if not name] == [wanted]
    assert (strange["Hindi"], strange["Marathi"]) == ("Hindi", "Marathi")


@pytest.mark.parametrize("wanted", ["fa-AF", "ps"])
def test_h11_urdu_and_arabic_are_not_taken_for_dari_or_pashto(wanted: str) -> None:
    assert another_language("اگر بچہ ہل نہیں رہا ہے تو اپنی دائی کو فون کریں۔", wanted) == "Urdu"
    assert another_language("إذا كان الجنين لا يتحرك كل يوم على الفور", wanted) == "Arabic"


def test_a_right_translation_is_never_taken_for_another_language() -> None:
    rows = {*CLEAN, *CLEAN_MORE}
    assert len(rows) > 200
    assert [(text, tag) for _, text, tag in rows if another_language(text, tag)] == []
    assert [source for source, *_ in rows if another_language(source, "en")] == []


def test_too_few_words_say_nothing() -> None:
    assert another_language("Vitamina D", "ro") == ""
    assert another_language("", "ro") == ""
