"""How fast machine drafts are made: our engine beside Argos's own call on the same models.

Argos splits sentences with MiniSBD, which downloads a model; here it gets our splitter instead, so
that both sides do the same work offline. Only measurements import `argostranslate.translate`.
"""

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from app.engines import argos_library
from app.engines.argos import ArgosEngine
from app.engines.packages import Package
from app.engines.sentences import split
from tests.bench import drafts_service as service
from tests.bench.figure import Figure
from tests.bench.real_size import real_size_package
from tests.engines.make_tiny_package import ENGLISH_SPANISH, tiny_package

DISTINCT = 2000
ROUNDS = 3
TURNS = 2


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _tiny(Path(folder) / "tiny")
        yield from _real(Path(folder) / "real")


def _tiny(folder: Path) -> Iterator[Figure]:
    """The same tiny package, two thousand distinct texts, the sides taking turns."""
    engine = ArgosEngine(folder / "argos")
    package = engine.install(tiny_package())
    argos = argos_own(package, engine.library_home)
    texts = made_up(DISTINCT)
    engine.translate(texts[:10], "en", "es")
    argos(texts[0])
    turns = []
    for _ in range(ROUNDS):
        ours = timed(lambda: engine.translate(texts, "en", "es"))
        theirs = timed(lambda: [argos(text) for text in texts])
        turns.append((ours, theirs))
    ours, theirs = (median(turn[side] for turn in turns) for side in (0, 1))
    yield Figure(
        "engine_vs_argos_tiny", median(b / a for a, b in turns), "ratio", 15, "higher",
        f"{DISTINCT} distinct texts: ours {ours:.2f} s at once, Argos {theirs:.2f} s one by one",
    )  # fmt: skip


def _real(folder: Path) -> Iterator[Figure]:
    """The whole way of 200 texts on a model of real size, beside Argos's own call for each."""
    archive = real_size_package()
    engine, package = service.real_size(folder, archive)
    translation = argos_translation(package, folder / "argos-library")
    translation.underlying.translator = service.FixedLength(
        open_as_argos_does(package.folder / "model")
    )
    sentences = service.texts()
    translation.translate(sentences[0])
    engine.model.drafts(sentences[:10])
    turns = []
    for turn in range(TURNS):
        database = service.new_world(folder / f"{turn}.sqlite3", sentences)
        engine.seconds = 0.0
        whole = service.draft_all(database, engine)
        theirs = timed(lambda: [translation.translate(text) for text in sentences])
        turns.append((whole, engine.seconds, theirs))
        database.dispose()
    whole, inside, theirs = (median(turn[part] for turn in turns) for part in range(3))
    words = sum(len(text.split()) for text in sentences)
    yield Figure(
        "service_vs_argos_real", median(c / a for a, _, c in turns), "ratio", 4.5, "higher",
        f"{len(sentences)} texts, {service.LENGTH} pieces each: ours {whole:.1f} s, masking, "
        f"checks and database included; Argos {theirs:.1f} s",
    )  # fmt: skip
    yield Figure(
        "words_per_second", words / whole, "words/s", detail=f"{words} words, the whole way"
    )
    yield Figure(
        "service_overhead", median((a - b) / b for a, b, _ in turns), "ratio", 0.10,
        detail=f"{whole - inside:.2f} s around {inside:.2f} s of the engine",
    )  # fmt: skip
    yield Figure(
        "peak_memory_mb", service.peak_alone(folder / "alone", archive), "MB", 700,
        detail="resident, in a process that drafts the same texts and nothing else",
    )  # fmt: skip


def open_as_argos_does(model: Path) -> Any:
    """CTranslate2 as Argos opens it by default: one batch at a time on all processors."""
    import ctranslate2

    return ctranslate2.Translator(
        str(model), device="cpu", inter_threads=1, intra_threads=0, compute_type="default"
    )


def made_up(count: int) -> list[str]:
    """Distinct texts: a sentence that the tiny model knows, with one or two words of others."""
    chance = random.Random(4)  # noqa: S311  # the same texts each time
    words = sorted({word for english, _ in ENGLISH_SPANISH for word in english.strip(".").split()})
    found: dict[str, None] = {}
    while len(found) < count:
        text = chance.choice(ENGLISH_SPANISH)[0].split()
        for _ in range(chance.randint(1, 2)):
            text[chance.randrange(len(text))] = chance.choice(words)
        found[" ".join(text)] = None
    return list(found)


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def argos_own(package: Package, library_home: Path) -> Callable[[str], str]:
    """Argos's own call for one text, with our sentence splitter."""
    return argos_translation(package, library_home).translate  # type: ignore[no-any-return]


def argos_translation(package: Package, library_home: Path) -> Any:
    described = argos_library.described(package.folder, library_home)
    from argostranslate import settings, translate

    settings.compute_type = "default"  # as ours: `auto` would turn float models into int8
    translate.MiniSBDSentencizer = _Splitter
    languages = (translate.Language(code, code) for code in (package.source, package.target))
    return translate.CachedTranslation(translate.PackageTranslation(*languages, described))


class _Splitter:
    def __init__(self, package: object) -> None:
        pass

    def split_sentences(self, text: str) -> Sequence[str]:
        return [piece.sentence for piece in split(text, "en") if piece.sentence]
