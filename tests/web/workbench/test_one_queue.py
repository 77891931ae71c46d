"""One kind of work at a time, as people go through it on pages without JavaScript: what they begin
goes on, its key keeps its meaning, and what is translated back is never seen in English before."""

import html
import re
from collections.abc import Callable

import pytest

from app.db import Database
from app.models import Role, Status
from app.web.workbench.work_queue import KINDS_OF_WORK
from app.workflow.lists.strings import KINDS
from app.workflow.review import steps
from app.workflow.review.remarks import ask
from app.workflow.translation.desk import open_desk, view
from tests.factories import (
    LEAFLET,
    POLISH,
    SLUG,
    WRONG_DOSE,
    add_person,
    bring_in,
    desk_of,
    person,
    revise,
    translate,
)
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]
PL = "/workbench/feeling-sick/standard/pl"
TITLE = f"{PL}/at/title"
VITAMIN = "Take 10 micrograms of vitamin D each day."
OFF = 'aria-disabled="true"'


def begin(visit: Visit, kind: str) -> None:
    """Follow the link that begins a kind of work."""
    links = re.findall(
        r'<a class="nhsuk-button bw-begin[^"]*" href="([^"]+)">([^<]+)<', visit.page.text
    )
    href = next(href for href, words in links if kind in words)
    visit.open(html.unescape(href).partition("#")[0])


def main_key(visit: Visit) -> str:
    """What the key does that goes on."""
    found = re.search(r"<button[^>]*data-main[^>]*>([^<]+)<", visit.page.text)
    return found[1] if found else ""


def test_every_kind_of_work_has_its_words() -> None:
    assert tuple(KINDS_OF_WORK) == KINDS


def test_whoever_begins_to_revise_revises_and_is_told_what_is_left(world: Database) -> None:
    translate(world, {path: POLISH[path] for path in ("title", "vitamin", "call.heading")})
    visit = Visit(world, "reviewer")
    visit.open(f"{PL}?show=revise")
    assert "Begin to revise: 3 texts" in visit.words
    assert "Begin to translate: 2 texts" in visit.words
    begin(visit, "to revise")
    for number, left in enumerate(("3", "2", "1")):
        assert f"To revise: {left} left in this translation" in visit.words
        assert (number, main_key(visit)) == (number, "Approve and go on")
        visit.send("/revise", then="next")
    assert "Approved. Nothing else here is left for you to revise." in visit.words
    assert "Begin to translate: 2 texts" in visit.words
    assert (main_key(visit), OFF in visit.page.text) == ("Approve and go on", True)
    assert "It is approved already." in visit.words
    assert {p: row.status for p, row in desk_of(world).rows.items()} == dict.fromkeys(
        ("title", "vitamin", "call.heading"), Status.REVISED
    )


def test_whoever_begins_to_translate_is_never_led_to_approve(world: Database) -> None:
    translate(world, {"summary": POLISH["summary"]}, by="second")
    visit = Visit(world, "reviewer")
    visit.open(PL)
    begin(visit, "to translate")
    for path in ("title", "vitamin", "call.heading", "call.who"):
        assert f"/at/{path}?" in str(visit.page.url)
        assert main_key(visit) == "Save and go on"
        visit.send("/save", text=POLISH[path], then="next")
    assert "Nothing else here is left for you to translate." in visit.words
    assert "Begin to revise: 1 text" in visit.words


