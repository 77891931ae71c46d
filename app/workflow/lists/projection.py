"""Where each segment and text stands, written for lists in the transaction that changes it.

`line` works one segment out of what is stored, exactly as `desk.view` does; the rows can be thrown
away and rebuilt from it. Reading them is in `waiting`, `strings` and `search`.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlmodel import Session, col
from sqlmodel import select as pick

from app import checks
from app.checks.base import Severity
from app.db import Database
from app.languages import ENGLISH
from app.models import (
    Assignment,
    Edition,
    EditionEvent,
    EditionState,
    Json,
    ResourceRow,
    SegmentListing,
    SourceRevision,
    TextSummary,
)
from app.models.text_ref import TextRef
from app.resources.inline import without_tokens
from app.resources.kinds import rules
from app.services import services
from app.workflow.dirty_texts import Dirty, mark_dirty
from app.workflow.editions.publishing import would_change
from app.workflow.glossary.folding import fold
from app.workflow.lists import summary_counts, text_state
from app.workflow.lists.summary_counts import count_on, counted, recount
from app.workflow.lists.text_state import FILED, state_of_text
from app.workflow.refusals import Missing
from app.workflow.review.remarks import open_questions
from app.workflow.review.sign_off import valid_sign_off
from app.workflow.review.waits import (
    BACK,
    NOTHING,
    SIGN,
    waits_for,
)
from app.workflow.source.archived import Archived
from app.workflow.source.revisions import DamagedEnglish, key
from app.workflow.translation.desk import Desk, SegmentView, marked_by, open_desk, view


def line(desk: Desk, seen: SegmentView, *, question: bool) -> dict[str, Any]:
    """The row of one segment, but for its place and whom it was given to."""
    segment = seen.segment
    source = without_tokens(segment.text)
    row = desk.rows.get(seen.path)
    waits = waits_for(desk, seen, question=question)
    blocking = sum(found.severity is Severity.BLOCKING for found in seen.findings)
    return {
        "language": desk.language.tag,
        "path": seen.path,
        "state": seen.state,
        "waits": waits,
        "blocking": blocking,
        "advisory": len(seen.findings) - blocking,
        "safety_critical": segment.safety_critical,
        "question": question,
        "doubt": bool(seen.doubt),
        "words": len(source.split()),
        "version": seen.version,
        "source": segment.text,
        "text": seen.text,
        "note": segment.note,
        "found_by": "\n".join(
            fold(part) for part in (source, without_tokens(seen.text), segment.note, seen.path)
        ),
        "edited_by": seen.edited_by,
        "revised_by": seen.revised_by,
        "sent_back_by": seen.sent_back.actor_id if seen.sent_back else None,
        "changed_at": row.updated_at if row else None,
    }


def write(session: Session, ref: TextRef, dirty: Dirty) -> None:
    """Bring the rows of one text up to date."""
    desk = marked_by(session, ref)
    if desk is None or dirty.whole:
        try:
            desk = open_desk(session, *ref.parts)
        except (Missing, DamagedEnglish):  # nothing can be worked out of it; its pages say so
            return
        except Archived:
            _forget(session.connection(), ref)
            return
    connection = session.connection()
    summary, begun = _locked(connection, desk)
    paths = sorted(dirty.paths & desk.segments.keys())
    if dirty.whole or not begun:
        _write_all(connection, desk, summary)
        recount(connection, desk, summary)
    elif paths:
        few = len(paths) <= _FEW
        before = counted(connection, summary, paths) if few else {}
        questions = open_questions(desk)
        rows = [line(desk, view(desk, path), question=path in questions) for path in paths]
        _update(connection, summary, rows)
        if few:
            count_on(connection, summary, before, counted(connection, summary, paths))
        else:
            recount(connection, desk, summary)
    _settle(connection, desk, summary)


def _forget(connection: Connection, ref: TextRef) -> None:
    """No list has a text of a resource that was taken out of all of them."""
    place = [
        col(getattr(TextSummary, name)) == part
        for name, part in zip(("slug", "reading_version", "language"), ref.parts, strict=True)
    ]
    ids = select(col(TextSummary.id)).where(*place)
    connection.execute(delete(SegmentListing).where(col(SegmentListing.summary_id).in_(ids)))
    connection.execute(delete(TextSummary).where(*place))


_FEW = 500
"""Up to so many segments are counted by themselves."""


def rebuild(database: Database, *, only_outdated: bool = False) -> int:
    """Write the lists anew from what they are derived from, a text to a transaction; says how many
    texts. With `only_outdated`, those that are missing or were worked out by other checks, numbers
    or languages."""
    with database.reading() as session:
        todo = list(_places(session, only_outdated=only_outdated))
    for ref in todo:
        with database.writing() as session:
            mark_dirty(session, ref, whole=True)
    return len(todo)


def _places(session: Session, *, only_outdated: bool) -> Iterator[TextRef]:
    newest = (
        select(
            col(SourceRevision.resource_id),
            col(SourceRevision.reading_version),
            func.max(col(SourceRevision.id)),
        )
        .join(ResourceRow, col(ResourceRow.id) == col(SourceRevision.resource_id))
        .where(col(ResourceRow.archived).is_(False))
        .group_by(col(SourceRevision.resource_id), col(SourceRevision.reading_version))
        .order_by(col(SourceRevision.resource_id))
    )
    rows = session.exec(pick(ResourceRow.id, ResourceRow.slug, ResourceRow.kind)).all()
    known = {number: (slug, kind) for number, slug, kind in rows}
    held = {
        (resource, version, tag): (revision, basis_)
        for resource, version, tag, revision, basis_ in session.execute(
            select(
                col(TextSummary.resource_id),
                col(TextSummary.reading_version),
                col(TextSummary.language),
                col(TextSummary.revision_id),
                col(TextSummary.basis),
            )
        )
    }
    for resource, version, revision in session.execute(newest).all():
        slug, kind = known[resource]
        for language in rules(kind).languages:
            current = held.get((resource, version, language.tag)) == (revision, basis())
            if not (only_outdated and current):
                yield TextRef(slug, version, language.tag)


@cache
def basis() -> str:
    """One word for all outside the database that the lists are worked out with: the checks and the
    hospitals' numbers."""
    digest = hashlib.sha256(json.dumps(services().frozen(), sort_keys=True).encode())
    for file in sorted(Path(checks.__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    for module in (__file__, summary_counts.__file__, text_state.__file__):
        digest.update(Path(module).read_bytes())
    return digest.hexdigest()[:16]


def _locked(connection: Connection, desk: Desk) -> tuple[int, bool]:
    """The summary's id, its row held until the commit, and whether its segments were listed for
    this English before."""
    place = (
        col(TextSummary.resource_id) == desk.revision.resource_id,
        col(TextSummary.reading_version) == desk.reading_version,
        col(TextSummary.language) == desk.language.tag,
    )
    query = select(col(TextSummary.id), col(TextSummary.revision_id), col(TextSummary.basis))
    found = connection.execute(query.where(*place).with_for_update()).first()
    if found is not None:
        return int(found[0] or 0), (found[1], found[2]) == (desk.revision.id, basis())
    fresh = TextSummary(
        resource_id=desk.revision.resource_id,
        reading_version=desk.reading_version,
        language=desk.language.tag,
        revision_id=key(desk.revision),
        slug=desk.slug,
        kind=desk.kind,
        title=desk.resource.title,
        owner=desk.resource.owner,
    )
    made = connection.execute(insert(TextSummary).values(fresh.model_dump(exclude={"id"})))
    return made.inserted_primary_key[0], False  # type: ignore[index]


def _update(connection: Connection, summary: int, rows: list[Json]) -> None:
    """Bring rows up to date by their path."""
    if not rows:
        return
    of_path = update(SegmentListing).where(
        col(SegmentListing.summary_id) == bindparam("in_summary"),
        col(SegmentListing.path) == bindparam("at_path"),
    )
    connection.execute(
        of_path, [row | {"in_summary": summary, "at_path": row["path"]} for row in rows]
    )


def _write_all(connection: Connection, desk: Desk, summary: int) -> None:
    """Every segment of the newest English has its row, and no other has one. A row that stays keeps
    its id, by which lists are paged."""
    held = {
        path: number
        for number, path in connection.execute(
            select(col(SegmentListing.id), col(SegmentListing.path)).where(
                col(SegmentListing.summary_id) == summary
            )
        )
    }
    given = _given(connection, desk)
    questions = open_questions(desk)
    fresh: list[Json] = []
    kept: list[Json] = []
    paths = () if desk.language == ENGLISH else tuple(desk.segments)
    for position, path in enumerate(paths):
        row = line(desk, view(desk, path), question=path in questions)
        person, due = given.get(path) or given.get("", _NOBODY)
        row |= {"position": position, "assignee_id": person, "due_on": due}
        (kept if path in held else fresh).append(row | {"summary_id": summary})
    _update(connection, summary, kept)
    if fresh:
        connection.execute(insert(SegmentListing), fresh)
    gone = [number for path, number in held.items() if path not in paths]
    if gone:
        connection.execute(delete(SegmentListing).where(col(SegmentListing.id).in_(gone)))
    person, due = given.get("", _NOBODY)
    connection.execute(
        update(TextSummary)
        .where(col(TextSummary.id) == summary)
        .values(
            revision_id=desk.revision.id,
            title=desk.resource.title,
            filed_under=fold(desk.resource.title)[:FILED],
            owner=desk.resource.owner,
            assignee_id=person,
            due_on=due,
            basis=basis(),
        )
    )


_Given: TypeAlias = tuple[int | None, date | None]
_NOBODY: _Given = (None, None)


def _given(connection: Connection, desk: Desk) -> Mapping[str, _Given]:
    """Person and due date of each segment that was given to someone by itself, and under "" those
    of the text, which hold for all others."""
    rows = connection.execute(
        select(col(Assignment.path), col(Assignment.person_id), col(Assignment.due_on))
        .where(
            col(Assignment.resource_id) == desk.revision.resource_id,
            col(Assignment.reading_version) == desk.reading_version,
            col(Assignment.language) == desk.language.tag,
        )
        .order_by(col(Assignment.id))
    )
    newest = {path: (person, due) for path, person, due in rows}
    return {path: held for path, held in newest.items() if held != _NOBODY}


def _settle(connection: Connection, desk: Desk, summary: int) -> None:
    """Say what becomes of a text as a whole."""
    counts = (TextSummary.total, TextSummary.revised, TextSummary.blocking, TextSummary.questions)
    query = select(*map(col, counts)).where(col(TextSummary.id) == summary)
    stage = _stage(connection, desk, summary, *connection.execute(query).one())
    signed = stage in ("publish", "done")
    before, after = (SIGN, NOTHING) if signed else (NOTHING, SIGN)
    connection.execute(
        update(SegmentListing)
        .where(col(SegmentListing.summary_id) == summary, col(SegmentListing.waits) == before)
        .values(waits=after)
    )
    connection.execute(
        update(TextSummary)
        .where(col(TextSummary.id) == summary)
        .values(stage=stage, **_standing(connection, desk, summary, stage))
    )


def _standing(connection: Connection, desk: Desk, summary: int, stage: str) -> Json:
    """What the library says of a text, with the edition that it says it of."""
    event = select(col(EditionEvent.state)).where(col(EditionEvent.edition_id) == col(Edition.id))
    newest = connection.execute(
        select(
            col(Edition.id),
            col(Edition.review_by),
            event.order_by(col(EditionEvent.id).desc()).limit(1).scalar_subquery(),
        )
        .where(
            col(Edition.resource_id) == desk.revision.resource_id,
            col(Edition.reading_version) == desk.reading_version,
            col(Edition.language) == desk.language.tag,
        )
        .order_by(col(Edition.number).desc())
        .limit(1)
    ).first()
    edition, review_by, became = newest or (None, None, None)
    counts = (col(TextSummary.total), col(TextSummary.empty))
    total, empty = connection.execute(select(*counts).where(col(TextSummary.id) == summary)).one()
    live = became == EditionState.CURRENT
    state = state_of_text(stage, empty < total, live=live, gone=edition is not None and not live)
    return {"state": state, "edition_id": edition, "review_by": review_by if live else None}


def _stage(
    connection: Connection, desk: Desk, summary: int, total: int, revised: int, *hindered: int
) -> str:
    if revised < total or any(hindered):
        return "work"
    back = select(col(SegmentListing.id)).where(
        col(SegmentListing.summary_id) == summary, col(SegmentListing.waits) == BACK
    )
    if connection.execute(back.limit(1)).first() is not None:
        return "work"
    signature = valid_sign_off(desk)
    if signature is None:
        return "sign"
    return "publish" if would_change(desk, signature) else "done"
