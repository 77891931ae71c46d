"""The command line: results on stdout, refusals in one or two lines on stderr, exit codes."""

import json
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlmodel import delete, select
from typer.testing import CliRunner

from app.cli import cli
from app.config import CONTENT, ROOT, settings
from app.db import Database
from app.models import MemoryUnit
from app.render.cache import PdfCache
from app.workflow import seeding
from app.workflow.editions import verification
from tests import factories
from tests.shell import Shell

LEAFLET = """\
kind: leaflet
slug: a-leaflet
reference: REF-1
version: "1"
owner: Owner
organisation: Organisation
approver: Approver
review_by: 2029-01-01
title: A leaflet
summary: It says something
blocks:
  - type: paragraph
    text: Call your midwife
"""


@pytest.fixture(scope="module")
def small_content(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the command line seeds and verifies: one leaflet and the glossary."""
    folder = tmp_path_factory.mktemp("small") / "content"
    (folder / "leaflets").mkdir(parents=True)
    for name in ("glossary.yaml", "leaflets/folic-acid.yaml"):
        shutil.copy(CONTENT / name, folder / name)
    with patch.object(seeding, "CONTENT", folder), patch.object(verification, "CONTENT", folder):
        yield


@pytest.fixture
def birthwords(small_content: None, tmp_path: Path) -> Shell:
    return Shell(tmp_path / "data")


@pytest.fixture(scope="module")
def original(small_content: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seeded data folder to copy from."""
    data = tmp_path_factory.mktemp("seeded") / "data"
    assert Shell(data)("seed").returncode == 0
    return data


@pytest.fixture
def seeded(original: Path, birthwords: Shell) -> Path:
    """The data folder, with the content in it."""
    return Path(shutil.copytree(original, birthwords.environment["BIRTHWORDS_DATA"]))


def test_a_process_of_its_own_says_the_same(birthwords: Shell) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from app.cli import main; main()", "check", "--language", "xx"],
        capture_output=True,
        text=True,
        env=birthwords.environment,
        cwd=ROOT,
        check=False,
    )
    here = birthwords("check", "--language", "xx")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", here.stderr)


def test_every_command_explains_itself(birthwords: Shell) -> None:
    listed = birthwords("--help")
    assert listed.returncode == 0
    for command in (
        "serve", "seed", "check-content", "languages", "engines", "draft", "import", "export",
        "check", "publish", "pdf", "user", "verify", "backup", "audit",
    ):  # fmt: skip
        assert command in listed.stdout
        assert birthwords(command, "--help").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("draft", "--language", "xx"),
        ("draft", "--language", "pl", "--engine", "nope"),
        ("publish", "nope", "--language", "pl", "--as", "nobody@x.test"),
        ("import", "missing.po", "--as", "nobody@x.test"),
        ("export", "--language", "pl", "--resource", "nope", "-o", "x.po"),
        ("pdf", "nope", "--language", "pl", "-o", "x.pdf"),
        ("check", "--language", "xx"),
        ("check-content", "missing.yaml"),
    ],
)
def test_a_refusal_is_one_or_two_lines_and_exit_code_1(
    birthwords: Shell, arguments: tuple[str, ...]
) -> None:
    done = birthwords(*arguments)
    assert done.returncode == 1
    assert 1 <= len(done.stderr.strip().splitlines()) <= 2
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--format", "poster"), "is not printed as 'poster'"),
        (("--size", "28", "--format", "large_print", "--service", "nowhere"), "There is no number"),
    ],
)
def test_a_print_that_is_not_given_is_a_refusal_too(
    birthwords: Shell, world: Database, tmp_path: Path, options: tuple[str, ...], says: str
) -> None:
    factories.publish_leaflet(world)
    asked = ("pdf", "feeling-sick", "--language", "pl", "-o", str(tmp_path / "x.pdf"))
    done = birthwords(*asked, *options, BIRTHWORDS_DATABASE_URL=world.url, BIRTHWORDS_DEMO="1")
    assert done.returncode == 1
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2


@pytest.mark.parametrize("arguments", [("nope",), ("draft",), ("export", "--language", "pl")])
def test_a_wrong_call_is_exit_code_2(birthwords: Shell, arguments: tuple[str, ...]) -> None:
    assert birthwords(*arguments).returncode == 2


@pytest.mark.parametrize("address", ["mysql://x", "postgresql://me@here:port/words", "x"])
def test_a_database_that_cannot_be_used_is_refused_in_one_line(
    birthwords: Shell, address: str
) -> None:
    done = birthwords("seed", BIRTHWORDS_DATABASE_URL=address)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr


