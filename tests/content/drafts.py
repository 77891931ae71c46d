"""The drafts of `locales/` against the English and the project's own checks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app import checks
from app.checks.base import Finding, Pair, Severity, Term
from app.checks.terms import find_terms
from app.config import CONTENT, LOCALES
from app.exchange.glossary import read_csv
from app.exchange.po import REVISION, read
from app.exchange.shipped import file_name
from app.languages import Language
from app.render import interface
from app.render.interface_resource import as_resource, drafts_of
from app.resources.load import load_all
from app.resources.schema import Resource
from app.resources.segments import content_hash, extract
from tests.content.promised import is_whole

NO_WORDS = ("title", "summary")
"""What staff see of the interface; readers never do."""


@dataclass(frozen=True)
class Fault:
    """What is wrong at a place: a file, or a segment of one."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One segment of a file with its draft, "" where there is none."""

    place: str
    pair: Pair
    fuzzy: bool


def faults(language: Language, slugs: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """What is missing or blocked in the language's drafts; of the resources with these slugs
    alone, if there are any."""
    for resource in resources():
        if not slugs or resource.slug in slugs:
            yield from _file_faults(resource, language)
            whole = is_whole(resource, language)
            for draft in drafts(resource, language):
                if whole or draft.pair.safety_critical or draft.pair.target.strip():
                    yield from _faults(draft)


def advice(language: Language, slugs: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """What the checks would ask a reviewer to look at."""
    for resource in resources():
        if not slugs or resource.slug in slugs:
            for draft in drafts(resource, language):
                for found in _findings(draft):
                    if found.severity is Severity.ADVISORY:
                        yield _said(draft, found)


def drafts(resource: Resource, language: Language) -> Iterator[Draft]:
    """Every segment of the resource with what the language's file has for it."""
    path = place(resource, language)
    held = _held(resource, path, language)
    terms = glossary(language.tag)
    for segment in extract(resource).segments:
        if resource.kind == "interface" and segment.path in NO_WORDS:
            continue
        text, fuzzy = held.get(segment.path, ("", True))
        yield Draft(
            place=f"{path.parent.parent.name}/{path.name} {segment.path}",
            pair=Pair(
                segment.text,
                text,
                language.tag,
                safety_critical=segment.safety_critical,
                machine=True,
                terms=tuple(dict.fromkeys(term for _, _, term in find_terms(segment.text, terms))),
            ),
            fuzzy=fuzzy,
        )


def place(resource: Resource, language: Language) -> Path:
    """The file of the language that holds this resource's drafts."""
    if resource.kind == "interface":
        return interface.path_of(language)
    return LOCALES / language.locale / "LC_MESSAGES" / file_name(resource)


@cache
def resources() -> tuple[Resource, ...]:
    """All that is translated: the interface first, then what `content/` holds."""
    return (as_resource(), *load_all(CONTENT))


@cache
def glossary(tag: str) -> tuple[Term, ...]:
    """The drafted words of the language."""
    path = LOCALES / "glossary.csv"
    return tuple(
        Term(
            entry.term,
            tuple(text for of, text, use in entry.words if of == tag and use != "forbidden"),
            forbidden=tuple(
                text for of, text, use in entry.words if of == tag and use == "forbidden"
            ),
        )
        for entry in read_csv(path.read_bytes(), path.name)
        if any(of == tag for of, _, _ in entry.words)
    )


def _held(resource: Resource, path: Path, language: Language) -> dict[str, tuple[str, bool]]:
    if not path.exists():
        return {}
    if resource.kind == "interface":
        found = drafts_of(interface.read_catalogue(path, language))
        return {block: (text, bool(fuzzy)) for block, (text, fuzzy) in found.items()}
    entries = read(path.read_bytes(), path.name).entries
    return {entry.path: (entry.text, entry.fuzzy is not False) for entry in entries}


def _file_faults(resource: Resource, language: Language) -> Iterator[Fault]:
    path = place(resource, language)
    name = f"{path.parent.parent.name}/{path.name}"
    if not path.exists():
        yield Fault(name, "there is no such file.")
    elif resource.kind != "interface":
        revision = f'"{REVISION}: {content_hash(resource)[:16]}\\n"'
        if revision not in path.read_text("utf-8"):
            yield Fault(name, "holds drafts of other English: `python -m app.exchange.shipped`.")


def _faults(draft: Draft) -> Iterator[Fault]:
    if not draft.pair.target.strip():
        yield Fault(draft.place, f"no words for “{draft.pair.source}”.")
        return
    if not draft.fuzzy:
        yield Fault(draft.place, "is not marked fuzzy, but nobody has approved it.")
    for found in _findings(draft):
        if found.severity is Severity.BLOCKING:
            yield _said(draft, found)


@cache
def _findings(draft: Draft) -> tuple[Finding, ...]:
    return checks.run(draft.pair)


def _said(draft: Draft, found: Finding) -> Fault:
    pair = draft.pair
    return Fault(
        draft.place, f"[{found.check}] {found.message}\n    {pair.source}\n    {pair.target}"
    )
