"""`birthwords import FILE.yaml`: what it would do is shown as a proposal shows it, and with
--propose it becomes one.
"""

import io
from pathlib import Path

import pytest
from docx import Document

from app.cli.english import difference
from app.db import Database
from app.exchange import english_word
from app.resources import editing
from app.workflow.proposals import writing as steps
from app.workflow.proposals.texts import open_proposal, open_writing, steps_of
from app.workflow.source.revisions import newest_revision
from tests.factories import LEAFLET, SLUG, person, publish_leaflet
from tests.rows import everything
from tests.shell import Done, Shell

REF = (SLUG, "standard")
BROUGHT = (
    LEAFLET.replace("10 micro", "15 micro")
    .replace("Call us now", "Call us at once")
    .replace("  - id: v", "  - {id: eat, type: paragraph, text: Eat little.}\n  - id: v")
)
pytestmark = pytest.mark.one_database


def brought(world: Database, folder: Path, *options: str, text: str = BROUGHT) -> Done:
    file = folder / f"{SLUG}.yaml"
    file.write_text(text)
    return Shell(folder / "data")(
        "import", str(file), "--as", "author@x.test", *options, BIRTHWORDS_DATABASE_URL=world.url
    )


def write_here(world: Database, text: str) -> None:
    """Somebody has changes of this text that are not handed in."""
    with world.writing() as session:
        steps.edit(
            session, person(world, "author"), REF, "write", "vitamin",
            lambda data: editing.changed(
                data, "vitamin", {**editing.own(editing.part(data, "vitamin")), "text": text}
            ),
        )  # fmt: skip


def test_a_dry_run_shows_each_change_and_what_it_opens_again(
    world: Database, tmp_path: Path
) -> None:
    publish_leaflet(world)
    before = everything(world)
    done = brought(world, tmp_path, "--dry-run")
    assert (
        done.stdout
        == """\
It would become revision 2.

eat (paragraph): new
  eat
    + Eat little.

vitamin (paragraph): changed
  vitamin  [safety-critical]
    Take [-10-] {+15+} micrograms of vitamin D each day.

call (care_card): changed
  call.heading  [safety-critical]
    Call us [-now-] {+at once+}

3 texts changed, 2 of them safety-critical.
  Polish: 2 open again, 1 new, 14 English words, 2 safety-critical. A clinician decides about its \
edition: urgent notice or withdrawal.
"""
    )
    assert (done.stderr, done.returncode) == ("", 0)
    assert everything(world) == before


def test_the_ending_of_a_file_may_be_in_capitals(world: Database, tmp_path: Path) -> None:
    file = tmp_path / f"{SLUG}.YAML"
    file.write_text(LEAFLET)
    done = Shell(tmp_path / "data")(
        "import", str(file), "--as", "author@x.test", "--dry-run",
        BIRTHWORDS_DATABASE_URL=world.url,
    )  # fmt: skip
    assert done.stdout == "Nothing would change.\n"


@pytest.mark.parametrize("options", [("--dry-run",), ("--dry-run", "--propose")])
def test_a_dry_run_leaves_the_changes_of_somebody_as_they_are(
    world: Database, tmp_path: Path, options: tuple[str, ...]
) -> None:
    write_here(world, "Take 20 micrograms of vitamin D each day.")
    before = everything(world)
    done = brought(world, tmp_path, *options)
    assert everything(world) == before
    assert "{+15+}" in done.stdout or "{+20+}" in done.stdout
    assert "with --propose the file goes into them." in done.stdout or "--propose" in options


def test_proposed_it_goes_into_the_changes_of_its_text_and_no_revision_is_made(
    world: Database, tmp_path: Path
) -> None:
    done = brought(world, tmp_path, "--propose")
    assert done.returncode == 0, done.stderr
    place = f"http://127.0.0.1:8000/author/leaflet/{SLUG}/standard/proposal"
    assert f"Look them over and hand them in: {place}\n" in done.stdout
    assert "Take [-10-] {+15+} micrograms" in done.stdout
    with world.reading() as session:
        assert newest_revision(session, *REF).number == 1
        proposal = open_proposal(session, *REF)
        assert proposal is not None
        assert [step.action for step, _ in steps_of(session, proposal)] == ["file"]


