"""What people did with machine drafts is counted from what happened."""

import pytest

from app.db import Database
from app.engines.base import Draft
from app.workflow.drafting.drafts import origin
from app.workflow.drafting.engine_quality import Trust, trust
from app.workflow.translation.desk import open_desk
from tests.drafting import draft_translation
from tests.engines.deterministic import AccentEngine
from tests.factories import POLISH, SLUG, desk_of, person, revise, translate


def found(database: Database, tag: str = "pl") -> tuple[Trust, ...]:
    with database.reading() as session:
        return trust(session, tag)


@pytest.fixture
def drafted(world: Database) -> Database:
    """The Polish leaflet as the engine `accents` left it."""
    translator = person(world, "translator")
    draft_translation(world, translator, SLUG, "standard", "pl", AccentEngine())
    return world


def draft_of(database: Database, path: str) -> str:
    return desk_of(database).rows[path].text


def test_nothing_counts_before_anyone_has_approved(drafted: Database) -> None:
    translate(drafted, {"title": "Mdłości"})
    assert found(drafted) == ()


def test_drafts_approved_as_they_came_and_changed_ones_are_told_apart(drafted: Database) -> None:
    first, second, *_ = [path for path in POLISH if path in desk_of(drafted).rows]
    kept, changed = draft_of(drafted, first), draft_of(drafted, second)
    translate(drafted, {first: kept, second: f"{changed}{changed}"})
    revise(drafted, first, second)
    (told,) = found(drafted)
    assert (told.maker.engine, told.maker.model, told.maker.version) == ("accents", "accents", "1")
    assert (told.approved, told.unchanged) == (2, 1)
    assert told.changed == pytest.approx(0.25)
    assert told.share_unchanged == 0.5


def test_words_by_hand_count_for_no_engine(world: Database) -> None:
    translate(world)
    revise(world, "title")
    assert found(world) == ()


def test_another_language_counts_apart(drafted: Database) -> None:
    translate(drafted, {"title": draft_of(drafted, "title")})
    revise(drafted, "title")
    assert found(drafted, "ro") == ()


def test_an_approval_after_sending_back_counts_once_with_its_last_words(
    drafted: Database,
) -> None:
    from app.workflow.review import steps

    draft = draft_of(drafted, "title")
    translate(drafted, {"title": draft})
    revise(drafted, "title")
    with drafted.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        row = desk.rows["title"]
        steps.reopen(desk, person(drafted, "reviewer"), "title", row.version, "Look again")
    translate(drafted, {"title": f"{draft}{draft}"})
    revise(drafted, "title")
    (told,) = found(drafted)
    assert (told.approved, told.unchanged) == (1, 0)


def test_only_the_newest_approvals_count(drafted: Database) -> None:
    paths = [path for path in POLISH if path in desk_of(drafted).rows][:3]
    for path in paths:
        translate(drafted, {path: draft_of(drafted, path)})
        revise(drafted, path)
    with drafted.reading() as session:
        assert trust(session, "pl", newest=2)[0].approved == 2


def test_a_draft_keeps_all_that_names_its_maker() -> None:
    draft = Draft(
        "x",
        "argos",
        model="translate-en_pl",
        version="1.9",
        checksum="abc",
        score=-0.2,
        flags=("unit-left-in-english",),
    )
    assert origin(draft) == {
        "engine": "argos",
        "model": "translate-en_pl",
        "version": "1.9",
        "checksum": "abc",
        "score": -0.2,
        "flags": ["unit-left-in-english"],
    }
