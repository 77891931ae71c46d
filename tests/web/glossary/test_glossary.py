"""The glossary's pages, over HTTP and without JavaScript."""

import pytest

from app.db import Database
from app.models import Use
from app.workflow.glossary import terms
from tests import factories
from tests.web.visit import Visit

pytestmark = pytest.mark.usefixtures("demo_mode")
LIST = "/workbench/terms/pl"
TERM = f"{LIST}/term?term=vitamin%20D"


def test_an_author_adds_a_term_and_a_reviewer_its_words(world: Database) -> None:
    author = Visit(world, "author")
    author.open(LIST)
    author.send("/describe", term="vitamin  D", definition="For bones.", keep="")
    assert "The term is saved." in author.text

    reviewer = Visit(world, "reviewer")
    reviewer.open("/workbench/terms")
    reviewer.open(TERM)
    reviewer.send("/agree", words="witamina D", use="approved", why="As in print.")
    assert "The words are saved." in reviewer.text
    assert "Words agreed on" in reviewer.words
    assert "(Polish)" in reviewer.words
    reviewer.open("/workbench/feeling-sick/standard/pl/at/vitamin")
    assert 'data-use="term"' in reviewer.page.text
    assert "witamina D" in reviewer.text

    reviewer.open(TERM)
    reviewer.send("/agree", words="witamina D", use="fixed")
    assert "always exactly so: machine drafts hold it as it stands" in reviewer.words
    reviewer.send("/take-out")
    assert "The words are taken out." in reviewer.text


def test_a_term_in_the_english_leads_to_its_words(world: Database) -> None:
    with world.writing() as session:
        terms.describe(session, factories.person(world, "author"), "vitamin D", "", "", keep=False)
        terms.describe(session, factories.person(world, "author"), "triage", "", "", keep=True)
        reviewer = factories.person(world, "reviewer")
        terms.agree(session, reviewer, "vitamin D", "pl", "witamina D", Use.APPROVED)
        terms.agree(session, reviewer, "vitamin D", "pl", "wit. D", Use.FORBIDDEN)
    visit = Visit(world, "translator")
    visit.open("/workbench/feeling-sick/standard/pl/at/vitamin")
    link = '<a href="#term-1" aria-describedby="term-1-says">vitamin D</a>'
    assert f'<mark class="bw-term">{link}</mark> each day.' in visit.text
    assert 'id="term-1"' in visit.text
    assert (
        '<span id="term-1-says" hidden>Term. Polish: witamina D. Not: wit. D.</span>' in visit.text
    )
    visit.open("/workbench/feeling-sick/standard/pl/at/call.who")
    assert '<mark class="bw-term">' in visit.text
    assert "Term: stays as it is." in visit.text


def test_forms_that_approved_texts_hold_can_be_accepted(world: Database) -> None:
    factories.translate(world)
    factories.revise_all(world)
    with world.writing() as session:
        terms.describe(session, factories.person(world, "author"), "call", "", "", keep=False)
        reviewer = factories.person(world, "reviewer")
        terms.agree(session, reviewer, "call", "pl", "dzwonek", Use.APPROVED)
    visit = Visit(world, "reviewer")
    visit.open(f"{LIST}/term?term=call")
    assert "zadzwoń" in visit.text
    visit.post(visit.forms("/accept")[0], "/accept")
    assert "The form counts as the agreed words now." in visit.text
    assert "Form accepted" in visit.text


def test_what_a_person_may_not_do_is_neither_offered_nor_taken(world: Database) -> None:
    with world.writing() as session:
        terms.describe(session, factories.person(world, "author"), "vitamin D", "", "", keep=False)
    translator = Visit(world, "translator")
    translator.open(TERM)
    assert translator.forms("/agree") == []
    assert translator.forms("/describe") == []
    reviewer = Visit(world, "reviewer")
    reviewer.open(TERM)
    form = reviewer.form("/agree")
    form.fields["csrf"] = ""
    assert reviewer.post(form, "/agree", words="x").status_code == 403
    assert Visit(world, "midwife").open(LIST).status_code == 403


def test_the_search_and_the_files_of_the_list(world: Database) -> None:
    with world.writing() as session:
        author = factories.person(world, "author")
        terms.describe(session, author, "vitamin D", "For bones.", "", keep=False)
        terms.describe(session, author, "triage", "", "", keep=True)
    visit = Visit(world, "translator")
    assert "triage" in visit.open(LIST).text
    visit.open(f"{LIST}?q=BONES")
    assert "vitamin D" in visit.text
    assert "triage" not in visit.words
    for ending in ("tbx", "csv", "xlsx"):
        assert visit.open(f"{LIST}/export.{ending}").status_code == 200
    assert visit.open(f"{LIST}/export.exe").status_code == 404


def test_a_term_that_is_not_there_is_said_so(world: Database) -> None:
    visit = Visit(world, "reviewer")
    assert visit.open(TERM).status_code == 404
    assert "The glossary has no term “vitamin D”." in visit.text
