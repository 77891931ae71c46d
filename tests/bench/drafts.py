"""How fast machine drafts are made: our engine beside Argos's own call on the same models.

Argos splits sentences with MiniSBD, which downloads a model; here it gets our splitter instead, so
that both sides do the same work offline. Only measurements import `argostranslate.translate`.

Argos opens every processor for one text by default, and on some shared processors those threads
wait for each other more than they work. So it is measured twice: as it comes, and told to use one
thread (`ARGOS_INTRA_THREADS=1`), which is the most that a careful operator gets out of it. The
second figure is the honest one, and has the target.
"""

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from app.engines import argos_library
from app.engines.argos import ArgosEngine
from app.engines.packages import Package
from app.engines.sentences import split
from tests.bench import drafts_service as service
from tests.bench import rounds
from tests.bench.cost import Cost, cost_here
from tests.bench.figure import Figure
from tests.bench.real_size import real_size_package
from tests.engines.make_tiny_package import ENGLISH_SPANISH, tiny_package

DISTINCT = 2000
ROUNDS = 5
TURNS = 3
ALL_PROCESSORS, ONE = 0, 1


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _tiny(Path(folder) / "tiny")
        yield from _real(Path(folder) / "real")


def _tiny(folder: Path) -> Iterator[Figure]:
    """The same tiny package, two thousand distinct texts, the sides taking turns."""
    engine = ArgosEngine(folder / "argos")
    package = engine.install(tiny_package())
    texts = made_up(DISTINCT)

    def ours() -> Cost:
        return cost_here(lambda: engine.translate(texts, "en", "es"))

    def argos(threads: int) -> Cost:
        """What it has translated before it remembers, so that each turn begins anew."""
        translate = argos_translation(package, engine.library_home, threads).translate
        translate(texts[0])
        return cost_here(lambda: [translate(text) for text in texts])

    ours()
    for name, threads, times, target in (
        ("engine_vs_argos_tiny", ALL_PROCESSORS, 1, None),
        ("engine_vs_argos_tiny_honest", ONE, ROUNDS, 2.5),
    ):
        mine, theirs = rounds.in_turn((ours, partial(argos, threads)), times, warm=0)
        yield Figure(
            name, rounds.ratio(walls(theirs), walls(mine)), "ratio", target, "higher",
            f"{_how(threads)}; {DISTINCT} distinct texts: ours {told(mine)} at once, Argos "
            f"{told(theirs)} one by one",
            samples=times,
        )  # fmt: skip


def _real(folder: Path) -> Iterator[Figure]:
    """The whole way of 200 texts on a model of real size, beside Argos's own call for each. In each
    turn Argos translates a part of them, so that all are done once by then."""
    archive = real_size_package()
    engine, package = service.real_size(folder, archive)
    sentences = service.texts()
    engine.model.drafts(sentences[:10])
    inside: list[float] = []
    numbers = count()

    def ours() -> Cost:
        database = service.new_world(folder / f"{next(numbers)}.sqlite3", sentences)
        engine.seconds = 0.0
        taken = cost_here(lambda: service.draft_all(database, engine))
        inside.append(engine.seconds)
        database.dispose()
        return taken

    def argos(threads: int) -> Callable[[], Cost]:
        translation = argos_translation(package, folder / "argos-library", threads)
        translation.underlying.translator = service.FixedLength(
            open_as_argos_does(package.folder / "model", threads)
        )
        translation.translate("A sentence to begin with.")
        parts = iter([sentences[turn::TURNS] for turn in range(TURNS)])
        return lambda: cost_here(lambda: [translation.translate(text) for text in next(parts)])

    mine, default, honest = rounds.in_turn((ours, argos(ALL_PROCESSORS), argos(ONE)), TURNS, warm=0)
    whole = median(walls(mine))
    for name, threads, theirs, target in (
        ("service_vs_argos_real", ALL_PROCESSORS, default, None),
        ("service_vs_argos_real_honest", ONE, honest, 4.5),
    ):
        yield Figure(
            name, sum(walls(theirs)) / whole, "ratio", target, "higher",
            f"{_how(threads)}; {len(sentences)} texts, {service.LENGTH} pieces each: ours "
            f"{told(mine)}, masking, checks and database included; Argos "
            f"{sum(walls(theirs)):.1f} s, processor {sum(each.processor for each in theirs):.1f} s",
            samples=TURNS,
        )  # fmt: skip
    words = sum(len(text.split()) for text in sentences)
    yield Figure(
        "words_per_second", words / whole, "words/s", detail=f"{words} words, the whole way",
        samples=TURNS,
    )  # fmt: skip
    overheads = [all_.wall - part for all_, part in zip(mine, inside, strict=True)]
    yield Figure(
        "service_overhead", rounds.ratio(overheads, inside), "ratio", 0.10,
        detail=f"{median(overheads):.2f} s around {median(inside):.2f} s of the engine",
        samples=TURNS,
    )  # fmt: skip
    yield Figure(
        "peak_memory_mb", service.peak_alone(folder / "alone", archive), "MB", 700,
        detail="resident, in a process that drafts the same texts and nothing else",
    )  # fmt: skip


def walls(costs: Sequence[Cost]) -> list[float]:
    """The wall times of turns."""
    return [each.wall for each in costs]


def told(costs: Sequence[Cost]) -> str:
    """The medians of turns, in words."""
    return (
        f"{median(walls(costs)):.2f} s (processor {median(each.processor for each in costs):.2f} s)"
    )


def _how(threads: int) -> str:
    if threads == ONE:
        return "the ratio that counts: Argos on one thread, its best; ours on all processors"
    return "not the one that counts: Argos as it comes, whose threads wait for each other"


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
