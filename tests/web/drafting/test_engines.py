"""The pages on machine drafts: honest about what there is not, and open to those who translate."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.config import settings
from app.db import Database
from app.engines import ARGOS
from app.languages import languages
from tests.drafting import draft_translation
from tests.engines.deterministic import AccentEngine
from tests.engines.make_tiny_package import tiny_package
from tests.factories import SLUG, desk_of, person, revise, translate
from tests.web.visit import Visit

pytestmark = pytest.mark.one_database


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("BIRTHWORDS_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    yield tmp_path / "data"
    settings.cache_clear()


@pytest.mark.usefixtures("data")
def test_every_language_stands_in_the_overview(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open("/workbench/engines")
    assert visit.page.status_code == 200
    for language in languages():
        assert f'href="/workbench/engines/{language.tag}"' in visit.page.text
    assert 'href="/workbench/engines" aria-current="page"' in visit.page.text


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("tag", ["fj", "kok-Latn", "so", "fa-AF", "ps"])
def test_a_language_without_an_engine_says_so_and_offers_the_other_ways(
    world: Database, tag: str
) -> None:
    visit = Visit(world, "translator")
    visit.open(f"/workbench/engines/{tag}")
    assert "There is no machine draft for" in visit.text
    assert "How to translate without a machine" in visit.text
    for way in ("/workbench/import", f"/workbench/terms/{tag}", "from memory"):
        assert way in visit.text


@pytest.mark.usefixtures("data")
def test_an_installed_model_shows_its_version_licence_size_and_hash(world: Database) -> None:
    package = ARGOS.install(tiny_package())
    visit = Visit(world, "reviewer")
    visit.open("/workbench/engines/es")
    assert "translate-en_es" in visit.text
    assert package.pin is not None
    assert package.pin.files in visit.text
    assert "birthwords engines install --into-english es" in visit.text
    assert "How to translate without a machine" not in visit.text
    assert "No machine draft into Spanish has been approved yet." in visit.text


@pytest.mark.usefixtures("data")
def test_the_page_says_how_much_people_had_to_change(world: Database) -> None:
    draft_translation(world, person(world, "translator"), SLUG, "standard", "pl", AccentEngine())
    translate(world, {"title": desk_of(world).rows["title"].text})
    revise(world, "title")
    visit = Visit(world, "clinician")
    visit.open("/workbench/engines/pl")
    assert "accents, accents 1" in visit.text
    assert "100%" in visit.text
    assert "too few to judge by" in visit.text
    visit.open("/workbench/engines")
    assert "100% of 1" in visit.text


@pytest.mark.usefixtures("data")
def test_a_midwife_and_a_stranger_are_not_shown_it(world: Database) -> None:
    midwife = Visit(world, "midwife")
    assert midwife.open("/workbench/engines").status_code == 403
    assert "Machine drafts" not in midwife.open("/workbench").text
    assert "/account/login" in str(Visit(world).open("/workbench/engines/pl").url)


@pytest.mark.usefixtures("data", "somali_lacks_words")
@pytest.mark.parametrize(("tag", "said"), [("so", True), ("pl", False)])
def test_a_language_that_safety_checks_have_no_words_for_is_told_so(
    world: Database, tag: str, said: bool
) -> None:
    visit = Visit(world, "translator")
    visit.open(f"/workbench/engines/{tag}")
    assert ("What the checks cannot read" in visit.page.text) is said
    assert ("what turns an instruction round" in visit.page.text) is said
