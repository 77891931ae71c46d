"""How many segments each choice of each filter of *Find texts* would list, the other filters
staying as they are. The list itself is in `search`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlmodel import Session, col

from app.models import SegmentListing, TextSummary
from app.workflow.glossary.folding import LEAST, fold
from app.workflow.lists.search import (
    HOLDERS,
    KINDS,
    MARKS,
    ME,
    MOST_LETTERS,
    SearchQuery,
    having,
    seen_by,
)
from app.workflow.lists.waiting import alike, for_me_in
from app.workflow.people.accounts import Actor

COUNTED = 100_000
"""Of more segments than these only what the chosen language and resource hold is counted."""
FOUND = 5_000
"""Where more segments hold the words, nothing is counted."""
FILTERS = ("language", "slug", "version", "waits", "holder", "mark")


@dataclass(frozen=True)
class ResourceChoice:
    """A resource by which a list may be narrowed."""

    slug: str
    title: str


@dataclass(frozen=True)
class Counts:
    """`by` holds, of each filter that could be counted, how many segments each of its choices would
    list; "" is that of no choice. `total` is what is listed now; None where it was not counted."""

    total: int | None
    by: Mapping[str, Mapping[str, int]]


_NOT_COUNTED = Counts(None, {})


@dataclass(frozen=True)
class _Text:
    id: int
    slug: str
    version: str
    language: str
    total: int


def resources(session: Session, actor: Actor) -> tuple[ResourceChoice, ...]:
    """Every resource of the lists that the person may see, by title; two of the same title with
    their slugs."""
    text = TextSummary
    query = (
        select(col(text.slug), col(text.title), col(text.reading_version))
        .where(col(text.language).in_(seen_by(actor)))
        .order_by(col(text.reading_version))  # the title of the standard version is written last
        .distinct()
    )
    titles: dict[str, str] = {slug: title for slug, title, _ in session.execute(query)}
    same = Counter(titles.values())
    named = (
        ResourceChoice(slug, title if same[title] == 1 else f"{title} ({slug})")
        for slug, title in titles.items()
    )
    return tuple(sorted(named, key=lambda one: (one.title.casefold(), one.slug)))


def counts(session: Session, actor: Actor, wanted: SearchQuery) -> Counts:
    """What each choice would list; raises nothing for words that `search.find` refuses."""
    words = fold(wanted.words)
    if words and (not LEAST <= len(words) <= MOST_LETTERS or _are_many(session, words)):
        return _NOT_COUNTED
    texts = _texts(session, actor)
    narrowed: tuple[str, ...] = ()
    if sum(text.total for text in texts) > COUNTED:
        narrowed = ("language", "slug", "version")
        texts = tuple(text for text in texts if _is_of(text, wanted))
    if sum(text.total for text in texts) > COUNTED:
        return _NOT_COUNTED
    by = {name: Counter[str]() for name in FILTERS if name not in narrowed}
    total = 0
    asked, known = _asked(wanted), {text.id: text for text in texts}
    for row in session.execute(_grouped(session, actor, texts, words)):
        values, number = _values(known[row[0]], row), int(row.number)
        failed = [name for name, value in asked.items() if value not in values[name]]
        total += 0 if failed else number
        for name, counted in by.items():
            if not failed or failed == [name]:
                for value in ("", *values[name]):
                    counted[value] += number
    return Counts(total, by)


def _are_many(session: Session, words: str) -> bool:
    some = select(col(SegmentListing.id)).where(having(session, words)).limit(FOUND + 1)
    number = session.execute(select(func.count()).select_from(some.subquery())).scalar_one()
    return bool(number > FOUND)


def _texts(session: Session, actor: Actor) -> tuple[_Text, ...]:
    text = TextSummary
    columns = (text.id, text.slug, text.reading_version, text.language, text.total)
    chosen: list[Any] = [col(column) for column in columns]
    query = select(*chosen).where(col(text.language).in_(seen_by(actor)))
    return tuple(_Text(*row) for row in session.execute(query))


def _is_of(text: _Text, wanted: SearchQuery) -> bool:
    return (
        wanted.language in ("", text.language)
        and wanted.slug in ("", text.slug)
        and wanted.version in ("", text.version)
    )


def _grouped(session: Session, actor: Actor, texts: Sequence[_Text], words: str) -> Any:
    """Segments counted by all that the filters ask of them; read from one index alone, unless words
    are looked for."""
    row = SegmentListing
    held, tags = col(row.assignee_id), {text.language for text in texts}
    flags = (
        for_me_in(alike(actor, sorted(tags)), actor.id),
        col(row.safety_critical).is_(True),
        col(row.blocking) > 0,
        col(row.advisory) > 0,
        col(row.due_on).is_not(None),
    )
    holder = case((held.is_(None), "nobody"), (held == actor.id, "me"), else_="others")
    parts = (
        col(row.summary_id),
        col(row.waits),
        holder.label("holder"),
        *(
            case((flag, 1), else_=0).label(name)
            for flag, name in zip(flags, ("mine", *MARKS), strict=True)
        ),
    )
    inner = select(*parts).where(col(row.summary_id).in_([text.id for text in texts]))
    if words:
        inner = inner.where(having(session, words))
    given = inner.subquery()
    return select(*given.c, func.count().label("number")).group_by(*given.c)


def _values(text: _Text, row: Row[Any]) -> dict[str, tuple[str, ...]]:
    """The choices of each filter that such segments are listed under."""
    return {
        "language": (text.language,),
        "slug": (text.slug,),
        "version": (text.version,),
        "waits": tuple(_kinds(row)),
        "holder": (row.holder,),
        "mark": tuple(name for name in MARKS if getattr(row, name)),
    }


def _kinds(row: Row[Any]) -> Iterator[str]:
    for name, kinds in KINDS.items():
        if row.waits in kinds and (name != ME or row.mine):
            yield name


_CHOICES: Mapping[str, Iterable[str]] = {
    "waits": KINDS,
    "holder": HOLDERS,
    "mark": MARKS,
}


def _asked(wanted: SearchQuery) -> dict[str, str]:
    """What narrows the list; a value that a filter does not offer narrows nothing, as in
    `search`."""
    given = {name: str(getattr(wanted, name)) for name in FILTERS}
    offered = {name: _CHOICES.get(name, (value,)) for name, value in given.items()}
    return {name: value for name, value in given.items() if value and value in offered[name]}
