"""A midwife prints at the desk: what was ticked in English, kept by nobody, and a blank plan whose
pages are counted first or that goes to the woman's own phone."""

import logging
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from sqlmodel import select

from app.config import settings
from app.db import Database
from app.jobs.printing.printer import Printer
from app.models import Edition, EditionEvent, EditionState
from app.plans.codec import encode
from app.render.cache import PdfCache
from app.render.pool import PoolBusy, RenderPool
from app.render.poppler import text as copied
from app.render.qr import qr_svg
from app.web.frame import print_queue
from tests.plans.world import few_answers, template_in
from tests.web.visit import Visit

KEYS = "/library/plans/small-plan/keys"
PDF = "/library/plans/small-plan/ticked.pdf"
BLANK = "/library/plans/small-plan/print"
SOME = "1 Zofia Cicha\n3 1\n4 1 3\n6 1\n"


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    with RenderPool(workers=1) as found:
        yield found


@pytest.fixture
def midwife(planned: Database, data_folder: Path, pool: RenderPool) -> Visit:
    visit = Visit(planned, "midwife")
    printer = Printer(database=planned, pool=pool, cache=PdfCache(data_folder / "pdf"))
    print_queue.install(visit.client.app, printer)  # type: ignore[arg-type]
    visit.open(KEYS)
    return visit


def test_h21_what_was_keyed_is_printed_in_english_and_kept_nowhere(
    midwife: Visit,
    data_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    midwife.send(KEYS, keys=f"{SOME}5 *\n", language="pl")
    page = midwife.send(PDF)
    assert page.status_code == 200, midwife.words
    assert page.headers["content-disposition"] == 'inline; filename="plan.pdf"'
    assert page.headers["cache-control"] == "no-store"
    words = " ".join(copied(page.content).split())
    for said in ("Zofia Cicha", "What kind of interpreter", "vitamin K", "By injection"):
        assert said in words
    assert "More is written on the paper. Written in: Polish." in words
    assert "How calm" not in words  # not answered
    for path in (each for folder in (data_folder, tmp_path) for each in folder.rglob("*")):
        assert path.suffix != ".pdf"
        assert not path.is_file() or b"Zofia" not in path.read_bytes(), path
    assert "Zofia" not in caplog.text


def test_what_was_scanned_is_printed_and_leads_to_a_blank_one_in_her_language(
    midwife: Visit, planned: Database
) -> None:
    template = template_in(planned)
    midwife.open("/library/plans/code")
    midwife.send("/library/plans/code", code=encode(few_answers(template), template.resource))
    assert f'href="{BLANK}?language=pl"' in midwife.page.text
    assert "By injection" in copied(midwife.send(PDF).content)
    chosen = midwife.open(f"{BLANK}?language=pl&format=large_print").text
    assert chosen.index("large_print.pdf") < chosen.index("standard.pdf")
    assert "She asked for this." in chosen


def test_a_filled_plan_is_printed_in_her_language_and_in_the_format_that_she_asked_for(
    midwife: Visit, planned: Database
) -> None:
    template = template_in(planned)
    midwife.open("/library/plans/code")
    midwife.send("/library/plans/code", code=encode(few_answers(template), template.resource))
    form = midwife.form(PDF)
    assert (form.fields["print_language"], form.fields["format"]) == ("pl", "facing")
    fields = {**form.fields, "go": "hers"}
    words = " ".join(copied(midwife.client.post(PDF, data=fields).content).split())
    for said in ("pl By injection", "By injection", "Chcę spokoju.", "Written in: Polish"):
        assert said in words
    for wrong, said in (("", "Choose the language"), ("xx", "not published in that language")):
        page = midwife.client.post(PDF, data={**fields, "print_language": wrong})
        assert page.status_code == 422
        assert said in page.text


def test_ticks_that_a_print_would_leave_out_are_not_printed(midwife: Visit) -> None:
    midwife.send(KEYS, keys="3 1\n6 1", language="pl")
    form = midwife.form(PDF)
    midwife.open(KEYS)
    midwife.send(KEYS, keys="3 2\n4 1", language="pl")
    assert not midwife.forms(PDF)
    assert "Some ticks contradict each other" in midwife.text
    for state in ("", form.fields["state"][:-9]):
        answer = midwife.client.post(PDF, data={**form.fields, "state": state})
        assert answer.status_code == 404
        assert "Scan or key in the plan again" in answer.text


def test_h16_a_plan_that_was_withdrawn_is_read_but_not_printed(
    midwife: Visit, planned: Database
) -> None:
    midwife.send(KEYS, keys=SOME, language="pl")
    form = midwife.form(PDF)
    with planned.writing() as session:
        code = session.exec(select(Edition).where(Edition.language == "en")).all()[-1]
        like = session.exec(select(EditionEvent).where(EditionEvent.edition_id == code.id)).one()
        assert code.id is not None
        session.add(
            EditionEvent(
                edition_id=code.id,
                state=EditionState.WITHDRAWN,
                actor_id=like.actor_id,
                role=like.role,
            )
        )
    midwife.post(form, PDF)
    assert midwife.page.status_code == 403
    assert "withdrawn" in midwife.text


def test_signs_that_cannot_be_printed_are_named_and_the_page_stays(midwife: Visit) -> None:
    midwife.send(KEYS, keys=f"{SOME}5 \U0001f600", language="pl")
    midwife.send(PDF)
    assert midwife.page.status_code == 422
    assert "Question 5: these characters cannot be printed" in midwife.text
    assert "Change what was keyed" in midwife.text
    assert "By injection" in midwife.text


def test_pages_of_a_blank_plan_are_counted_before_it_is_printed(midwife: Visit) -> None:
    midwife.open(BLANK)
    assert '<option value="">Choose a language' in midwife.page.text
    midwife.open(f"{BLANK}?language=pl")
    found = re.findall(
        r'href="(/pl/plans/small-plan/(\w+)\.pdf)[^<]*.*?(\d+) pages?, \d+ sheets?<',
        midwife.page.text,
        re.DOTALL,
    )
    assert [name for _, name, _ in found] == ["standard", "large_print", "facing"]
    for address, name, pages in found:
        pdf = midwife.client.get(address).content
        assert len(pypdfium2.PdfDocument(pdf)) == int(pages), name


def test_a_blank_plan_goes_to_her_phone_by_its_code(midwife: Visit) -> None:
    midwife.open(f"{BLANK}?language=pl")
    place = "/pl/plans/small-plan/fill"
    base = settings().base_url
    assert qr_svg(f"{base}{place}", "Code of this form, to scan with her phone") in midwife.text
    assert midwife.client.get(place).status_code == 200


def test_what_is_not_there_to_print_is_said(
    midwife: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert midwife.client.get("/library/plans/no-such-plan/print").status_code == 404
    assert midwife.client.get(f"{BLANK}?language=xx").status_code == 404

    def busy(*_args: object, **_more: object) -> bytes:
        raise PoolBusy("Many prints are being made.")

    monkeypatch.setattr(Printer, "edition", busy)
    midwife.open(f"{BLANK}?language=pl")
    assert midwife.page.status_code == 503
    assert midwife.page.headers["retry-after"] == "20"
    assert "Many prints are being made." in midwife.text
