"""`birthwords export-content`: what authors wrote here goes back into a repository, and nothing
that somebody changed there is lost.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.config import CONTENT
from app.db import Database
from app.models import Role
from app.resources import editing
from app.resources.load import files, load, load_all, parse
from app.resources.written_yaml import authored
from app.workflow.people import accounts
from app.workflow.proposals.content_files import look_at_files, write_files
from app.workflow.proposals.handing_in import digest, hand_in
from app.workflow.proposals.texts import open_writing
from app.workflow.proposals.writing import edit
from app.workflow.source.revisions import save_source
from tests import factories, shipped
from tests.factories import LEAFLET, SLUG, person
from tests.shell import Done, Shell

FILE = f"leaflets/{SLUG}.yaml"
COMMENT = "  # Two people read this dose.\n  - id: vitamin\n"
COMMENTED = LEAFLET.replace("  - id: vitamin\n", COMMENT)

pytestmark = pytest.mark.one_database
Export = Callable[..., Done]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A folder that has the leaflet as it was brought in, and a comment of its own."""
    (tmp_path / "content/leaflets").mkdir(parents=True)
    (tmp_path / "content" / FILE).write_text(COMMENTED)
    return tmp_path / "content"


@pytest.fixture
def export(world: Database, repository: Path, tmp_path: Path) -> Export:
    def run(*options: str, folder: Path = repository) -> Done:
        return Shell(tmp_path / "data")(
            "export-content", str(folder), *options, BIRTHWORDS_DATABASE_URL=world.url
        )

    return run


def write_here(world: Database, block: str, **fields: object) -> None:
    """An author writes a block in the browser and hands it in."""
    author, ref = person(world, "author"), (SLUG, "standard")
    with world.writing() as session:
        was = editing.part(open_writing(session, *ref).data, block)
        edit(
            session, author, ref, "write", block,
            lambda data: editing.changed(data, block, {**editing.own(was), **fields}),
        )  # fmt: skip
        hand_in(session, author, ref, "New guidance.", digest(open_writing(session, *ref)))


@pytest.mark.parametrize(("named", "said"), [("", "it is empty"), ("a-file", "this is a file")])
def test_what_is_no_folder_is_refused_and_nothing_is_written(
    tmp_path: Path, named: str, said: str
) -> None:
    shell = Shell(tmp_path / "data")
    (tmp_path / "a-file").write_text("")
    done = shell("export-content", named and str(tmp_path / named))
    assert done.returncode == 2
    assert f"Invalid value for 'DIR': {said}. Name a folder." in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["a-file"]