def test_seed_says_what_it_did(birthwords: Shell) -> None:
    assert "English texts brought in. Nothing is published yet." in birthwords("seed").stdout
    assert "holds content already" in birthwords("seed").stdout


def test_a_file_that_is_no_model_is_refused_in_one_line(birthwords: Shell, tmp_path: Path) -> None:
    file = tmp_path / "en_pl.argosmodel"
    file.write_bytes(b"no model")
    done = birthwords("engines", "import", str(file))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "not an Argos model" in done.stderr
    missing = birthwords("engines", "import", "missing.argosmodel")
    assert missing.returncode == 1
    assert len(missing.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("given", "used"),
    [
        (("--port", "8123"), "http://127.0.0.1:8123"),
        (("--host", "0.0.0.0", "--port", "8123"), "http://127.0.0.1:8123"),  # noqa: S104
        (("--host", "10.0.0.7"), "http://10.0.0.7:8000"),
    ],
)
def test_addresses_are_of_the_host_and_port_served_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: tuple[str, ...], used: str
) -> None:
    monkeypatch.setenv("BIRTHWORDS_DATA", str(tmp_path))
    monkeypatch.setenv("BIRTHWORDS_BASE_URL", "")
    monkeypatch.delenv("BIRTHWORDS_BASE_URL")
    monkeypatch.setattr("app.cli.listening.run", lambda *_: None)
    monkeypatch.setattr("app.cli.serving._seed", lambda demo: "")
    settings.cache_clear()
    CliRunner().invoke(cli, ["serve", *given], catch_exceptions=False)
    assert settings().base_url == used
    settings.cache_clear()


def test_check_prints_one_json_object_a_line(birthwords: Shell) -> None:
    lines = "Take 400 micrograms.\tWeź 40 mikrogramów.\nCall us.\tZadzwoń do nas.\n"
    done = birthwords("check", "--language", "pl", stdin=lines)
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 0
    assert {finding["severity"] for finding in first["findings"]} == {"blocking"}
    assert second == {"findings": []}


def test_check_needs_a_tab_and_no_database(birthwords: Shell) -> None:
    done = birthwords("check", "--language", "pl", stdin="no tab\n")
    assert done.returncode == 1
    assert "line 1" in done.stderr
    assert not Path(birthwords.environment["BIRTHWORDS_DATA"]).exists()


def test_check_content_writes_missing_ids_once(birthwords: Shell, tmp_path: Path) -> None:
    path = tmp_path / "a-leaflet.yaml"
    path.write_text(LEAFLET)
    assert birthwords("check-content", str(path)).returncode == 1
    assert birthwords("check-content", str(path), "--fix").returncode == 0
    fixed = path.read_text()
    assert "id: call-your-midwife" in fixed
    birthwords("check-content", str(path), "--fix")
    assert path.read_text() == fixed


def test_an_author_brings_in_a_leaflet_and_a_translator_a_file(
    birthwords: Shell, tmp_path: Path
) -> None:
    leaflet, file = tmp_path / "a-leaflet.yaml", tmp_path / "a.po"
    leaflet.write_text(LEAFLET.replace("- type", "- id: call\n    type"))
    for email, role in (("author@x.test", "author"), ("pl@x.test", "translator:pl")):
        added = birthwords(
            "user", "add", email, "--name", role, "--role", role,
            BIRTHWORDS_PASSWORD="a-long-password",
        )  # fmt: skip
        assert added.returncode == 0, added.stderr
    assert birthwords("import", str(leaflet), "--as", "pl@x.test").returncode == 1
    assert birthwords("import", str(leaflet), "--as", "author@x.test").stdout == "Revision 1.\n"
    assert birthwords("import", str(leaflet), "--as", "author@x.test").stdout == (
        "Nothing has changed.\n"
    )
    assert birthwords("export", "--language", "pl", "--resource", "a-leaflet", "-o", str(file))
    file.write_text(file.read_text().replace('wife"\nmsgstr ""', 'wife"\nmsgstr "Zadzwoń"'))
    done = birthwords("import", str(file), "--as", "pl@x.test")
    assert "1 drafts" in done.stdout
    file.write_text(file.read_text().replace('"Zadzwoń"', '"Zadzwoń'))
    damaged = birthwords("import", str(file), "--as", "pl@x.test")
    assert damaged.returncode == 1
    assert "a.po:" in damaged.stderr


