"""Which engine a language gets, and the way from a text to a draft or a refusal."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from app.config import ROOT, SettingsError, settings
from app.engines import ARGOS, ENGINES, OFFERED, draft_texts, engine_for
from app.engines.base import BY_HAND, EngineHung
from app.engines.none import NoEngine
from app.languages import UnknownLanguage, languages
from tests.engines.deterministic import AccentEngine


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("BIRTHWORDS_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def test_every_engine_is_registered_under_its_id() -> None:
    assert {name: engine.id for name, engine in ENGINES.items()} == {n: n for n in ENGINES}
    assert len(ENGINES) == len(OFFERED)


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("tag", [each.tag for each in languages()])
def test_a_language_without_an_engine_says_so_in_words(tag: str) -> None:
    engine = engine_for(tag)
    (draft,) = draft_texts(engine, ["Call 999."], "en", tag)
    assert engine.id == "none"
    assert draft.text is None
    assert (draft.reason or "").lower().endswith(BY_HAND.lower())
    assert "Argos" in (draft.reason or "")


@pytest.mark.usefixtures("data")
def test_an_installed_model_is_chosen(english_spanish: Path) -> None:
    assert engine_for("es").id == "none"
    ARGOS.install(english_spanish)
    assert engine_for("es").id == "argos"


@pytest.mark.usefixtures("data")
def test_apertium_is_off_until_a_setting_turns_it_on(monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine_for("es").id == "none"
    monkeypatch.setenv("BIRTHWORDS_APERTIUM", "1")
    settings.cache_clear()
    assert engine_for("es").id == "apertium"
    assert engine_for("it").id == "none"


def test_an_unknown_language_is_an_error_not_a_refusal() -> None:
    with pytest.raises(UnknownLanguage):
        engine_for("xx")


def test_all_texts_go_to_the_engine_masked_and_at_once() -> None:
    engine = AccentEngine()
    drafts = draft_texts(engine, ["Call <1>us</1>", "999", "A 12 B"], "en", "pl")
    assert engine.asked == ["Call ⟦1⟧us⟦2⟧", "A ⟦1⟧ B"]
    assert [draft.text for draft in drafts] == ["Ćáll <1>úś</1>", "999", "Á 12 B"]
    assert drafts[1].flags == ("nothing-to-translate",)


def test_an_english_unit_that_went_round_the_engine_is_flagged() -> None:
    drafts = draft_texts(AccentEngine(), ["Take 400 micrograms", "Take 400 mg"], "en", "pl")
    assert [draft.flags for draft in drafts] == [("unit-left-in-english",), ()]


def test_h17_one_damaged_draft_is_refused_and_the_others_stand() -> None:
    drafts = draft_texts(AccentEngine(spoil=("⟦2⟧", "")), ["Take 1 or 2", "Take 1"], "en", "pl")
    assert [draft.text for draft in drafts] == [None, "Táké 1"]
    assert drafts[0].reason == "The engine lost “2”."


def test_an_empty_draft_is_refused() -> None:
    (draft,) = draft_texts(AccentEngine(spoil=("Fŕéé", " ")), ["Free"], "en", "pl")
    assert draft.text is None
    assert draft.reason == "The engine gave nothing back."


def test_names_of_the_glossary_come_back_untouched() -> None:
    fixed = {"Lotus team": "Lotus team"}
    (draft,) = draft_texts(AccentEngine(), ["The Lotus team"], "en", "pl", fixed)
    assert draft.text == "Thé Lotus team"


def test_a_text_of_fixed_words_alone_is_translated_without_the_engine() -> None:
    engine = AccentEngine()
    (draft,) = draft_texts(engine, ["Vitamin K"], "en", "es", {"vitamin K": "vitamina K"})
    assert (draft.text, engine.asked) == ("Vitamina K", [])


def test_an_engine_that_takes_too_long_is_given_up_by_name(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIRTHWORDS_ENGINE_SECONDS", "0.05")
    settings.cache_clear()
    engine, go = AccentEngine(), Event()
    monkeypatch.setattr(engine, "translate", lambda *_: go.wait(30))
    with pytest.raises(EngineHung, match=r"The engine accents gave no answer in 0\.05 seconds"):
        draft_texts(engine, ["Free"], "en", "pl")
    go.set()


def test_no_texts_make_no_drafts() -> None:
    assert draft_texts(NoEngine(), [], "en", "ne") == []


def test_the_order_of_engines_is_a_setting_and_a_wrong_one_is_refused(
    data: Path, monkeypatch: pytest.MonkeyPatch, english_spanish: Path
) -> None:
    ARGOS.install(english_spanish)
    monkeypatch.setenv("BIRTHWORDS_ENGINES", "apertium, argos")
    settings.cache_clear()
    assert engine_for("es").id == "apertium"
    monkeypatch.setenv("BIRTHWORDS_ENGINES", "nope")
    settings.cache_clear()
    with pytest.raises(SettingsError, match="no engine 'nope'"):
        engine_for("es")


def _imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    nodes = list(ast.walk(tree))
    froms = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    plain = (node.names for node in nodes if isinstance(node, ast.Import))
    return froms | {alias.name for names in plain for alias in names}


def test_h15_nothing_of_plans_can_reach_an_engine() -> None:
    """What makes drafts knows nothing of answers, and what knows answers asks no engine."""
    asks = set()
    for file in (ROOT / "app").rglob("*.py"):
        modules = _imports(file)
        if any(name.startswith("app.engines") for name in modules):
            assert not any(name.startswith("app.plans") for name in modules), file
        if re.search(r"\b(?:draft_texts|through_engine)\(", file.read_text("utf-8")):
            asks.add(file.relative_to(ROOT).as_posix())
    assert asks == {
        "app/engines/round_trip.py",
        "app/workflow/drafting/back_translations.py",
        "app/workflow/drafting/drafts.py",
    }
