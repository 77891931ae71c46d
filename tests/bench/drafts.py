"""How fast machine drafts are made: our engine beside Argos's own call on the same models.

Argos splits sentences with MiniSBD, which downloads a model; here it gets our splitter instead, so
that both sides do the same work offline. Only measurements import `argostranslate.translate`.

Argos opens every processor for one text by default, and on some shared processors those threads
wait for each other more than they work. So it is measured twice: as it comes, and told to use one
thread (`ARGOS_INTRA_THREADS=1`), which is the most that a careful operator gets out of it.
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
TURNS = 3
ALL_PROCESSORS = 0


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _tiny(Path(folder) / "tiny")
        yield from _real(Path(folder) / "real")


def _tiny(folder: Path) -> Iterator[Figure]:
    """The same tiny package, two thousand distinct texts, the sides taking turns."""
    engine = ArgosEngine(folder / "argos")
    package = engine.install(tiny_package())
    texts = made_up(DISTINCT)
    engine.translate(texts[:10], "en", "es")

    def turn(threads: int) -> tuple[float, float]:
        argos = argos_translation(package, engine.library_home, threads).translate
        argos(texts[0])
        ours = timed(lambda: engine.translate(texts, "en", "es"))
        return ours, timed(lambda: [argos(text) for text in texts])

    for name, threads, rounds, target in (
        ("engine_vs_argos_tiny", ALL_PROCESSORS, 1, 15),
        ("engine_vs_argos_tiny_one_thread", 1, ROUNDS, None),
    ):
        turns = [turn(threads) for _ in range(rounds)]
        ours, theirs = (median(turn[side] for turn in turns) for side in (0, 1))
        yield Figure(
            name, median(b / a for a, b in turns), "ratio", target, "higher",
            f"{DISTINCT} distinct texts: ours {ours:.2f} s at once, Argos {theirs:.2f} s one by "
            f"one, {_how(threads)}",
        )  # fmt: skip


def _real(folder: Path) -> Iterator[Figure]:
    """The whole way of 200 texts on a model of real size, beside Argos's own call for each."""
    archive = real_size_package()
    engine, package = service.real_size(folder, archive)
    sentences = service.texts()
    engine.model.drafts(sentences[:10])
    turns = []
    for turn in range(TURNS):
        database = service.new_world(folder / f"{turn}.sqlite3", sentences)
        engine.seconds = 0.0
        whole = service.draft_all(database, engine)
        turns.append((whole, engine.seconds))
        database.dispose()
    whole, inside = (median(turn[part] for turn in turns) for part in range(2))
    for name, threads, target in (
        ("service_vs_argos_real", ALL_PROCESSORS, 4.5),
        ("service_vs_argos_real_one_thread", 1, None),
    ):
        translation = argos_translation(package, folder / "argos-library", threads)
        translation.underlying.translator = service.FixedLength(
            open_as_argos_does(package.folder / "model", threads)
        )
        translation.translate(sentences[0])
        theirs = timed(lambda: [translation.translate(text) for text in sentences])  # noqa: B023
        yield Figure(
            name, theirs / whole, "ratio", target, "higher",
            f"{len(sentences)} texts, {service.LENGTH} pieces each: ours {whole:.1f} s, masking, "
            f"checks and database included; Argos {theirs:.1f} s, {_how(threads)}",
        )  # fmt: skip
    words = sum(len(text.split()) for text in sentences)
    yield Figure(
        "words_per_second", words / whole, "words/s", detail=f"{words} words, the whole way"
    )
    yield Figure(
        "service_overhead", median((a - b) / b for a, b in turns), "ratio", 0.10,
        detail=f"{whole - inside:.2f} s around {inside:.2f} s of the engine",
    )  # fmt: skip
    yield Figure(
        "peak_memory_mb", service.peak_alone(folder / "alone", archive), "MB", 700,
        detail="resident, in a process that drafts the same texts and nothing else",
    )  # fmt: skip


def _how(threads: int) -> str:
    return "one thread a text" if threads == 1 else "as it comes, all processors for a text"


def open_as_argos_does(model: Path, threads: int) -> Any:
    """CTranslate2 as Argos opens it: one batch at a time on so many threads."""
    import ctranslate2

    return ctranslate2.Translator(
        str(model), device="cpu", inter_threads=1, intra_threads=threads, compute_type="default"
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


def argos_translation(package: Package, library_home: Path, threads: int) -> Any:
    """Argos's own translation, whose `translate` takes one text, with our sentence splitter."""
    described = argos_library.described(package.folder, library_home)
    from argostranslate import settings, translate

    settings.intra_threads = threads
    settings.compute_type = "default"  # as ours: `auto` would turn float models into int8
    translate.MiniSBDSentencizer = _Splitter
    languages = (translate.Language(code, code) for code in (package.source, package.target))
    return translate.CachedTranslation(translate.PackageTranslation(*languages, described))


class _Splitter:
    def __init__(self, package: object) -> None:
        pass

    def split_sentences(self, text: str) -> Sequence[str]:
        return [piece.sentence for piece in split(text, "en") if piece.sentence]
