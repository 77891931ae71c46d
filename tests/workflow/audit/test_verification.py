"""Whatever is altered, taken out or put in beside the service is found and named."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import ColumnElement, delete, insert, literal_column, update
from sqlmodel import col, select

from app.db import Database
from app.models import AuditEntry, Edition, EditionEvent, EditionState, Role, SegmentEvent, Status
from app.workflow.audit import trail
from app.workflow.audit.trail import Head, Unchained
from app.workflow.audit.verification import Checked, NoHead, read_head, verify
from app.workflow.editions.publishing import withdraw
from app.workflow.people.accounts import Actor
from app.workflow.translation import recording
from app.workflow.translation.desk import Desk
from tests.factories import POLISH, SLUG, person, publish_leaflet, take, translate
from tests.workflow.audit.damage import beside


def wrote(path: str) -> ColumnElement[bool]:
    """The step by which someone wrote this text."""
    return (col(SegmentEvent.path) == path) & (col(SegmentEvent.action) == "edit")


def numbered(entry: AuditEntry) -> ColumnElement[bool]:
    return col(AuditEntry.number) == entry.number


@pytest.fixture
def published(world: Database) -> Database:
    publish_leaflet(world)
    assert checked(world).is_whole
    return world


def checked(database: Database, kept: Head | None = None) -> Checked:
    with database.reading() as session:
        return verify(session.connection(), kept)


def problems(database: Database, kept: Head | None = None) -> list[str]:
    return [problem.words for problem in checked(database, kept).problems]


def entry(database: Database, kind: str, step: str, about: str) -> AuditEntry:
    with database.reading() as session:
        rows = session.exec(select(AuditEntry).order_by(col(AuditEntry.number))).all()
    return next(r for r in rows if (r.kind, r.step) == (kind, step) and r.about.endswith(about))


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Przyjmuj 100 mikrogramów."},
        {"actor_id": 1},
        {"why": "I was told to."},
        {"role": literal_column("'x'")},
    ],
)
def test_h1_a_row_that_was_altered_is_named_with_who_when_and_where(
    published: Database, change: dict[str, Any]
) -> None:
    named = entry(published, "segment_event", "edit", "pl vitamin")
    beside(published, update(SegmentEvent).where(wrote("vitamin")).values(change))
    (said,) = problems(published)
    assert said.startswith(f"Row {named.rows} of segment_event (step of a text) was altered")
    assert f"entry {named.number}: edit on {SLUG} standard pl vitamin by account" in said
    assert f"as translator, {named.at:%Y-%m-%d %H:%M} UTC" in said


def test_h3_a_signature_put_on_other_english_is_found(published: Database) -> None:
    beside(published, "UPDATE sign_off SET covers = '[]', statement = 'All of it.' WHERE id = 1")
    (said,) = problems(published)
    assert "Row 1 of sign_off (signature) was altered" in said


def test_a_row_that_was_taken_out_is_named(published: Database) -> None:
    beside(published, delete(SegmentEvent).where(wrote("vitamin")))
    (said,) = problems(published)
    assert "of segment_event (step of a text) is gone" in said


def test_h4_an_approval_that_nobody_gave_is_named(published: Database) -> None:
    with published.reading() as session:
        title = (col(SegmentEvent.path) == "title") & (col(SegmentEvent.action) == "revise")
        row = session.exec(select(SegmentEvent).where(title)).one()
    given = {**row.model_dump(exclude={"id"}), "path": "vitamin"}
    beside(published, insert(SegmentEvent).values(given))
    said = problems(published)
    assert "of segment_event (step of a text) is named by no entry" in said[0]
    assert "vitamin does not stand as its newest step left it" in said[1]


def test_h16_a_withdrawal_that_was_taken_out_is_named(published: Database) -> None:
    clinician = person(published, "clinician")
    with published.writing() as session:
        edition = session.exec(select(Edition).where(Edition.language == "pl")).one()
        withdraw(session, clinician, edition.code, "A wrong dose.")
    withdrawn = col(EditionEvent.state) == EditionState.WITHDRAWN
    beside(published, delete(EditionEvent).where(withdrawn))
    (said,) = problems(published)
    assert "of edition_event (state of an edition) is gone" in said
    assert f"withdrawn on {SLUG} standard pl 1 by account" in said


def test_decisions_moved_to_another_text_are_found(published: Database) -> None:
    before = checked(published)
    beside(published, "UPDATE translation SET language = 'ro' WHERE language = 'pl'")
    assert len(problems(published)) > len(POLISH)
    assert checked(published).rows == before.rows


def test_an_entry_that_was_altered_is_named(published: Database) -> None:
    named = entry(published, "segment_event", "edit", "pl vitamin")
    beside(published, update(AuditEntry).where(numbered(named)).values(actor_id=1))
    assert problems(published) == [
        f"Entry {named.number} was altered: its hash is not that of what it says."
    ]


def test_an_entry_that_was_taken_out_is_named_and_so_is_its_row(published: Database) -> None:
    named = entry(published, "segment_event", "edit", "pl vitamin")
    beside(published, delete(AuditEntry).where(numbered(named)))
    assert [words.split(":")[0] for words in problems(published)] == [
        f"Entry {named.number} is gone.",
        f"Row {named.rows} of segment_event (step of a text) is named by no entry",
    ]


def test_an_entry_taken_out_with_its_row_is_still_named(published: Database) -> None:
    named = entry(published, "segment_event", "back_translate", "pl vitamin")
    beside(
        published,
        delete(AuditEntry).where(numbered(named)),
        delete(SegmentEvent).where(col(SegmentEvent.id) == int(named.rows)),
    )
    assert problems(published) == [f"Entry {named.number} is gone."]


def test_an_entry_put_in_between_breaks_the_chain_even_with_a_hash_of_its_own(
    published: Database,
) -> None:
    at, number = (
        entry(published, "segment_event", "edit", "pl title").number,
        col(AuditEntry.number),
    )
    beside(
        published,
        update(AuditEntry).where(number >= at).values(number=-number),
        update(AuditEntry).where(number < 0).values(number=1 - number),
    )
    with published.reading() as session:
        before = session.get_one(AuditEntry, at - 1)
    row = {
        **before.model_dump(), "number": at, "rows": "999", "step": "edit", "previous": before.hash
    }  # fmt: skip
    row["hash"] = trail.entry_hash(row)
    with published.engine.begin() as connection:
        connection.execute(insert(AuditEntry), [row])
    said = problems(published)
    assert said[0] == f"Entry {at + 1} was altered: its hash is not that of what it says."
    assert any(words.startswith("Row 999 of ") and "is gone" in words for words in said)


def test_an_entry_exchanged_for_another_with_a_hash_of_its_own_is_named(
    published: Database,
) -> None:
    named = entry(published, "segment_event", "edit", "pl vitamin")
    said = {**named.model_dump(), "actor_id": 1}
    beside(
        published,
        update(AuditEntry).where(numbered(named)).values(actor_id=1, hash=trail.entry_hash(said)),
    )
    assert problems(published) == [
        f"Entry {named.number + 1} does not follow entry {named.number}: one of the two was"
        " exchanged."
    ]


def test_an_entry_put_at_the_end_for_a_row_that_never_was_is_named(published: Database) -> None:
    invented = Unchained(kind="sign_off", rows="99", step="sign", about="x", digest="0" * 64)
    with published.engine.begin() as connection:
        trail.append(connection, [invented], datetime.now(UTC))
    (said,) = problems(published)
    assert said.startswith("Row 99 of sign_off (signature) is gone")


def test_a_row_that_is_altered_with_a_new_entry_for_it_is_named(published: Database) -> None:
    named = entry(published, "segment_event", "edit", "pl vitamin")
    again = Unchained(
        kind=named.kind, rows=named.rows, step="edit", about=named.about, digest=named.digest
    )
    with published.engine.begin() as connection:
        trail.append(connection, [again], datetime.now(UTC))
    (said,) = problems(published)
    assert f"is named twice, first by entry {named.number}" in said


def test_what_was_cut_off_at_the_end_shows_only_against_a_head_from_before(
    published: Database,
) -> None:
    kept = checked(published).head
    last = entry(published, "edition_event", "current", "pl 1")
    tail = col(AuditEntry.number) >= last.number
    with published.reading() as session:
        rows = session.exec(select(AuditEntry.rows).where(tail)).all()
    ids = col(EditionEvent.id).in_(int(row) for row in rows)
    beside(published, delete(EditionEvent).where(ids), delete(AuditEntry).where(tail))
    assert problems(published) == []
    assert problems(published, kept) == [
        f"Entry {kept.number}, the head that you kept, is not there any more."
    ]


def test_a_head_from_before_stays_in_a_trail_that_goes_on(published: Database) -> None:
    kept = checked(published).head
    translate(published, POLISH, tag="ro")
    assert checked(published).head.number > kept.number
    assert problems(published, kept) == []
    other = Head(kept.number, "a" * 64)
    assert problems(published, other) == [
        f"Entry {kept.number}, the head that you kept, has another hash now."
    ]


def draft(desk: Desk, actor: Actor) -> None:
    for path, words in POLISH.items():
        recording.record(
            desk, actor, Role.TRANSLATOR, path, "draft", text=words, status=Status.DRAFT
        )


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE segment_event SET text = 'x' WHERE path = 'vitamin'", "One or more of the rows"),
        ("DELETE FROM segment_event WHERE path = 'vitamin'", "1 of the 5 rows"),
    ],
)
def test_one_of_many_drafts_that_was_altered_or_taken_out_is_found(
    world: Database, statement: str, words: str
) -> None:
    take(world, "translator", draft)
    beside(world, statement)
    said = problems(world)
    assert said[0].startswith(words)
    assert f"draft on {SLUG} standard pl" in said[0]


def test_h1_a_text_that_was_changed_beside_its_history_is_named(published: Database) -> None:
    beside(published, "UPDATE segment_text SET text = 'Weź 100.' WHERE path = 'vitamin'")
    said = problems(published)
    assert f"{SLUG} standard pl vitamin does not stand as its newest step left it" in said[0]


def test_a_role_that_someone_gave_themselves_beside_the_service_is_named(world: Database) -> None:
    beside(
        world,
        "INSERT INTO role_grant (user_id, role, language, granted_at)"
        " SELECT user_id, 'clinician', '*', granted_at FROM role_grant WHERE role = 'translator'"
        " ORDER BY id LIMIT 1",
    )
    (said,) = problems(world)
    assert "of role_grant (role) is named by no entry" in said


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("at", "'never'"),
        ("origin", "'{'"),
        ("text", "CAST(x'ff' AS TEXT)"),
        ("status", "'gone'"),
    ],
)
def test_a_row_that_can_no_longer_be_read_hides_no_other(
    published: Database, name: str, made: str
) -> None:
    whole = checked(published).rows
    beside(
        published,
        update(SegmentEvent).where(wrote("vitamin")).values({name: literal_column(made)}),
        "UPDATE segment_event SET why = 'x' WHERE path = 'title' AND action = 'edit'",
    )
    said = [words for words in problems(published) if "was altered" in words]
    assert len(said) == 2
    assert checked(published).rows == whole


@pytest.mark.one_database
def test_an_entry_that_can_no_longer_be_read_is_named(published: Database) -> None:
    named = entry(published, "segment_event", "edit", "pl vitamin")
    beside(
        published, update(AuditEntry).where(numbered(named)).values(at=literal_column("'never'"))
    )
    assert problems(published)[0].startswith(f"Entry {named.number} was altered")


@pytest.mark.one_database
@pytest.mark.parametrize("words", ["", "12", "twelve:" + "0" * 64, "12:0"])
def test_a_head_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(NoHead, match="NUMBER:HASH"):
        read_head(words)


@pytest.mark.one_database
def test_a_head_is_read_as_it_was_printed() -> None:
    head = Head(12, "ab" * 32)
    assert read_head(str(head)) == head
