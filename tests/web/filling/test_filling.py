"""A person fills in a plan with a browser that runs no script: nothing is lost on the way, nothing
is kept, and bad input gets a clear answer in her language."""

from collections.abc import MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as runs
from hypothesis import strategies as st
from sqlmodel import select

from app.db import Database
from app.main import create_app
from app.models import EndedVisit
from app.plans.answers import Answer
from app.plans.codec import encode
from app.plans.sealed import HOLDS_FOR, SHARED_FOR, begin
from app.web.filling import steps
from app.web.filling.sent import MOST
from tests.loops import run
from tests.plans.plan import PLAN
from tests.plans.some_answers import some_answers
from tests.plans.world import TAGS, few_answers, in_easy_read, publish_plan, template_in
from tests.web.filling.clock import later
from tests.web.filling.filler import FILL, Filler, filled_in

PL = FILL.replace("/en/", "/pl/")


def nothing_ended(_visit: str) -> bool:
    return False


def test_a_plan_is_filled_in_section_by_section_and_checked(client: TestClient) -> None:
    she = filled_in(client)
    assert she.heading == "Check your answers"
    for words in ("Ana Nowak", "14 February 2027", "I would", "A woman", "cicho", "By injection"):
        assert words in she.text
    assert "20 February 2027" in she.text
    she.press("to:my-birth/q-matters").type("matters", "Coś innego").press("next")
    assert she.heading == "Check your answers"
    assert "Coś innego" in she.text
    assert "By injection" in she.text


def test_every_page_is_kept_by_nobody_and_sets_no_cookie(client: TestClient) -> None:
    she = filled_in(client)
    pages = [client.get(FILL), she.page, she.press("later").page, client.get("/open")]
    pages += [client.post(FILL, data={"state": "x"}), client.post("/open", data={"code": "1"})]
    held = {"no-store", "private, no-cache"}
    for page in pages:
        assert page.headers["cache-control"] in held
        assert "set-cookie" not in page.headers


def test_only_a_browser_without_script_holds_a_step_for_its_back_button(client: TestClient) -> None:
    """A hidden field says that there is none; with a script, and where others use the device, no
    browser keeps a page."""
    for fields, held in (
        ({"script": "no"}, "private, no-cache"),
        ({"script": "no", "shared": "yes"}, "no-store"),
        ({}, "no-store"),
    ):
        page = client.post(FILL, data={"go": "begin", **fields})
        assert page.headers["cache-control"] == held


def test_a_question_that_is_asked_because_of_an_answer_says_so_and_has_the_focus(
    client: TestClient,
) -> None:
    she = Filler(client).begin().choose("interpreter", "would").press("next")
    assert "Because of your answer there is one more question." in she.text
    link = she.doc.xpath("//p[@role='status']/a/@href")[0]
    assert she.doc.xpath("//*[@autofocus]/@id") == [link[1:]]


def test_the_page_of_all_answers_has_its_buttons_first_and_last(client: TestClient) -> None:
    she = filled_in(client)
    ways = she.doc.xpath(
        "//main//*[@name='go' and @value='later' or @href='#print' or @id='print']"
    )
    order = [each.get("value") or each.get("href") or each.get("id") for each in ways]
    assert order == ["#print", "later", "print", "later"]


def test_h27_each_page_says_that_the_plan_is_not_consent_in_its_language(
    client: TestClient,
) -> None:
    she = Filler(client, PL)
    for go in ("begin", "next", "next"):
        assert "pl This plan is not consent." in she.text
        she.press(go)
    assert "pl This plan is not consent." in she.text
    assert "01632 960" in she.text


