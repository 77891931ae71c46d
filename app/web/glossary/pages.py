"""What the pages of the glossary are handed: the list in one language, and one term."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from sqlmodel import Session

from app.languages import ENGLISH, Language, find, languages
from app.models import TermEvent, Use
from app.web.frame.labels import moment
from app.web.frame.staff import Frame, Link, Problem
from app.workflow.glossary import terms
from app.workflow.glossary.terms import ENGLISH_ROLES, WORD_ROLES, GlossaryEntry
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor

PLACE = "/workbench/terms"
FILES = (("TBX", "tbx"), ("Excel", "xlsx"), ("CSV", "csv"))


def address(tag: str, term: str = "") -> str:
    return f"{PLACE}/{tag}/term?term={quote(term)}" if term else f"{PLACE}/{tag}"


@dataclass(frozen=True)
class GlossaryRow:
    """One term in the list."""

    entry: GlossaryEntry
    href: str


@dataclass(frozen=True, kw_only=True)
class TermsPage:
    """The glossary in one language; `found` is what was looked for."""

    frame: Frame
    actor: Actor
    language: Language
    entries: Sequence[GlossaryEntry]
    found: str

    @property
    def address(self) -> str:
        return address(self.language.tag)

    @property
    def choices(self) -> tuple[Link, ...]:
        tag = self.language.tag
        return tuple(Link(each.english_name, each.tag, each.tag == tag) for each in languages())

    @cached_property
    def rows(self) -> tuple[GlossaryRow, ...]:
        wanted = self.found.casefold().strip()
        return tuple(
            GlossaryRow(entry, address(self.language.tag, entry.term))
            for entry in self.entries
            if wanted in _searched(entry)
        )

    @property
    def agreed(self) -> int:
        return sum(bool(entry.approved) or entry.keep for entry in self.entries)

    @property
    def total(self) -> int:
        return len(self.entries)

    @property
    def files(self) -> tuple[Link, ...]:
        return tuple(Link(name, f"{self.address}/export.{ending}") for name, ending in FILES)

    @property
    def may_add(self) -> bool:
        return _may_describe(self.actor)


@dataclass(frozen=True)
class Event:
    """One change of a term; `names` are everybody's."""

    event: TermEvent
    names: Mapping[int, str]

    @property
    def what(self) -> str:
        return _WHAT.get(self.event.action, self.event.action)

    @property
    def words(self) -> str:
        return str(self.event.change.get("text", ""))

    @property
    def language(self) -> str:
        return find(self.event.language).english_name if self.event.language else ""

    @property
    def when(self) -> str:
        return moment(self.event.at)

    @property
    def who(self) -> str:
        return f"{self.names.get(self.event.actor_id, 'someone')} ({self.event.role})"

    @property
    def why(self) -> str:
        return self.event.why


@dataclass(frozen=True, kw_only=True)
class TermPage:
    """One term with its words in one language, what was done to it, and the forms of its words that
    approved texts hold, `seen`."""

    frame: Frame
    actor: Actor
    language: Language
    entry: GlossaryEntry
    seen: tuple[str, ...]
    history: Sequence[TermEvent]
    names: Mapping[int, str]

    @property
    def address(self) -> str:
        return address(self.language.tag)

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(Event(each, self.names) for each in self.history)

    @property
    def may_describe(self) -> bool:
        return _may_describe(self.actor)

    @property
    def may_agree(self) -> bool:
        able = any(self.actor.can(role, self.language.tag) for role in WORD_ROLES)
        return able and not self.entry.keep

    @property
    def languages(self) -> tuple[Link, ...]:
        tag, term = self.language.tag, self.entry.term
        return tuple(
            Link(each.english_name, address(each.tag, term), each.tag == tag)
            for each in languages()
        )

    @property
    def uses(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """(heading, hint, words) of each kind of words."""
        e = self.entry
        return (
            ("Agreed words", "Any of these may stand in a text.", e.approved),
            ("Not to be used", "A text with one of these gets a finding.", e.forbidden),
            ("Other forms", "Endings and spellings that count as the agreed words.", e.forms),
        )


def terms_page(
    frame: Frame, session: Session, actor: Actor, tag: str, found: str, *problems: Problem
) -> TermsPage:
    return TermsPage(
        frame=frame.at("Terms", PLACE, frame.done, *problems),
        actor=actor,
        language=find(tag),
        entries=terms.entries(session, tag),
        found=found,
    )


def term_page(
    frame: Frame, session: Session, actor: Actor, tag: str, term: str, *problems: Problem
) -> TermPage:
    """Raises Missing."""
    terms.find_term(session, term)
    language = find(tag)
    entry = next(e for e in terms.entries(session, tag) if e.term == term)
    return TermPage(
        frame=frame.at(f"{term} in {language.english_name}", PLACE, frame.done, *problems),
        actor=actor,
        language=language,
        entry=entry,
        seen=terms.forms_seen(session, entry, tag),
        history=terms.history(session, term),
        names=accounts.names(session),
    )


def _may_describe(actor: Actor) -> bool:
    return any(actor.can(role, ENGLISH.tag) for role in ENGLISH_ROLES)


def _searched(entry: GlossaryEntry) -> str:
    words = (entry.term, entry.definition, entry.note, *entry.approved, *entry.forbidden)
    return " ".join(words).casefold()


_WHAT = {
    "add": "Term added",
    "describe": "Meaning changed",
    Use.APPROVED: "Words agreed on",
    Use.FIXED: "Words agreed on, always exactly so",
    Use.FORBIDDEN: "Words ruled out",
    "form": "Form accepted",
    "take out": "Words taken out",
}


def first_language(actor: Actor, roles: Sequence[str] = ("reviewer", "translator")) -> str:
    """The language that a person sees first: one of theirs, or else the registry's first."""
    mine = {tag for role, tag in actor.grants if role in roles}
    return next((each.tag for each in languages() if each.tag in mine), languages()[0].tag)
