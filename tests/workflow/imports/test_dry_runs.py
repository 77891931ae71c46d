"""A dry run says what a file would do and writes nothing: no row, and no number of a sequence."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.db import Database
from app.exchange import glossary, tbx, tmx
from app.exchange.entries import TranslationFile
from app.exchange.glossary import TermEntry
from app.exchange.recognise import read
from app.models import Role, now
from app.workflow.imports import translation_files
from app.workflow.imports.agency import Agency, record_agency
from app.workflow.imports.preview import ImportOutcome, bring_in, look_at
from tests import factories
from tests.factories import LEAFLET, POLISH, SLUG, add_person, person
from tests.rows import everything
from tests.shell import Done, Shell

GERMAN = {"Feeling sick": "Übelkeit", "Call us now": "Rufen Sie uns jetzt an"}
TERMS = (
    TermEntry(
        term="vitamin D",
        definition="A vitamin.",
        words=(
            ("de", "Vitamin D", "fixed"),
            ("de", "Vitamin-D", "fixed"),
            ("pl", "witamina D", "approved"),
            ("pl", "witamina C", "forbidden"),
        ),
    ),
    TermEntry(term="Apgar", keep=True, words=(("pl", "skala Apgar", "approved"),)),
)


def translated(database: Database, format_: str, tag: str) -> bytes:
    """A file with words that are new here, or other than they are here."""
    words = {"pl": {"Nudności": "Mdłości"}, "de": GERMAN}[tag]
    with database.reading() as session:
        data = translation_files.export(session, SLUG, "standard", tag, format_)
    found = read(data, "x")
    assert isinstance(found, TranslationFile)
    entries = tuple(
        replace(
            entry, text=words.get(entry.text or entry.source, entry.text), state="edited",
            fuzzy=False,
        )
        for entry in found.entries
    )  # fmt: skip
    file = replace(found, entries=entries)
    return translation_files.WRITERS[format_][2](file, "Title", False)


FILES: dict[str, Callable[[Database], bytes]] = {
    **{
        f"{tag}.{format_}": lambda world, f=format_, t=tag: translated(world, f, t)  # type: ignore[misc]
        for format_ in translation_files.WRITERS
        for tag in ("pl", "de")
    },
    "memory.tmx": lambda _: tmx.write("de", [tmx.MemoryPair(*pair) for pair in GERMAN.items()]),
    "terms.tbx": lambda _: tbx.write_tbx(TERMS),
    "terms.csv": lambda _: glossary.write_csv(TERMS),
    "terms.xlsx": lambda _: glossary.write_xlsx(TERMS),
}
"""A file of each kind, of a translation that is begun and of one that is not."""


@contextmanager
def unwritten(database: Database):  # type: ignore[no-untyped-def]
    before = everything(database)
    yield
    assert everything(database) == before


@pytest.fixture
def begun(world: Database) -> Database:
    """A world whose Polish is begun, with someone who may bring in anything."""
    factories.translate(world, {"title": POLISH["title"], "vitamin": POLISH["vitamin"]})
    add_person(
        world, "all",
        (Role.ADMIN, "*"), (Role.AUTHOR, "*"), (Role.TRANSLATOR, "*"), (Role.REVIEWER, "*"),
    )  # fmt: skip
    return world


@pytest.mark.parametrize("name", FILES)
def test_a_dry_run_writes_nothing_and_foretells_all_that_is_done(
    begun: Database, name: str
) -> None:
    found = read(FILES[name](begun), name)
    actor = person(begun, "all")
    with unwritten(begun), begun.writing() as session:
        seen = look_at(session, actor, found, name)
    assert seen.taken
    with begun.writing() as session:
        assert bring_in(session, actor, found, name) == seen


@pytest.mark.parametrize("format_", translation_files.WRITERS)
def test_a_dry_run_of_an_agency_s_file_writes_nothing(begun: Database, format_: str) -> None:
    found = read(translated(begun, format_, "de"), "back")
    until = now().date() + timedelta(days=10)
    lingua = Agency("Lingua Ltd", "Anna Nowak", "Piotr Lis", "ISO 17100", until)
    actor = person(begun, "all")
    with begun.writing() as session:
        number = record_agency(session, actor, "de", lingua).id

    def run(act: Callable[..., ImportOutcome]) -> ImportOutcome:
        with begun.writing() as session:
            return act(session, actor, found, "back", evidence=number, confirmed=True)

    with unwritten(begun):
        seen = run(look_at)
    assert len(seen.taken) == 2
    assert run(bring_in) == seen


def dry_run(database: Database, folder: Path, name: str, data: bytes, who: str = "all") -> Done:
    file = folder / name
    file.write_bytes(data)
    return Shell(folder / "data")(
        "import", str(file), "--as", f"{who}@x.test", "--dry-run",
        BIRTHWORDS_DATABASE_URL=database.url,
    )  # fmt: skip


@pytest.mark.one_database
@pytest.mark.parametrize("name", FILES)
def test_the_command_with_dry_run_leaves_the_database_as_it_was(
    begun: Database, tmp_path: Path, name: str
) -> None:
    data = FILES[name](begun)
    with unwritten(begun):
        done = dry_run(begun, tmp_path, name, data)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("slug", "english", "said"),
    [
        (SLUG, LEAFLET, "Nothing would change."),
        (SLUG, LEAFLET.replace("10 micro", "15 micro"), "It would become revision 2."),
        ("other", LEAFLET.replace(f"slug: {SLUG}", "slug: other"), "It would become revision 1."),
    ],
)
def test_a_dry_run_of_english_says_which_revision_it_would_become(
    begun: Database, tmp_path: Path, slug: str, english: str, said: str
) -> None:
    with unwritten(begun):
        done = dry_run(begun, tmp_path, f"{slug}.yaml", english.encode())
    assert (done.stdout.splitlines()[0], done.stderr, done.returncode) == (said, "", 0)


def test_a_dry_run_refuses_what_the_step_refuses(begun: Database, tmp_path: Path) -> None:
    file = tmp_path / f"{SLUG}.yaml"
    file.write_text(LEAFLET.replace("{phone.triage}", "{phone.nowhere}"))
    shell = Shell(tmp_path / "data")
    said = [
        shell("import", str(file), "--as", who, *dry, BIRTHWORDS_DATABASE_URL=begun.url)
        for who in ("all@x.test", "translator@x.test")
        for dry in ((), ("--dry-run",))
    ]
    assert {done.returncode for done in said} == {1}
    assert said[0].stderr == said[1].stderr
    assert said[2].stderr == said[3].stderr
