"""The staff library: printing in few clicks, what stands where, withdrawal, bringing in English."""

import re
from datetime import date
from html import unescape
from urllib.parse import urlencode

import pytest
from sqlmodel import select

from app.db import Database
from app.languages import ENGLISH, languages
from app.models import TextSummary
from app.web.library import overview
from app.workflow.editions import published
from app.workflow.editions.publishing import withdraw
from app.workflow.lists import library
from tests.factories import (
    LEAFLET,
    bring_in,
    desk_of,
    person,
    publish_it,
    publish_leaflet,
    revise_all,
    sign,
    translate,
)
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]


def rows(visit: Visit, **asked: str) -> list[list[str]]:
    """The lines of the list: text, language, state, owner and days, next, prints."""
    visit.open(f"/library?{urlencode(asked)}")
    body = visit.page.text.partition('<tbody class="nhsuk-table__body">')[2].partition("</tbody>")[
        0
    ]
    lines = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [
        [_words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.DOTALL)]
        for line in lines
    ]


def _words(cell: str) -> str:
    unseen = re.sub(r'<span class="nhsuk-u-visually-hidden">.*?</span>', "", cell, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", unseen)).split())


def row(visit: Visit, language: str, **asked: str) -> list[str]:
    [found] = [line for line in rows(visit, **asked) if line[1] == language]
    return found


def test_a_midwife_comes_to_every_pdf_in_two_steps(world: Database) -> None:
    publish_leaflet(world)
    visit = Visit(world, "midwife")
    form = visit.form("/library")
    visit.open(f"{form.action}?language=pl&service=gwh")
    for name in ("standard", "large_print", "facing"):
        assert f'href="/pl/leaflets/feeling-sick/{name}.pdf?service=gwh"' in visit.page.text


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("who", "page", "there", "leads"),
    [
        ("midwife", "/library", "/library/packs", True),
        ("clinician", "/library", "/library/packs", False),
        ("author", "/library", "/library/packs", False),
        ("translator", "/library", "/library/packs", False),
        ("author", "/workbench/terms/pl", "/workbench/import", True),
        ("clinician", "/workbench/terms/pl", "/workbench/import", False),
        ("author", "/workbench/engines/ne", "/workbench/import", True),
        ("clinician", "/workbench/engines/ne", "/workbench/import", False),
    ],
)
def test_a_page_leads_only_to_pages_that_its_reader_may_open(
    world: Database, who: str, page: str, there: str, leads: bool
) -> None:
    visit = Visit(world, who)
    assert visit.open(page).status_code == 200
    assert (f'href="{there}"' in visit.text) is leads
    assert visit.open(there).status_code == (200 if leads else 403)


def test_the_hospital_is_chosen_once(world: Database) -> None:
    visit = Visit(world, "midwife")
    visit.open("/library?language=pl&service=ruh")
    visit.open("/workbench")
    assert visit.form("/library").fields["service"] == "ruh"
    visit.open("/library?language=pl&service=")
    visit.open("/workbench")
    assert visit.form("/library").fields["service"] == ""


def test_english_has_no_facing_print(world: Database) -> None:
    sign(world, tag="en")
    publish_it(world, tag="en")
    visit = Visit(world, "midwife")
    visit.open("/library?language=en")
    assert "standard.pdf" in visit.page.text
    assert "facing.pdf" not in visit.page.text


def test_nothing_published_is_said_plainly(world: Database) -> None:
    visit = Visit(world, "midwife")
    visit.open("/library?language=ne")
    assert "Nothing is published in Nepali yet." in visit.text


def test_the_library_says_who_owns_a_text_and_where_it_stands(world: Database) -> None:
    edition = publish_leaflet(world)
    visit = Visit(world, "author")
    visit.open("/library")
    assert "Lead midwife for antenatal care" in visit.text
    assert "Review by 31 October 2029" in visit.text
    visit.open("/library/feeling-sick")
    assert edition.code in visit.text
    assert f"Languages not begun yet ({len(languages()) - 1})" in visit.text


@pytest.mark.parametrize(("who", "opens"), [("midwife", False), ("translator", True)])
def test_only_who_may_open_a_translation_is_offered_to(
    world: Database, who: str, opens: bool
) -> None:
    publish_leaflet(world)
    visit = Visit(world, who)
    visit.open("/library/feeling-sick")
    assert ('href="/workbench/feeling-sick/standard/pl"' in visit.text) is opens
    assert "standard.pdf" in visit.text


def test_the_library_names_the_languages_in_review(world: Database) -> None:
    publish_leaflet(world)
    translate(world, {"title": "Kuvimba"}, tag="so")
    visit = Visit(world, "midwife")
    visit.open("/library")
    assert row(visit, "Somali", words="sick", tag="so")[1:3] == [
        "Somali",
        "In review 0 of 5 revised",
    ]
    assert row(visit, "Nepali", words="sick", tag="ne")[2] == "Not begun"