def test_progress_and_the_way_back_show(client: TestClient) -> None:
    she = Filler(client).begin()
    assert "Part 1 of 2" in she.text
    she.type("full-name", "Ana").press("next").press("back")
    assert "Part 1 of 2" in she.text
    assert she.form.fields["w.full-name"] == "Ana"


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("31", "2", "2027"), "Question 2: there is no such day"),
        (("14", "", "2027"), "Question 2: write the day"),
        (("14", "", ""), "Question 2: write the day"),
        (("14", "2", "2083"), "Question 2: this year cannot be right"),
        (("a", "b", "c"), "Question 2: write the day"),
    ],
)
def test_h12_a_date_that_is_none_is_named_and_what_was_typed_stays(
    client: TestClient, parts: tuple[str, str, str], said: str
) -> None:
    she = Filler(client).begin().type("full-name", "Ana").date("due-date", *parts).press("next")
    assert she.page.status_code == 422
    assert she.doc.find(".//title").text.startswith("Error: ")
    link = she.doc.find_class("nhsuk-error-summary")[0].find(".//a")
    assert said in link.text
    assert she.doc.get_element_by_id(link.get("href")[1:]).get("name") == "d.due-date.day"
    assert [she.form.fields[f"d.due-date.{p}"] for p in ("day", "month", "year")] == list(parts)
    assert she.form.fields["w.full-name"] == "Ana"
    she.date("due-date", "14", "2", "2027").press("next").press("back")
    assert she.form.fields["d.due-date.year"] == "2027"


def test_digits_of_her_own_script_are_a_date(client: TestClient) -> None:
    she = Filler(client).begin().date("due-date", "१४", "२", "२०२७").press("next").press("back")
    assert she.form.fields["d.due-date.year"] == "2027"


def test_errors_speak_the_language_of_the_page(client: TestClient) -> None:
    she = Filler(client, PL).begin().date("due-date", "31", "2", "2027").press("next")
    assert "Pytanie 2: nie ma takiego dnia" in she.text
    she.press("/ne/plans/small-plan/fill")
    assert she.language == "ne"
    assert "प्रश्न 2" in she.text
    assert she.form.fields["d.due-date.day"] == "31"


def test_words_that_are_too_long_stay_on_the_page_until_they_are_shorter(
    client: TestClient,
) -> None:
    she = Filler(client).begin().press("next").type("matters", "x" * 2001).press("next")
    assert "Question 5: this is too long" in she.text
    assert len(she.form.fields["w.matters"]) == 2001


def test_a_question_is_asked_only_when_its_condition_holds(client: TestClient) -> None:
    she = Filler(client).begin()
    block = she.doc.find_class("bw-ask")[3]
    assert block.get("data-key") == "kind-of-interpreter"
    assert "hidden" in block.attrib
    she.choose("interpreter", "would").press("next")
    assert "Part 1 of 2" in she.text
    assert "hidden" not in she.doc.find_class("bw-ask")[3].attrib
    she.choose("kind-of-interpreter", "woman").press("next")
    assert "Part 2 of 2" in she.text
    she.press("back").choose("interpreter", "would-not").press("next").press("check")
    assert "A woman" not in she.text
    she.press("to:about-me/q-interpreter").choose("interpreter", "would").press("check")
    assert "A woman" in she.text


def test_rows_are_added_and_taken_away(client: TestClient) -> None:
    she = Filler(client).begin().press("next").type("people/1/person", "Mąż").press("add:people")
    she.type("people/2/person", "Mama").press("add:people").type("people/3/person", "Ela")
    she.press("next").press("to:my-birth/q-people-1-person")
    assert she.doc.xpath("//button[@value='add:people']") == []
    she.press("remove:people/2").press("check")
    assert "Mąż" in she.text
    assert "Ela" in she.text
    assert "Mama" not in she.text


def test_an_answer_can_be_taken_away(client: TestClient) -> None:
    she = Filler(client).begin().choose("interpreter", "would").press("next")
    button = she.doc.xpath("//button[@value='clear:interpreter']")[0]
    assert "interpreter" not in button.text_content(), "ids are for programs"
    she.press("clear:interpreter").press("check")
    assert "I would" not in she.text


