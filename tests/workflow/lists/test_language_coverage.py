"""How far each language is, all its texts together."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.db import Database
from app.languages import languages
from app.render import interface as shown
from app.workflow import interface
from app.workflow.editions.publishing import withdraw
from app.workflow.lists.language_coverage import (
    LanguageCoverage,
    Tally,
    in_database,
    in_files,
)
from tests import factories
from tests.workflow.interface_words import POLISH, WORDS, take_all_the_way


@pytest.fixture
def few_words(monkeypatch: pytest.MonkeyPatch, demo_mode: None) -> Iterator[None]:
    """An interface of two words, one of them safety-critical."""
    monkeypatch.setattr(shown, "template", lambda: WORDS)
    monkeypatch.setattr("app.render.interface_resource.template", lambda: WORDS)
    yield
    interface._seen[0] = ("", ())
    shown.release({})


def coverage(database: Database, tag: str = "pl", *, demo: bool = True) -> LanguageCoverage:
    interface.refresh(database)
    with database.reading() as session:
        return next(each for each in in_database(session, demo=demo) if each.language.tag == tag)


def test_a_database_without_texts_says_nothing(empty: Database) -> None:
    with empty.reading() as session:
        assert in_database(session, demo=False) == ()


def test_a_published_leaflet_counts_as_drafted_reviewed_and_published(world: Database) -> None:
    factories.publish_leaflet(world)
    polish = coverage(world)
    assert polish.texts == Tally(total=5, drafted=5, reviewed=5, published=5)
    assert polish.critical == Tally(total=3, drafted=3, reviewed=3, published=3)
    assert polish.editions == 1
    assert coverage(world, "so").texts == Tally(total=5)


@pytest.mark.one_database
def test_an_edition_of_a_demonstration_has_readers_in_a_demonstration_alone(
    world: Database,
) -> None:
    factories.publish_leaflet(world)
    real = coverage(world, demo=False)
    assert (real.texts.reviewed, real.texts.published, real.editions) == (5, 0, 0)


@pytest.mark.one_database
def test_what_was_withdrawn_has_no_readers(world: Database) -> None:
    edition = factories.publish_leaflet(world)
    with world.writing() as session:
        withdraw(session, factories.person(world, "author"), edition.code, "Wrong.")
    assert coverage(world).texts == Tally(total=5, drafted=5, reviewed=5)


def test_a_text_whose_english_changed_is_drafted_alone(world: Database) -> None:
    factories.publish_leaflet(world)
    factories.bring_in(world, factories.LEAFLET.replace("10 micrograms", "20 micrograms"))
    polish = coverage(world)
    assert polish.texts == Tally(total=5, drafted=5, reviewed=4, published=4)
    assert polish.critical == Tally(total=3, drafted=3, reviewed=2, published=2)


@pytest.mark.one_database
def test_h23_nobody_reads_a_text_while_the_words_around_it_are_closed(
    world: Database, few_words: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shown, "path_of", lambda _language: tmp_path / "messages.po")
    factories.publish_leaflet(world)
    closed = coverage(world)
    assert (closed.stage, closed.texts.published) == ("none", 0)
    take_all_the_way(world, "pl", POLISH)
    opened = coverage(world)
    assert (opened.stage, opened.texts.published) == ("open", 5)


@pytest.mark.one_database
def test_of_the_interface_what_readers_see_is_counted(world: Database, few_words: None) -> None:
    take_all_the_way(world, "pl", POLISH)
    polish = coverage(world)
    assert polish.interface == Tally(total=2, drafted=2, reviewed=2, published=2)
    assert polish.critical_words == Tally(total=1, drafted=1, reviewed=1, published=1)
    assert polish.texts == Tally(total=5)
    assert polish.editions == 0


@pytest.mark.one_database
def test_the_interface_is_drafted_once_every_word_is_and_reviewed_when_every_word_is(
    world: Database, few_words: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shown, "path_of", lambda _language: tmp_path / "messages.po")
    first, second = list(POLISH)[2:]
    with world.writing() as session:
        interface.keep_up(session, factories.person(world, "author"))
    stages = [coverage(world).stage]
    for path in (first, second):
        factories.translate(world, {path: POLISH[path]}, slug="interface")
        stages.append(coverage(world).stage)
    factories.revise(world, first, second, slug="interface")
    stages.append(coverage(world).stage)
    assert stages == ["none", "begun", "drafted", "reviewed"]


@pytest.mark.one_database
def test_a_doubt_is_counted_until_someone_approves_the_text(
    world: Database, few_words: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "messages.po"
    entry = '#, fuzzy\nmsgid "Call 999"\nmsgstr "Wołaj 999"\n'
    file.write_text(f'msgid ""\nmsgstr ""\n\n# doubt: dzwoń is plainer\n{entry}')
    monkeypatch.setattr(shown, "path_of", lambda _language: file)
    with world.writing() as session:
        interface.keep_up(session, factories.person(world, "author"))
        interface.bring_in_drafts(session, factories.person(world, "translator"), "pl")
    assert coverage(world).doubts == 1
    path = list(POLISH)[2]
    factories.translate(world, {path: POLISH[path]}, slug="interface")
    factories.revise(world, path, slug="interface")
    assert coverage(world).doubts == 0


def test_files_hold_drafts_alone() -> None:
    found = {each.language.tag: each for each in in_files()}
    assert [*found] == [language.tag for language in languages()]
    for each in found.values():
        for tally in (each.texts, each.critical, each.interface, each.critical_words):
            assert 0 < tally.drafted <= tally.total
            assert (tally.reviewed, tally.published) == (0, 0)
        assert each.stage == "drafted"
    assert found["fj"].confidence == "low"
    assert found["fj"].doubts > 0