def test_large_print_is_offered_in_each_size(world: Database) -> None:
    publish_leaflet(world)
    visit = Visit(world, "midwife")
    visit.open("/library?language=pl&service=gwh")
    for size in (18, 20, 24, 28):
        address = f"/pl/leaflets/feeling-sick/large_print.pdf?size={size}&service=gwh"
        assert f'href="{address}"' in visit.text


def test_all_that_is_wrong_with_a_file_stands_at_its_field_in_plain_words(world: Database) -> None:
    visit = Visit(world, "author")
    visit.open("/library/bring-in")
    wrong = LEAFLET.replace("review_by: 2029-10-31", "review_by: soon").replace(
        "title: Feeling sick", 'title: ""'
    )
    visit.upload("feeling-sick.yaml", wrong.encode())
    field = visit.text.partition('id="file-error"')[2].partition('type="file"')[0]
    assert "`title` is empty. Write a text." in field
    assert "`review_by` must be a day, such as 2029-10-31." in field


def test_an_edition_is_withdrawn_with_a_reason(world: Database) -> None:
    edition = publish_leaflet(world)
    visit = Visit(world, "author")
    visit.open(f"/library/editions/{edition.code}/withdraw")
    assert visit.send("/withdraw", why=" ").status_code == 422
    assert "Say why" in visit.text
    visit.send("/withdraw", why="The dose is under review.")
    assert "Withdrawn" in visit.text
    with world.reading() as session:
        assert published.edition(session, "feeling-sick", "standard", "pl") is None


