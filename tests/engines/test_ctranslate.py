"""Models that an operator brought: three conventions, licences first, and no neighbour's code."""

import shutil
from pathlib import Path

import pytest

from app.engines import draft_texts
from app.engines.base import PackageRefused
from app.engines.ctranslate import CTranslateEngine
from app.engines.described import read
from app.engines.recipes import RECIPES, fault
from app.languages import find, languages
from tests.engines.make_tiny_model import tiny_model

MODELS = """
[[model]]
id = "nllb-tiny"
folder = "brought"
recipe = "nllb"
tokenizer = "spm.model"
version = "1"
licence = "CC-BY-NC-4.0"
languages = ["fj", "so"]

[[model]]
id = "madlad-tiny"
folder = "brought"
recipe = "madlad"
tokenizer = "spm.model"
licence = "Apache-2.0"
languages = ["fj", "so"]

[[model]]
id = "indic-tiny"
folder = "brought"
recipe = "indictrans2"
tokenizer = "model.SRC"
target_tokenizer = "model.TGT"
licence = "MIT"
codes = {ne = "npi_Deva"}
"""
BACK = """
[[model]]
id = "nllb-back"
folder = "back"
recipe = "nllb"
tokenizer = "spm.model"
licence = "CC-BY-NC-4.0"
languages = ["so"]

[[model]]
id = "indic-back"
folder = "back"
recipe = "indictrans2"
tokenizer = "model.TGT"
target_tokenizer = "model.SRC"
licence = "MIT"
codes = {ne = "npi_Deva"}
into_english = true
"""
TEXTS = ("Your rights", "It is free.", "Call 01632 960123 today.")


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    shutil.copytree(tiny_model(), folder / "brought")
    (folder / "models.toml").write_text(MODELS, "utf-8")
    return folder


@pytest.fixture
def engine(brought: Path, tmp_path: Path) -> CTranslateEngine:
    (tmp_path / "models.toml").write_text(MODELS.replace('"brought"', f'"{brought}/brought"'))
    return CTranslateEngine(tmp_path / "models.toml")


def told(engine: CTranslateEngine, tag: str) -> list[str | None]:
    return [draft.text for draft in draft_texts(engine, TEXTS, "en", tag)]


@pytest.mark.parametrize("model", ["nllb-tiny", "madlad-tiny"])
def test_one_model_drafts_two_languages_by_its_own_codes(
    engine: CTranslateEngine, model: str
) -> None:
    engine.accept(model, "ana@x.test")
    assert told(engine, "fj") == ["Nomu dodonu", "E sega ni saumi.", "Qiri 01632 960123 nikua."]
    assert told(engine, "so") == ["Xuquuqdaada", "Waa bilaash.", "Wac 01632 960123 maanta."]


def test_a_model_with_two_vocabularies_writes_devanagari_without_loose_spaces(
    engine: CTranslateEngine,
) -> None:
    engine.accept("indic-tiny", "ana@x.test")
    assert told(engine, "ne") == [
        "तपाईंको अधिकार",
        "यो निःशुल्क छ।",
        "आज 01632 960123 मा फोन गर्नुहोस्।",
    ]


def test_h2_a_model_of_both_ways_goes_back_and_one_of_a_single_way_does_not(
    engine: CTranslateEngine, tmp_path: Path
) -> None:
    shutil.copytree(tiny_model(back=True), tmp_path / "back")
    engine.file.write_text(engine.file.read_text() + BACK)
    for model in ("indic-tiny", "nllb-back"):
        engine.accept(model, "ana@x.test")
    said = ["Xuquuqdaada", "Waa bilaash.", "Wac 01632 960123 maanta."]
    assert [d.text for d in draft_texts(engine, said, "so", "en")] == list(TEXTS)
    assert engine.capability("ne", "en").state == "installable"
    engine.accept("indic-back", "ana@x.test")
    nepali = ["तपाईंको अधिकार", "यो निःशुल्क छ ।", "आज 01632 960123 मा फोन गर्नुहोस् ।"]
    drafts = draft_texts(engine, nepali, "ne", "en")
    assert [draft.text for draft in drafts] == list(TEXTS)
    assert drafts[0].model == "indic-back"
    assert engine.capability("en", "ne").model == "indic-tiny"
    with pytest.raises(PackageRefused, match="does not go from ne to en"):
        engine.load("indic-tiny", "ne", "en")


def test_a_draft_names_the_model_its_version_and_its_files(engine: CTranslateEngine) -> None:
    engine.accept("nllb-tiny", "ana@x.test")
    (draft,) = engine.translate(["It is free."], "en", "so")
    assert (draft.engine, draft.model, draft.version) == ("ctranslate", "nllb-tiny", "1")
    assert draft.checksum == engine.capability("en", "so").checksum
    assert len(draft.checksum) == 64


