"""A PostgreSQL that hangs, restarts or is gone: visitors get one clear page within a bounded time,
the log a line a minute, and all goes on by itself when the server is back.
"""

import logging
import threading
from collections.abc import Iterator

import psycopg
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app import connections, faults
from app.config import settings
from app.connections import patient
from app.db import Database, hold
from app.main import create_app
from app.models import SignInAttempt
from app.web.frame.cookies import SIGN_IN
from app.workflow.open_database import open_database
from tests.factories import SLUG, add_team, bring_in, publish_leaflet
from tests.postgres import Postgres, server

LEAFLET = f"/pl/leaflets/{SLUG}"


@pytest.fixture(scope="module")
def own() -> Iterator[Postgres]:
    """A server that these tests may stop."""
    with server() as running:
        yield running


@pytest.fixture
def database(own: Postgres, demo_mode: None) -> Iterator[Database]:
    with own.database() as url:
        database = open_database(url)
        database.migrate()
        add_team(database)
        bring_in(database)
        publish_leaflet(database)
        yield database
        database.dispose()


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    faults.told.forget()
    caplog.set_level(logging.WARNING)
    return caplog


@pytest.fixture
def site(database: Database, log: object) -> TestClient:
    """A site that draws nothing and works on no job."""
    app = create_app(database)
    app.state.printer = None
    return TestClient(app)


def test_a_server_that_hangs_is_said_so_and_found_again(
    own: Postgres, site: TestClient, log: pytest.LogCaptureFixture
) -> None:
    assert site.get(LEAFLET).status_code == 200
    site.cookies.set(SIGN_IN, "of a browser that is signed in")
    with own.hanging():
        for address in (LEAFLET, "/pl/", "/workbench", "/readyz", f"{LEAFLET}/standard.pdf"):
            answer = site.get(address, follow_redirects=False)
            assert (address, answer.status_code) == (address, 503)
            assert answer.headers["Retry-After"] == "30"
        assert site.get("/healthz").status_code == 200
        page = site.get(LEAFLET)
        assert "tel:" in page.text  # whom to call stands in the program, not in the database
        program = site.get("/api/v1/resources")
        assert program.json()["detail"].startswith("The database does not answer.")
    assert site.get(LEAFLET).status_code == 200
    lines = [record for record in log.records if record.levelno >= logging.ERROR]
    assert len(lines) == 1
    assert lines[0].exc_info is None


def test_an_answer_that_never_comes_ends_the_connection(own: Postgres, database: Database) -> None:
    with database.reading() as session:
        session.execute(text("SELECT 1"))
        with own.hanging(), pytest.raises(DBAPIError) as caught:
            session.execute(text("SELECT 2"))
    assert faults.fault_of(caught.value) is faults.AWAY
    with database.reading() as session:
        assert session.execute(text("SELECT 3")).scalar() == 3


def test_a_restart_is_not_noticed_by_who_comes_after_it(own: Postgres, site: TestClient) -> None:
    assert site.get(LEAFLET).status_code == 200
    own.restart()
    assert site.get(LEAFLET).status_code == 200


def test_who_is_served_during_a_restart_is_told(own: Postgres, database: Database) -> None:
    with database.reading() as session:
        session.execute(text("SELECT 1"))
        own.restart()
        with pytest.raises(DBAPIError) as caught:
            session.execute(text("SELECT 2"))
    assert faults.fault_of(caught.value) is faults.AWAY


def test_nothing_is_half_written_by_a_restart(own: Postgres, database: Database) -> None:
    def write() -> None:
        with database.writing() as session:
            session.add(SignInAttempt(whose="lost"))
            session.flush()
            own.restart()

    with pytest.raises(DBAPIError):
        write()
    with database.reading() as session:
        found = session.execute(text("SELECT count(*) FROM sign_in_attempt")).scalar()
    assert found == 0


def test_a_server_that_is_gone_costs_a_line_and_not_one_a_visitor(
    own: Postgres, site: TestClient, log: pytest.LogCaptureFixture
) -> None:
    own.stop()
    try:
        assert [site.get(LEAFLET).status_code for _ in range(20)] == [503] * 20
    finally:
        own.start()
    assert len(log.records) == 1
    assert site.get(LEAFLET).status_code == 200


def test_a_lock_that_is_never_given_back_is_not_waited_for(database: Database) -> None:
    with database.writing() as session, patient(0.2):
        hold(session, "a text")
        with pytest.raises(DBAPIError) as caught, database.writing() as other:
            hold(other, "a text")
    assert faults.fault_of(caught.value) is faults.BUSY


def test_when_all_connections_are_taken_visitors_are_told(
    database: Database, site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = database.engine.pool
    monkeypatch.setattr(pool, "_timeout", 0.1)
    taken = []
    while True:
        try:
            taken.append(database.engine.connect())
        except PoolTimeout:
            break
    answer = site.get(LEAFLET)
    assert answer.status_code == 503
    for connection in taken:
        connection.close()
    assert site.get(LEAFLET).status_code == 200


def test_threads_and_work_in_the_background_go_on_by_themselves(
    own: Postgres, database: Database, monkeypatch: pytest.MonkeyPatch, log: object
) -> None:
    """The service runs whole: prints are drawn ahead and jobs looked for on both sides of it."""
    monkeypatch.setenv("BIRTHWORDS_PRERENDER", "1")
    settings.cache_clear()
    with TestClient(create_app(database)) as client:
        with own.hanging():
            assert client.get(LEAFLET).status_code == 503
        own.restart()
        assert client.get(LEAFLET).status_code == 200
        names = {thread.name for thread in threading.enumerate() if thread.is_alive()}
        assert {"prerender", "jobs"} <= names


def test_one_thread_at_a_time_knocks_at_a_door_that_is_shut(own: Postgres) -> None:
    door = connections.Door()
    with pytest.raises(psycopg.OperationalError):
        door.connect(f"host={own.folder}/nowhere user=test")
    with door._knocking, pytest.raises(psycopg.OperationalError, match="a moment ago"):
        door.connect(f"host={own.folder} user=test dbname=postgres")
    door.connect(f"host={own.folder} user=test dbname=postgres").close()
    door.connect(f"host={own.folder} user=test dbname=postgres").close()
