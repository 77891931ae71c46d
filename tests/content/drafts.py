"""The drafts of `locales/` against the English and the project's own checks."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from app import checks
from app.checks.base import Finding, Pair, Severity, Term
from app.checks.terms import find_terms
from app.config import LOCALES
from app.exchange.entries import Entry
from app.exchange.glossary import read_csv
from app.exchange.merge import NAMED, no_translation
from app.exchange.po import REVISION
from app.languages import Language
from app.render import interface_resource
from app.resources.inline import MarkupError, Token, detokenise
from app.resources.schema import Resource
from app.resources.segments import content_hash, extract
from app.resources.text_messages import MOST_PARTS, SMS, filled, measure
from app.workflow.imports import shipped_drafts
from app.workflow.imports.shipped_drafts import resources
from tests.content.promised import is_whole


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
    path: str
    tokens: tuple[Token, ...]


def faults(language: Language, slugs: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """What is missing or blocked in the language's drafts; of the resources with these slugs
    alone, if there are any."""
    for resource in resources():
        if not slugs or resource.slug in slugs:
            yield from _file_faults(resource, language)
            whole = is_whole(resource, language)
            for draft in drafts(resource, language):
                if whole or draft.pair.target.strip():
                    yield from _faults(draft)
                    yield from left_out(draft)
                    yield from breaking_spaces(draft)
                    yield from too_long_for_sms(draft)


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
    path = shipped_drafts.path_of(resource, language)
    held = _held(resource, language)
    terms = glossary(language.tag)
    for segment in extract(resource).segments:
        if resource.kind == interface_resource.KIND and segment.path in interface_resource.UNSEEN:
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
            path=segment.path,
            tokens=segment.tokens,
        )


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


def _held(resource: Resource, language: Language) -> dict[str, tuple[str, bool]]:
    file = shipped_drafts.read(resource, language)
    entries = file.entries if file else ()
    return {entry.path: (entry.text, entry.fuzzy is not False) for entry in entries}


def _file_faults(resource: Resource, language: Language) -> Iterator[Fault]:
    path = shipped_drafts.path_of(resource, language)
    name = f"{path.parent.parent.name}/{path.name}"
    if not path.exists():
        yield Fault(name, "there is no such file.")
    elif resource.kind != interface_resource.KIND:
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


def left_out(draft: Draft) -> Iterator[Fault]:
    """What a service would not take in as a translation, so that the text is never published."""
    source, text = draft.pair.source, draft.pair.target
    entry = Entry(path=draft.path, source=source, text=text, fuzzy=draft.fuzzy, state=NAMED)
    if unfit := no_translation(entry):
        yield Fault(draft.place, f"a service leaves it out: {unfit[1]}.\n    {text}")


def breaking_spaces(draft: Draft) -> Iterator[Fault]:
    """A space that lets a mark of French fall to the next line. An SMS has no other space."""
    if draft.pair.language == "fr" and draft.path != SMS:
        text = draft.pair.target
        if found := _BREAKING.search(text):
            near = text[max(0, found.start() - 15) : found.end() + 15]
            yield Fault(draft.place, f"wants a narrow no-break space (U+202F): “{near}”.")


_BREAKING = re.compile(r"[^\S\u202f](?=[:;?!»])|(?<=«)[^\S\u202f]")


def too_long_for_sms(draft: Draft) -> Iterator[Fault]:
    """An SMS in more parts than a phone is sure to join, with a real phone number in it."""
    if draft.path != SMS:
        return
    with suppress(MarkupError):  # the checks name damaged tokens
        size = measure(filled(detokenise(draft.pair.target, draft.tokens)))
        if size.parts > MOST_PARTS:
            room = 153 if size.is_gsm else 67
            yield Fault(
                draft.place,
                f"takes {size.parts} parts of an SMS, {size.units} letters; "
                f"{MOST_PARTS} parts hold {MOST_PARTS * room}.",
            )


@cache
def _findings(draft: Draft) -> tuple[Finding, ...]:
    return checks.run(draft.pair)


def _said(draft: Draft, found: Finding) -> Fault:
    pair = draft.pair
    return Fault(
        draft.place, f"[{found.check}] {found.message}\n    {pair.source}\n    {pair.target}"
    )
