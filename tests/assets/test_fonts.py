"""The built print fonts draw every letter of every language, in both weights, alone."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from app.assets import fonts
from app.config import BUILD
from app.languages import languages

LETTERS = {
    "NotoSans": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ ăâîșțĂÂÎȘȚ ãõáàâêéíóôúçÃÕÇ "
    "ẽĩũẼ ñ¿¡ äöüß èìòù œæ – — “” „” ‘’ …• × € "
    # Names from West and Central Africa: Akan, Ewe, Hausa, Fula, Bambara, Lingala, Yoruba.
    "ɔɛɓɗŋɖɣʋʊɩɲɨƙƴƒəʼ ƆƐƁƊŊƉƔƲƱƖƝƗƘƳƑƏ ẹọṣẸỌṢ ɔ́ɛ̃",
    "NotoSansDevanagari": "अआइईउऊऋएऐओऔअंअः "
    "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह क्ष त्र ज्ञ ळ ०१२३४५६७८९ ।",
    "NotoSansBengali": "অআইঈউঊঋএঐওঔ কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহড়ঢ়য়ৎংঃঁ ০১২৩৪৫৬৭৮৯ ।",
    "Amiri": "ابپتټثجچځڅحخدډذرړزژږسشښصضطظعغفقکګگلمنڼوهیېۍئء ۰۱۲۳۴۵۶۷۸۹ ،؛؟",
}
STYLES = {"Regular": 400, "Bold": 700}


def opened(name: str, style: str) -> TTFont:
    return TTFont(BUILD / "fonts" / f"{name}-{style}.ttf")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", LETTERS)
def test_h7_a_print_font_draws_every_letter_of_its_languages(name: str, style: str) -> None:
    drawn = opened(name, style).getBestCmap()
    assert not {letter for letter in LETTERS[name] if ord(letter) not in drawn}


def test_h7_every_language_name_can_be_printed() -> None:
    drawn = {code for name in LETTERS for code in opened(name, "Regular").getBestCmap()}
    for language in languages():
        assert not {each for each in language.own_name if ord(each) not in drawn}, language.tag


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", LETTERS)
def test_a_print_font_is_static_and_says_its_weight(name: str, style: str) -> None:
    font = opened(name, style)
    assert "fvar" not in font
    assert font["OS/2"].usWeightClass == STYLES[style]


def test_bold_letters_are_wider_than_regular_ones() -> None:
    widths = {style: opened("NotoSans", style)["hmtx"]["a"][0] for style in STYLES}
    assert widths["Bold"] > widths["Regular"]


def test_h10_nepali_conjuncts_keep_their_rules() -> None:
    features = opened("NotoSansDevanagari", "Regular")["GSUB"].table.FeatureList.FeatureRecord
    assert {"akhn", "half", "rphf"} <= {record.FeatureTag for record in features}


def test_h7_fontconfig_lists_our_fonts_and_no_others() -> None:
    text = (BUILD / "fontconfig" / "fonts.conf").read_text()
    assert text.count("<dir>") == 1
    assert f"<dir>{BUILD / 'fonts'}</dir>" in text
    assert "<include" not in text


def test_the_same_packages_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bengali = [family for family in fonts.FAMILIES if family.name == "NotoSansBengali"]
    monkeypatch.setattr(fonts, "FAMILIES", bengali)
    fonts.build(tmp_path)
    again = (tmp_path / "fonts" / "NotoSansBengali-Bold.ttf").read_bytes()
    assert again == (BUILD / "fonts" / "NotoSansBengali-Bold.ttf").read_bytes()
