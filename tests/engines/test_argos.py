"""The Argos engine with real, tiny packages: direct pairs, one load, tokens intact, offline."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from app.config import ROOT
from app.engines import draft_texts, packages
from app.engines.argos import ArgosEngine
from app.engines.base import PackageRefused
from app.languages import Language, languages
from tests.engines.conftest import Relabel
from tests.engines.make_tiny_package import ENGLISH_SPANISH, tiny_package

WITHOUT = {"ne", "fj", "kok-Latn", "kok-Deva", "so", "fa-AF", "ps"}
KNOWN = [pair for pair in ENGLISH_SPANISH if not pair[0].startswith("Drink")]


def told(engine: ArgosEngine, *texts: str, target: str = "es") -> list[str | None]:
    return [draft.text for draft in draft_texts(engine, texts, "en", target)]


def test_known_sentences_are_translated_exactly_and_in_order(argos: ArgosEngine) -> None:
    drafts = argos.translate([english for english, _ in KNOWN], "en", "es")
    assert [draft.text for draft in drafts] == [spanish for _, spanish in KNOWN]


def test_a_text_of_several_sentences_keeps_its_line_breaks_and_repeats(argos: ArgosEngine) -> None:
    text = "Your rights\n\nIt is free. It is free.  Do not wait until tomorrow."
    assert told(argos, text, "It is free.", text) == [
        "Sus derechos\n\nEs gratis. Es gratis.  No espere hasta mañana.",
        "Es gratis.",
        "Sus derechos\n\nEs gratis. Es gratis.  No espere hasta mañana.",
    ]


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        (
            "Take 400 micrograms of folic acid every day.",
            "Tome 400 micrograms de ácido fólico cada día.",
        ),
        ("Call <1>your midwife</1> on <2/>.", "Llame a <1>su matrona</1> al <2/>."),
        ("The NHS is free for everyone.", "El NHS es gratuito para todas."),
        ("Scans are at 12 and 20 weeks.", "Hay ecografías a las 12 y 20 semanas."),
        ("<1>01632 960 123</1>", "<1>01632 960 123</1>"),
    ],
)
def test_h17_tokens_and_facts_come_through_the_real_model(
    argos: ArgosEngine, english: str, spanish: str
) -> None:
    assert told(argos, english) == [spanish]


def test_h1_a_draft_that_lost_a_number_is_refused_with_the_reason(argos: ArgosEngine) -> None:
    (draft,) = draft_texts(argos, ["Drink 8 glasses of water."], "en", "es")
    assert draft.text is None
    assert draft.reason == "The engine lost “8”."


def test_a_draft_records_which_model_made_it(argos: ArgosEngine) -> None:
    (draft,) = argos.translate(["It is free."], "en", "es")
    assert (draft.engine, draft.model, draft.version) == ("argos", "translate-en_es", "1.0")
    assert len(draft.checksum) == 64
    assert draft.score is not None
    assert -1 < draft.score <= 0


def test_h2_a_missing_direct_pair_is_refused_and_not_pivoted(
    english_spanish: Path, spanish_italian: Path, tmp_path: Path
) -> None:
    engine = ArgosEngine(tmp_path)
    engine.install(english_spanish)
    packages.install(spanish_italian, tmp_path)
    assert engine.capability("en", "it").state == "installable"
    (draft,) = engine.translate(["It is free."], "en", "it")
    assert draft.text is None
    assert "birthwords engines install it" in (draft.reason or "")
    assert engine.capability("es", "it").state == "unsupported"
    with pytest.raises(LookupError):
        engine.load("en", "it")


def test_h2_the_opposite_way_needs_a_model_of_its_own(
    english_spanish: Path, spanish_english: Path, tmp_path: Path
) -> None:
    engine = ArgosEngine(tmp_path / "argos")
    engine.install(english_spanish)
    missing = engine.capability("es", "en")
    assert missing.state == "installable"
    assert "birthwords engines install --into-english es" in missing.reason
    assert engine.translate(["Es gratis."], "es", "en")[0].text is None
    engine.install(spanish_english)
    texts = ["Sus derechos\nEs gratis.", "Llame a <1>su matrona</1> al <2/>."]
    drafts = draft_texts(engine, texts, "es", "en")
    assert [draft.text for draft in drafts] == [
        "Your rights\nIt is free.",
        "Call <1>your midwife</1> on <2/>.",
    ]
    assert (drafts[0].model, drafts[0].checksum) == (
        "translate-es_en",
        engine.capability("es", "en").checksum,
    )
    assert told(engine, "It is free.") == ["Es gratis."]


def test_a_model_whose_language_has_no_sentences_to_try_it_with_is_not_put_in(
    relabel: Relabel, tmp_path: Path
) -> None:
    engine = ArgosEngine(tmp_path / "argos")
    for source, target, reason in (
        ("so", "en", "no sentences to try a model that reads Somali"),
        ("es", "it", "goes past English"),
        ("pb", "en", "'pb' is not a language"),
    ):
        with pytest.raises(PackageRefused, match=reason):
            engine.install(relabel(from_code=source, to_code=target))
    assert not list((tmp_path / "argos").glob("translate-*"))


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
def test_h11_no_language_is_drafted_by_a_neighbours_model(
    language: Language, relabel: Relabel, tmp_path: Path
) -> None:
    tag = language.tag
    engine = ArgosEngine(tmp_path / "argos")
    for code in ("fa", "ur", "hi", "pb"):
        engine.install(relabel(to_code=code, package_version="1.9"))
    capability = engine.capability("en", tag)
    assert capability.state == ("unsupported" if tag in WITHOUT else "installable")
    assert language.english_name in capability.reason
    assert engine.capability(tag, "en").state == capability.state
    assert engine.translate(["It is free."], "en", tag)[0].text is None


def test_h11_dari_is_told_apart_from_persian_in_words(argos: ArgosEngine) -> None:
    assert "Persian of Iran, not Dari" in argos.capability("en", "fa-AF").reason


def test_h11_portuguese_needs_the_version_that_is_european(
    relabel: Relabel, tmp_path: Path
) -> None:
    engine = ArgosEngine(tmp_path / "argos")
    engine.install(relabel(to_code="pt", package_version="1.0"))
    assert engine.capability("en", "pt-PT").state == "installable"
    engine.install(relabel(to_code="pt", package_version="1.9"))
    assert engine.capability("en", "pt-PT").state == "ready"
    assert told(engine, "It is free.", target="pt-PT") == ["Es gratis."]


def test_eight_threads_load_one_translator(english_spanish: Path, tmp_path: Path) -> None:
    engine, together = ArgosEngine(tmp_path), Barrier(8)
    engine.install(english_spanish)

    def draft(_: int) -> tuple[int, list[str | None]]:
        together.wait()
        return id(engine.load("en", "es").translator), told(engine, "Your rights", "It is free.")

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(draft, range(8)))
    assert len({translator for translator, _ in results}) == 1
    assert all(texts == ["Sus derechos", "Es gratis."] for _, texts in results)


def test_a_package_with_the_older_tokenizer_translates_and_keeps_tokens(tmp_path: Path) -> None:
    engine = ArgosEngine(tmp_path / "argos")
    engine.install(tiny_package(kind="bpe"))
    assert told(engine, "Do not wait until tomorrow.", "Call <1>your midwife</1> on <2/>.") == [
        "No espere hasta mañana.",
        "Llame a <1>su matrona</1> al <2/>.",
    ]


def test_a_model_that_gives_english_back_is_not_put_in(tmp_path: Path) -> None:
    engine = ArgosEngine(tmp_path / "argos")
    with pytest.raises(PackageRefused, match="manages fewer than 3 of 5"):
        engine.install(tiny_package(), judge=lambda _: lambda english, draft: "Copied.")
    assert list(engine.folder.iterdir()) == []


def test_a_model_that_cannot_be_loaded_is_not_put_in(relabel: Relabel, tmp_path: Path) -> None:
    engine = ArgosEngine(tmp_path / "argos")
    noise = relabel({"model/model.bin": ("model/model.bin", b"noise")})
    with pytest.raises(PackageRefused, match="cannot be loaded"):
        engine.install(noise)
    assert list(engine.folder.iterdir()) == []


def test_a_model_whose_files_changed_since_it_was_put_in_translates_nothing(
    english_spanish: Path, tmp_path: Path
) -> None:
    engine = ArgosEngine(tmp_path / "argos")
    package = engine.install(english_spanish)
    with (package.folder / "model" / "model.bin").open("ab") as model:
        model.write(b"\0")
    (draft,) = engine.translate(["It is free."], "en", "es")
    assert draft.text is None
    assert "not those that were put in" in (draft.reason or "")


def test_a_folder_that_nobody_put_in_is_not_used(english_spanish: Path, tmp_path: Path) -> None:
    engine = ArgosEngine(tmp_path / "argos")
    engine.install(english_spanish)
    (tmp_path / "argos" / "pins.json").unlink()
    assert engine.capability("en", "es").state == "installable"
    assert engine.translate(["It is free."], "en", "es")[0].text is None


def test_a_process_keeps_two_models_at_most(tmp_path: Path, relabel: Relabel) -> None:
    engine = ArgosEngine(tmp_path / "argos")
    for tag in ("es", "it", "fr"):
        engine.install(relabel(to_code=tag))
    spanish = engine.load("en", "es")
    assert engine.load("en", "es") is spanish
    engine.load("en", "it"), engine.load("en", "fr")
    assert engine.load("en", "es") is not spanish


ALONE = """
import json, os, socket, sys
from pathlib import Path

