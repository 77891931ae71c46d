"""Writing English in a browser without script: each step at an address of its own, and what is
refused keeps all that was typed.
"""

import re

import pytest

from app.db import Database
from app.main import create_app
from app.resources.addresses import NAMES_OF_PAGES
from app.resources.editing import MOST_BLOCKS
from app.resources.load import parse
from app.workflow.proposals.texts import open_proposal
from app.workflow.refusals import Refused
from app.workflow.review.sign_off import sign_off
from app.workflow.source.revisions import save_source
from app.workflow.translation.desk import open_desk
from tests.factories import LEAFLET, SLUG, desk_of, person, publish_leaflet
from tests.web.roles import lines
from tests.web.visit import Visit

PLACE = f"/author/leaflet/{SLUG}/standard"
DOSE = "Take 20 micrograms of vitamin D each day."


def writer(world: Database) -> Visit:
    visit = Visit(world, "author")
    visit.open(PLACE)
    return visit


def saved(visit: Visit, block: str, **typed: str) -> Visit:
    visit.open(f"{PLACE}?open={block}")
    visit.send("/save", None, **typed)
    return visit


def step(visit: Visit, name: str, block: str, **typed: str) -> Visit:
    visit.open(PLACE)
    form = visit.form("/step", block=block)
    visit.post(form, "/step", step=name, **typed)
    return visit


def order(visit: Visit) -> list[str]:
    found = visit.text.split('data-block="')[1:]
    return [each.partition('"')[0] for each in found]


def test_the_list_names_every_text_and_those_that_are_worked_on_first(world: Database) -> None:
    visit = saved(writer(world), "vitamin", text=DOSE)
    visit.open("/author")
    assert "Changes, not handed in" in visit.text
    assert "begun by Author" in visit.text
    assert f'href="{PLACE}/proposal"' in visit.text


def test_a_block_is_written_in_its_form_and_shown_as_readers_will_see_it(world: Database) -> None:
    visit = saved(writer(world), "vitamin", text=DOSE)
    assert "Saved. It changes nothing for anybody else" in visit.text
    assert DOSE in visit.text
    assert desk_of(world).segments["vitamin"].text == "Take 10 micrograms of vitamin D each day."


def test_an_empty_line_makes_two_paragraphs_and_the_first_keeps_its_id(world: Database) -> None:
    visit = saved(writer(world), "vitamin", text=f"{DOSE}\r\n\r\nEat fish.")
    assert order(visit)[:2] == ["vitamin", "eat-fish"]
    step(visit, "join", "vitamin")
    assert order(visit)[0] == "vitamin"
    assert f"{DOSE} Eat fish." in visit.text


def test_blocks_are_moved_taken_out_and_put_back(world: Database) -> None:
    visit = step(writer(world), "down", "vitamin")
    assert order(visit) == ["call", "who", "vitamin"]
    step(visit, "behind", "vitamin", to="who")
    assert order(visit) == ["call", "who", "vitamin"]
    step(visit, "take_out", "vitamin")
    assert order(visit) == ["call", "who"]
    visit.post(visit.form("/step", block="vitamin"), "/step", step="restore")
    assert "Put back" in visit.text
    assert "vitamin" in order(visit)


def test_a_block_is_added_with_an_id_of_its_own(world: Database) -> None:
    visit = writer(world)
    visit.open(f"{PLACE}?add=callout&after=vitamin")
    visit.send("/add", heading="Read this", first="Take it with food.")
    assert order(visit) == ["vitamin", "read-this", "take-it-with-food", "call", "who"]
    visit.open(f"{PLACE}?add=list&inside=read-this")
    form = visit.form("/add")
    visit.post(form, "/add", **{"items.text": "with bread"})
    assert "with bread" in visit.text


def test_what_is_wrong_stands_at_the_form_with_all_that_was_typed(world: Database) -> None:
    visit = saved(writer(world), "vitamin", text="Take <10> micrograms.", note="Not a tablet")
    assert visit.page.status_code == 422
    assert "kept for markup" in visit.text
    assert "Take <10> micrograms." in visit.text
    assert "Not a tablet" in visit.text


