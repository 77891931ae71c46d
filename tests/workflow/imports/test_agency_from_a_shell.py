"""`birthwords import --agency`: an agency's file from a shell counts as it does on the page."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.db import Database
from app.models import Status
from app.workflow.people import accounts
from app.workflow.translation.desk import view
from tests.factories import POLISH, desk_of
from tests.shell import Done, Shell
from tests.workflow.imports.agency_files import LINGUA, evidence, file

pytestmark = pytest.mark.one_database


def brought(world: Database, folder: Path, agency: str, *options: str, who: str = "admin") -> Done:
    given = folder / "from-lingua.po"
    given.write_bytes(file(world, POLISH))
    return Shell(folder / "data")(
        "import", str(given), "--as", f"{who}@x.test", "--agency", agency, *options,
        BIRTHWORDS_DATABASE_URL=world.url,
    )  # fmt: skip


def test_the_two_people_of_an_agency_count_when_a_file_comes_from_a_shell(
    world: Database, tmp_path: Path
) -> None:
    evidence(world)
    would = brought(world, tmp_path, "Lingua Ltd", "--dry-run")
    people = "translated by Anna Nowak (Lingua Ltd) and revised by Piotr Lis (Lingua Ltd)"
    said = f"5 {people}, 0 unchanged, 0 left, 0 not translated yet\n"
    assert would.stdout == said
    assert desk_of(world).rows == {}
    assert brought(world, tmp_path, "lingua  ltd").stdout == said
    seen = view(desk_of(world), "vitamin")
    with world.reading() as session:
        names = accounts.names(session)
    assert seen.status is Status.REVISED
    assert [names[who or 0] for who in (seen.edited_by, seen.revised_by)] == [
        "Anna Nowak (Lingua Ltd)",
        "Piotr Lis (Lingua Ltd)",
    ]


def test_a_name_that_is_not_enough_is_answered_with_the_numbers_to_choose_from(
    world: Database, tmp_path: Path
) -> None:
    none = brought(world, tmp_path, "Lingua Ltd")
    assert none.returncode == 1
    assert "No agency has evidence for Polish on record that holds today." in none.stderr
    evidence(world)
    newer = evidence(world)  # the same two people: their newest record counts
    unknown = brought(world, tmp_path, "Verbum")
    assert f"or a number: {newer} (Anna Nowak (Lingua Ltd), revised by" in unknown.stderr
    other = evidence(world, replace(LINGUA, reviser="Ewa Zając"))
    both = brought(world, tmp_path, "Lingua Ltd")
    assert both.returncode == 1
    assert "Lingua Ltd has several pairs of people for Polish. Give a number: " in both.stderr
    assert brought(world, tmp_path, str(other)).stdout.startswith("5 translated by Anna Nowak")


def test_only_an_admin_brings_in_an_agencys_file_from_a_shell(
    world: Database, tmp_path: Path
) -> None:
    evidence(world)
    refused = brought(world, tmp_path, "Lingua Ltd", who="reviewer")
    assert refused.returncode == 1
    assert "This is for admins of Polish." in refused.stderr
    assert desk_of(world).rows == {}