def test_the_shipped_content_comes_out_as_it_went_in(empty: Database, tmp_path: Path) -> None:
    """By its data; the second time not a byte is other."""
    shown = shipped.varied()
    texts = tuple(map(shipped.at, shown))
    with empty.writing() as session:
        accounts.install(session, demo=False)
        for resource in texts:
            save_source(session, accounts.system(session), resource)
    out = tmp_path / "out"
    with empty.reading() as session:
        found = write_files(out, look_at_files(session, out))
        assert {each.state for each in found} == {"new"}
        assert load_all(out) == texts
        names = [path.relative_to(CONTENT) for path in shown]
        assert [path.relative_to(out) for path in files(out)] == names
        first = written_in(out)
        some = tuple(each.slug for each in (texts[0], texts[len(texts) // 2], texts[-1]))
        again = write_files(out, look_at_files(session, out, slugs=some))
        assert {each.state for each in again} == {"unchanged"}
        assert written_in(out) == first
        other = tmp_path / "other"
        write_files(other, look_at_files(session, other, slugs=some))
        made = {path: data for path, data in written_in(other).items() if path.suffix == ".yaml"}
        assert len(made) >= len(some)
        assert made.items() <= first.items()


def written_in(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}


def test_an_edit_in_the_browser_changes_its_line_of_the_file_and_keeps_comments(
    world: Database, repository: Path, export: Export
) -> None:
    write_here(world, "vitamin", text="Take 10 micrograms of vitamin D every day.")
    done = export()
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{FILE}: written (revision 2).\n" in done.stdout
    new = COMMENTED.replace("each day", "every day")
    assert (repository / FILE).read_text() == new
    assert export().stdout == "1 unchanged.\n"
    assert (repository / FILE).read_text() == new


def test_a_dry_run_writes_no_file(world: Database, repository: Path, export: Export) -> None:
    write_here(world, "vitamin", text="Take 10 micrograms of vitamin D every day.")
    done = export("--dry-run")
    assert f"{FILE}: would be written (revision 2).\n" in done.stdout
    assert (repository / FILE).read_text() == COMMENTED
    assert [each.name for each in repository.iterdir()] == ["leaflets"]


def test_what_was_changed_in_the_file_alone_stays(
    world: Database, repository: Path, export: Export
) -> None:
    mine = COMMENTED.replace("Call us now", "Call us at once")
    (repository / FILE).write_text(mine)
    done = export()
    assert f"{FILE}: changed in the file and not here: left as it is.\n" in done.stdout
    assert done.returncode == 0
    assert (repository / FILE).read_text() == mine


def test_what_was_changed_in_the_file_and_here_comes_together(
    world: Database, repository: Path, export: Export
) -> None:
    (repository / FILE).write_text(COMMENTED.replace("Call us now", "Call us at once"))
    write_here(world, "vitamin", text="Take 10 micrograms of vitamin D every day.")
    done = export()
    assert f"{FILE}: written, with what was changed in the file (revision 2).\n" in done.stdout
    both = COMMENTED.replace("Call us now", "Call us at once").replace("each day", "every day")
    assert (repository / FILE).read_text() == both
    assert "1 changed in the file alone" in export().stdout
    assert (repository / FILE).read_text() == both


def test_a_clash_is_named_and_leaves_the_file_as_it_is(
    world: Database, repository: Path, export: Export
) -> None:
    mine = COMMENTED.replace("each day", "daily")
    (repository / FILE).write_text(mine)
    write_here(world, "vitamin", text="Take 10 micrograms of vitamin D every day.")
    done = export()
    assert done.returncode == 1
    assert done.stderr == (
        f"{FILE}: NOT written:\n"
        "  vitamin.text was changed in the file (“Take 10 micrograms of vitamin D daily.”) and "
        "here (“Take 10 micrograms of vitamin D every day.”).\n"
    )
    assert (repository / FILE).read_text() == mine
    assert export().returncode == 1  # still, and the file still is what it was
    assert (repository / FILE).read_text() == mine


def test_what_was_given_out_is_what_the_next_export_begins_from(
    world: Database, repository: Path, export: Export
) -> None:
    write_here(world, "vitamin", text="Take 10 micrograms of vitamin D every day.")
    export()
    given = (repository / FILE).read_text()
    (repository / FILE).write_text(given.replace("every day", "every morning"))
    write_here(world, "call", heading="Call us at once")
    assert "written, with what was changed in the file (revision 3)" in export().stdout
    both = given.replace("every day", "every morning").replace("Call us now", "Call us at once")
    assert (repository / FILE).read_text() == both


def test_a_file_of_which_nobody_knows_where_it_came_from_is_left(
    world: Database, repository: Path, export: Export
) -> None:
    write_here(world, "vitamin", text="Take 10 micrograms of vitamin D every day.")
    (repository / ".birthwords-export.json").write_text(f'{{"{FILE}": "of another database"}}')
    mine = COMMENTED.replace("each day", "daily")
    (repository / FILE).write_text(mine)
    done = export()
    assert "nobody knows from which revision" in done.stderr
    assert done.returncode == 1
    assert (repository / FILE).read_text() == mine


def test_a_file_that_cannot_be_read_is_left(repository: Path, export: Export) -> None:
    (repository / FILE).write_text("kind: leaflet\nslug: [")
    done = export()
    assert f"{FILE}: NOT written:\n  this file cannot be read:\n" in done.stderr
    assert done.returncode == 1
    assert (repository / FILE).read_text() == "kind: leaflet\nslug: ["


def test_other_files_are_named_and_left(repository: Path, export: Export) -> None:
    other = LEAFLET.replace(f"slug: {SLUG}", "slug: other")
    (repository / "leaflets/other.yaml").write_text(other)
    done = export()
    assert "leaflets/other.yaml: left as it is:\n  it is not in the database.\n" in done.stdout
    assert done.returncode == 0
    assert (repository / "leaflets/other.yaml").read_text() == other


def test_published_gives_out_what_readers_have(
    world: Database, tmp_path: Path, export: Export
) -> None:
    factories.publish_english(world)
    write_here(world, "vitamin", text="Take 15 micrograms of vitamin D each day.")
    newest, live, none = tmp_path / "newest", tmp_path / "live", tmp_path / "none"
    export(folder=newest)
    export("--published", folder=live)
    assert "15 micrograms" in (newest / FILE).read_text()
    assert authored(load(live / FILE)) == authored(parse(LEAFLET))
    done = export("--resource", "nothing", folder=none)
    assert (done.returncode, done.stderr) == (1, "birthwords: There is no text nothing.\n")
    assert not none.exists()


def test_a_file_that_is_written_meanwhile_is_left(world: Database, repository: Path) -> None:
    write_here(world, "vitamin", text="Take 15 micrograms of vitamin D each day.")
    with world.reading() as session:
        found = look_at_files(session, repository)
    (repository / FILE).write_text("somebody's")
    assert [each.state for each in write_files(repository, found)] == ["left"]
    assert (repository / FILE).read_text() == "somebody's"


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    world: Database, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_here(world, "vitamin", text="Take 15 micrograms of vitamin D each day.")
    with world.reading() as session:
        found = look_at_files(session, repository)

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_files(repository, found)
    assert (repository / FILE).read_text() == COMMENTED
    assert [each.name for each in (repository / "leaflets").iterdir()] == [f"{SLUG}.yaml"]


def test_what_was_taken_out_of_all_lists_is_not_given_out(
    world: Database, repository: Path, tmp_path: Path, export: Export
) -> None:
    factories.add_person(world, "both", (Role.AUTHOR, "*"), (Role.CLINICIAN, "*"))
    Shell(tmp_path / "data")(
        "archive", SLUG, "--why", "Old", "--as", "both@x.test", BIRTHWORDS_DATABASE_URL=world.url
    )
    assert "it was taken out of all lists." in export().stdout
    assert (repository / FILE).read_text() == COMMENTED
