"""A person's day over HTTP and without JavaScript: take work, give it back, answer, find."""

import html
import re

import pytest

from app.db import Database
from app.models import Role
from app.resources.load import parse
from app.workflow.editions.publishing import publish
from app.workflow.review.remarks import answer, ask
from app.workflow.source.revisions import save_source
from app.workflow.translation.desk import open_desk
from tests.factories import (
    LEAFLET,
    POLISH,
    SLUG,
    add_person,
    bring_in,
    person,
    publish_english,
    revise_all,
    sign,
    take,
    translate,
)
from tests.web.visit import Visit

CALL = LEAFLET.index("  - id: call")
WITHOUT_VITAMIN = LEAFLET[: LEAFLET.index("  - id: vitamin")] + LEAFLET[CALL:]
pytestmark = pytest.mark.usefixtures("demo_mode")


def test_twenty_minutes_of_work_are_taken_and_listed(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open("/workbench?language=pl")
    assert "until we have seen yours" in visit.words
    visit.send("/take-minutes", minutes="20")
    assert "You took 5 texts." in visit.words
    assert "taken by you" in visit.words
    second = Visit(world, "second")
    second.open("/workbench?language=pl")
    assert "No text waits for you here." in second.words
    visit.open("/workbench?language=pl")
    assert "You have taken 5 texts that wait for you." in visit.words
    assert "/at/vitamin?show=taken-edit#text-vitamin" in visit.page.text


def test_what_was_taken_is_done_one_after_another_from_text_to_text(world: Database) -> None:
    bring_in(world, LEAFLET.replace("feeling-sick", "second-leaflet"))
    visit = Visit(world, "translator")
    visit.open("/workbench?language=pl")
    visit.send("/take-minutes", minutes="60")
    assert "You took 10 texts." in visit.words
    begin = re.findall(r'bw-begin" href="([^"]+)"', visit.page.text)
    visit.open(html.unescape(begin[0]).partition("#")[0])
    seen = set()
    for _ in range(10):
        place = str(visit.page.url).partition("?")[0]
        seen.add(place)
        visit.send("/save", text=POLISH[place.rpartition("/at/")[2]], then="next")
    assert len(seen) == 10
    assert "Nothing else here is left for you to translate. To my work" in visit.words


def test_a_text_is_taken_and_given_back(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open("/workbench?language=pl")
    visit.send("/take-text")
    assert "You took it" in visit.words
    visit.send("/give-back-text")
    assert "Anyone may take it now." in visit.words


def test_h3_nobody_is_asked_to_sign_what_they_had_a_part_in(world: Database) -> None:
    add_person(world, "both", (Role.AUTHOR, "*"), (Role.CLINICIAN, "*"))
    bring_in(world, LEAFLET.replace("Call us now", "Ring us now"), by="both")
    clinician = Visit(world, "clinician")
    clinician.open("/workbench")
    assert "To sign" in clinician.words
    author = Visit(world, "both")
    author.open("/workbench")
    assert "To sign" not in author.words
    author.open(f"/workbench/{SLUG}/standard/en")
    assert "You wrote part of this English, so another clinician must sign it." in author.words
    assert "revised" not in author.words.partition("Signature and publication")[2]


@pytest.mark.one_database
def test_what_another_wrote_is_asked_for_behind_any_number_of_ones_own(world: Database) -> None:
    both = add_person(world, "both", (Role.AUTHOR, "*"), (Role.CLINICIAN, "*"))
    bring_in(world, LEAFLET.replace("Call us now", "Ring us now"), by="both")
    guide = LEAFLET.replace("kind: leaflet", "kind: guide")  # which stands in English alone
    with world.writing() as session:
        for number in range(45):
            save_source(session, both, parse(guide.replace(f"slug: {SLUG}", f"slug: g-{number}")))
    bring_in(world, guide.replace(f"slug: {SLUG}", "slug: last").replace("Feeling", "Being"))
    page = Visit(world, "both")
    page.open("/workbench")
    assert "To sign" in page.words
    assert "Being sick" in page.words
    assert "Feeling sick" not in page.words


def test_an_author_answers_questions_where_the_day_begins(world: Database) -> None:
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        ask(desk, person(world, "translator"), "vitamin", "Which <b>kind</b>?")
    author = Visit(world, "author")
    author.open("/workbench")
    assert "Which <b>kind</b>?" in author.text
    assert "Which <b>kind</b>?" not in author.page.text
    author.send("/answer", text="The usual one.")
    assert "Answered." in author.words
    assert "Which" not in author.words
    translator = Visit(world, "translator")
    translator.open("/workbench")
    assert "Answers to you" in translator.words
    assert "“The usual one.” Author" in translator.words
    assert "Answers to you" not in Visit(world, "second").words


def test_what_an_author_typed_stays_when_the_answer_is_refused(world: Database) -> None:
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        first = ask(desk, person(world, "translator"), "vitamin", "Which kind?")
        ask(desk, person(world, "translator"), "title", "How sick?")
    author = Visit(world, "author")
    author.open("/workbench")
    form = author.form("/answer", question=str(first.id))
    author.post(form, "/answer", text="The usual. " * 400)
    assert "longer than 4000 characters" in author.words
    typed = [each.fields["text"] for each in author.forms("/answer")]
    assert typed == ["The usual. " * 400, ""]
    bring_in(world, WITHOUT_VITAMIN)
    assert author.post(form, "/answer", text="The usual one.").status_code == 404
    assert "Your answer was not taken The usual one." in author.words
    assert [each.fields["text"] for each in author.forms("/answer")] == [""]


def test_an_answer_leads_to_its_text_also_where_the_string_is_gone(world: Database) -> None:
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        question = ask(desk, person(world, "translator"), "vitamin", "Which kind?")
        answer(desk, person(world, "author"), question.id or 0, "It goes.")
    bring_in(world, WITHOUT_VITAMIN)
    translator = Visit(world, "translator")
    translator.open("/workbench")
    assert "It goes." in translator.words
    assert "/at/vitamin" not in translator.page.text
    assert f'href="/workbench/{SLUG}/standard/pl">a text in Polish' in translator.page.text


def test_chosen_strings_are_given_with_a_day_and_what_is_left_is_named(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    reviewer = Visit(world, "reviewer")
    reviewer.open("/workbench/find?words=nudnosci")
    form, form_page = reviewer.form("/find/give"), reviewer.page.text
    reviewer.post(form, "/find/give")
    assert "Choose at least one text." in reviewer.words
    chosen = re.findall(r'name="string" value="(\d+)"', form_page)[0]
    second = str(person(world, "second").id)
    reviewer.post(form, "/find/give", person=second, due_on="2030-01-31", string=chosen)
    assert "1 text given." in reviewer.words
    reviewer.open("/workbench/find?words=nudnosci")
    assert "taken by Second" in reviewer.words
    assert "due 31 January 2030" in reviewer.words
    reviewer.post(reviewer.form("/find/take"), "/find/take", string=chosen)
    assert "Second has this text." in reviewer.words


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/workbench/find?words=ab", "Write at least 3 letters"),
        ("/workbench/find?words=zzzzz", "No text is like this."),
        ("/workbench/find?after=nonsense", "Begin at its first one."),
    ],
)
def test_a_search_says_what_to_do_when_it_cannot_be_done(
    world: Database, address: str, said: str
) -> None:
    visit = Visit(world, "translator")
    visit.open(address)
    assert said in visit.words


def to_publish(world: Database) -> list[str]:
    """The languages in which My work asks an author to publish a text."""
    visit = Visit(world, "author")
    visit.open("/workbench")
    queue = visit.page.text.partition('id="publish"')[2].partition("</section>")[0]
    return re.findall(r'href="/workbench/feeling-sick/standard/([a-z]+)#finish"', queue)


def test_a_translation_is_to_be_published_once_its_english_is(world: Database) -> None:
    translate(world)
    revise_all(world)
    sign(world)
    assert to_publish(world) == []
    sign(world, tag="en")
    assert to_publish(world) == ["en"]
    take(world, "author", publish, "en")
    assert to_publish(world) == ["pl"]
    take(world, "author", publish, "pl")
    assert to_publish(world) == []
    bring_in(world, LEAFLET.replace("review_by: 2029-10-31", "review_by: 2029-10-30"))
    assert to_publish(world) == []  # its English is not published yet
    publish_english(world)
    assert to_publish(world) == ["pl"]
    bring_in(world, LEAFLET.replace("review_by: 2029-10-31", "review_by: 2029-10-29"))
    bring_in(world, LEAFLET.replace("review_by: 2029-10-31", "review_by: 2029-10-30"))
    assert to_publish(world) == ["pl"]  # it came back as readers have it