def test_the_last_admin_who_forgot_the_password_gets_a_link(birthwords: Shell) -> None:
    nobody = birthwords("user", "link", "a@x.test")
    assert nobody.returncode == 1
    assert "no active account for a@x.test" in nobody.stderr
    birthwords("user", "add", "a@x.test", "--name", "A", "--role", "admin",
               BIRTHWORDS_PASSWORD="a-long-password")  # fmt: skip
    made = birthwords("user", "link", "a@x.test", BIRTHWORDS_BASE_URL="https://leaflets.example")
    assert re.fullmatch(
        r"https://leaflets\.example/account/reset#([0-9A-Z]{4}-){3}[0-9A-Z]{4}\n", made.stdout
    )
    weak = birthwords("user", "add", "b@x.test", "--name", "B", "--role", "admin",
                      BIRTHWORDS_PASSWORD="sunshine2026")  # fmt: skip
    assert weak.returncode == 1
    assert "guessed first" in weak.stderr


def test_drafting_without_a_model_is_refused_with_the_reason(
    birthwords: Shell, seeded: Path
) -> None:
    done = birthwords("draft", "--language", "so", "--resource", "folic-acid")
    assert done.returncode == 1
    assert "There is no machine draft for Somali: Argos has no model" in done.stderr
    installable = birthwords("draft", "--language", "pl", "--resource", "folic-acid")
    assert installable.stderr.startswith("birthwords: Polish can be drafted by machine once")
    assert "no machine draft" not in installable.stderr.lower()


def test_memory_is_made_anew_from_what_is_approved(birthwords: Shell, world: Database) -> None:
    factories.translate(world)
    factories.revise_all(world)
    with world.writing() as session:
        session.exec(delete(MemoryUnit))
    done = birthwords("memory", "rebuild", BIRTHWORDS_DATABASE_URL=world.url)
    assert (done.returncode, done.stdout) == (0, "5 texts in memory.\n")
    with world.reading() as session:
        assert len(session.exec(select(MemoryUnit)).all()) == 5


def test_verify_says_what_is_damaged_and_takes_damaged_prints_out(
    birthwords: Shell, seeded: Path
) -> None:
    cache, key = PdfCache(seeded / "pdf"), "ab" * 32
    cache.put(key, b"%PDF-1.7\nTake 400 mg.\n%%EOF\n")
    good = birthwords("verify")
    assert good.returncode == 0, good.stdout
    assert "1 cached prints" in good.stderr
    assert "Nothing damaged" in good.stderr
    (file,) = (seeded / "pdf").rglob("*.pdf")
    file.write_bytes(file.read_bytes().replace(b"400", b"4000"))
    bad = birthwords("verify", "--json")
    assert bad.returncode == 1
    (line,) = (json.loads(line) for line in bad.stdout.splitlines())
    assert (line["kind"], line["name"], line["is_damaged"]) == ("print", f"{key}.pdf", True)
    assert "drawn anew" in line["mend"]
    assert birthwords("verify").returncode == 0


def test_a_backup_is_a_private_copy_made_while_others_write(
    birthwords: Shell, seeded: Path, tmp_path: Path
) -> None:
    path = seeded / "birthwords.sqlite3"
    copy = tmp_path / "copy.sqlite3"
    before = os.umask(0)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("DELETE FROM account")
            done = birthwords("backup", str(copy))
            writer.execute("ROLLBACK")
    finally:
        os.umask(before)
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert birthwords("verify", BIRTHWORDS_DATABASE_URL=f"sqlite:///{copy}").returncode == 0
    with closing(sqlite3.connect(path)) as one, closing(sqlite3.connect(copy)) as other:
        for table in ("account", "source_revision", "segment_listing"):
            count = f"SELECT count(*) FROM {table}"  # noqa: S608
            assert one.execute(count).fetchone() == other.execute(count).fetchone()


def test_a_backup_overwrites_nothing_and_is_for_sqlite(birthwords: Shell, tmp_path: Path) -> None:
    nothing = birthwords("backup", str(tmp_path / "copy"))
    assert nothing.returncode == 1
    assert "no database" in nothing.stderr
    birthwords("seed")
    (tmp_path / "older").write_text("a backup of yesterday")
    refused = birthwords("backup", str(tmp_path / "older"))
    assert refused.returncode == 1
    assert "exists already" in refused.stderr
    assert (tmp_path / "older").read_text() == "a backup of yesterday"
    url = "postgresql://me:secret@there/words"
    other = birthwords("backup", str(tmp_path / "copy"), BIRTHWORDS_DATABASE_URL=url)
    assert other.returncode == 1
    assert "pg_dump" in other.stderr
    assert "secret" not in other.stderr
    assert not (tmp_path / "copy").exists()
