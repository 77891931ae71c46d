"""What someone types survives until they save it, is theirs alone and is never an edit."""

from datetime import timedelta

import pytest

from app.db import Database
from app.models import Status
from app.workflow.refusals import Missing, Refused
from app.workflow.translation.desk import view
from app.workflow.work import presence, unsaved
from tests.factories import desk_of, person, translate


def keep(world: Database, text: str, *, by: str = "translator", path: str = "title") -> bool:
    with world.writing() as session:
        desk = desk_of(world)
        desk.session = session
        return unsaved.autosave(desk, person(world, by), path, text, 0)


def kept(world: Database, by: str = "translator") -> str | None:
    with world.reading() as session:
        desk = desk_of(world)
        desk.session = session
        row = unsaved.unsaved(desk, person(world, by), "title")
        return row.text if row else None


def test_what_was_typed_is_there_on_return_and_is_no_edit(world: Database) -> None:
    assert keep(world, "Nudn")
    assert keep(world, "Nudno")
    assert kept(world) == "Nudno"
    seen = view(desk_of(world), "title")
    assert (seen.status, seen.version) == (Status.EMPTY, 0)


def test_it_is_for_nobody_else(world: Database) -> None:
    keep(world, "Nudno")
    assert kept(world, "second") is None
    keep(world, "Mdł", by="second")
    assert kept(world) == "Nudno"


def test_the_text_that_stands_needs_no_keeping(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    assert keep(world, "Nudno")
    assert not keep(world, "Nudności")
    assert kept(world) is None


def test_whoever_may_not_edit_keeps_nothing(world: Database) -> None:
    with pytest.raises(Refused, match="This is for"):
        keep(world, "Nudno", by="clinician")
    with pytest.raises(Missing):
        keep(world, "Nudno", path="no-such")
    with pytest.raises(Refused, match="20,001 characters"):
        keep(world, "a" * 20_001)


def test_colleagues_are_seen_while_they_are_there(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    translate(world, {"title": "Nudności"})
    with world.writing() as session:
        desk = desk_of(world)
        desk.session = session
        me, other = person(world, "translator"), person(world, "second")
        presence.arrive(desk, other, "title")
        presence.arrive(desk, other, "summary")
        presence.arrive(desk, me, "title")
        assert presence.colleagues(desk, me) == (presence.Colleague("Second", "summary"),)
        assert presence.last_in(desk, me) == "title"
        monkeypatch.setattr(presence, "HERE_FOR", timedelta(0))
        assert presence.colleagues(desk, me) == ()
