"""How many pages the prints take, and how full those are, on the content of one week, kept in
`frozen/` (`content/` and `locales/` of commit e90633b), so that figures stay comparable when texts
grow. Words of the interface and numbers to call are today's.
"""

import multiprocessing
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.config import processors
from app.exchange import po
from app.plans.answers import Answers
from app.render import pdf
from app.render.filled import Wishes, filled_page
from app.render.pdf import PrintJob
from app.render.print_page import PrintPage, print_job
from app.render.printable import Printable, formats, print_page
from app.render.weasy import boxes
from app.resources.load import load_all
from app.resources.segments import content_hash, extract, rebuild
from app.services import services
from tests.bench.figure import Figure
from tests.render.filled_plans import BASE_URL, answers

ARCHIVE = Path(__file__).with_name("frozen") / "content.tar.xz"
OPEN = ("bn", "es", "fa-AF", "ne", "pl")

FULL, FAINT = 0.6, 0.15
"""No page but the last is to be less full than the one, and no last one less than the other."""

BIRTH, MOVEMENTS = "my-birth-preferences", "babys-movements"


@dataclass(frozen=True)
class Name:
    """One print: `filled` with what somebody answered."""

    slug: str
    reading_version: str
    language: str
    format: str
    filled: bool = False


@dataclass(frozen=True)
class Paper:
    """How full each page of a print is, from 0 to 1."""

    name: Name
    filling: tuple[float, ...]

    @property
    def pages(self) -> int:
        return len(self.filling)

    @property
    def wasted(self) -> int:
        """The sheet, printed on both sides, on which next to nothing stands."""
        return int(self.pages > 1 and self.pages % 2 == 1 and self.filling[-1] < FAINT)

    @property
    def thin(self) -> int:
        """The pages before the last that are far from full."""
        return sum(each < FULL for each in self.filling[:-1])


NAMED = (
    ("movements_standard_pages", Name(MOVEMENTS, "standard", "pl", "standard"), 4),
    ("movements_large_pages", Name(MOVEMENTS, "standard", "pl", "large_print"), 6),
    ("plan_facing_pages", Name(BIRTH, "standard", "pl", "facing"), 11),
    ("plan_standard_pages", Name(BIRTH, "standard", "pl", "standard"), 9),
    ("plan_easy_pages", Name(BIRTH, "easy_read", "pl", "easy_read"), 20),
    ("filled_facing_pages", Name(BIRTH, "standard", "pl", "facing", filled=True), 6),
)


def measure() -> Iterator[Figure]:
    found = {each.name: each for each in papers([*every(), NAMED[-1][1]])}
    blank = [paper for name, paper in found.items() if not name.filled]
    yield Figure(
        "pages_total", sum(each.pages for each in blank), "pages", 1000,
        detail=f"{len(blank)} prints in {len(OPEN)} languages",
    )  # fmt: skip
    for name, of, target in NAMED:
        yield Figure(name, found[of].pages, "pages", target, detail="Polish")
    yield Figure(
        "wasted_sheets", sum(each.wasted for each in blank), "sheets", 3,
        detail=f"sheets of two pages of which less than {FAINT:.0%} of one is used; "
        f"{sum(each.thin for each in blank)} pages before a last one are under {FULL:.0%} full",
    )  # fmt: skip


def papers(names: Sequence[Name]) -> Iterator[Paper]:
    """The prints, laid out without the gates."""
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processors(), mp_context=spawned) as workers:
        yield from workers.map(paper, names)


def paper(name: Name) -> Paper:
    """One print; in a process that draws nothing else."""
    document = pdf.fitting(job(name))
    return Paper(name, tuple(boxes.filling(page) for page in document.pages))


def every() -> Iterator[Name]:
    """All prints of the open languages, nothing filled in."""
    for slug, reading_version, language in frozen():
        if language in OPEN:
            text = printable(slug, reading_version, language)
            yield from (Name(slug, reading_version, language, each) for each in formats(text))


def job(name: Name) -> PrintJob:
    return print_job(page(name))


def page(name: Name) -> PrintPage:
    text = printable(name.slug, name.reading_version, name.language)
    if name.filled:
        return filled_page(text, someone(text), Wishes(name.format), BASE_URL)
    return print_page(text, name.format, service="gwh", size=None, base_url=BASE_URL)


def someone(text: Printable) -> Answers:
    """What `filled_plans` has somebody answer, on the frozen plan."""
    return replace(answers(text.language), revision=content_hash(text.english))


@cache
def frozen() -> dict[tuple[str, str, str], Any]:
    """The texts by slug, reading version and language; English ones too."""
    with tempfile.TemporaryDirectory() as folder, tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
        found: dict[tuple[str, str, str], Any] = {}
        for english in load_all(Path(folder, "content")):
            found[english.slug, english.reading_version, "en"] = english
            extraction = extract(english)
            easy = ".easy_read" if english.reading_version == "easy_read" else ""
            for tag in OPEN:
                messages = Path(folder, "locales", tag.replace("-", "_"), "LC_MESSAGES")
                path = messages / f"{english.kind}-{english.slug}{easy}.po"
                if path.exists():
                    entries = po.read(path.read_bytes(), path.name).entries
                    words = {each.path: each.text for each in entries}
                    found[english.slug, english.reading_version, tag] = rebuild(extraction, words)
    return found


def printable(slug: str, reading_version: str, language: str) -> Printable:
    return Printable(
        resource=frozen()[slug, reading_version, language],
        english=frozen()[slug, reading_version, "en"],
        language=language,
        services=services().services,
        code="K7M2QX",
        published_on=date(2026, 11, 25),
        review_by=date(2029, 10, 31),
        steps=("machine",),
        demo=True,
        number=1,
    )
