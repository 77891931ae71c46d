"""English goes out as YAML, Word and PDF, whichever version, and a Word file that was edited comes
back into the proposal of its text.
"""

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document

from app.db import Database
from app.exchange import english_returned, english_word
from app.resources.load import parse
from app.workflow.proposals.files import look_at_word
from app.workflow.proposals.texts import open_writing
from app.workflow.refusals import Refused
from app.workflow.source.revisions import save_source
from tests.exchange.english_files import after, gone, paragraph, saved
from tests.exchange.packages import edited
from tests.factories import LEAFLET, SLUG, person, publish_leaflet
from tests.web.visit import Visit

PLACE = f"/author/leaflet/{SLUG}/standard"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOSE = "Take 20 micrograms of vitamin D each day."


def write(visit: Visit, block: str, **typed: str) -> None:
    visit.open(f"{PLACE}?open={block}")
    visit.send("/save", None, **typed)


def word_of(visit: Visit, address: str = f"{PLACE}/english.docx") -> bytes:
    page = visit.open(address)
    assert page.headers["content-type"] == WORD
    assert f'filename="{SLUG}.docx"' in page.headers["content-disposition"]
    return bytes(page.content)


def changed(data: bytes, change: Callable[[Any], object]) -> bytes:
    opened = Document(io.BytesIO(data))
    change(opened)
    return saved(opened)


def bring(visit: Visit, data: bytes, name: str = "feeling-sick.docx") -> Visit:
    visit.open("/library/bring-in")
    visit.upload(name, data)
    return visit


def text_of(world: Database, block: str) -> str:
    with world.reading() as session:
        resource = open_writing(session, SLUG, "standard").resource
        return next(str(getattr(each, "text", "")) for each in resource.blocks if each.id == block)


def test_what_is_written_now_goes_out_as_yaml_word_and_pdf(world: Database) -> None:
    visit = Visit(world, "author")
    write(visit, "vitamin", text=DOSE)
    for page in (PLACE, f"{PLACE}/proposal"):
        visit.open(page)
        for link in (f"{PLACE}/english.yaml", f"{PLACE}/english.docx", f"{PLACE}/versions"):
            assert f'href="{link}"' in visit.text
        assert f'href="{PLACE}/preview/standard.pdf" type="application/pdf"' in visit.text
    assert parse(visit.open(f"{PLACE}/english.yaml").text).blocks[0].model_dump()["text"] == DOSE
    opened = Document(io.BytesIO(word_of(visit)))
    assert DOSE in [each.text for each in opened.paragraphs]
    assert opened.paragraphs[0].text.startswith("English that is written now, not handed in.")


def test_older_english_goes_out_by_its_number(world: Database) -> None:
    with world.writing() as session:
        save_source(
            session, person(world, "author"), parse(LEAFLET.replace("10 micro", "20 micro"))
        )
    visit = Visit(world, "author")
    visit.open(f"{PLACE}/versions")
    assert "English 2, " in visit.text
    first = f"{PLACE}/versions/1/english"
    assert f'href="{first}.yaml"' in visit.text
    assert f'href="{PLACE}/versions/1/standard.pdf"' in visit.text
    assert "10 micrograms" in visit.open(f"{first}.yaml").text
    said = [each.text for each in Document(io.BytesIO(word_of(visit, f"{first}.docx"))).paragraphs]
    assert said[0].startswith("English 1, ")
    assert "Take 10 micrograms of vitamin D each day." in said
    assert visit.open(f"{PLACE}/versions/3/english.yaml").status_code == 404
    assert visit.open(f"/author/plan/{SLUG}/standard/versions/1/english.yaml").status_code == 404


