"""An edition of which anything changed in the database is known by its hash: nothing is built on
it, the text can be published anew, and `verify` names it.
"""

import json
import logging

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from app.db import Database
from app.models import Edition, EditionState, TextRef, TextSummary
from app.render import interface as shown
from app.workflow import interface
from app.workflow.editions import integrity, verification
from app.workflow.editions.changed_english import pending_change
from app.workflow.editions.integrity import DamagedEdition, check_whole, is_whole
from app.workflow.editions.publishing import current, key_of, publish, state_of, would_change
from app.workflow.refusals import Refused
from app.workflow.review.sign_off import valid_sign_off
from app.workflow.translation.desk import open_desk
from tests.factories import (
    LEAFLET,
    SLUG,
    bring_in,
    desk_of,
    person,
    publish_english,
    publish_it,
    publish_leaflet,
)

pytestmark = pytest.mark.usefixtures("demo_mode")


def change(database: Database, table: str, column: str, before: str, after: str, key: int) -> None:
    """As someone does who writes to the database past the service."""
    with database.engine.begin() as connection:
        cast = "" if database.is_local else "::text"
        kind = "::json" if not database.is_local and column in ("content", "english") else ""
        done = connection.execute(
            text(
                f"UPDATE {table} SET {column} = replace({column}{cast}, :before, :after){kind} "  # noqa: S608
                f"WHERE id = :key AND {column}{cast} LIKE :like"
            ),
            {"before": before, "after": after, "key": key, "like": f"%{before}%"},
        )
        assert done.rowcount == 1


def stored(session: Session, edition: Edition) -> Edition:
    return session.exec(select(Edition).where(Edition.code == edition.code)).one()


def test_an_edition_is_whole_as_the_database_gives_it_back(world: Database) -> None:
    edition = publish_leaflet(world)
    with world.reading() as session:
        row = stored(session, edition)
        check_whole(row, SLUG)
        assert integrity.digest(row) == row.hash


SET = {
    "language": "'ne'",
    "services": "'{}'",
    "demo": "NOT demo",
    "review_by": "'2031-10-31'",
    "reading_version": "'easy_read'",
    "hash": "'0'",
    "content": "'[]'",
}


@pytest.mark.parametrize("column", SET)
def test_whatever_of_an_edition_is_changed_is_found(world: Database, column: str) -> None:
    edition = publish_leaflet(world)
    with world.engine.begin() as connection:
        connection.execute(
            text(f"UPDATE edition SET {column} = {SET[column]} WHERE id = {edition.id}")  # noqa: S608
        )
    with world.reading() as session, pytest.raises(DamagedEdition, match=edition.code):
        check_whole(stored(session, edition), SLUG)


def test_h1_a_changed_dose_in_a_stored_edition_is_found(world: Database) -> None:
    edition = publish_leaflet(world)
    for column in ("content", "english"):
        change(world, "edition", column, "10 mi", "100 mi", edition.id or 0)
        with world.reading() as session:
            row = stored(session, edition)
            assert "100 mi" in json.dumps(getattr(row, column))
            with pytest.raises(DamagedEdition, match=r"shown to nobody.*Publish the text anew"):
                check_whole(row, SLUG)
        change(world, "edition", column, "100 mi", "10 mi", edition.id or 0)
        with world.reading() as session:
            check_whole(stored(session, edition), SLUG)


def test_an_edition_under_the_name_of_another_text_is_found(world: Database) -> None:
    edition = publish_leaflet(world)
    with world.reading() as session, pytest.raises(DamagedEdition, match="its name"):
        check_whole(stored(session, edition), "another-leaflet")


@pytest.mark.one_database
@pytest.mark.parametrize("damaged", ["x'7B'", "x'22ff22'", "x''", "x'00'"])
def test_bytes_that_are_no_text_any_more_keep_no_list_from_its_readers(
    world: Database, damaged: str
) -> None:
    edition = publish_leaflet(world)
    with world.engine.begin() as connection:
        connection.execute(
            text(f"UPDATE edition SET content = CAST({damaged} AS TEXT) WHERE id = {edition.id}")  # noqa: S608
        )
    with world.reading() as session:
        rows = session.exec(select(Edition)).all()
        whole = {row.language for row in rows if is_whole(row, SLUG)}
        assert whole == {"en"}


def test_the_log_names_a_damaged_edition_once(
    world: Database, caplog: pytest.LogCaptureFixture
) -> None:
    edition = publish_leaflet(world)
    change(world, "edition", "content", "10 mi", "100 mi", edition.id or 0)
    with caplog.at_level(logging.ERROR, "birthwords.editions"):
        for _ in range(3):
            with world.reading() as session:
                assert not is_whole(stored(session, edition), SLUG)
    assert [edition.code in record.getMessage() for record in caplog.records] == [True]