def test_nothing_is_drafted_before_the_licence_is_accepted(engine: CTranslateEngine) -> None:
    capability = engine.capability("en", "fj")
    assert (capability.state, capability.licence) == ("installable", "CC-BY-NC-4.0")
    assert "accept-licence nllb-tiny" in capability.reason
    assert told(engine, "fj") == [None, None, None]


def test_a_changed_licence_must_be_accepted_again(engine: CTranslateEngine) -> None:
    engine.accept("nllb-tiny", "ana@x.test")
    text = engine.file.read_text().replace("CC-BY-NC-4.0", "CC-BY-NC-5.0")
    engine.file.write_text(text)
    assert engine.capability("en", "so").state == "installable"


def test_files_that_changed_since_then_draft_nothing(brought: Path, tmp_path: Path) -> None:
    shutil.copytree(brought / "brought", tmp_path / "brought")
    (tmp_path / "models.toml").write_text(MODELS)
    engine = CTranslateEngine(tmp_path / "models.toml")
    engine.accept("nllb-tiny", "ana@x.test")
    with (tmp_path / "brought" / "model.bin").open("ab") as file:
        file.write(b"\0")
    (draft,) = engine.translate(["It is free."], "en", "so")
    assert draft.text is None
    assert "changed since its licence was accepted" in (draft.reason or "")


def test_a_model_that_lacks_a_file_says_which(engine: CTranslateEngine, tmp_path: Path) -> None:
    (tmp_path / "models.toml").write_text(MODELS.replace('"spm.model"', '"other.model"'))
    assert "no file" in engine.capability("en", "fj").reason
    with pytest.raises(PackageRefused, match="no file"):
        engine.accept("nllb-tiny", "ana@x.test")


@pytest.mark.parametrize(
    ("tag", "code", "why"),
    [
        ("fa-AF", "pes_Arab", "Persian is not Dari"),
        ("fa-AF", "fa", "Persian is not Dari"),
        ("pt-PT", "por_Latn", "which Portuguese"),
        ("pt-PT", "pt_BR", "which Portuguese"),
        ("kok-Latn", "gom_Deva", "Roman letters"),
        ("kok-Deva", "hin_Deva", "not Konkani"),
        ("fj", "hif_Latn", "Fiji Hindi"),
        ("ne", "hin_Deva", "Hindi is not Nepali"),
        ("ps", "prs_Arab", "not Pashto"),
        ("bn", "asm_Latn", "writes Latn"),
    ],
)
def test_h11_a_neighbours_code_is_refused_with_the_reason(tag: str, code: str, why: str) -> None:
    assert why in fault(RECIPES["plain"], find(tag), code)


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_h11_no_recipe_holds_a_code_that_the_rules_refuse(name: str) -> None:
    recipe = RECIPES[name]
    assert {t: fault(recipe, find(t), code) for t, code in recipe.codes.items()} == dict.fromkeys(
        recipe.codes, ""
    )
    assert not {"pt-PT", "kok-Latn"} & set(recipe.codes)


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ('recipe = "nllb"', 'recipe = "gpt"', "model 1, recipe"),
        ('licence = "CC-BY-NC-4.0"\n', "", "model 1, licence"),
        ('id = "madlad-tiny"', 'id = "nllb-tiny"', "two models have the id 'nllb-tiny'"),
        ('languages = ["fj", "so"]', 'languages = ["kok-Latn"]', "kok-Latn has no code"),
        ('{ne = "npi_Deva"}', '{ne = "hin_Deva"}', "codes.ne: hin_Deva must not draft Nepali"),
        ('{ne = "npi_Deva"}', '{xx = "xxx_Deva"}', "'xx' is not a language"),
        ('"spm.model"', '"../../etc/passwd"', "must be the name of a file"),
        ("[[model]]", "[model", "cannot be read"),
        ('id = "nllb-tiny"', 'id = "nllb-tiny"\ninto_english = true', "go both ways"),
    ],
)
def test_an_entry_that_cannot_be_used_is_named_with_the_mend(
    wrong: str, right: str, says: str, tmp_path: Path
) -> None:
    file = tmp_path / "models.toml"
    file.write_text(MODELS.replace(wrong, right))
    with pytest.raises(PackageRefused, match=r"models\.toml") as refused:
        read(file)
    assert says in str(refused.value)
    capability = CTranslateEngine(file).capability("en", "fj")
    assert (capability.state, capability.reason) == ("unsupported", str(refused.value))


@pytest.mark.parametrize("tag", [each.tag for each in languages()])
def test_without_a_file_nothing_is_offered(tag: str, tmp_path: Path) -> None:
    engine = CTranslateEngine(tmp_path / "models.toml")
    assert engine.capability("en", tag).state == "unsupported"
