"""Real Apertium, as its own process: Spanish only, marks kept, unknown words told."""

from pathlib import Path

import pytest

from app.engines import draft_texts
from app.engines.apertium import ApertiumEngine
from app.languages import languages

ENGINE = ApertiumEngine()


def test_spanish_is_really_translated_and_tokens_survive() -> None:
    texts = ["Your rights", "Call <1>your midwife</1> on <2/>.", "Bread & water\nare free."]
    drafts = draft_texts(ENGINE, texts, "en", "es")
    assert drafts[0].text == "Vuestros derechos"
    assert "<1>vuestra matrona</1>" in (drafts[1].text or "")
    assert (drafts[1].text or "").endswith("<2/>.")
    assert "&" in (drafts[2].text or "")
    assert "\n" in (drafts[2].text or "")


def test_a_draft_records_its_version_and_the_checksum_of_its_dictionaries() -> None:
    (draft,) = ENGINE.translate(["Your rights"], "en", "es")
    assert (draft.engine, draft.model) == ("apertium", "eng-spa")
    assert draft.version.startswith("3.")
    assert len(draft.checksum) == 64


def test_an_unknown_word_becomes_a_flag_and_its_star_never_reaches_the_text() -> None:
    (draft,) = draft_texts(ENGINE, ["Take 50 mg of levothyroxine * daily."], "en", "es")
    assert draft.flags == ("not-translated:levothyroxine",)
    assert draft.text is not None
    assert "50 mg" in draft.text
    assert draft.text.count("*") == 1


def test_it_goes_back_into_english_too_and_no_further() -> None:
    texts = ["Sus derechos", "Llame a <1>su matrona</1> al <2/>."]
    drafts = draft_texts(ENGINE, texts, "es", "en")
    assert drafts[0].text == "His rights"  # rough, as told
    assert "<1>" in (drafts[1].text or "")
    assert (drafts[0].model, drafts[0].checksum) == (
        "spa-eng",
        ENGINE.capability("es", "en").checksum,
    )
    assert drafts[0].checksum != ENGINE.capability("en", "es").checksum
    assert ENGINE.capability("es", "it").state == "unsupported"


def test_a_process_that_hangs_is_killed_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The child of the shell holds the pipe open, as those of Apertium's own shell do."""
    real = ENGINE.capability("en", "es")
    (tmp_path / "apertium").write_text("#!/bin/sh\nsleep 300 | cat\n")
    (tmp_path / "apertium").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(ENGINE, "capability", lambda *_: real)
    monkeypatch.setattr("app.engines.apertium.SECONDS", 0.2)
    (draft,) = ENGINE.translate(["Your rights"], "en", "es")
    assert draft.text is None
    assert "timed out" in (draft.reason or "")


@pytest.mark.parametrize("tag", [each.tag for each in languages() if each.tag != "es"])
def test_no_other_language_is_offered(tag: str) -> None:
    assert ENGINE.capability("en", tag).state == "unsupported"
    assert ENGINE.translate(["Your rights"], "en", tag)[0].text is None


def test_without_apertium_the_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    capability = ENGINE.capability("en", "es")
    assert capability.state == "installable"
    assert "apertium-en-es" in capability.reason
    assert ENGINE.translate(["Your rights"], "en", "es")[0].text is None