def test_what_stands_in_somebodys_changes_stays_and_is_named(
    world: Database, tmp_path: Path
) -> None:
    write_here(world, "Take 20 micrograms of vitamin D each day.")
    would = brought(world, tmp_path, "--propose", "--dry-run")
    done = brought(world, tmp_path, "--propose")
    assert would.stderr == done.stderr
    assert done.stderr == (
        "vitamin.text: changed in the file (“Take 15 micrograms of vitamin D each day.”) and "
        "here (“Take 20 micrograms of vitamin D each day.”). What stands here stays.\n"
    )
    assert would.returncode == done.returncode == 1
    assert would.stdout.split("\n", 1)[1] == done.stdout.split("\n", 1)[1]
    with world.reading() as session:
        data = open_writing(session, *REF).data
    assert editing.part(data, "vitamin")["text"] == "Take 20 micrograms of vitamin D each day."
    assert editing.part(data, "call")["heading"] == "Call us at once"


def test_a_new_text_is_proposed_too(world: Database, tmp_path: Path) -> None:
    new = LEAFLET.replace(SLUG, "heartburn").replace("900", "901")
    file = tmp_path / "heartburn.yaml"
    file.write_text(new)
    before = everything(world)
    run = ("import", str(file), "--as", "author@x.test", "--propose")
    shell = Shell(tmp_path / "data")
    would = shell(*run, "--dry-run", BIRTHWORDS_DATABASE_URL=world.url)
    assert (would.returncode, everything(world)) == (0, before)
    assert shell(*run, BIRTHWORDS_DATABASE_URL=world.url).returncode == 0
    with world.reading() as session:
        assert open_proposal(session, "heartburn", "standard") is not None


def test_without_it_the_file_is_a_revision_at_once(world: Database, tmp_path: Path) -> None:
    assert brought(world, tmp_path).stdout == "Revision 2.\n"
    assert brought(world, tmp_path).stdout == "Nothing has changed.\n"
    assert brought(world, tmp_path, "--dry-run").stdout == "Nothing would change.\n"


def test_what_the_page_refuses_is_refused_before_and_when_it_is_done(
    world: Database, tmp_path: Path
) -> None:
    old = BROUGHT.replace("2029-10-31", "2020-01-01")
    said = [brought(world, tmp_path, "--propose", *dry, text=old) for dry in ((), ("--dry-run",))]
    assert {done.returncode for done in said} == {1}
    assert {done.stderr for done in said} == {
        "birthwords: Choose a day for the review that comes, and at most three years ahead.\n"
    }


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Take 10 mg now.", "Take 15 mg now.", ["Take [-10-] {+15+} mg now."]),
        ("Eat little.", "Eat little. Drink.", ["Eat little. {+Drink.+}"]),
        ("Call us.", "Drink water and rest.", ["- Call us.", "+ Drink water and rest."]),
        ("", "New.", ["+ New."]),
        ("Gone.", "", ["- Gone."]),
    ],
)
def test_a_difference_is_told_word_by_word(before: str, after: str, said: list[str]) -> None:
    assert difference(before, after) == said


def test_a_word_document_of_the_english_always_goes_into_the_changes(
    world: Database, tmp_path: Path
) -> None:
    with world.reading() as session:
        resource = open_writing(session, *REF).resource
    document = Document(io.BytesIO(english_word.write(resource, "The English as it stands")))
    [vitamin] = [each for each in document.paragraphs if "10 micrograms" in each.text]
    [run] = [each for each in vitamin.runs if "10 micrograms" in each.text]
    run.text = run.text.replace("10 micrograms", "15 micrograms")
    file = tmp_path / "feeling-sick.docx"
    document.save(str(file))
    call = ("import", str(file), "--as", "author@x.test")
    shell, before = Shell(tmp_path / "data"), everything(world)
    would = shell(*call, "--dry-run", BIRTHWORDS_DATABASE_URL=world.url)
    assert (would.returncode, everything(world)) == (0, before), would.stderr
    done = shell(*call, BIRTHWORDS_DATABASE_URL=world.url)
    assert done.returncode == 0, done.stderr
    for each in (would, done):
        assert "Take [-10-] {+15+} micrograms" in each.stdout
    with world.reading() as session:
        assert newest_revision(session, *REF).number == 1
        text = editing.part(open_writing(session, *REF).data, "vitamin")["text"]
    assert text == "Take 15 micrograms of vitamin D each day."


@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--propose",)])
def test_a_file_of_more_blocks_than_a_text_may_have_is_refused_however_it_comes_in(
    world: Database, tmp_path: Path, options: tuple[str, ...]
) -> None:
    lines = (f"  - {{id: more-{n}, type: paragraph, text: Rest.}}\n" for n in range(300))
    done = brought(world, tmp_path, *options, text=LEAFLET + "".join(lines))
    assert "A text has at most 300 blocks. Make two texts of it." in done.stderr
    with world.reading() as session:
        assert newest_revision(session, *REF).number == 1
        assert open_proposal(session, *REF) is None
