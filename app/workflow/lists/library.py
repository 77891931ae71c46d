"""The list of the staff library: every reading version in every language with where it stands, a
page at a time, however many there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlmodel import Session, col

from app.languages import ENGLISH, languages
from app.models import Edition, TextSummary
from app.resources.kinds import PUBLIC
from app.resources.review_date import today
from app.workflow.editions import published
from app.workflow.editions.edition_views import EditionView
from app.workflow.glossary.folding import fold
from app.workflow.lists.text_state import LIVE, NextStep, next_step
from app.workflow.source.revisions import damaged

PAGE = 48
"""Rows of a page: three texts in all their languages."""
SOON = timedelta(days=183)
DUE = ("overdue", "soon")
"""What is asked of the day of the review, beside the states of `text_state`."""
_BEGUN: Any = col(TextSummary.empty) < col(TextSummary.total)
_WAITING: Mapping[str, Any] = {
    "sign": col(TextSummary.stage) == "sign",
    "publish": col(TextSummary.stage) == "publish",
    "work": (col(TextSummary.stage) == "work") & _BEGUN,
    "none": (col(TextSummary.stage) == "work") & ~_BEGUN,
}
"""What waits is asked of the next step, as `next_step` says it: a text that readers have, or had,
waits too, and its state says only what became of its edition."""


@dataclass(frozen=True, kw_only=True)
class LibraryQuery:
    """What the list is narrowed to, "" for all; a value that is no choice finds nothing. `words`
    stand in the title, or are the code of a print. `state` is what readers have of a text, or
    what it waits for, whatever they have."""

    words: str = ""
    tag: str = ""
    state: str = ""
    owner: str = ""
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class ListedText:
    """One reading version in one language; `edition` is the newest, if there is any, and `damage`
    what is said of English that cannot be read."""

    summary: TextSummary
    edition: "LibraryEdition | None"
    next: NextStep
    damage: str = ""


@dataclass(frozen=True, kw_only=True)
class LibraryEdition:
    """What the list says of an edition, without its texts."""

    code: str
    number: int
    published_on: date
    demo: bool


@dataclass(frozen=True)
class TextList:
    """One page, from 1, of so many texts."""

    rows: tuple[ListedText, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def library_list(session: Session, wanted: LibraryQuery, page: int = 1) -> TextList:
    """The page with this number, by title, standard before easy read, English first; the last one
    where there are fewer."""
    found = _conditions(session, wanted)
    total = session.execute(
        select(func.count()).select_from(TextSummary).where(*found)
    ).scalar_one()
    at = min(max(1, page), max(1, -(-total // PAGE)))
    ids = select(col(TextSummary.id)).where(*found).order_by(*_ORDER)
    shown = session.execute(ids.limit(PAGE).offset((at - 1) * PAGE)).scalars().all()
    rows = session.execute(select(TextSummary).where(col(TextSummary.id).in_(shown))).scalars()
    by_id = {row.id: row for row in rows}
    texts = [by_id[number] for number in shown]
    editions = _editions(session, [row.edition_id for row in texts if row.edition_id])
    unread = damaged(session, {row.revision_id for row in texts})
    now = today()
    return TextList(
        tuple(
            ListedText(
                summary=row,
                edition=editions.get(row.edition_id),
                next=next_step(row, now),
                damage=unread.get(row.revision_id, ""),
            )
            for row in texts
        ),
        total,
        at,
    )


@dataclass(frozen=True)
class PrintShelf:
    """One page, from 1, of what can be printed in a language, of so many pages."""

    editions: tuple[EditionView, ...]
    page: int
    pages: int


def shelf_of(session: Session, tag: str, page: int = 1) -> PrintShelf:
    """What families have in a language, by kind and slug, standard before easy read; the last page
    where there are fewer."""
    text = TextSummary
    query = (
        select(col(text.edition_id))
        .where(
            col(text.language) == tag,
            col(text.state).in_(LIVE),
            col(text.kind).in_(tuple(PUBLIC)),
        )
        .order_by(col(text.kind), col(text.slug), col(text.reading_version).desc())
    )
    ids = session.execute(query).scalars().all()
    pages = max(1, -(-len(ids) // PAGE))
    at = min(max(1, page), pages)
    shown = [number for number in ids[(at - 1) * PAGE : at * PAGE] if number is not None]
    return PrintShelf(published.by_ids(session, shown), at, pages)


def owners(session: Session) -> tuple[str, ...]:
    """Who answers for any text, by name."""
    query = select(col(TextSummary.owner)).where(col(TextSummary.language) == ENGLISH.tag)
    return tuple(sorted(set(session.execute(query.distinct()).scalars())))


_PLACES: Mapping[str, int] = {
    language.tag: number for number, language in enumerate((ENGLISH, *languages()))
}
_ORDER: Any = (
    col(TextSummary.filed_under),
    col(TextSummary.slug),
    col(TextSummary.reading_version).desc(),
    case(_PLACES, value=col(TextSummary.language), else_=len(_PLACES)),
)


def _conditions(session: Session, wanted: LibraryQuery) -> list[Any]:
    text, found = TextSummary, []
    for column, value in ((text.language, wanted.tag), (text.kind, wanted.kind)):
        if value:
            found.append(col(column) == value)
    if wanted.owner:
        found.append(col(text.owner) == wanted.owner)
    if wanted.state in DUE:
        found.append(col(text.review_by) < today() + (SOON if wanted.state == "soon" else _NONE))
    elif wanted.state:
        waiting = _WAITING.get(wanted.state)
        found.append(col(text.state) == wanted.state if waiting is None else waiting)
    if wanted.words.strip():
        found.append(_having(session, wanted.words.strip()))
    return found


_NONE = timedelta()


def _having(session: Session, words: str) -> Any:
    """Texts with these words in the title; or the text of a print with this code."""
    title = col(TextSummary.filed_under).contains(fold(words), autoescape=True)
    edition = session.execute(
        select(col(Edition.resource_id), col(Edition.reading_version), col(Edition.language)).where(
            col(Edition.code) == words.upper()
        )
    ).first()
    if edition is None:
        return title
    of = (TextSummary.resource_id, TextSummary.reading_version, TextSummary.language)
    pairs = zip(of, edition, strict=True)
    first, second, third = (col(column) == value for column, value in pairs)
    return or_(title, first & second & third)


def _editions(session: Session, ids: list[int]) -> dict[int | None, LibraryEdition]:
    columns = (Edition.id, Edition.code, Edition.number, Edition.published_at, Edition.demo)
    chosen: list[Any] = [col(column) for column in columns]
    rows = session.execute(select(*chosen).where(col(Edition.id).in_(ids))).all()
    return {
        number: LibraryEdition(code=code, number=count, published_on=at.date(), demo=demo)
        for number, code, count, at, demo in rows
    }