def test_what_someone_else_wrote_meanwhile_stands_beside_ones_own(world: Database) -> None:
    first, second = writer(world), writer(world)
    for visit in (first, second):
        visit.open(f"{PLACE}?open=vitamin")
    second.send("/save", text="Take 30 micrograms of vitamin D each day.")
    first.send("/save", text=DOSE)
    assert first.page.status_code == 409
    assert "How it stands now, as someone else wrote it" in first.text
    assert "30 micrograms" in first.text
    assert DOSE in first.text
    first.send("/save")
    assert "Saved" in first.text


def test_what_was_typed_and_not_saved_waits_at_the_block(world: Database) -> None:
    visit = writer(world)
    visit.open(f"{PLACE}?open=vitamin")
    form = visit.form("/save")
    form.action = f"{PLACE}/typed"
    visit.post(form, "/typed", text="Half a sentence")
    visit.open(f"{PLACE}?open=vitamin")
    assert "and did not save it" in visit.text
    visit.open(f"{PLACE}?open=vitamin&take=1")
    assert "Half a sentence" in visit.text
    visit.open(f"{PLACE}?open=vitamin")
    visit.send("/forget")
    assert "did not save" not in visit.text


def test_advice_stands_beside_the_block_that_it_is_about(world: Database) -> None:
    visit = saved(writer(world), "vitamin", text="Prior to sleep, take 10 micrograms each day.")
    block = visit.text.partition('id="at-vitamin"')[2].partition("</section>")[0]
    assert "write before" in block
    assert "names no source" in block


def test_the_proposal_shows_each_change_and_is_handed_in_as_it_was_read(world: Database) -> None:
    publish_leaflet(world)
    visit = saved(writer(world), "vitamin", text=DOSE)
    visit.open(f"{PLACE}/proposal")
    assert "1 text changed, 1 of them safety-critical" in visit.text
    assert "a clinician decides" in visit.text
    assert "20 " in visit.text
    visit.send("/hand-in", why=" ")
    assert "Say what you changed and why" in visit.text
    visit.send("/hand-in", why="The dose has changed.")
    assert "Handed in" in visit.text
    assert desk_of(world).segments["vitamin"].text == DOSE


def test_thrown_away_the_english_is_as_it_was(world: Database) -> None:
    visit = saved(writer(world), "vitamin", text=DOSE)
    visit.open(f"{PLACE}/proposal")
    visit.send("/drop")
    assert "thrown away" in visit.text
    with world.reading() as session:
        assert open_proposal(session, SLUG, "standard") is None


def test_the_preview_is_a_draft_also_in_a_longer_language(world: Database) -> None:
    visit = saved(writer(world), "vitamin", text=DOSE)
    visit.open(f"{PLACE}/preview")
    assert "Not signed, not published." in visit.text
    assert DOSE in visit.text
    visit.open(f"{PLACE}/preview?pretend=longer")
    assert "Tåké 20 mîçrøgråmš" in visit.text


def test_a_text_is_begun_signed_and_published_without_a_file(world: Database) -> None:
    visit = Visit(world, "author")
    visit.open("/author/new")
    visit.send(
        "/author/new", title="Heartburn", summary="What helps.", reference="BSW-MAT-950",
        first="Eat small meals.", owner="Lead midwife", organisation="The system",
        approver="Consultant",
    )  # fmt: skip
    assert "Begun" in visit.text
    visit.open("/author/leaflet/heartburn/standard/proposal")
    visit.send("/hand-in", why="New leaflet")
    assert "Handed in" in visit.text
    with world.writing() as session:
        assert sign_off(
            open_desk(session, "heartburn", "standard", "en"), person(world, "clinician")
        )


WHOLE = {
    "title": "New", "summary": "What helps.", "reference": "BSW-MAT-950",
    "first": "Eat small meals.", "owner": "Lead midwife", "organisation": "The system",
    "approver": "Consultant",
}  # fmt: skip
"""What the form of a new text asks for."""


