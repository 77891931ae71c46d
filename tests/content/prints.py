"""Every print of the drafts through the gates, and how its paper is used: each resource in each
language and format.
"""

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from app.config import processors
from app.languages import Language, find
from app.render import gates, pdf
from app.render.gates import GateClosed
from app.render.pdf import PrintJob
from app.render.print_errors import Unprintable
from app.render.print_page import print_job
from app.render.printable import Printable, formats, print_page
from app.render.weasy import boxes
from app.resources.schema import Resource
from app.resources.segments import extract, rebuild
from app.services import services
from app.workflow.imports.shipped_drafts import resources
from tests.content import drafts
from tests.content.drafts import Fault
from tests.render.samples import BASE_URL

FAINT = 0.15
"""A last page that is less full than this is said: it should have been pulled in."""

LONG_ADDRESS = "https://leaflets.maternity-and-neonatal.example"
"""A service's own name takes more of a poster than ours."""

DATES = date(2026, 11, 25), date(2029, 10, 31)
"""When each was published and when it is looked at again."""

SAMPLES = (
    ("ask-for-an-interpreter", "standard", "poster"),
    ("babys-movements", "standard", "standard"),
    ("babys-movements", "standard", "facing"),
    ("babys-movements", "easy_read", "easy_read"),
    ("your-right-to-an-interpreter", "standard", "large_print"),
    ("my-birth-preferences", "standard", "facing"),
)
"""What is drawn of each language unless all is asked for."""


@dataclass(frozen=True, order=True)
class Name:
    """One print of one language's drafts."""

    language: str
    slug: str
    reading_version: str
    format: str
    hospital: str = "gwh"
    """Whose numbers stand on it; "" for those of all."""

    def __str__(self) -> str:
        name = f"{self.language} {self.slug} {self.reading_version} {self.format}"
        return name if self.hospital else f"{name} of all hospitals"


def every(language: Language) -> Iterator[Name]:
    """All prints of the language: of the texts that have words for every segment."""
    for resource in resources():
        if resource.kind != "interface" and _is_whole(resource, language):
            text = printable(resource, language.tag)
            for each in formats(text):
                name = Name(language.tag, resource.slug, resource.reading_version, each)
                yield name
                if each == "poster":  # one page has room for them all
                    yield replace(name, hospital="")


def samples(language: Language) -> Iterator[Name]:
    """A few of them."""
    return (
        name
        for name in every(language)
        if name.hospital and (name.slug, name.reading_version, name.format) in SAMPLES
    )


def faults(names: Iterable[Name]) -> Iterator[tuple[Name, int, tuple[Fault, ...]]]:
    """Each print with its pages and what is wrong with it."""
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processors(), mp_context=spawned) as workers:
        yield from workers.map(drawn, names)


def drawn(name: Name) -> tuple[Name, int, tuple[Fault, ...]]:
    """One print; in a process that draws nothing else."""
    job = job_of(name)
    if closed := gates.undrawable(job.passages, find(job.language).script):
        return name, 0, tuple(Fault(str(name), str(each)) for each in closed)
    try:
        printed, document = pdf.draw(job)
    except (GateClosed, Unprintable) as error:
        return name, 0, (Fault(str(name), str(error)),)
    found = [Fault(str(name), str(each)) for each in gates.inspect(job, document, printed)]
    filling = [boxes.filling(page) for page in document.pages]
    if len(filling) > 1 and filling[-1] < FAINT:
        print(f"paper: {name}: the last page is {filling[-1]:.0%} full.", flush=True)
    return name, len(filling), tuple(found)


def job_of(name: Name, size: int | None = None) -> PrintJob:
    """What is drawn."""
    english = _english()[name.slug, name.reading_version]
    text = printable(english, name.language)
    address = LONG_ADDRESS if name.format == "poster" else BASE_URL
    service = name.hospital or None
    return print_job(print_page(text, name.format, service=service, size=size, base_url=address))


def printable(english: Resource, tag: str) -> Printable:
    """The drafts as if they were published."""
    words = dict(_words(english.slug, english.reading_version, tag))
    published, review = DATES
    return Printable(
        resource=rebuild(extract(english), words),
        english=english,
        language=tag,
        services=services().services,
        code="K7M2QX",
        published_on=published,
        review_by=review,
        steps=("machine",),
        demo=True,
        number=1,
    )


@cache
def _english() -> dict[tuple[str, str], Resource]:
    return {(each.slug, each.reading_version): each for each in resources()}


@cache
def _words(slug: str, reading_version: str, tag: str) -> tuple[tuple[str, str], ...]:
    english = _english()[slug, reading_version]
    return tuple(
        (each.place.partition(" ")[2], each.pair.target)
        for each in drafts.drafts(english, find(tag))
    )


def _is_whole(resource: Resource, language: Language) -> bool:
    return all(
        text.strip() for _, text in _words(resource.slug, resource.reading_version, language.tag)
    )