@pytest.mark.usefixtures("demo_mode")
def test_editions_go_out_where_they_are_compared(world: Database) -> None:
    publish_leaflet(world)
    visit = Visit(world, "midwife")
    visit.open(f"/library/{SLUG}/standard/en/editions")
    code = visit.text.split("/library/editions/")[1].split("/")[0]
    for ending in ("english.yaml", "english.docx", "standard.pdf"):
        assert f'href="/library/editions/{code}/{ending}"' in visit.text
    assert parse(visit.open(f"/library/editions/{code}/english.yaml").text).slug == SLUG
    word = visit.open(f"/library/editions/{code}/english.docx").content
    assert f"English of edition {code}" in Document(io.BytesIO(word)).paragraphs[0].text
    visit.open(f"/library/{SLUG}/standard/pl/editions")
    assert "english.yaml" not in visit.text
    assert "standard.pdf" in visit.text
    assert visit.open("/library/editions/NOPE/english.docx").status_code == 404


def test_an_old_yaml_file_brings_what_was_changed_in_it_and_undoes_nothing(
    world: Database,
) -> None:
    """What others handed in since it was taken away stays."""
    visit = Visit(world, "author")
    old = visit.open(f"{PLACE}/english.yaml").text
    assert old.startswith("# English ")
    with world.writing() as session:
        newer = parse(LEAFLET.replace("10 micrograms", "20 micrograms"))
        save_source(session, person(world, "author"), newer)
    bring(visit, old.replace("Call us now", "Call now").encode(), "feeling-sick.yaml")
    assert "The file is in these changes" in visit.text
    assert text_of(world, "vitamin") == DOSE
    with world.reading() as session:
        assert "Call now" in open_writing(session, SLUG, "standard").resource.model_dump_json()


def test_a_yaml_file_of_what_is_written_here_may_change_those_very_words(world: Database) -> None:
    visit = Visit(world, "author")
    write(visit, "vitamin", text=DOSE)
    taken = visit.open(f"{PLACE}/english.yaml").text
    bring(visit, taken.replace("20 micro", "25 micro").encode(), "feeling-sick.yaml")
    assert "The file is in these changes" in visit.text
    assert text_of(world, "vitamin") == DOSE.replace("20", "25")
    bring(visit, taken.replace("20 micro", "30 micro").encode(), "feeling-sick.yaml")
    assert "Changed on both sides" in visit.text
    assert text_of(world, "vitamin") == DOSE.replace("20", "25")


def test_words_that_were_changed_in_word_are_changes_of_those_blocks(world: Database) -> None:
    visit = Visit(world, "author")
    data = changed(
        word_of(visit),
        lambda opened: paragraph(opened, "Take 10").runs[0].__setattr__("text", DOSE),
    )
    bring(visit, data)
    assert "The file is in these changes." in visit.text
    assert visit.text.count('class="bw-block"') == 1
    assert text_of(world, "vitamin") == DOSE
    bring(visit, data)
    assert "Nothing has changed." in visit.text


def test_a_new_paragraph_of_word_is_a_new_block_and_comes_once(world: Database) -> None:
    visit = Visit(world, "author")
    data = changed(word_of(visit), lambda opened: after(opened, "Take 10", "Eat fish."))
    bring(visit, data)
    assert text_of(world, "eat-fish") == "Eat fish."
    bring(visit, data)
    assert "Nothing has changed." in visit.text


def test_what_was_written_here_meanwhile_is_never_written_over(world: Database) -> None:
    visit = Visit(world, "author")
    data = word_of(visit)
    write(visit, "vitamin", text=DOSE)
    bring(visit, changed(data, lambda opened: paragraph(opened, "Call us now").add_run(" please")))
    assert text_of(world, "vitamin") == DOSE
    assert "Call us now please" in visit.open(PLACE).text
    bring(visit, changed(data, lambda opened: paragraph(opened, "Take 10").add_run(" With food.")))
    assert "Changed on both sides" in visit.text
    assert f"Here: “{DOSE}”" in visit.text
    assert "each day. With food.”" in visit.text
    assert text_of(world, "vitamin") == DOSE