@given(data=st.data())
@runs(
    max_examples=2,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_h14_switching_through_all_fifteen_languages_keeps_every_answer(
    planned: Database, data: st.DataObject
) -> None:
    template = template_in(planned)
    state = begin(data.draw(some_answers(template)), shared=False)
    she = Filler(TestClient(create_app(planned)))
    fields = [("state", steps.sealed(state)), ("go", "stay"), ("at", "check")]
    she._read(she.send(FILL, fields))
    for tag in TAGS:
        she.press(f"/{tag}/plans/small-plan/fill")
        assert she.language == tag
        assert f"{tag} A small plan" in she.text
    assert steps.unsealed(she.state, "small-plan", nothing_ended).answers == state.answers


def test_the_language_can_be_switched_in_the_middle_of_typing(client: TestClient) -> None:
    she = Filler(client, PL).begin().type("full-name", "Ana").choose("interpreter", "not-sure")
    she.press("/fa-AF/plans/small-plan/fill")
    assert (she.language, she.doc.get("dir")) == ("fa-AF", "rtl")
    assert she.form.fields["w.full-name"] == "Ana"
    assert she.form.fields["c.interpreter"] == "not-sure"


def test_h15_her_own_words_are_marked_with_their_language(client: TestClient) -> None:
    she = filled_in(client, PL)
    she.press("/en/plans/small-plan/fill")
    name, *words = she.doc.find_class("bw-words")
    assert name.get("lang") == "en"  # nobody need translate it
    assert {each.get("lang") for each in words} == {"pl"}
    assert "Written in: Polish. Not translated. Ask an interpreter." in she.text
    she.press("/ne/plans/small-plan/fill")
    assert "polski" in she.text


def test_h21_a_part_that_is_left_out_is_in_no_code_but_in_her_file(client: TestClient) -> None:
    she = filled_in(client).tick("out", "my-birth").press("later")
    code = she.doc.get_element_by_id("code").value
    other = Filler(client, "/open").type_code(code).press("open")
    other.press(FILL)
    assert "By injection" not in other.text
    assert "A woman" in other.text
    file = she.press_for_file()
    assert file.headers["content-disposition"] == 'attachment; filename="plan.txt"'
    again = Filler(client, "/open").type_code(file.text).press("open").press(FILL)
    assert "By injection" in again.text
    assert again.form.fields["out"] == {"my-birth"}


def test_h25_the_code_does_not_hold_her_name(client: TestClient) -> None:
    she = filled_in(client).press("later")
    code = she.doc.get_element_by_id("code").value
    other = Filler(client, "/pl/open").type_code(code).press("open").press(PL)
    assert other.language == "pl"
    assert "pl By injection" in other.text
    assert "1 pl What is your full name? Bez odpowiedzi" in other.text


def test_a_file_is_opened_as_it_was_saved(client: TestClient) -> None:
    file = filled_in(client).press_for_file()
    page = client.post("/open", files={"file": ("plan.txt", file.content)})
    she = Filler(client, "/open")
    she._read(page)
    she.press(FILL)
    assert "Ana Nowak" in she.text
    assert "By injection" in she.text


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "Nie ma jeszcze kodu."),
        ("not a code", "Tego kodu nie można odczytać."),
        ("3ABC", "Ten kod powstał w nowszej wersji"),
        ("1" + "A" * 70_000, "Tego kodu nie można odczytać."),
    ],
)
def test_a_code_that_cannot_be_read_is_refused_in_the_readers_language(
    client: TestClient, code: str, said: str
) -> None:
    page = client.post("/pl/open", data={"code": code})
    assert page.status_code == 422
    assert said in page.text


def test_a_code_of_a_plan_that_is_not_here_is_refused(client: TestClient) -> None:
    answers = replace(few_answers(template_in(client.app.state.database)), revision="c" * 64)  # type: ignore[attr-defined]
    code = encode(answers, template_in(client.app.state.database).resource)  # type: ignore[attr-defined]
    page = client.post("/pl/open", data={"code": code})
    assert "Nie ma tu planu" in page.text


