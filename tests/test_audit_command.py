"""`birthwords audit`: what an operator sees of the trail, keeps of it and hands out."""

import json
import stat
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import make_url

from app.db import Database
from tests.factories import SLUG, person, publish_leaflet, translate
from tests.shell import Shell
from tests.workflow.audit.damage import beside

pytestmark = pytest.mark.one_database
COVERED = (
    "number", "at", "actor_id", "role", "kind", "rows", "step", "about", "digest", "previous",
)  # fmt: skip
"""What the hash of an entry is made of, as docs/operations.md says."""


@pytest.fixture
def published(world: Database) -> Database:
    publish_leaflet(world)
    return world


@pytest.fixture
def birthwords(published: Database, tmp_path: Path) -> Shell:
    """The commands on the database of the published leaflet."""
    shell = Shell(tmp_path / "data")
    shell.environment["BIRTHWORDS_DATABASE_URL"] = published.url
    return shell


def head_of(stdout: str) -> str:
    return stdout.splitlines()[-1].removeprefix("head ")


def test_a_whole_trail_ends_with_its_head_and_exit_code_0(
    birthwords: Shell, published: Database
) -> None:
    done = birthwords("audit", "verify")
    assert done.returncode == 0
    assert "Nothing was altered, taken out or put in between." in done.stderr
    kept = head_of(done.stdout)
    translate(published, {"title": "Greață"}, tag="ro")
    later = birthwords("audit", "verify", "--head", kept)
    assert later.returncode == 0
    assert head_of(later.stdout) != kept


def test_what_was_altered_is_said_in_plain_words_with_exit_code_1(
    birthwords: Shell, published: Database
) -> None:
    beside(published, "UPDATE sign_off SET statement = 'All of it.'")
    done = birthwords("audit", "verify")
    assert done.returncode == 1
    assert "Row 1 of sign_off (signature) was altered (entry " in done.stdout
    assert "Keep the database as it is" in done.stderr
    told = json.loads(birthwords("audit", "verify", "--json").stdout)
    assert not told["is_whole"]
    assert [problem["words"].split(" (")[0] for problem in told["problems"]] == [
        "Row 1 of sign_off",
        "Row 2 of sign_off",
    ]
    assert told["head"] == {"number": told["entries"], "hash": head_of(done.stdout)[-64:]}


def test_the_first_faults_are_named_and_the_others_counted(
    birthwords: Shell, published: Database
) -> None:
    beside(published, "UPDATE competence SET evidence = 'None.'")
    said = birthwords("audit", "verify").stdout.splitlines()
    assert len(said) == 22
    assert said[-2].startswith("And ")
    assert said[-2].endswith(" more.")


def test_a_head_that_is_no_more_in_the_trail_is_exit_code_1(birthwords: Shell) -> None:
    done = birthwords("audit", "verify", "--head", f"999:{'0' * 64}")
    assert done.returncode == 1
    assert "Entry 999, the head that you kept, is not there any more." in done.stdout
    refused = birthwords("audit", "verify", "--head", "999")
    assert (refused.returncode, refused.stdout) == (1, "")


def test_an_export_is_read_and_checked_without_the_database(
    birthwords: Shell, published: Database, tmp_path: Path
) -> None:
    file = tmp_path / "trail.jsonl"
    assert birthwords("audit", "export", str(file)).returncode == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    entries = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    wrote = next(e for e in entries if e["step"] == "edit" and e["about"].endswith("pl vitamin"))
    assert wrote["what"] == "wrote a text"
    assert wrote["about"] == f"{SLUG} standard pl vitamin"
    assert (wrote["actor_id"], wrote["role"]) == (person(published, "translator").id, "translator")
    assert "name" not in wrote
    previous = "0" * 64
    for e in entries:
        covered = json.dumps([e[name] for name in COVERED], separators=(",", ":"))
        assert e["previous"] == previous
        previous = sha256(covered.encode()).hexdigest()
        assert e["hash"] == previous
    assert head_of(birthwords("audit", "verify").stdout) == f"{len(entries)}:{previous}"


def test_names_stand_in_an_export_when_asked_for(birthwords: Shell, tmp_path: Path) -> None:
    file = tmp_path / "trail.jsonl"
    birthwords("audit", "export", "--names", str(file))
    entries = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert {e["name"] for e in entries if e["step"] == "sign"} == {"Clinician"}
    again = birthwords("audit", "export", str(file))
    assert again.returncode == 1
    assert "exists already" in again.stderr


def test_after_a_restoration_the_trail_holds_and_shows_what_the_copy_lacks(
    birthwords: Shell, published: Database, tmp_path: Path
) -> None:
    at_backup = head_of(birthwords("audit", "verify").stdout)
    copy = tmp_path / "copy.sqlite3"
    assert birthwords("backup", str(copy)).returncode == 0
    translate(published, {"title": "Greață"}, tag="ro")
    later = head_of(birthwords("audit", "verify").stdout)
    published.dispose()
    file = Path(make_url(published.url).database or "")
    for ending in ("-wal", "-shm"):
        Path(f"{file}{ending}").unlink(missing_ok=True)
    copy.replace(file)
    assert birthwords("audit", "verify", "--head", at_backup).returncode == 0
    lacking = birthwords("audit", "verify", "--head", later)
    assert lacking.returncode == 1
    assert "is not there any more" in lacking.stdout
