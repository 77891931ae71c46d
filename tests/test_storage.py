"""Nobody but the service's account reads what it keeps, whatever its umask, and nobody ever reads
half of a file.
"""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app.config import Settings, settings
from app.jobs.worker import process
from app.plans.form_secrets import keys
from app.storage import private_file, private_folder, write_first, write_whole
from app.workflow.open_database import open_database

pytestmark = pytest.mark.one_database


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("umask")
def test_the_database_and_what_sqlite_writes_beside_it_are_private(tmp_path: Path) -> None:
    folder = tmp_path / "srv" / "data"
    database = open_database(f"sqlite:///{folder / 'birthwords.sqlite3'}")
    database.migrate()
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE a (b INTEGER)"))
        beside = {path.name: mode(path) for path in folder.iterdir()}
    database.dispose()
    assert beside == dict.fromkeys(
        ("birthwords.sqlite3", "birthwords.sqlite3-wal", "birthwords.sqlite3-shm"), 0o600
    )
    assert mode(folder) == mode(folder.parent) == 0o700


@pytest.mark.usefixtures("umask")
def test_a_database_of_an_earlier_version_is_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "birthwords.sqlite3"
    path.touch(0o644)
    path.chmod(0o644)
    folder_before = mode(tmp_path)
    database = open_database(f"sqlite:///{path}")
    database.migrate()
    database.dispose()
    assert mode(path) == 0o600
    assert mode(tmp_path) == folder_before, "the operator's own folder stays as it was"


@pytest.mark.usefixtures("umask")
def test_the_secret_and_the_list_of_jobs_are_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    keys(Settings(data=data), b"a purpose")
    monkeypatch.setenv("BIRTHWORDS_DATA", str(data))
    settings.cache_clear()
    process._local_file()
    settings.cache_clear()
    assert {path.name: mode(path) for path in data.iterdir()} == {
        "form-secret": 0o600,
        "jobs.sqlite3": 0o600,
    }
    assert mode(data) == 0o700


def test_a_file_in_the_place_of_a_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    with pytest.raises(OSError, match="taken"):
        private_folder(tmp_path / "taken" / "below")
    assert private_file(tmp_path / "taken") is False
    assert (tmp_path / "taken").read_text() == "x"


@pytest.mark.usefixtures("umask")
def test_a_private_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "print.pdf"
    for data in (b"first", b"second"):
        write_whole(path, data, private=True)
        assert (path.read_bytes(), mode(path)) == (data, 0o600)
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_rights_of_the_umask_and_one_that_stands_its_own(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "new.yaml", b"1")
        assert mode(tmp_path / "new.yaml") == 0o640
        (tmp_path / "new.yaml").chmod(0o664)
        write_whole(tmp_path / "new.yaml", b"2")
        assert mode(tmp_path / "new.yaml") == 0o664
    finally:
        os.umask(before)


def test_a_name_that_leads_elsewhere_goes_on_leading_there(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "file").write_bytes(b"old")
    (tmp_path / "name").symlink_to(tmp_path / "there" / "file")
    write_whole(tmp_path / "name", b"new")
    assert (tmp_path / "name").is_symlink()
    assert (tmp_path / "there" / "file").read_bytes() == b"new"


def test_what_cannot_be_written_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pins.json"
    path.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.storage.os.fsync", full)
    for write in (write_whole, write_first):
        with pytest.raises(OSError, match="No space"):
            write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_of_two_who_make_a_file_the_first_has_it(tmp_path: Path) -> None:
    path = tmp_path / "form-secret"
    write_first(path, b"first")
    write_first(path, b"second")
    assert path.read_bytes() == b"first"
    assert mode(path) == 0o600
    assert list(tmp_path.iterdir()) == [path]