def test_an_empty_line_in_the_first_words_makes_two_paragraphs(world: Database) -> None:
    visit = Visit(world, "author")
    visit.open("/author/new")
    visit.send("/author/new", None, **{**WHOLE, "first": "Eat small meals.\r\n \r\n\r\nDrink."})
    assert order(visit) == ["eat-small-meals", "drink"]


def test_a_text_is_not_called_as_a_page_of_the_service_is(world: Database) -> None:
    visit = Visit(world, "author")
    visit.open("/author/new")
    visit.send("/author/new", None, **WHOLE)
    assert "/author/leaflet/new-2/standard" in str(visit.page.url)
    visit.open("/author/new")
    visit.send("/author/new", None, **{**WHOLE, "title": "Жар", "reference": "X-1", "slug": "new"})
    assert "A page of this service has the name “new” in its web address" in visit.text
    text = parse(LEAFLET.replace(f"slug: {SLUG}", "slug: terms"))
    author = person(world, "author")
    said = "A page of this service has the name “terms”"
    with world.writing() as session, pytest.raises(Refused, match=said):
        save_source(session, author, text)


def test_every_page_that_would_hide_a_text_has_its_name_kept(world: Database) -> None:
    places = (line.path.strip("/").split("/") for line in lines(create_app(world)))
    names = {
        each[1]
        for each in places
        if each[0] in ("library", "workbench") and len(each) > 1 and each[1].isascii()
    }
    assert {each for each in names if re.fullmatch(r"[a-z0-9-]+", each)} == NAMES_OF_PAGES


def test_an_easy_read_version_that_stands_is_not_begun_over_it(world: Database) -> None:
    visit = Visit(world, "author")
    visit.open("/author/new")
    form = visit.form("/author/new")
    form.fields |= WHOLE | {"easy_read_of": SLUG}
    easy = LEAFLET.replace("version:", "reading_version: easy_read\nversion:", 1)
    with world.writing() as session:
        text = parse(easy.replace("BSW-MAT-900", "BSW-MAT-901"))
        save_source(session, person(world, "author"), text)
    visit.post(form, "/author/new")
    assert f"{SLUG} has an easy-read version already" in visit.text
    with world.reading() as session:
        assert open_proposal(session, SLUG, "easy_read") is None


def test_a_text_holds_no_more_blocks_than_its_page_can_show(world: Database) -> None:
    visit = writer(world)
    visit.open(f"{PLACE}?add=paragraph&after=vitamin")
    form = visit.form("/add")
    many = "\n\n".join(f"Paragraph {number}." for number in range(MOST_BLOCKS))
    for text in (many, f"{many}\n\nOne more."):
        visit.post(form, "/add", text=text)
        assert "A text has at most 300 blocks." in visit.text
        assert open_proposal_of(world) is None


def open_proposal_of(world: Database) -> object:
    with world.reading() as session:
        return open_proposal(session, SLUG, "standard")


def test_a_text_that_lacks_something_is_not_begun_and_says_what(world: Database) -> None:
    visit = Visit(world, "author")
    visit.open("/author/new")
    visit.send("/author/new", title="Heartburn", first="Eat small meals.", reference="x")
    assert visit.page.status_code == 422
    assert "“Reference” must be 3 to 20 capital letters, digits and hyphens" in visit.text
    assert 'href="#f-reference"' in visit.page.text
    assert 'value="Heartburn"' in visit.text


def test_a_title_without_latin_letters_asks_for_the_name_in_its_address(world: Database) -> None:
    visit = Visit(world, "author")
    visit.open("/author/new")
    assert "Name in its web address" not in visit.text
    whole = {
        "title": "Пекущий жар", "summary": "What helps.", "reference": "BSW-MAT-950",
        "first": "Eat small meals.", "owner": "Lead midwife", "organisation": "The system",
        "approver": "Consultant",
    }  # fmt: skip
    visit.send("/author/new", None, **whole)
    assert visit.page.status_code == 422
    assert "The title has no letters from a to z" in visit.text
    assert 'href="#f-slug"' in visit.page.text
    visit.send("/author/new", None, slug="Жар 1", **whole)
    assert "“Name in its web address: Жар 1” must be small letters" in visit.text
    visit.send("/author/new", None, slug=SLUG, **whole)
    assert f"Another text has the name “{SLUG}”" in visit.text
    visit.send("/author/new", None, slug="heartburn", **whole)
    assert "Begun" in visit.text
    assert str(visit.page.url).endswith("/author/leaflet/heartburn/standard?done=begun")


