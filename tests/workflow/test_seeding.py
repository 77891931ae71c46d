"""What `make run` starts with, on both databases: everything published but what is in review."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlmodel import select

from app.config import settings
from app.db import Database
from app.models import Edition, Status
from app.resources.kinds import rules
from app.workflow import seeding
from app.workflow.editions import published
from app.workflow.open_database import open_database
from app.workflow.people import accounts
from app.workflow.refusals import Refused
from app.workflow.seeding import IN_REVIEW, Seeded
from app.workflow.translation.desk import open_desk, views
from tests import shipped
from tests.demonstration import LANGUAGES, TEXTS, Demonstration, Texts, fill
from tests.workflow.seeding_process import few_terms, small

Filled = tuple[Database, Sequence[str], Texts]
FEW: Texts = {
    ("ask-for-an-interpreter", "standard"): ("pl",),
    ("babys-movements", "standard"): ("pl", "bn"),
    ("babys-movements", "easy_read"): ("pl",),
    ("my-health-and-wellbeing", "standard"): ("pl", "bn"),
}
"""Of every kind: what seeding does otherwise on PostgreSQL does not hang on how many there are."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def seeded(
    request: pytest.FixtureRequest,
    demonstration: Demonstration,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Filled]:
    """A filled database, what was refused, and what it was to be filled with."""
    if request.param == "sqlite":
        file = demonstration.copy_to(tmp_path_factory.mktemp("seed"))
        database, refused = open_database(f"sqlite:///{file}"), demonstration.refused
        yield database, refused, TEXTS
        database.dispose()
        return
    with request.getfixturevalue("postgres").database() as url:
        database = open_database(url)
        database.migrate()
        done = fill(database, FEW)
        yield database, tuple(done.refused), FEW
        database.dispose()


@pytest.fixture(autouse=True)
def demo(demo_mode: None) -> None:
    """These tests read as the demonstration does."""


def test_nothing_is_refused(seeded: Filled) -> None:
    assert list(seeded[1]) == []


@pytest.mark.parametrize("tag", ["en", *LANGUAGES])
def test_all_resources_are_published_but_what_is_left_in_review(seeded: Filled, tag: str) -> None:
    database, _, texts = seeded
    with database.reading() as session:
        found = {(e.slug, e.reading_version) for e in published.library(session, tag)}
    staff = {each.slug for each in shipped.texts() if rules(each.kind).is_for_staff}
    wanted = {text for text, tags in texts.items() if tag in ("en", *tags) and text[0] not in staff}
    assert found == {text for text in wanted if (tag, text[0]) not in IN_REVIEW}


def test_h4_the_bengali_plan_is_in_the_middle_of_review_and_has_no_edition(
    seeded: Filled,
) -> None:
    with seeded[0].reading() as session:
        assert "my-health-and-wellbeing" not in {e.slug for e in published.library(session, "bn")}
        standings = Counter(
            seen.status
            for seen in views(open_desk(session, "my-health-and-wellbeing", "standard", "bn"))
        )
    assert min(standings[s] for s in (Status.DRAFT, Status.EDITED, Status.REVISED)) > 5


def test_h24_every_edition_is_marked_and_hidden_outside_demo_mode(
    seeded: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    with seeded[0].reading() as session:
        assert all(row.demo for row in session.exec(select(Edition)).all())
        monkeypatch.setenv("BIRTHWORDS_DEMO", "0")
        settings.cache_clear()
        assert published.everything(session) == ()
        assert accounts.is_demo(session)


def test_seeding_again_changes_nothing(seeded: Filled) -> None:
    database, _, _ = seeded
    assert seeding.seed(database, demo=True) == Seeded()


def test_h24_a_database_with_real_content_is_not_turned_into_a_demonstration(
    tmp_path: Path,
) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'real.sqlite3'}")
    database.migrate()
    with small():
        seeding.seed(database, demo=False)
    with pytest.raises(Refused, match="real content"):
        seeding.seed(database, demo=True)
    database.dispose()


def test_a_translation_that_waits_for_drafts_is_counted_and_not_told_string_by_string(
    tmp_path: Path,
) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'waiting.sqlite3'}")
    database.migrate()
    with few_terms():
        done = seeding.seed(database, demo=True, tags=["fj"], slugs=["safe-sleep"])
    assert done.waiting > 0
    assert done.refused == []
    database.dispose()
