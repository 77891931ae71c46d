"""The editor over HTTP and without JavaScript: one text at its own address, words kept until they
are saved, texts put back, and who else is there.
"""

import html
import re

import pytest

from app.db import Database
from app.models import Status
from app.web.workbench import string_list
from app.workflow.translation.desk import view
from tests.factories import (
    LEAFLET,
    POLISH,
    WRONG_DOSE,
    bring_in,
    desk_of,
    person,
    revise,
    translate,
)
from tests.web.visit import Visit

pytestmark = pytest.mark.usefixtures("demo_mode")
PL = "/workbench/feeling-sick/standard/pl"
TITLE = f"{PL}/at/title"


def type_in(visit: Visit, text: str) -> None:
    """What the page sends while someone types."""
    form = visit.form("/save")
    visit.client.post(f"{PL}/typed", data={**form.fields, "text": text})


def test_a_text_has_an_address_with_its_neighbours_and_the_list(world: Database) -> None:
    translate(world, POLISH)
    visit = Visit(world, "translator")
    visit.open(f"{PL}/at/summary")
    assert "Text 2 of 5" in visit.words
    assert "What helps when you feel sick." in visit.text
    assert "Before: text 1 Feeling sick Nudności" in visit.words
    assert "After: text 3 Take 10 micrograms" in visit.words
    assert visit.page.text.count('aria-current="page"') == 2  # in the menu and in the list