@pytest.mark.parametrize("change", ["cut", "turned", "empty", "huge", "other plan"])
def test_a_form_that_was_tampered_with_gets_a_clear_answer_and_no_half_filled_plan(
    client: TestClient, planned: Database, change: str
) -> None:
    state = filled_in(client, PL).state
    other = begin(replace(few_answers(template_in(planned)), slug="other-plan"), shared=False)
    sent = {
        "cut": state[:-9],
        "turned": state[::-1],
        "empty": "",
        "huge": "A" * 70_000,
        "other plan": steps.sealed(other),
    }[change]
    page = client.post(PL, data={"state": sent, "at": "check", "go": "stay"})
    assert page.status_code == 400
    assert "Tej strony nie można odczytać." in page.text
    assert "Ana" not in page.text
    assert 'lang="pl"' in page.text


def test_more_than_a_form_can_hold_is_refused_before_it_is_read(client: TestClient) -> None:
    page = client.post(PL, data={"state": "A" * (MOST + 1)})
    assert page.status_code == 413
    assert "To za dużo na jeden plan." in page.text


def test_fields_that_no_page_offered_change_nothing(client: TestClient) -> None:
    she = Filler(client).begin()
    fields = {
        **she.form.fields,
        "seen": "full-name interpreter no-such people/9/person",
        "c.interpreter": "no-such",
        "w.no-such": "x",
        "w.people/9/person": "x",
        "rows": "people:50 nothing:-1 x:y",
        "go": "next",
    }
    page = client.post(FILL, data={name: value for name, value in fields.items() if value})
    assert page.status_code == 422
    assert "Question 3: please choose your answer again." in page.text
    for go in ("to:nowhere/x", "remove:people/x", "add:nothing", "drop:x", "clear:x", "resume:x"):
        assert client.post(FILL, data={"state": she.state, "go": go}).status_code == 200


@pytest.mark.parametrize(("shared", "lasts"), [(True, SHARED_FOR), (False, HOLDS_FOR)])
def test_a_form_that_was_left_open_too_long_says_so(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, shared: bool, lasts: int
) -> None:
    she = Filler(client, PL).begin(shared=shared)
    later(monkeypatch, lasts + 5)
    page = client.post(PL, data={"state": she.state, "go": "check"})
    assert "Ta strona była otwarta zbyt długo" in page.text


