"""What the pages of the glossary are handed: the list in one language, and one term."""

from collections.abc import Sequence
from dataclasses import dataclass
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
class TermLine:
    """One term in the list."""

    entry: GlossaryEntry
    href: str


@dataclass(frozen=True, kw_only=True)
class TermsPage:
    """The glossary in one language. `found` is what was looked for."""

    frame: Frame
    language: Language
    choices: tuple[Link, ...]
    found: str
    rows: tuple[TermLine, ...]
    agreed: int
    total: int
    files: tuple[Link, ...]
    may_add: bool

    @property
    def address(self) -> str:
        return address(self.language.tag)


@dataclass(frozen=True, kw_only=True)
class Event:
    """One change of a term."""

    what: str
    words: str
    language: str
    when: str
    who: str
    why: str


@dataclass(frozen=True, kw_only=True)
class TermPage:
    """One term with its words in one language, what was done to it, and forms of its words that
    approved texts hold."""

    frame: Frame
    language: Language
    entry: GlossaryEntry
    seen: tuple[str, ...]
    events: tuple[Event, ...]
    may_describe: bool
    may_agree: bool
    languages: tuple[Link, ...]

    @property
    def address(self) -> str:
        return address(self.language.tag)

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
    language = find(tag)
    every = terms.entries(session, tag)
    wanted = found.casefold().strip()
    rows = tuple(TermLine(e, address(tag, e.term)) for e in every if wanted in _searched(e))
    return TermsPage(
        frame=frame.at("Terms", PLACE, frame.done, *problems),
        language=language,
        choices=_choices(tag),
        found=found,
        rows=rows,
        agreed=sum(bool(e.approved) or e.keep for e in every),
        total=len(every),
        files=tuple(Link(name, f"{address(tag)}/export.{ending}") for name, ending in FILES),
        may_add=any(actor.can(role, ENGLISH.tag) for role in ENGLISH_ROLES),
    )


def term_page(
    frame: Frame, session: Session, actor: Actor, tag: str, term: str, *problems: Problem
) -> TermPage:
    """Raises Missing."""
    terms.find_term(session, term)
    language = find(tag)
    entry = next(e for e in terms.entries(session, tag) if e.term == term)
    names = accounts.names(session)
    return TermPage(
        frame=frame.at(f"{term} in {language.english_name}", PLACE, frame.done, *problems),
        language=language,
        entry=entry,
        seen=terms.forms_seen(session, entry, tag),
        events=tuple(_event(each, names) for each in terms.history(session, term)),
        may_describe=any(actor.can(role, ENGLISH.tag) for role in ENGLISH_ROLES),
        may_agree=any(actor.can(role, tag) for role in WORD_ROLES) and not entry.keep,
        languages=tuple(
            Link(each.english_name, address(each.tag, term), each.tag == tag)
            for each in languages()
        ),
    )


def _searched(entry: GlossaryEntry) -> str:
    words = (entry.term, entry.definition, entry.note, *entry.approved, *entry.forbidden)
    return " ".join(words).casefold()


def _choices(tag: str) -> tuple[Link, ...]:
    return tuple(Link(each.english_name, each.tag, each.tag == tag) for each in languages())


_WHAT = {
    "add": "Term added",
    "describe": "Meaning changed",
    Use.APPROVED: "Words agreed on",
    Use.FIXED: "Words agreed on, always exactly so",
    Use.FORBIDDEN: "Words ruled out",
    "form": "Form accepted",
    "take out": "Words taken out",
}


def _event(event: TermEvent, names: dict[int, str]) -> Event:
    language = find(event.language).english_name if event.language else ""
    return Event(
        what=_WHAT.get(event.action, event.action),
        words=str(event.change.get("text", "")),
        language=language,
        when=moment(event.at),
        who=f"{names.get(event.actor_id, 'someone')} ({event.role})",
        why=event.why,
    )


def first_language(actor: Actor, roles: Sequence[str] = ("reviewer", "translator")) -> str:
    """The language that a person sees first: one of theirs, or else the registry's first."""
    mine = {tag for role, tag in actor.grants if role in roles}
    return next((each.tag for each in languages() if each.tag in mine), languages()[0].tag)