def test_in_a_search_the_key_keeps_its_meaning(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    visit = Visit(world, "reviewer")
    visit.open(f"{TITLE}?show=all&q=feel")
    assert main_key(visit) == "Approve and go on"
    visit.send("/revise", then="next")
    assert "/at/summary?" in str(visit.page.url)
    assert (main_key(visit), OFF in visit.page.text) == ("Approve and go on", True)
    assert "Only a text that a person has edited can be revised." in visit.words


def own(world: Database) -> None:
    translate(world, {"title": "Nudności"}, by="reviewer")


def finding(world: Database) -> None:
    translate(world, {"title": "Nudności 12"})


def question(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    with world.writing() as session:
        ask(open_desk(session, SLUG, "standard", "pl"), person(world, "second"), "title", "Why?")


def changed(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    bring_in(world, LEAFLET.replace("Feeling sick", "Feeling very sick"))


@pytest.mark.parametrize(
    ("so", "said"),
    [
        (own, "You wrote this text, so another person must revise it."),
        (finding, "It must be put right before anyone can approve it: The translation says 12"),
        (question, "A question to the author waits for an answer"),
        (changed, "The English of this text has changed."),
    ],
)
def test_where_approval_is_not_possible_the_page_says_why(
    world: Database, so: Callable[[Database], None], said: str
) -> None:
    so(world)
    visit = Visit(world, "reviewer")
    visit.open(TITLE)
    assert f"You cannot approve this text. {said}" in visit.words
    assert (main_key(visit), OFF in visit.page.text) == ("Approve and go on", True)
    assert not visit.forms("/revise")
    form = visit.form("/save")
    assert visit.client.post(f"{PL}/revise", data=form.fields).status_code == 403


def test_a_reviewer_without_competence_is_told_so_at_the_text(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    add_person(world, "unproven", (Role.REVIEWER, "pl"), competent=False)
    visit = Visit(world, "unproven")
    visit.open(TITLE)
    assert "You cannot approve this text. Unproven has no competence in Polish" in visit.words
    assert OFF in visit.page.text


def test_what_one_took_goes_on_in_its_own_kind(world: Database) -> None:
    translate(world, {"vitamin": POLISH["vitamin"]}, by="second")
    visit = Visit(world, "reviewer")
    visit.open("/workbench?language=pl")
    visit.send("/take-minutes", minutes="60")
    assert "You took 5 texts." in visit.words
    begin(visit, "one after another")
    assert "To revise: 1 left of what you took" in visit.words
    visit.send("/revise", then="next")
    assert "/at/vitamin?" in str(visit.page.url)
    assert "Nothing else here is left for you to revise." in visit.words
    visit.open("/workbench?language=pl")
    assert "Go on with what you took: to translate" in visit.words


def test_h2_what_is_translated_back_is_never_seen_in_english_before(world: Database) -> None:
    translate(world, {"vitamin": POLISH["vitamin"], "call.heading": POLISH["call.heading"]})
    with world.writing() as session:
        desk, reviewer = open_desk(session, SLUG, "standard", "pl"), person(world, "reviewer")
        for path in ("vitamin", "call.heading"):
            steps.revise(desk, reviewer, path, 1)
    visit = Visit(world, "third")
    visit.open("/workbench?language=pl")
    day = visit.page.text.partition('id="back"')[2]
    for address in (
        html.unescape(re.findall(r'<th scope="row"><a href="([^"]+)"', day)[0]),
        f"{PL}/at/vitamin?show=back",
        f"{PL}?show=back",
        "/workbench/find?waits=back&language=pl",
        "/workbench/find?waits=me&language=pl&mark=critical",
    ):
        visit.open(address)
        assert POLISH["vitamin"] in visit.text, address
        assert VITAMIN not in visit.text, address
    visit.open(f"{PL}/back")
    assert "To translate back: 2 left in this translation" in visit.words
    assert 'id="text" name="text" rows="4" lang="en" dir="ltr" autofocus' in visit.page.text
    assert visit.send("/back", text=" ").status_code == 422
    assert VITAMIN not in visit.text
    visit.send("/back", text="Take 10 micrograms each day.")
    assert POLISH["call.heading"] in visit.text
    assert "Call us now" not in visit.text
    assert f'href="{PL}/at/vitamin">See it beside the English' in visit.page.text
    visit.send("/back", text="Call now")
    assert "Nothing else here is left for you to translate back." in visit.words
    assert "Call us now" in visit.text


def test_h2_whoever_had_a_part_is_told_so_instead_of_a_field(world: Database) -> None:
    translate(world, {"vitamin": POLISH["vitamin"]})
    visit = Visit(world, "translator")
    visit.open(f"{PL}/back/vitamin")
    assert "You wrote or revised this text, so a third person" in visit.words
    assert not visit.forms("/back")
    assert VITAMIN not in visit.text


def test_a_text_is_sent_back_and_answered_from_page_to_page(world: Database) -> None:
    translate(world)
    reviewer, writer = Visit(world, "reviewer"), Visit(world, "translator")
    reviewer.open(f"{TITLE}?show=revise")
    reviewer.send("/reopen", why="Say it more simply.", then="next")
    assert "/at/summary?show=revise" in str(reviewer.page.url)
    assert "The text before is sent back to whoever wrote it. This one is next." in reviewer.words
    assert "To revise: 4 left" in reviewer.words
    assert "Sent back to you" not in Visit(world, "reviewer").open("/workbench?language=pl").text

    writer.open("/workbench?language=pl")
    assert "Sent back to you" in writer.words
    writer.open(f"{PL}?show=sent_back")
    begin(writer, "sent back")
    top, _, _ = writer.words.partition("English Feeling sick")
    assert "Reviewer (reviewer) sent it back" in top
    assert "“Say it more simply.” Change it and save: a reviser reads it again." in top
    writer.send("/save", then="next")
    assert "Nothing has changed, so the text is still sent back." in writer.words
    assert view(desk_of(world), "title").status is Status.SENT_BACK
    writer.send("/stand-by", why="It is the usual word.", then="next")
    assert "A reviser reads it again, with your answer." in writer.words
    assert view(desk_of(world), "title").status is Status.EDITED
    reviewer.open(f"{TITLE}?show=revise")
    assert "To revise: 5 left" in reviewer.words
    assert "It is the usual word." in reviewer.words


def test_a_wrong_dose_that_was_sent_back_is_saved_and_stays(world: Database) -> None:
    translate(world, {"vitamin": POLISH["vitamin"]})
    revise(world, "vitamin")
    clinician = Visit(world, "clinician")
    clinician.open(f"{PL}/at/vitamin")
    clinician.send("/reopen", why="Check the dose.")
    assert "You sent it back" in clinician.words
    writer = Visit(world, "translator")
    writer.open(f"{PL}/at/vitamin?show=sent_back")
    writer.send("/save", text=WRONG_DOSE, then="next")
    assert "Saved, but it must be put right" in writer.words
    assert "/at/vitamin?" in str(writer.page.url)