def test_a_file_of_older_english_changes_what_it_changed_and_no_more(world: Database) -> None:
    visit = Visit(world, "author")
    data = word_of(visit)
    newer = LEAFLET.replace("What helps when", "Read what helps when")
    with world.writing() as session:
        save_source(session, person(world, "author"), parse(newer))
    bring(visit, changed(data, lambda opened: paragraph(opened, "Take 10").add_run(" With food.")))
    assert "With food." in text_of(world, "vitamin")
    assert "Read what helps when" in visit.open(PLACE).text


def without_what_is_packed_in(data: bytes) -> bytes:
    for number in (1, 2):
        part = f"customXml/item{number}.xml"
        data = edited(data, part, lambda _: "<a/>")
    return data


def test_a_program_may_lose_what_is_packed_in(world: Database) -> None:
    visit = Visit(world, "author")
    data = changed(word_of(visit), lambda opened: paragraph(opened, "Take 10").add_run(" So."))
    newer = LEAFLET.replace("What helps when", "Read what helps when")
    with world.writing() as session:
        save_source(session, person(world, "author"), parse(newer))
    bring(visit, without_what_is_packed_in(data))
    assert text_of(world, "vitamin").endswith("each day. So.")
    write(visit, "vitamin", text=DOSE)
    lost = without_what_is_packed_in(word_of(visit))
    write(visit, "vitamin", text="Take 30 micrograms of vitamin D each day.")
    bring(visit, lost)
    assert visit.page.status_code == 422
    assert "Download the text as Word again" in visit.text


def test_looking_at_a_file_writes_nothing(world: Database) -> None:
    data = word_of(Visit(world, "author"))
    file = english_returned.read(
        changed(data, lambda opened: paragraph(opened, "Take 10").add_run(" So.")), "x.docx"
    )
    with world.reading() as session:
        assert look_at_word(session, person(world, "author"), file).is_new
        assert open_writing(session, SLUG, "standard").proposal is None
        with pytest.raises(Refused):
            look_at_word(session, person(world, "translator"), file)


def test_what_is_not_taken_is_named_and_the_rest_is_taken(world: Database) -> None:
    def change(opened: Any) -> None:
        paragraph(opened, "Take 10").add_run(" With food.")
        gone(opened, "Call triage")

    visit = Visit(world, "author")
    bring(visit, changed(word_of(visit), change))
    assert "Not taken, and why" in visit.text
    assert "call.who" in visit.text or "who: “" in visit.text
    assert "Take it out in the editor." in visit.text
    assert "With food." in text_of(world, "vitamin")
    assert "Call <strong>triage</strong>" in visit.open(PLACE).text


@pytest.mark.parametrize(
    ("slug", "says"),
    [("other-leaflet", "There is no text 'other-leaflet' here")],
)
def test_a_file_of_another_service_is_refused(world: Database, slug: str, says: str) -> None:
    other = parse(LEAFLET.replace(SLUG, slug))
    visit = bring(Visit(world, "author"), english_word.write(other, "English 1"))
    assert visit.page.status_code == 422
    assert says in visit.text


def test_a_file_of_two_downloads_is_refused(world: Database) -> None:
    visit = Visit(world, "author")
    data = edited(
        word_of(visit), "word/document.xml",
        lambda xml: xml.replace("| en | ", "| en | 00"),
    )  # fmt: skip
    bring(visit, data)
    assert visit.page.status_code == 422
    assert "Words of two downloads stand in this Word file" in visit.text


def test_a_word_file_from_elsewhere_is_refused_with_the_way_to_go(world: Database) -> None:
    opened = Document()
    opened.add_paragraph("My own leaflet")
    visit = bring(Visit(world, "author"), saved(opened), "mine.docx")
    assert visit.page.status_code == 422
    assert "mine.docx: this Word file was not downloaded here" in visit.text


def test_a_translator_who_brings_the_english_is_told_where_it_goes(world: Database) -> None:
    data = word_of(Visit(world, "author"))
    visit = Visit(world, "translator")
    visit.open("/workbench/import")
    visit.upload("feeling-sick.docx", data)
    assert "this is the English itself" in visit.text
