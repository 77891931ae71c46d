"""The staff library: printing in few clicks, what stands where, withdrawal, bringing in English."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest

from app.db import Database
from app.workflow.editions import published
from tests.factories import LEAFLET, desk_of, publish_it, publish_leaflet, sign, translate
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
    assert "Languages not begun yet (14)" in visit.text


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
    assert visit.send("/withdraw", why=" ").status_code == 403
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