@pytest.mark.parametrize("who", ["translator", "reviewer", "midwife", "admin"])
def test_only_authors_and_clinicians_withdraw(world: Database, who: str) -> None:
    edition = publish_leaflet(world)
    visit = Visit(world, who)
    address = f"/library/editions/{edition.code}/withdraw"
    assert address not in visit.open("/library/feeling-sick").text
    csrf = visit.form("/account/logout").fields["csrf"]
    assert visit.open(address).status_code == 403
    assert visit.client.post(address, data={"csrf": csrf, "why": "x"}).status_code == 403
    with world.reading() as session:
        assert published.edition(session, "feeling-sick", "standard", "pl") is not None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (LEAFLET.replace("type: paragraph", "type: paragraf", 1).encode(), "paragraf"),
        (b"kind: [", "not readable YAML"),
        (b"\xff\xfe", "not UTF-8"),
        (LEAFLET.replace("id: vitamin", "id: call").encode(), "stands on 2 blocks"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(
    world: Database, data: bytes, message: str
) -> None:
    visit = Visit(world, "author")
    visit.open("/library/bring-in")
    assert visit.upload("feeling-sick.yaml", data).status_code == 422
    assert message in visit.text
    assert desk_of(world).revision.number == 1


@pytest.mark.parametrize("who", ["translator", "clinician", "midwife", "admin"])
def test_only_authors_bring_in_english(world: Database, who: str) -> None:
    visit = Visit(world, who)
    csrf = visit.form("/account/logout").fields["csrf"]
    assert visit.open("/library/bring-in").status_code == 403
    answer = visit.client.post(
        "/library/bring-in",
        data={"csrf": csrf},
        files={"file": ("feeling-sick.yaml", LEAFLET.replace("each day", "daily").encode())},
    )
    assert answer.status_code != 200
    assert desk_of(world).revision.number == 1


def test_each_text_is_listed_in_each_language_with_what_is_next(world: Database) -> None:
    visit = Visit(world, "author")
    every = {line[1]: line for line in rows(visit)}
    assert len(every) == len((ENGLISH, *languages()))
    assert every["English"][2] == "Waits for a signature"
    assert every["English"][4] == "Sign it for a clinician"
    assert every["Polish"][2:] == [
        "Not begun", "Lead midwife for antenatal care", "Begin it for a translator", "–",
    ]  # fmt: skip
    assert next(iter(every)) == "English"


def test_the_list_follows_a_text_through_its_states(world: Database) -> None:
    visit = Visit(world, "author")

    def polish() -> tuple[str, str]:
        line = row(visit, "Polish", words="sick", tag="pl")
        return line[2], line[4]

    translate(world)
    assert polish() == ("In review 0 of 5 revised", "Revise 5 texts for a reviewer")
    revise_all(world)
    assert polish() == ("Waits for a signature 5 of 5 revised", "Sign it for a clinician")
    sign(world)
    assert polish() == ("Signed 5 of 5 revised", "Publish it for an author")
    edition = publish_it(world)
    state, step = polish()
    assert state.startswith("Published Edition 1, ")
    assert state.endswith(f"code {edition.code}")
    assert step == "Nothing"
    bring_in(world, LEAFLET.replace("What helps", "All that helps"))
    state, step = polish()
    assert state.startswith("Published, changing Edition 1")
    assert step == "Follow the changed English in 1 text for a translator"
    with world.writing() as session:
        withdraw(session, person(world, "author"), edition.code, "Old.")
    assert polish()[0].startswith("Withdrawn Edition 1")


def test_the_list_is_narrowed_by_each_filter_and_by_the_code_of_a_print(world: Database) -> None:
    edition = publish_leaflet(world)
    visit = Visit(world, "midwife")

    def listed(**asked: str) -> list[str]:
        return [line[1] for line in rows(visit, **asked)]

    assert listed(state="published") == ["English", "Polish"]
    assert listed(words=edition.code.lower()) == ["Polish"]
    assert listed(tag="pl", kind="leaflet", owner="Lead midwife for antenatal care") == ["Polish"]
    assert listed(words="FEELING  sick", tag="ne") == ["Nepali"]
    for nothing in ({"kind": "plan"}, {"owner": "Nobody"}, {"words": "%"}, {"state": "no state"}):
        assert listed(**nothing) == []
        assert "No text is like this." in visit.words
    assert listed(state="overdue") == []
    with world.writing() as session:
        for text in session.exec(select(TextSummary).where(TextSummary.language == "pl")):
            text.review_by = date(2020, 1, 1)
            session.add(text)
    assert listed(state="overdue") == ["Polish"]
    assert row(visit, "Polish", state="overdue")[4] == "Review it for an author of its English"
    writer = Visit(world, "author")
    writer.open("/library?state=overdue")
    place = writer.page.text.partition('">Review it')[0].rpartition('href="')[2]
    assert writer.open(place).status_code == 200
    assert writer.form("/step", block="vitamin")


def test_what_waits_is_found_by_its_next_step_whatever_readers_have(world: Database) -> None:
    edition = publish_leaflet(world)
    visit = Visit(world, "midwife")
    waiting = ("work", "sign", "publish", "none")

    def polish() -> tuple[str, ...]:
        """The choices that list it, with what they say is next."""
        found = {
            name: [line[4] for line in rows(visit, state=name, tag="pl")]
            for name in (*waiting, "changing", "withdrawn")
        }
        return tuple(f"{name}: {step}" for name, steps in found.items() for step in steps)

    assert polish() == ()
    bring_in(world, LEAFLET.replace("What helps", "All that helps"))
    assert row(visit, "English", state="sign")[4] == "Sign it for a clinician"
    follow = "Follow the changed English in 1 text for a translator"
    assert polish() == (f"work: {follow}", f"changing: {follow}")
    translate(world)
    revise_all(world)
    step = "Sign it for a clinician"
    assert polish() == (f"sign: {step}", f"changing: {step}")
    sign(world)
    step = "Publish it for an author"
    assert polish() == (f"publish: {step}", f"changing: {step}")
    with world.writing() as session:
        withdraw(session, person(world, "author"), edition.code, "Old.")
    [listed, state] = polish()
    assert listed.partition(": ")[0] in waiting
    assert state == f"withdrawn: {listed.partition(': ')[2]}"
    assert row(visit, "Nepali", state="none")[4].startswith("Begin it")


def test_the_choices_of_what_waits_list_every_text_that_waits_once(world: Database) -> None:
    publish_leaflet(world)
    translate(world, tag="so")
    bring_in(world, LEAFLET.replace("What helps", "All that helps"))
    visit = Visit(world, "midwife")
    listed = [
        line for name in ("work", "sign", "publish", "none") for line in rows(visit, state=name)
    ]
    everything = [line for line in rows(visit) if line[4] != "Nothing"]
    assert sorted(listed) == sorted(everything)


@pytest.mark.parametrize(
    ("who", "leads"),
    [("author", True), ("translator", True), ("clinician", True), ("midwife", False)],
)
def test_what_is_next_leads_only_those_there_who_may_open_it(
    world: Database, who: str, leads: bool
) -> None:
    translate(world)
    visit = Visit(world, who)
    visit.open("/library?tag=pl")
    assert ('href="/workbench/feeling-sick/standard/pl">Revise' in visit.page.text) is leads


def test_a_long_list_is_turned_by_pages(world: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    every = 1 + len(languages())
    page_size = (every - 1) // 3  # so that there are four pages, the last one short
    for module in (library, overview):
        monkeypatch.setattr(module, "PAGE", page_size)
    visit = Visit(world, "midwife")
    seen = []
    for page in ("1", "2", "3", "4"):
        seen += [line[1] for line in rows(visit, page=page)]
    assert len(seen) == len(set(seen)) == every
    assert f"{3 * page_size + 1} to {every} of {every} texts" in visit.words
    assert "Page 4 of 4 First page Page before" in visit.words
    for page in ("0", "-3", "9" * 30, "x", "5"):
        assert visit.open(f"/library?page={page}").status_code == 200
    visit.open("/library?kind=leaflet&page=2")
    assert 'href="/library?kind=leaflet&amp;page=3"' in visit.page.text


def test_what_can_be_printed_in_a_language_is_read_a_page_at_a_time(world: Database) -> None:
    publish_leaflet(world)
    with world.reading() as session:
        assert [each.slug for each in library.shelf_of(session, "pl").editions] == ["feeling-sick"]
        assert library.shelf_of(session, "pl", 7).page == 1
        assert library.shelf_of(session, "ne").editions == ()