def test_a_damaged_edition_is_published_anew_without_a_new_signature(world: Database) -> None:
    edition = publish_leaflet(world)
    change(world, "edition", "content", "10 mi", "100 mi", edition.id or 0)
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        signature = valid_sign_off(desk)
        assert signature is not None
        assert would_change(desk, signature)
        again = publish(desk, person(world, "author"))
        assert (again.number, again.hash) == (2, edition.hash)
        assert not would_change(desk, signature)
    with world.reading() as session:
        check_whole(stored(session, again), SLUG)
        assert state_of(session, stored(session, edition)) is EditionState.SUPERSEDED


def test_a_translation_is_not_published_beside_damaged_english(world: Database) -> None:
    publish_leaflet(world)
    with world.reading() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        english = current(session, key_of(desk), "standard", "en")
        assert english is not None
    change(world, "edition", "content", "10 mi", "100 mi", english.id or 0)
    with world.writing() as session, pytest.raises(Refused, match=r"published English.*damaged"):
        publish(open_desk(session, SLUG, "standard", "pl"), person(world, "author"))
    publish_english(world)
    publish_it(world)


def test_nothing_is_published_from_damaged_english(world: Database) -> None:
    publish_leaflet(world)
    change(world, "source_revision", "content", "phone.triage", "phone.labour", 1)
    with world.writing() as session, pytest.raises(Refused, match=r"stored English.*damaged"):
        publish(open_desk(session, SLUG, "standard", "pl"), person(world, "author"))


def test_no_decision_is_asked_for_about_an_edition_that_nobody_sees(world: Database) -> None:
    edition = publish_leaflet(world)
    bring_in(world, LEAFLET.replace("10 micrograms", "20 micrograms"))
    assert pending_change(desk_of(world)) is not None
    change(world, "edition", "content", "10 mi", "100 mi", edition.id or 0)
    assert pending_change(desk_of(world)) is None


def test_h23_damaged_words_around_a_text_are_shown_to_nobody(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.workflow.interface_words import POLISH, WORDS, take_all_the_way

    monkeypatch.setattr(shown, "template", lambda: WORDS)
    monkeypatch.setattr("app.render.interface_resource.template", lambda: WORDS)
    code = take_all_the_way(world, "pl", POLISH)
    with world.reading() as session:
        row = session.exec(select(Edition).where(Edition.code == code)).one()
    change(world, "edition", "content", "999", "998", row.id or 0)
    interface.refresh(world)
    try:
        assert shown.interface_state("pl", demo=False) == "closed"
    finally:
        interface._seen[0] = ("", ())
        shown.release({})


def test_verify_finds_nothing_where_all_is_whole(world: Database) -> None:
    publish_leaflet(world)
    with world.reading() as session:
        seen = list(verification.database(session))
        kinds = {each.kind for each in seen}
        assert {"edition", "English"} <= kinds
        assert [str(each) for each in seen if each.problem] == []
        files = list(verification.files(session))
    assert all(each.is_whole for each in files)
    leaflet = next(each for each in files if each.name == "content/leaflets/folic-acid.yaml")
    assert "not in the database" in leaflet.problem
    assert all(each.is_whole for each in verification.assets())


def test_verify_names_what_is_damaged_and_how_it_is_brought_back(world: Database) -> None:
    edition = publish_leaflet(world)
    change(world, "edition", "content", "10 mi", "100 mi", edition.id or 0)
    change(world, "source_revision", "content", "phone.triage", "phone.labour", 1)
    with world.reading() as session:
        found = [each for each in verification.database(session) if not each.is_whole]
    assert [each.kind for each in found] == ["edition", "English"]
    assert f"{edition.code} ({SLUG} in pl, number 1): damaged" in str(found[0])
    assert f"birthwords publish {SLUG} --language pl --as EMAIL" in found[0].mend
    assert "backup" in found[1].mend


def test_the_lists_offer_a_damaged_text_to_be_published(world: Database) -> None:
    def stage() -> str:
        with world.reading() as session:
            query = select(TextSummary.stage).where(
                TextSummary.slug == SLUG, TextSummary.language == "pl"
            )
            return session.exec(query).one()

    edition = publish_leaflet(world)
    assert stage() == "done"
    change(world, "edition", "content", "10 mi", "100 mi", edition.id or 0)
    with world.writing() as session:
        found = [each.text for each in verification.editions(session) if each.text]
        assert found == [TextRef(SLUG, "standard", "pl")]
        verification.offer_anew(session, found)
    assert stage() == "publish"


@pytest.mark.one_database
def test_verify_goes_on_where_a_row_cannot_be_read(world: Database) -> None:
    edition = publish_leaflet(world)
    with world.engine.begin() as connection:
        connection.execute(
            text("UPDATE edition SET review_by = 'never' WHERE id = :key"), {"key": edition.id}
        )
    with world.reading() as session:
        found = [each for each in verification.database(session) if not each.is_whole]
    assert len(found) == 1
    assert "cannot read it. Bring the database back" in str(found[0])
