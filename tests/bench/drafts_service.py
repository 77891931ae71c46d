"""The whole way of a machine draft on a model of real size: masking, engine, checks, database.

Random weights give no words, so both sides decode a fixed number of pieces, and ours then takes
accented English for the words that a real model would have given: all that follows runs as always.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from app.config import ROOT
from app.db import Database
from app.engines import packages
from app.engines.argos import ArgosEngine
from app.engines.base import Capability, Draft
from app.engines.batch import Model
from app.engines.packages import Package
from app.models import Role
from app.resources.load import parse
from app.workflow.open_database import open_database
from app.workflow.people import accounts
from app.workflow.source.revisions import save_source
from tests.drafting import draft_translation
from tests.engines.deterministic import accented

SLUG = "many-texts"
TEXTS = 200
LENGTH = 20
"""Pieces that either side decodes for each text."""
WORDS = """your midwife can help family baby health care team visit clinic home talk about plan
birth food sleep water walk rest safe gentle partner friend language letter leaflet question answer
weeks pregnancy labour feeding milk warm clothes blanket bath skin heart scan photo phone
call read write ask bring show share learn choose feel hold listen""".split()  # noqa: SIM905


def texts(count: int = TEXTS) -> list[str]:
    """Distinct sentences of 9 to 13 words with a dose, a number or a phone among them."""
    chance = random.Random(7)  # noqa: S311  # the same texts each time
    facts = ("400 micrograms", "12", "01632 960123", "9am", "NHS")
    found = []
    for number in range(count):
        chosen = chance.sample(WORDS, chance.randint(7, 11))
        chosen.insert(4, facts[number % len(facts)])
        found.append(f"{' '.join(chosen).capitalize()} here.")
    return found


def leaflet(sentences: Sequence[str]) -> str:
    blocks = "\n".join(
        f'  - {{id: p{n}, type: paragraph, text: "{text}"}}' for n, text in enumerate(sentences)
    )
    return (
        f'kind: leaflet\nslug: {SLUG}\nreference: B-1\nversion: "1"\nowner: O\norganisation: O\n'
        "approver: A\nreview_by: 2029-01-01\ntitle: Many texts\nsummary: For measurements\n"
        f"blocks:\n{blocks}\n"
    )


def new_world(path: Path, sentences: Sequence[str]) -> Database:
    database = open_database(f"sqlite:///{path}")
    database.migrate()
    with database.writing() as session:
        accounts.install(session, demo=True)
        roles = [(Role.AUTHOR, "*"), (Role.TRANSLATOR, "*")]
        accounts.add_user(session, "b@x.test", "B", "a-long-password", roles)
        save_source(session, accounts.actor(session, "b@x.test"), parse(leaflet(sentences)))
    return database


@dataclass
class FixedLength:
    """A CTranslate2 translator that always decodes the same number of pieces. With `echo` it then
    gives back the source's pieces."""

    translator: Any
    echo: bool = False

    def translate_batch(self, rows: list[list[str]], **asked: Any) -> list[Any]:
        made: list[Any] = self.translator.translate_batch(
            rows, min_decoding_length=LENGTH, max_decoding_length=LENGTH, **asked
        )
        if not self.echo:
            return made
        return [
            SimpleNamespace(hypotheses=[row], scores=result.scores)
            for row, result in zip(rows, made, strict=True)
        ]


@dataclass
class RealSize:
    """Our engine on the model of real size, with the seconds that it spent translating."""

    model: Model
    seconds: float = 0.0
    id: str = field(default="argos", init=False)

    def capability(self, source: str, target: str) -> Capability:
        return Capability("ready", "For measurements.")

    def translate(self, masked: Sequence[str], source: str, target: str) -> list[Draft]:
        start = time.perf_counter()
        made = self.model.drafts(masked)
        self.seconds += time.perf_counter() - start
        return made


def real_size(folder: Path, archive: Path) -> tuple[RealSize, Package]:
    engine = ArgosEngine(folder / "argos")
    package = packages.install(archive, engine.folder)
    model = engine.load("en", "es")
    return RealSize(
        replace(
            model,
            translator=FixedLength(model.translator, echo=True),
            decode=_accented(model.decode),
        )
    ), package


def _accented(decode: Callable[[list[str]], str]) -> Callable[[list[str]], str]:
    return lambda pieces: accented(decode(pieces))


def draft_all(database: Database, engine: RealSize) -> float:
    """Seconds of the whole way of all texts; raises RuntimeError when any draft is kept out."""
    with database.reading() as session:
        actor = accounts.actor(session, "b@x.test")
    start = time.perf_counter()
    done = draft_translation(database, actor, SLUG, "standard", "es", engine)
    seconds = time.perf_counter() - start
    if done.refused or done.drafted < TEXTS:
        raise RuntimeError(f"{done.drafted} drafts; kept out: {done.refused[:2]}")
    return seconds


def peak_alone(folder: Path, archive: Path) -> float:
    """The peak of resident memory, in megabytes, of a process that does nothing else."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.drafts_service", str(folder), str(archive)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def _alone(folder: Path, archive: Path) -> None:
    engine, _ = real_size(folder, archive)
    database = new_world(folder / "alone.sqlite3", texts())
    draft_all(database, engine)
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    print(int(fields["VmHWM"].split()[0]) / 1024)


if __name__ == "__main__":
    _alone(Path(sys.argv[1]), Path(sys.argv[2]))
