"""A number that a text asks for and a hospital does not have: each address says so, and none
breaks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from app import services
from app.config import ROOT
from app.db import Database
from app.jobs.printing.printer import Printer
from app.render.cache import PdfCache
from app.render.pdf import PrintJob
from app.render.pool import RenderPool
from app.web.frame import print_queue
from tests.factories import LEAFLET, bring_in, publish_leaflet
from tests.web.filling.filler import FILL, filled_in
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]
PAGE = "/pl/leaflets/feeling-sick"
PROOF = "/workbench/feeling-sick/standard/pl/proof"
NO_NUMBER = "There is no number “community” at a service shown."
Change = Callable[[list[dict[str, object]]], None]


class NoPool(RenderPool):
    """A pool that is never reached."""

    def __init__(self) -> None:
        self.drew = False

    def render(self, job: PrintJob, *, ahead: bool = False) -> bytes:
        raise AssertionError("drawn all the same")


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Change], None]]:
    """From now on the list of hospitals is another one."""

    def change(how: Change) -> None:
        yaml = YAML()
        data = yaml.load((ROOT / "content" / "services.yaml").read_text(encoding="utf-8"))
        how(data["services"])
        (tmp_path / "content").mkdir()
        yaml.dump(data, tmp_path / "content" / "services.yaml")
        monkeypatch.setattr(services, "ROOT", tmp_path)
        services.services.cache_clear()

    yield change
    services.services.cache_clear()


def a_new_hospital(found: list[dict[str, object]]) -> None:
    found.append({**found[0], "id": "new", "name": "New Hospital"})


def no_community(found: list[dict[str, object]]) -> None:
    contacts = found[0]["contacts"]
    assert isinstance(contacts, dict)
    del contacts["community"]


def with_printer(visit: Visit, world: Database, folder: Path) -> Visit:
    printer = Printer(database=world, pool=NoPool(), cache=PdfCache(folder))
    print_queue.install(visit.client.app, printer)  # type: ignore[arg-type]
    return visit


@pytest.mark.parametrize("file", ["", "/standard.pdf", "/large_print.pdf?size=20", "/facing.pdf"])
def test_h24_a_reader_who_asks_for_a_hospital_that_came_later_is_told_whom_to_call(
    world: Database, tmp_path: Path, listed: Callable[[Change], None], file: str
) -> None:
    publish_leaflet(world)
    listed(a_new_hospital)
    reader = with_printer(Visit(world), world, tmp_path).client
    sign = "&" if "?" in file else "?"
    answer = reader.get(f"{PAGE}{file}{sign}service=new")
    assert answer.status_code == 503
    assert '<html lang="pl"' in answer.text
    assert "960101" in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_a_translator_is_told_which_number_the_draft_lacks(
    world: Database, tmp_path: Path, listed: Callable[[Change], None]
) -> None:
    bring_in(world, LEAFLET.replace("{phone.triage}", "{phone.community}"))
    visit = with_printer(Visit(world, "translator"), world, tmp_path)
    listed(no_community)
    for address, status in ((PROOF, 403), (f"{PROOF}/standard.pdf", 422)):
        visit.open(address)
        assert visit.page.status_code == status, address
        assert NO_NUMBER in visit.text
    visit.open(f"{PROOF}/standard/pages")
    assert visit.page.status_code == 200
    assert NO_NUMBER in visit.text


def test_a_pack_says_which_prints_have_no_number_of_the_hospital(
    world: Database, tmp_path: Path, listed: Callable[[Change], None]
) -> None:
    publish_leaflet(world)
    listed(a_new_hospital)
    visit = with_printer(Visit(world, "midwife"), world, tmp_path)
    visit.open("/library?service=new")
    visit.open("/library/packs")
    csrf = visit.form("/library/packs").fields["csrf"]
    ticked = {"text": "feeling-sick", "language": "pl", "format": "standard", "copies": "1"}
    page = visit.client.post("/library/packs", data={"csrf": csrf, "go": "count", **ticked})
    assert page.status_code == 200
    assert "There is no number" in page.text


def test_whoever_prints_a_plan_for_a_hospital_that_came_later_keeps_her_answers(
    planned: Database, tmp_path: Path, listed: Callable[[Change], None]
) -> None:
    visit = with_printer(Visit(planned), planned, tmp_path)
    she = filled_in(visit.client)
    listed(a_new_hospital)
    fields = [*she.form.form_values(), ("answered", "yes")]
    answer = she.send(f"{FILL}/print/standard?service=new", fields)
    assert answer.status_code == 503
    assert "Your answers are still on the page before this one" in answer.text
    assert "Ana Nowak" not in answer.text
    assert visit.client.get(f"{FILL}?service=new").status_code == 503