def test_neighbours_bear_their_numbers_in_the_whole_text(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open(f"{PL}/at/vitamin")
    assert "Text 3 of 5" in visit.words
    assert "Before: text 2 What helps when you feel sick." in visit.words
    assert "After: text 4 " in visit.words


def test_a_long_list_is_shown_in_parts(world: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(string_list, "PAGE", 2)
    monkeypatch.setattr(string_list, "AROUND", 1)
    visit, shown = Visit(world, "translator"), []
    visit.open(f"{PL}?show=all")
    for rel in ("next", "next", "prev", "prev"):
        shown.append(re.findall(r'<span class="bw-quiet">(\d)</span>', visit.page.text))
        links = re.findall(rf'<a href="([^"#]+)#texts" rel="{rel}"', visit.page.text)
        visit.open(html.unescape(links[0]))
    assert shown == [["1", "2"], ["3", "4"], ["5"], ["3", "4"]]
    assert 'rel="prev"' not in visit.page.text.partition('id="finish"')[0]
    visit.open(f"{PL}/at/vitamin?show=all")
    assert re.findall(r'bw-strings__number">(\d)<', visit.page.text) == ["2", "3", "4"]
    assert "The texts before these" in visit.words
    assert "The texts after these" in visit.words


def test_a_search_keeps_what_holds_all_the_words(world: Database) -> None:
    translate(world)
    visit = Visit(world, "translator")
    visit.open(f"{PL}?show=all&q=witaminy+day")
    assert "Take 10 micrograms" in visit.words
    assert "Nudności" not in visit.words


def test_saving_goes_on_in_the_list_that_one_searched(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open(f"{TITLE}?show=all&q=call")
    visit.send("/save", text="Nudności", then="next")
    assert "Text 4 of 5" in visit.words
    visit.send("/save", text="Zadzwoń teraz", then="next")
    visit.send("/save", text=POLISH["call.who"], then="next")
    assert "That was the last text of this list." in visit.words


def test_typed_words_are_kept_and_offered_again_and_change_nothing(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    visit = Visit(world, "translator")
    visit.open(TITLE)
    type_in(visit, "Nudności i")
    visit.open(TITLE)
    assert "You did not save what you typed here" in visit.text
    assert visit.form("/save").fields["text"] == "Nudności"
    assert "Edited, not saved" in visit.words
    visit.open(f"{TITLE}?take=1")
    assert visit.form("/save").fields["text"] == "Nudności i"
    assert view(desk_of(world), "title").version == 1
    visit.send("/save")
    assert view(desk_of(world), "title").text == "Nudności i"
    visit.open(TITLE)
    assert "You did not save" not in visit.text


def test_kept_words_are_thrown_away_when_one_asks(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open(TITLE)
    type_in(visit, "Nud")
    visit.open(TITLE)
    visit.send("/forget")
    assert "You did not save" not in visit.text


def test_kept_words_are_shown_to_nobody_else(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open(TITLE)
    type_in(visit, "Nudno")
    for who in ("second", "reviewer", "admin"):
        assert "Nudno" not in Visit(world, who).open(f"{TITLE}?take=1").text


def test_h3_kept_words_meet_a_newer_text_as_a_conflict(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open(TITLE)
    type_in(visit, "Mdłości")
    translate(world, {"title": "Nudności"}, by="second")
    visit.open(f"{TITLE}?take=1")
    assert visit.send("/save").status_code == 409
    assert view(desk_of(world), "title").text == "Nudności"


def test_h3_nobody_writes_beside_english_that_they_did_not_see(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    visit = Visit(world, "translator")
    visit.open(TITLE)
    form = visit.form("/save")
    bring_in(world, LEAFLET.replace("title: Feeling sick", "title: Feeling very sick"))
    visit.post(form, "/save", text="Mdłości")
    assert "The English changed after you opened this page" in visit.words
    assert "very" in visit.words
    now = visit.form("/save")
    assert now.fields["text"].strip() == "Mdłości"  # nothing that was typed is lost
    assert view(desk_of(world), "title").text == "Nudności"
    visit.post(now, "/save", text="Bardzo silne mdłości")
    seen = view(desk_of(world), "title")
    assert (seen.text, seen.stale) == ("Bardzo silne mdłości", False)


def test_a_conflict_shows_what_differs_and_keeps_ones_words(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open(TITLE)
    translate(world, {"title": "Nudności i wymioty"}, by="second")
    visit.send("/save", text="Mdłości i wymioty")
    assert "[removed: Nudności ] [added: Mdłości ] i wymioty" in visit.words
    visit.open(TITLE)
    assert "You did not save what you typed here" in visit.text


def test_h1_while_one_types_the_findings_are_those_of_the_typed_words(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open(f"{PL}/at/vitamin")
    form = visit.form("/save")
    answer = visit.client.post(f"{PL}/typed", data={**form.fields, "text": WRONG_DOSE})
    assert "Must be put right" in answer.text
    assert "Not saved yet." in answer.text
    assert view(desk_of(world), "vitamin").status is Status.EMPTY


def test_the_mend_of_a_finding_stands_in_the_field_and_is_not_saved(world: Database) -> None:
    translate(world, {"title": "Nudności  nudności"})
    visit = Visit(world, "translator")
    visit.open(TITLE)
    link = visit.page.text.partition('class="bw-fix" href="')[2].partition('"')[0]
    assert link
    visit.open(link)
    assert visit.form("/save").fields["text"] == "Nudności"
    assert view(desk_of(world), "title").text == "Nudności nudności"


def test_one_goes_to_the_next_text_with_findings_and_round(world: Database) -> None:
    translate(world, {"title": "Nudności  nudności", "vitamin": WRONG_DOSE})
    visit = Visit(world, "translator")
    for path in ("vitamin", "title", "vitamin"):
        link = visit.open(f"{PL}/at/summary") if path == "vitamin" else visit.page
        found = re.findall(r'href="([^"#]+)#[^"]+" data-go="finding"', link.text)
        visit.open(html.unescape(found[0]))
        assert f"/at/{path}?" in str(visit.page.url)


def test_an_earlier_text_is_put_back_as_a_new_edit(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    revise(world, "title")
    translate(world, {"title": "Mdłości"}, by="second")
    visit = Visit(world, "translator")
    visit.open(TITLE)
    form = visit.forms("/restore")[0]
    visit.post(form, "/restore")
    assert "Put back and saved." in visit.text
    seen = view(desk_of(world), "title")
    assert (seen.text, seen.status, seen.version) == ("Nudności", Status.EDITED, 4)
    assert "Put back as it was on" in visit.text
    assert visit.post(form, "/restore").status_code == 403


def test_a_step_of_another_text_is_not_put_back(world: Database) -> None:
    translate(world, {"title": "Nudności", "summary": "Co pomaga"})
    translate(world, {"title": "Mdłości"}, by="second")
    visit = Visit(world, "translator")
    visit.open(TITLE)
    form = visit.forms("/restore")[0]
    visit.open(TITLE.replace("title", "summary"))
    form.fields |= {"path": "summary", "english": visit.form("/save").fields["english"]}
    assert visit.post(form, "/restore").status_code == 404


def test_whoever_may_not_edit_is_offered_no_field(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    for who in ("clinician", "author", "admin"):
        visit = Visit(world, who)
        assert visit.open(TITLE).status_code == 200
        assert "<textarea" not in visit.page.text.partition('class="bw-sides"')[0]
        assert not visit.forms("/restore")


def test_one_sees_who_else_is_in_the_text(world: Database) -> None:
    for who, path in (("second", "summary"), ("reviewer", "title")):
        other = Visit(world, who)
        other.open(f"{PL}/at/{path}")
        other.client.post(f"{PL}/here", data=other.form("/save").fields)
    visit = Visit(world, "translator")
    visit.open(TITLE)
    fields = visit.form("/save").fields
    said = visit.client.post(f"{PL}/here", data=fields).text
    assert "Reviewer is in this text now. Second is in text 2." in said
    known = {**fields, "known": "Reviewer is in this text now. Second is in text 2."}
    assert visit.client.post(f"{PL}/here", data=known).status_code == 204


def test_one_goes_on_where_one_stopped(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open(f"{PL}/at/vitamin")
    visit.send("/save", text=POLISH["vitamin"], then="here")
    visit.open(PL)
    assert f'href="{PL}/at/vitamin' in visit.page.text
    assert "Go on where you stopped: text 3" in visit.words


def test_a_string_and_a_text_are_given_with_a_day_where_one_works(world: Database) -> None:
    reviewer, second = Visit(world, "reviewer"), str(person(world, "second").id)
    reviewer.open(TITLE)
    reviewer.post(reviewer.form("/give"), "/give", person=second, due_on="2030-01-31")
    assert "It is given." in reviewer.words
    assert "Second has it; due 31 January 2030." in reviewer.words
    reviewer.open(PL)
    reviewer.post(reviewer.form("/give"), "/give", person=second, due_on="soon")
    assert "soon is no date." in reviewer.words
    reviewer.open(PL)
    reviewer.post(reviewer.form("/give"), "/give", person="", due_on="2030-02-28")
    assert "Nobody has taken it; due 28 February 2030." in reviewer.words
    translator = Visit(world, "translator")
    translator.open(TITLE)
    assert not translator.forms("/give")
    assert not translator.forms("/take")
    translator.open(f"{PL}/at/summary")
    translator.send("/take")
    assert "You have it; due 28 February 2030." in translator.words
    translator.send("/give-back")
    assert "Anyone may take it now." in translator.words


def test_a_question_holds_the_text_until_an_author_answers_it(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    reviewer = Visit(world, "reviewer")
    reviewer.open(TITLE)
    form = reviewer.form("/ask")
    reviewer.post(form, "/ask", why="Feeling sick, or being sick?")
    assert "waits for the author’s answer" in reviewer.text
    if reviewer.forms("/revise"):
        assert reviewer.send("/revise").status_code == 403
    assert view(desk_of(world), "title").status is Status.EDITED

    author = Visit(world, "author")
    author.open(TITLE)
    assert "Feeling sick, or being sick?" in author.text
    author.send("/answer", why="Feeling sick.")
    assert "Answered." in author.text
    reviewer.open(TITLE)
    reviewer.send("/revise")
    assert view(desk_of(world), "title").status is Status.REVISED


def test_h4_a_proof_says_draft_in_english_and_in_the_language(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    visit = Visit(world, "translator")
    visit.open(f"{PL}/proof?at=title")
    assert "Draft – not for use" in visit.text
    assert '<span data-at="title">Nudności</span>' in visit.page.text
    assert not any("\ue000" <= letter <= "\uf8ff" for letter in visit.text)
    assert (
        '<span id="draft-mark" lang="pl" dir="ltr">' in visit.page.text.partition("</section>")[0]
    )


@pytest.mark.parametrize("note", ["A woman says this.", "A woman says this"])
def test_a_note_ends_with_one_full_stop(world: Database, note: str) -> None:
    marked = f"safety_critical: true\n    note: {note}"
    bring_in(world, LEAFLET.replace("safety_critical: true", marked))
    visit = Visit(world, "translator")
    visit.open(f"{PL}/at/vitamin")
    assert "A woman says this. vitamin" in visit.words