def test_what_is_wrong_in_a_block_is_said_in_the_words_of_its_form(world: Database) -> None:
    visit = saved(writer(world), "vitamin", text="Call {phone.early_pregnancy}.")
    assert "has no number called “early pregnancy”" in visit.text
    assert "services.yaml" not in visit.text
    saved(visit, "call", heading="")
    assert "“Heading” is missing. Add it." in visit.text


@pytest.mark.parametrize("who", ["translator", "reviewer", "midwife", "admin"])
def test_only_authors_write_and_clinicians_read_along(world: Database, who: str) -> None:
    visit = Visit(world, who)
    for address in ("/author", "/author/new", PLACE, f"{PLACE}/proposal", f"{PLACE}/preview"):
        assert visit.open(address).status_code == 403
    reading = Visit(world, "clinician")
    assert reading.open(f"{PLACE}/proposal").status_code == 200
    assert reading.open(PLACE).status_code == 403


def test_an_address_that_names_no_text_is_no_page(world: Database) -> None:
    visit = Visit(world, "author")
    for address in (
        f"/author/plan/{SLUG}/standard",
        "/author/leaflet/nothing/standard",
        f"/author/leaflet/{SLUG}/easy_read",
        f"{PLACE}?add=nothing",
    ):
        assert visit.open(address).status_code == 404
    assert visit.open(f"{PLACE}?open=nothing").status_code == 422


def test_a_file_is_shown_as_a_proposal_before_it_counts(world: Database) -> None:
    visit = Visit(world, "author")
    visit.open("/library/bring-in")
    changed = LEAFLET.replace("What helps when", "Prior to calling, read what helps when")
    visit.upload("feeling-sick.yaml", changed.encode())
    assert "The file is in these changes." in visit.text
    assert desk_of(world).revision.number == 1
    visit.send("/hand-in", why="A better summary")
    assert desk_of(world).revision.number == 2
    visit.open("/library/bring-in")
    visit.upload("feeling-sick.yaml", changed.encode())
    assert "Nothing has changed." in visit.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("See [it](leaflet:nobody).", "there is no such text"),
        ("See [it](#nowhere).", "is no block of this text"),
        ("\u202eTake 10 mg", "a sign that nobody sees"),
        ("Eat. " * 5_000, "Write at most"),
    ],
)
def test_what_readers_could_not_use_is_refused_before_anyone_signs_it(
    world: Database, text: str, said: str
) -> None:
    visit = saved(writer(world), "vitamin", text=text)
    assert visit.page.status_code == 403
    assert said in visit.text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("review_by", "2020-01-01", "Choose a day for the review that comes"),
        ("review_by", "2999-01-01", "at most three years ahead"),
    ],
)
def test_a_review_is_due_within_three_years(
    world: Database, field: str, value: str, said: str
) -> None:
    visit = saved(writer(world), "about", **{field: value})
    assert said in visit.text


def test_whoever_signs_reads_what_the_author_says_first_and_where_facts_come_from(
    world: Database,
) -> None:
    visit = saved(writer(world), "vitamin", text=DOSE)
    visit.open(f"{PLACE}/proposal")
    visit.send("/hand-in", why="The dose has changed.")
    signing = Visit(world, "clinician")
    for address in ("/decide", f"/workbench/{SLUG}/standard/en"):
        assert "Author says: “The dose has changed.”" in signing.open(address).text


def test_a_file_with_a_character_that_nothing_can_hold_is_refused_at_its_line(
    world: Database,
) -> None:
    visit = Visit(world, "author")
    visit.open("/library/bring-in")
    visit.upload("x.yaml", LEAFLET.replace("Feeling sick", "Feeling\x0bsick", 1).encode())
    assert visit.page.status_code == 422
    assert "x.yaml:9: a character stands here that no text can hold" in visit.text