def test_a_form_of_a_shared_device_that_is_renewed_in_time_is_taken_for_longer(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    she = Filler(client).begin(shared=True)
    for name in ("Ana", "Ana Maria"):
        she.type("full-name", name)
        later(monkeypatch, SHARED_FOR - 5)
        she._read(she.send(FILL, [*she.form.form_values(), ("go", "stay")]))
        assert "Part 1 of 2" in she.text
    assert "older page" not in she.press("check").text
    assert "Ana Maria" in she.text


def test_h26_going_on_from_an_older_page_of_the_browser_is_said(client: TestClient) -> None:
    she = Filler(client).begin().type("full-name", "Ana")
    old = she.page
    she.press("next").type("matters", "Peace").press("later").press("check")
    assert "older page" not in she.text
    she._read(old)
    she.type("full-name", "Ana Maria").press("next")
    assert "Answers that you gave after it are not here any more." in she.text
    assert she.form.fields["w.matters"] == ""
    assert "older page" not in she.press("next").text


def test_h26_one_page_back_too_is_said_where_an_answer_would_be_lost(client: TestClient) -> None:
    she = Filler(client).begin()
    old = she.page
    she.type("full-name", "Ana").press("next")
    she._read(old)
    assert "older page" not in she.type("full-name", "Ana").press("next").text
    she._read(old)
    assert "older page" in she.type("full-name", "").press("next").text


def test_finish_and_clear_leaves_nothing_that_back_could_bring_in_any_process(
    client: TestClient, planned: Database
) -> None:
    she = filled_in(client)
    state = she.state
    forged = client.post("/leave", data={"visit": "abc.def"}, follow_redirects=False)
    assert forged.status_code == 303
    she.press("/fill/clear")
    with planned.reading() as session:
        (row,) = session.exec(select(EndedVisit)).all()
    visit = steps.unsealed(state, "small-plan", nothing_ended).visit
    assert visit not in row.id
    assert len(row.id) == 64
    client = TestClient(create_app(planned))
    assert she.page.headers["clear-site-data"] == '"cache", "storage"'
    assert she.heading == "Your answers are cleared"
    again = client.post(FILL, data={"state": state, "at": "check", "go": "stay"})
    assert "You finished and cleared this plan." in again.text
    assert "Ana" not in again.text


def test_leaving_goes_away_at_once_to_a_page_that_says_nothing_of_a_plan(
    client: TestClient,
) -> None:
    she = filled_in(client)
    form = next(form for form in she.doc.forms if form.action.endswith("/leave"))
    page = client.post("/leave", data=dict(form.form_values()), follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, "https://www.bbc.co.uk/weather")
    assert page.headers["clear-site-data"] == '"cache", "storage"'
    policy = client.get(FILL).headers["content-security-policy"]
    assert "form-action 'self' https://www.bbc.co.uk;" in policy
    again = client.post(FILL, data={"state": she.state, "at": "check", "go": "stay"})
    assert "Ana" not in again.text


def test_h14_an_old_code_opens_after_the_plan_changed_and_names_what_did(
    client: TestClient, planned: Database
) -> None:
    file = filled_in(client, PL).press_for_file()
    publish_plan(planned, PLAN.replace("text: By injection", "text: By mouth"))
    she = Filler(client, "/pl/open").type_code(file.text).press("open").press(PL)
    assert "Ten plan zmienił się od czasu Pani odpowiedzi" in she.text
    earlier = she.doc.find_class("bw-earlier")[0].text_content()
    assert "pl How would you like your baby to have vitamin K?" in earlier
    assert "pl By injection" in earlier
    answers = steps.unsealed(she.state, "small-plan", nothing_ended).answers
    assert answers.get("vitamin-k") == Answer()
    assert answers.get("calm") == Answer(("7",))
    she.press("to:my-birth/q-vitamin-k").choose("vitamin-k", "none").press("next")
    assert she.doc.find_class("bw-earlier") == []
    assert "pl I would not like it" in she.text


def test_h14_an_answer_set_aside_stays_until_she_takes_it_away(
    client: TestClient, planned: Database
) -> None:
    she = filled_in(client, PL)
    publish_plan(planned, PLAN.replace("text: By injection", "text: By mouth"))
    she.press("next") if she.doc.xpath("//button[@value='next']") else she.press("stay")
    assert "pl By injection" in she.doc.find_class("bw-earlier")[0].text_content()
    file = she.press("later").press_for_file()
    she.press("check").press("drop:vitamin-k")
    assert she.doc.find_class("bw-earlier") == []
    again = Filler(client, "/pl/open").type_code(file.text).press("open").press(PL)
    assert "pl By injection" in again.doc.find_class("bw-earlier")[0].text_content()


def test_h15_her_words_keep_the_language_in_which_she_began_to_type_them(
    client: TestClient,
) -> None:
    she = Filler(client, PL).begin().press("next").type("matters", "Chcę spokoju i ciszy.")
    she.press(FILL)
    assert she.language == "en"
    assert she.doc.xpath("//textarea[@name='w.matters']/@lang") == ["pl"]
    she.type("matters", "Chcę spokoju i ciszy. Bardzo.").press("check")
    assert "Written in: Polish. Not translated. Ask an interpreter." in she.text
    she.press("to:my-birth/q-matters").type("matters", "Peace and quiet.").press("check")
    assert "Written in" not in she.text
    # Letters of another script say so by themselves, whatever the page.
    she.press("to:my-birth/q-matters").type("matters", "आराम").press("check")
    assert "Written in: Devanagari" in she.text


def test_h14_answers_go_to_the_easy_read_version_and_back_in_every_language(
    client: TestClient, planned: Database
) -> None:
    publish_plan(planned, in_easy_read(("number: 6\n", "number: 16\n")), version="easy_read")
    she = filled_in(client, PL)
    answers = steps.unsealed(she.state, "small-plan", nothing_ended).answers
    she.press(PL.replace("/fill", "/easy-read/fill"))
    assert "pl Yes, I would" in she.text
    # Its number says that it is another question now: named and kept, never guessed.
    assert "pl By injection" in she.doc.find_class("bw-earlier")[0].text_content()
    easy = FILL.replace("/fill", "/easy-read/fill")
    for tag in (each for each in (*TAGS, "en") if each != "pl"):
        she.press(easy.replace("/en/", f"/{tag}/"))
    file = she.press("later").press_for_file().text
    opened = Filler(client, "/ne/open").type_code(file).press("open")
    assert "लामो जानकारी" in opened.doc.find(".//main//h2").text
    opened.press(FILL.replace("/en/", "/ne/"))
    assert opened.doc.find_class("bw-earlier") == []
    back = steps.unsealed(opened.state, "small-plan", nothing_ended).answers
    assert (back.values, back.earlier) == (answers.values, ())


def test_h14_the_easy_read_version_takes_nothing_whose_question_changed_since(
    client: TestClient, planned: Database
) -> None:
    she = filled_in(client, PL)
    publish_plan(planned, PLAN.replace("text: By injection", "text: By mouth"))
    publish_plan(planned, in_easy_read(), version="easy_read")
    she.page = client.get(PL)
    address = PL.replace("/fill", "/easy-read/fill")
    she._read(she.send(address, [("state", she.state), ("at", "check"), ("go", "stay")]))
    assert "pl By injection" in she.doc.find_class("bw-earlier")[0].text_content()
    assert "pl Yes, I would" in she.text


@pytest.mark.together
def test_h6_two_people_who_fill_in_at_once_never_see_each_other(planned: Database) -> None:
    app = create_app(planned)
    names = ("Ana Nowak", "Zahra Karimi", "Maya Gurung", "Lucía Ortiz")

    def fill(name: str) -> list[str]:
        she = filled_in(TestClient(app), PL, name)
        return [she.text, she.press("later").press_for_file().text, she.press("check").text]

    with ThreadPoolExecutor(4) as pool:
        for name, pages in zip(names, pool.map(fill, names), strict=True):
            assert name in pages[0]
            for other in set(names) - {name}:
                assert not any(other in page for page in pages)
                assert other.split()[0] not in pages[2]


def test_a_withdrawn_plan_says_so_and_whom_to_call(client: TestClient) -> None:
    page = client.get("/pl/plans/no-such-plan/fill")
    assert page.status_code == 404
    assert "Ten plan nie jest już używany." in page.text
    assert "01632 960" in page.text


def test_nothing_of_an_answer_is_kept_anywhere(
    client: TestClient,
    planned: Database,
    tmp_path: Path,
    data_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    caplog.set_level("DEBUG")
    secret = "Zielonooka-Kwiryna"
    she = filled_in(client, PL, secret)
    state = she.state
    file = she.press("later").press_for_file()
    client.post("/open", files={"file": ("plan.txt", file.content)})
    client.post("/open", data={"code": file.text[:-4]})
    client.post(PL, data={"state": state[:-4]})
    she.press("check").press("/fill/clear")
    assert secret not in caplog.text
    assert file.text[20:60] not in caplog.text
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert data_folder / "form-secret" in kept
    for path in kept:
        data = path.read_bytes()
        for trace in (secret, "Spokój dla", state[:40], file.text[20:60]):
            assert trace.encode() not in data, path


def test_someone_who_leaves_while_the_form_is_sent_is_no_error(client: TestClient) -> None:
    """A phone that loses its signal must fill no log with a trace."""
    scope = {
        "type": "http", "method": "POST", "path": FILL, "query_string": b"",
        "headers": [(b"content-length", b"9"), (b"host", b"testserver")],
    }  # fmt: skip
    answers: list[int] = []

    async def receive() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        answers.append(message.get("status", 0))

    run(client.app(scope, receive, send))  # type: ignore[arg-type]
    assert answers[0] == 400