SHUNNED = {"stanza", "argostranslate.translate"}
LEFT_OUT = ("minisbd", "onnxruntime")

def refuse(*_):
    raise SystemExit("a connection was tried")

socket.socket.connect = socket.getaddrinfo = refuse
for name in LEFT_OUT:
    sys.modules[name] = None
before = dict(os.environ)
from app.engines import ARGOS, ENGINES, draft_texts
ARGOS.install(Path(sys.argv[1]))
(draft,) = draft_texts(ENGINES["argos"], ["Take 400 mg of folic acid every day."], "en", "es")
print(json.dumps({
    "text": draft.text,
    "same environment": dict(os.environ) == before,
    "modules": sorted(SHUNNED & set(sys.modules)),
}))
"""


def test_drafting_stays_offline_and_writes_inside_the_data_folder_only(
    english_spanish: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "BIRTHWORDS_DATA": str(tmp_path / "data"),
    }
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(english_spanish)],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "text": "Tome 400 mg de ácido fólico cada día.",
        "same environment": True,
        "modules": [],
    }
    assert list(home.iterdir()) == []
    assert [child.name for child in (tmp_path / "data").iterdir()] == ["engines"]


def test_what_we_never_call_is_pinned_for_tests_alone() -> None:
    left_out = {"minisbd", "onnxruntime"}
    assert left_out & pinned("requirements.txt") == set()
    assert left_out <= pinned("requirements-dev.txt")
    assert pinned("requirements.txt") < pinned("requirements-dev.txt")


def pinned(name: str) -> set[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return {line.partition("==")[0] for line in lines if "==" in line}
