"""Reports that something is wrong in a published text: from anybody who holds a print or reads a
page, to those who look after the text.

A reader only chooses, so that no name and nothing about anybody is ever in one, and nobody can fill
the list: the same fault at the same place is one line with a number, which grows once a minute at
most. Staff may add words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from app.config import settings
from app.db import hold
from app.languages import ENGLISH
from app.models import Edition, ResourceRow, Role, TextFault, TextReport, now
from app.resources.schema import Resource
from app.resources.sections import sections
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Missing, Unfilled

LONGEST = 500
"""Letters of what staff add, and of what was done."""
ONCE = timedelta(minutes=1)
"""The same is counted once within this time."""
SHOWN = 50
READERS = frozenset({Role.AUTHOR, Role.CLINICIAN})


@dataclass(frozen=True, kw_only=True)
class OpenReport:
    """One fault that nobody has dealt with. `place` is the English heading, "" for the whole
    text."""

    id: int
    code: str
    slug: str
    title: str
    reading_version: str
    language: str
    place: str
    fault: TextFault
    words: str
    times: int
    at: datetime


def places(resource: Resource) -> tuple[tuple[str, str], ...]:
    """(id, heading) of each place that can be pointed at, in the words of this resource."""
    return tuple(
        (each.id, each.heading.text) for each in sections(resource) if each.heading is not None
    )


def report(
    session: Session,
    code: str,
    place: str,
    fault: TextFault,
    words: str = "",
    actor: Actor | None = None,
) -> None:
    """Say that something is wrong in the edition with this code. A place that it does not have is
    the whole text. Raises Missing and Refused."""
    edition = session.exec(select(Edition).where(Edition.code == code.upper())).first()
    if edition is None or edition.id is None:
        raise Missing(f"There is no edition {code!r}.")
    known = {id_ for id_, _ in places(Resource.model_validate(edition.english))}
    at, said = (place if place in known else ""), _tidy(words if actor else "")
    hold(session, "text-report", edition.code)
    same = session.exec(
        select(TextReport).where(
            TextReport.edition_id == edition.id,
            TextReport.place == at,
            TextReport.fault == fault,
            TextReport.words == said,
            col(TextReport.closed_at).is_(None),
        )
    ).first()
    if same is None:
        whose = actor.id if actor else None
        session.add(
            TextReport(edition_id=edition.id, place=at, fault=fault, words=said, actor_id=whose)
        )
    elif same.last_at < now() - ONCE:
        same.times, same.last_at = same.times + 1, now()
        session.add(same)


def open_reports(session: Session, actor: Actor) -> tuple[OpenReport, ...]:
    """What is to be dealt with by this person, oldest first: by authors and clinicians of the
    language, and by authors of the English."""
    if not actor.languages(*READERS):
        return ()
    query = (
        select(TextReport, Edition, ResourceRow.slug)
        .join(Edition, col(Edition.id) == col(TextReport.edition_id))
        .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
        .where(col(TextReport.closed_at).is_(None), col(ResourceRow.archived).is_(False))
        .order_by(col(TextReport.id))
        .limit(SHOWN * 4)
    )
    if not settings().demo:
        query = query.where(col(Edition.demo).is_(False))
    rows = session.exec(query).all()
    mine = [row for row in rows if _looks_after(actor, row[1].language)][:SHOWN]
    return tuple(_opened(mine))


def close(session: Session, actor: Actor, report_id: int, done: str) -> None:
    """Say what was done about it, which takes it off the list; raises Refused and Missing."""
    found = session.get(TextReport, report_id)
    edition = session.get(Edition, found.edition_id) if found else None
    if found is None or edition is None:
        raise Missing("There is no such report.")
    if not _looks_after(actor, edition.language):
        actor.require_role(READERS, edition.language)
    words = _tidy(done)
    if not words:
        raise Unfilled("Write what was done about it, or why nothing needs doing.", "done")
    if found.closed_at is None:
        found.closed_at, found.closed_by, found.done = now(), actor.id, words
        session.add(found)


def _looks_after(actor: Actor, tag: str) -> bool:
    return any(actor.can(role, tag) for role in READERS) or actor.can(Role.AUTHOR, ENGLISH.tag)


def _opened(rows: list[tuple[TextReport, Edition, str]]) -> Iterator[OpenReport]:
    for found, edition, slug in rows:
        english = Resource.model_validate(edition.english)
        yield OpenReport(
            id=found.id or 0,
            code=edition.code,
            slug=slug,
            title=english.title,
            reading_version=edition.reading_version,
            language=edition.language,
            place=dict(places(english)).get(found.place, ""),
            fault=found.fault,
            words=found.words,
            times=found.times,
            at=found.at,
        )


def _tidy(words: str) -> str:
    said = " ".join(words.split())
    if len(said) > LONGEST:
        raise Unfilled(f"This is longer than {LONGEST} letters. Shorten it.", "words")
    return said
