"""A disk that is full or read-only, before the start or while the service runs: a real service in a
process of its own, whose files cannot grow (the system limits their size) or whose folder
may not be written to.
"""

import logging
import os
import re
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app import connections, faults
from app.config import ROOT
from app.db import Database
from app.workflow.open_database import open_database
from app.workflow.seeding import DEMO_PASSWORD
from tests import factories
from tests.demonstration import Demonstration
from tests.forked import Forked, served

pytestmark = pytest.mark.one_database
LEAFLET = "/pl/leaflets/babys-movements"
AS_ANYONE = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Root may write where nobody may, unless it lays that right down."""
COOKIE = "birthwords"
Process = subprocess.Popen[bytes] | Forked
FULL = 4096
"""Bytes to which a file may grow: enough for the system's semaphores, and for no write of ours."""


@dataclass
class Service:
    """A running service, and someone who signed in before."""

    process: Process
    client: httpx2.Client
    log: Path

    def get(self, address: str) -> httpx2.Response:
        return self.client.get(address)

    def sign_in(self) -> httpx2.Response:
        """As a browser does that has not signed in."""
        self.client.cookies.clear()
        page = self.client.get("/account/login")
        token = re.search(r'name="token" value="([^"]+)"', page.text)
        assert token is not None
        sent = {"token": token[1], "email": "admin@demo.test", "password": DEMO_PASSWORD}
        return self.client.post("/account/login", data=sent)

    def limit_files(self, size: int) -> None:
        """No file of the service grows beyond so many bytes from now on."""
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.fixture
def folder(demonstration: Demonstration, tmp_path: Path) -> Path:
    demonstration.copy_to(tmp_path / "data")
    return tmp_path / "data"


@contextmanager
def serving(folder: Path, tmp_path: Path, command: Sequence[str] = ()) -> Iterator[Service]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = ("--demo", "--port", str(port))
    environment = {**os.environ, "BIRTHWORDS_DATA": str(folder), "BIRTHWORDS_PRERENDER": "0"}
    log = tmp_path / "log"
    with (
        log.open("wb") as said,
        subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=said) as reader,
        httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as client,
    ):
        assert reader.stdin is not None
        with reader.stdin as pipe:  # a file could not grow either
            process = (
                _started(command, arguments, environment, pipe)
                if command
                else served(*arguments, environment=environment, said=pipe)
            )
        try:
            _wait_until_ready(client, process, log)
            yield Service(process, client, log)
        finally:
            process.terminate()
            process.wait()


def _started(
    command: Sequence[str],
    arguments: Sequence[str],
    environment: Mapping[str, str],
    said: IO[bytes],
) -> "subprocess.Popen[bytes]":
    """The service, started by another command."""
    serve = [sys.executable, "-c", "from app.cli import main; main()", "serve", *arguments]
    return subprocess.Popen(
        [*command, *serve], cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT
    )


def _wait_until_ready(client: httpx2.Client, process: Process, log: Path) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        try:
            if client.get("/readyz").status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.1)
    pytest.fail(f"The service did not start: {log.read_text()}")


def signed_in(folder: Path) -> str:
    """The cookie of an admin who signed in while the disk was well."""
    database = open_database(f"sqlite:///{folder / 'birthwords.sqlite3'}")
    token, _ = factories.signed_in(database, "admin@demo.test")
    database.dispose()
    return token


def readers_are_served(service: Service) -> None:
    """Pages, prints that were not drawn before, prints' status and programs."""
    page = service.get(LEAFLET)
    assert page.status_code == 200
    code = re.search(r"/status/([A-Z0-9]+)", page.text)
    assert code is not None
    for address in ("/", "/pl/", f"/status/{code[1]}", "/api/v1/resources", "/healthz", "/readyz"):
        assert (address, service.get(address).status_code) == (address, 200)
    pdf = service.get(f"{LEAFLET}/standard.pdf")
    assert pdf.status_code == 200
    assert pdf.content.startswith(b"%PDF-")


def staff_read_and_are_told(service: Service, token: str) -> None:
    service.client.cookies.set(COOKIE, token)
    assert "Demo admin" in service.get("/workbench").text
    assert service.get("/library").status_code == 200
    answer = service.sign_in()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "Nothing was saved." in answer.text
    assert "Tell whoever runs this service" in answer.text


def one_line_for_each(log: Path) -> list[str]:
    """What the log says of the disk; no traceback is in it."""
    said = log.read_text()
    assert "Traceback" not in said
    return re.findall(r"(?:The disk .*|The database .*) failed: .*", said)


