"""A long text opens, lists and saves by as much work in the database as a short one. What is
counted are SQLite's own steps, never the time, and how many segments were read whole.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from app.db import Database
from app.models import SegmentText
from app.web.frame.staff import Frame
from app.web.workbench import string_list
from app.web.workbench.editor_page import editor_page
from app.web.workbench.string_list import ListQuery
from app.web.workbench.translation_page import translation_page
from app.workflow.glossary.folding import fold
from app.workflow.lists import strings
from app.workflow.lists.strings import (
    ALL,
    WITH_FINDINGS,
    SegmentFilter,
    next_listed,
    next_of_kind,
)
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.review import steps
from app.workflow.review.waits import EDIT, REVISE
from app.workflow.translation.desk import SegmentView, open_desk, view, views
from tests.factories import HEAD, SLUG, add_team, bring_in, new_database, person

SHORT, LONG = 120, 480


def filled(folder: Path, strings: int) -> Database:
    """A leaflet of so many segments: the first half is edited, every fifth of it revised, every
    tenth with a finding; the rest is empty."""
    database = new_database(folder)
    add_team(database)
    blocks = (
        f"  - id: p{n}\n    type: paragraph\n    text: Eat little and often, say {n} times.\n"
        for n in range(strings - 2)
    )
    bring_in(database, HEAD + "".join(blocks))
    translator, reviewer = person(database, "translator"), person(database, "reviewer")
    with database.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        for number, path in enumerate([*desk.segments][: strings // 2]):
            said = "Jedz mało i często, powiedzmy" if number % 10 else "Jedz  mało mało"
            segment = desk.segments[path]
            times = "".join(c for c in segment.text if c.isdecimal())
            steps.save(desk, translator, path, f"{said} {times} razy.", 0)
            if number % 5 == 1:
                steps.revise(desk, reviewer, path, 1)
    with database.writing() as session:  # memory has bounds of its own
        for table in ("memory_unit", "memory_key", "memory_source"):
            session.connection().exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608
    return database


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Database]]:
    short, long = (filled(tmp_path_factory.mktemp(str(n)), n) for n in (SHORT, LONG))
    yield short, long
    short.dispose()
    long.dispose()


@contextmanager
def sql_steps(session: Session) -> Iterator[list[int]]:
    """Counts what SQLite does, in tens of its instructions."""
    found = [0]
    connection: Any = session.connection().connection.driver_connection

    def one() -> int:
        found[0] += 1
        return 0

    connection.set_progress_handler(one, 10)
    try:
        yield found
    finally:
        connection.set_progress_handler(None, 0)


def middle(session: Session) -> str:
    desk = open_desk(session, SLUG, "standard", "pl")
    return [*desk.segments][len(desk.segments) // 3]


def edit(session: Session, who: str, show: str = "") -> None:
    desk, actor = open_desk(session, SLUG, "standard", "pl"), actor_of(session, who)
    path = middle(session)
    page = editor_page(Frame(demo=True), desk, actor, view(desk, path), ListQuery(show, "", path))
    assert page.seen.text
    assert page.next


def whole(session: Session, who: str, show: str = "") -> None:
    desk, actor = open_desk(session, SLUG, "standard", "pl"), actor_of(session, who)
    page = translation_page(Frame(demo=True), desk, actor, ListQuery(show))
    assert page.list.rows


def go_on(session: Session, who: str, show: str = "") -> None:
    desk, actor = open_desk(session, SLUG, "standard", "pl"), actor_of(session, who)
    path = middle(session)
    assert next_of_kind(desk, actor, SegmentFilter(EDIT), path)
    assert next_listed(desk, actor, SegmentFilter(show), path)


def save(session: Session, who: str, show: str = "") -> None:
    desk, actor = open_desk(session, SLUG, "standard", "pl"), actor_of(session, who)
    path = middle(session)
    number = "".join(c for c in desk.segments[path].text if c.isdecimal())
    steps.save(desk, actor, path, f"Jedz często, mówimy {number} razy.", view(desk, path).version)
    session.commit()


def actor_of(session: Session, who: str) -> Actor:
    return accounts.actor(session, f"{who}@x.test")


@pytest.mark.parametrize(
    ("work", "who", "show"),
    [
        (edit, "translator", ALL),
        (edit, "reviewer", REVISE),
        (edit, "clinician", WITH_FINDINGS),
        (whole, "translator", EDIT),
        (whole, "reviewer", WITH_FINDINGS),
        (whole, "author", ALL),
        (go_on, "translator", WITH_FINDINGS),
        (save, "second", ""),
    ],
)
def test_a_long_text_costs_the_database_no_more_than_a_short_one(
    both: tuple[Database, Database],
    monkeypatch: pytest.MonkeyPatch,
    work: Callable[[Session, str, str], None],
    who: str,
    show: str,
) -> None:
    monkeypatch.setattr(strings, "MOST", 4)
    monkeypatch.setattr(strings, "LOOKED_AT", 20)
    monkeypatch.setattr(string_list, "PAGE", 5)
    monkeypatch.setattr(string_list, "AROUND", 2)
    taken = []
    for database in both:
        read: list[str] = []
        with database.writing() if work is save else database.reading() as session:
            middle(session)  # the English is read once and kept
            with sql_steps(session) as counted:
                event.listen(session, "loaded_as_persistent", lambda _, row, to=read: note(to, row))
                work(session, who, show)
        taken.append(counted[0])
        assert len(read) <= 8, "strings that were read whole"
    assert taken[1] <= 1.2 * taken[0]


def note(read: list[str], row: object) -> None:
    if isinstance(row, SegmentText):
        read.append(row.path)


def belongs(seen: SegmentView, show: str, words: str) -> bool:
    """Whether a reviewer's list holds this segment."""
    held = fold(f"{seen.segment.text} {seen.text} {seen.segment.note} {seen.path}")
    open_text = seen.blocking or seen.state in ("empty", "draft")
    written = seen.state == "edited" and not seen.blocking
    kinds = {ALL: True, EDIT: open_text, REVISE: written, WITH_FINDINGS: bool(seen.findings)}
    return kinds[show] and all(word in held for word in fold(words).split())


@pytest.mark.parametrize("show", [ALL, EDIT, REVISE, WITH_FINDINGS])
@pytest.mark.parametrize("words", ["", "MAŁO jedz", "razy 8", "no such words"])
def test_the_parts_of_a_long_list_hold_each_string_once_and_in_order(
    both: tuple[Database, Database], show: str, words: str
) -> None:
    with both[0].reading() as session:
        desk, actor = open_desk(session, SLUG, "standard", "pl"), actor_of(session, "reviewer")
        text, choice = strings.text_of(desk), SegmentFilter(show, words)
        wanted = [seen.path for seen in views(desk) if belongs(seen, show, words)]
        forward: list[strings.Listed] = []
        while part := strings.following(
            session, text, actor, choice, forward[-1].number if forward else 0, 7
        ):
            forward += part
        back: list[strings.Listed] = []
        while part := strings.preceding(
            session, text, actor, choice, back[0].number if back else 1_000, 7
        ):
            back = [*part, *back]
    assert [row.path for row in forward] == [row.path for row in back] == wanted
    # What is to be translated here has no words of its own language yet.
    assert bool(wanted) == (not words or (words != "no such words" and show != EDIT))
