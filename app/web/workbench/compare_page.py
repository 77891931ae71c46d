"""What the page of the editions of one text is handed: all of them, newest first, and two beside
each other word by word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlmodel import Session

from app.languages import ENGLISH, Language, find, format_date
from app.models import Role
from app.render.printable import formats_of
from app.resources.beside_words import told_links
from app.resources.schema import Resource
from app.resources.segments import extract, links
from app.web.frame.staff import Frame, Link, Problem
from app.web.frame.staff_presenters import VERSIONS
from app.web.workbench.marked_text import Piece, difference
from app.workflow.editions import published
from app.workflow.editions.edition_views import EditionView
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Missing

_STATES = {"current": "readers have it", "superseded": "replaced", "withdrawn": "withdrawn"}


@dataclass(frozen=True)
class EditionLine:
    """One edition, to choose and to bring back."""

    view: EditionView

    @property
    def code(self) -> str:
        return self.view.code

    @property
    def name(self) -> str:
        view = self.view
        day = format_date(view.published_on, ENGLISH)
        return f"Edition {view.number}, {day}, {_STATES[view.state]}"

    @property
    def files(self) -> tuple[Link, ...]:
        """The edition to take away: its print, and of English its words."""
        view, place = self.view, f"/library/editions/{self.view.code}"
        prints = formats_of(view.kind, view.reading_version, view.language)
        found = [Link("PDF", f"{place}/{name}.pdf") for name in prints[:1]]
        if view.language == ENGLISH.tag:
            found += [Link("YAML", f"{place}/english.yaml"), Link("Word", f"{place}/english.docx")]
        return tuple(found)


@dataclass(frozen=True)
class StringChange:
    """One segment that differs, in the language and in the English that it was made from."""

    path: str
    words: tuple[Piece, ...]
    english: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class ComparePage:
    """The editions of a text in a language, `before` and `after` beside each other where there are
    two."""

    frame: Frame
    actor: Actor
    place: tuple[str, str, str]
    editions: Sequence[EditionView]
    before: EditionView | None
    after: EditionView | None
    error: str = ""

    @property
    def title(self) -> str:
        return self.editions[0].english.title

    @property
    def version(self) -> str:
        return VERSIONS[self.place[1]]

    @property
    def language(self) -> Language:
        return find(self.place[2])

    @property
    def action(self) -> str:
        return f"/library/{'/'.join(self.place)}/editions"

    @property
    def back(self) -> str:
        return f"/library/{self.place[0]}"

    @property
    def lines(self) -> tuple[EditionLine, ...]:
        return tuple(map(EditionLine, self.editions))

    @property
    def older(self) -> tuple[EditionLine, ...]:
        """What an author may publish anew; nothing for others."""
        able = self.actor.can(Role.AUTHOR, ENGLISH.tag)
        newest = self.editions[0].english
        return tuple(x for x in self.lines if able and x.view.english != newest)

    @cached_property
    def changes(self) -> tuple[StringChange, ...]:
        if self.before is None or self.after is None:
            return ()
        return tuple(_changes(self.before, self.after))

    @cached_property
    def links(self) -> tuple[str, ...]:
        """Where links lead that are new or lead elsewhere."""
        if self.before is None or self.after is None:
            return ()
        return tuple(_links(self.before.resource, self.after.resource))

    @property
    def is_moved(self) -> bool:
        """Whether blocks stand in another order, or something differs that is no text."""
        sides = self.before, self.after
        shown = self.changes or self.links
        return not shown and len({each.hash for each in sides if each}) > 1


def compare_page(
    frame: Frame,
    session: Session,
    actor: Actor,
    place: tuple[str, str, str],
    before: str,
    after: str,
    *,
    error: str = "",
) -> ComparePage:
    """Raises Missing where nothing was published, or for a code that is none of these."""
    editions = published.all_editions(session, *place)
    if not editions:
        raise Missing("Nothing of this text was ever published in this language.")
    known = {each.code: each for each in editions}
    for code in (before, after):
        if code and code not in known:
            raise Missing(f"{code!r} is no edition of this text.")
    last = editions[1] if len(editions) > 1 else None
    problems = (Problem(error, "#older"),) if error else ()
    return ComparePage(
        frame=frame.at(f"Editions of {editions[0].english.title}", "/library", "", *problems),
        actor=actor,
        place=place,
        editions=editions,
        before=known[before] if before else last,
        after=known[after] if after else editions[0],
        error=error,
    )


def _changes(before: EditionView, after: EditionView) -> Iterator[StringChange]:
    old, new = _texts(before.resource), _texts(after.resource)
    was, stands = _texts(before.english), _texts(after.english)
    for path in {**new, **old}:
        sides = old.get(path, ""), new.get(path, "")
        english = was.get(path, ""), stands.get(path, "")
        if sides[0] != sides[1] or english[0] != english[1]:
            beside = difference(*english) if before.language != ENGLISH.tag else ()
            yield StringChange(path, difference(*sides), beside)


def _links(before: Resource, after: Resource) -> Iterator[str]:
    yield from told_links(*(links(extract(each).segments) for each in (before, after)))


def _texts(resource: Resource) -> dict[str, str]:
    return {each.path: each.text for each in extract(resource).segments}