def test_a_read_only_folder_is_served_from_the_start_and_written_to_when_it_may_be(
    folder: Path, tmp_path: Path
) -> None:
    token = signed_in(folder)
    folder.joinpath("birthwords.sqlite3").chmod(0o444)
    folder.chmod(0o555)
    command = AS_ANYONE if os.geteuid() == 0 else ()
    try:
        with serving(folder, tmp_path, command) as service:
            readers_are_served(service)
            staff_read_and_are_told(service, token)
            folder.chmod(0o755)
            folder.joinpath("birthwords.sqlite3").chmod(0o644)
            time.sleep(connections.STAND_IN_FOR)
            assert service.sign_in().status_code == 303
    finally:
        folder.chmod(0o755)
    lines = one_line_for_each(tmp_path / "log")
    assert len(lines) == len(set(lines)) >= 2


def test_a_disk_that_fills_up_is_told_to_who_writes_and_is_used_again_when_it_has_room(
    folder: Path, tmp_path: Path
) -> None:
    token = signed_in(folder)
    with serving(folder, tmp_path) as service:
        assert service.get(LEAFLET).status_code == 200
        service.limit_files(FULL)
        readers_are_served(service)
        staff_read_and_are_told(service, token)
        service.limit_files(resource.RLIM_INFINITY)
        assert service.sign_in().status_code == 303
    one_line_for_each(tmp_path / "log")


def test_a_service_starts_on_a_full_disk(folder: Path, tmp_path: Path) -> None:
    token = signed_in(folder)
    with serving(folder, tmp_path, ("prlimit", f"--fsize={FULL}:unlimited")) as service:
        readers_are_served(service)
        staff_read_and_are_told(service, token)
        service.limit_files(resource.RLIM_INFINITY)
        time.sleep(connections.STAND_IN_FOR)
        assert service.sign_in().status_code == 303
    one_line_for_each(tmp_path / "log")


def test_what_was_committed_is_never_passed_over_where_the_log_cannot_be_read(
    empty: Database, tmp_path: Path
) -> None:
    """A file is read as it lies there only when nothing of it is in SQLite's log."""
    with empty.writing() as session:
        session.execute(text("CREATE TABLE late (at TEXT)"))
    file = Path(str(empty.engine.url.database))
    copy = tmp_path / "copy" / "world.sqlite3"
    copy.parent.mkdir()
    shutil.copy(file, copy)
    assert connections._is_whole(copy)
    shutil.copy(file.with_name(f"{file.name}-wal"), copy.with_name(f"{copy.name}-wal"))
    assert not connections._is_whole(copy)


@contextmanager
def limited(database: Database, pragma: str) -> Iterator[None]:
    """A database whose connections have this limit."""
    connection = database.engine.raw_connection()
    connection.cursor().execute(f"PRAGMA {pragma}")
    connection.close()  # back to the pool, which hands it out next
    yield
    database.dispose()


@pytest.mark.parametrize(
    ("pragma", "fault"),
    [("max_page_count=1", faults.FULL), ("query_only=1", faults.READ_ONLY)],
)
def test_what_sqlite_says_is_told_apart(empty: Database, pragma: str, fault: faults.Fault) -> None:
    with limited(empty, pragma):
        with pytest.raises(DBAPIError) as caught, empty.writing() as session:
            session.execute(text("CREATE TABLE late AS SELECT hex(randomblob(90000)) AS said"))
        assert faults.fault_of(caught.value) is fault


def test_who_holds_the_file_for_long_is_not_waited_for(
    empty: Database, caplog: pytest.LogCaptureFixture
) -> None:
    faults.told.forget()
    with (
        empty.writing(),
        connections.patient(0.1),
        pytest.raises(DBAPIError) as caught,
        empty.writing(),
    ):
        pass
    assert faults.fault_of(caught.value) is faults.BUSY
    caplog.set_level(logging.ERROR)
    for _ in range(3):
        assert faults.tell(caught.value, "this")
    assert faults.tell(caught.value, "that")
    assert [record.getMessage() for record in caplog.records] == [
        "The database was busy with something else for too long. "
        f"{doing} failed: database is locked"
        for doing in ("this", "that")
    ]


@pytest.mark.parametrize(
    "error", [ValueError("no"), FileNotFoundError(2, "no"), sqlite3.IntegrityError("no")]
)
def test_mistakes_of_ours_are_not_taken_for_the_disks(error: Exception) -> None:
    assert faults.fault_of(error) is None
    assert not faults.tell(error, "this")
