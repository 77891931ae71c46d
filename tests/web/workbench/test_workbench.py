"""The journeys of each role through the workbench, over HTTP and without JavaScript."""

import pytest

from app.db import Database
from app.models import Role, Status
from app.services import ServiceData, services
from app.workflow.editions import published, publishing
from app.workflow.lists import projection
from app.workflow.translation.desk import view, views
from tests.factories import (
    LEAFLET,
    POLISH,
    WRONG_DOSE,
    add_person,
    bring_in,
    desk_of,
    publish_leaflet,
    revise,
    revise_all,
    sign,
    translate,
)
from tests.web.visit import Visit

pytestmark = pytest.mark.usefixtures("demo_mode")
PL = "/workbench/feeling-sick/standard/pl"
EN = "/workbench/feeling-sick/standard/en"
TITLE = f"{PL}/at/title"
VITAMIN = f"{PL}/at/vitamin"


def test_a_leaflet_goes_from_empty_to_readers(world: Database) -> None:
    translator = Visit(world, "translator")
    assert "5 texts" in translator.text
    for path, text in POLISH.items():
        translator.open(f"{PL}/at/{path}")
        translator.send("/save", text=text)
        assert "Saved." in translator.text

    reviewer = Visit(world, "reviewer")
    assert "To revise" in reviewer.text
    reviewer.open(TITLE)
    for _ in POLISH:
        reviewer.send("/revise", then="next")
        assert "approved." in reviewer.text.lower()
    assert "Nothing else here is left for you to revise." in reviewer.text

    clinician = Visit(world, "clinician")
    assert "To sign" in clinician.text
    clinician.open(PL)
    assert "nobody independent has translated it back" in clinician.text
    third = Visit(world, "third")
    third.open(PL)
    third.open(f"{PL}/back/vitamin")
    for text in ("Take 10 micrograms of vitamin D every day.", "Call now", "Call triage on it."):
        third.send("/back", text=text)
    assert "The back-translation is kept." in third.text
    clinician.open(PL)
    assert "Take 10 micrograms of vitamin D every day." in clinician.text
    assert "It is safe to publish." in clinician.text
    clinician.send("/sign")
    assert "Signed by Clinician" in clinician.text

    author = Visit(world, "author")
    assert "To publish" not in author.text
    author.open(PL)
    author.send("/publish")
    assert "The English of this translation is not published yet." in author.text
    clinician.open(EN)
    clinician.send("/sign")
    author.open(EN)
    author.send("/publish")
    assert "Published." in author.text
    author.open("/workbench")
    assert "To publish" in author.text
    author.open(PL)
    author.send("/publish")
    assert "Published." in author.text
    assert Visit(world).open("/pl/leaflets/feeling-sick").status_code == 200


def test_save_and_go_on_leads_to_the_next_text_that_waits(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.client.follow_redirects = False
    visit.open(f"{TITLE}?show=mine")
    answer = visit.send("/save", text="Nudności", then="next")
    next_text = f"{PL}/at/summary?show=edit&done=saved-next#text-summary"
    assert answer.headers["location"] == next_text


def test_saving_stays_at_the_text(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.client.follow_redirects = False
    visit.open(TITLE)
    answer = visit.send("/save", text="Nudności", then="here")
    assert answer.headers["location"] == f"{TITLE}?show=all&kind=edit&done=saved#text-title"


def test_nobody_is_offered_their_own_text_to_approve_and_the_server_refuses_it(
    world: Database,
) -> None:
    translate(world, {"title": "Nudności"}, by="reviewer")
    visit = Visit(world, "reviewer")
    visit.open(TITLE)
    assert not visit.forms("/revise")
    form = visit.form("/save")
    answer = visit.client.post(f"{PL}/revise", data=form.fields)
    assert answer.status_code == 403
    assert "You wrote this text" in answer.text
    assert view(desk_of(world), "title").status is Status.EDITED


def test_a_changed_text_is_not_approved_with_it_and_is_not_lost(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    visit = Visit(world, "reviewer")
    visit.open(TITLE)
    answer = visit.send("/revise", text="Mdłości")
    assert answer.status_code == 403
    assert "you cannot also approve it" in visit.text
    assert visit.form("/save").fields["text"] == "Mdłości"


def test_h1_a_wrong_dose_shows_its_finding_and_cannot_be_approved(world: Database) -> None:
    translate(world, {"vitamin": WRONG_DOSE})
    visit = Visit(world, "reviewer")
    visit.open(f"{PL}?show=findings")
    assert "findings: 1" in visit.text
    visit.open(VITAMIN)
    assert "Must be put right" in visit.text
    assert not visit.forms("/revise")
    form = visit.form("/save")
    assert visit.client.post(f"{PL}/revise", data=form.fields).status_code == 403


@pytest.mark.parametrize("then", ["here", "next"])
def test_h1_whoever_saves_a_wrong_dose_is_told_and_stays_at_it(world: Database, then: str) -> None:
    visit = Visit(world, "translator")
    visit.open(VITAMIN)
    visit.send("/save", text=WRONG_DOSE, then=then)
    assert visit.page.url.path == VITAMIN
    said = "Saved, but it must be put right before anyone can approve it: "
    finding = visit.text.partition(said)[2].partition("<")[0]
    assert "100" in finding
    assert "Saved. A second person" not in visit.text


def test_changed_hospital_numbers_are_published_as_a_new_edition(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish_leaflet(world)
    author = Visit(world, "author")
    assert "To publish" not in author.text
    author.open(PL)
    assert "the text as it stands now" in author.text
    assert not author.forms("/publish")

    data = services().model_dump(mode="json")
    data["services"][0]["contacts"]["triage"]["phone"] = "01632 960999"
    monkeypatch.setattr(publishing, "services", lambda: ServiceData.model_validate(data))
    monkeypatch.setattr(projection, "basis", lambda: "the new numbers")
    assert projection.rebuild(world, only_outdated=True) > 0, (
        "the service lists them when it starts"
    )
    author.open("/workbench")
    assert "To publish" in author.text
    for address in (EN, PL):
        author.open(address)
        assert "The text or the hospital numbers here have changed since." in author.text
        author.send("/publish")
        assert "Published." in author.text
        assert not author.forms("/publish")
    with world.reading() as session:
        now = published.edition(session, "feeling-sick", "standard", "pl")
    assert now is not None
    assert now.number == first.number + 1
    assert now.services[0].contacts["triage"].phone == "01632 960999"


def test_a_midwifes_day_leads_with_printing_reading_a_plan_and_packs(world: Database) -> None:
    visit = Visit(world, "midwife")
    main = visit.open("/workbench").text.partition("<main")[2]
    places = [main.find(each) for each in ("Show what to print", "/library/plans/code", "/packs")]
    assert -1 < places[0] < places[1] < places[2]
    assert "No text waits" not in main
    reader = Visit(world, "admin").open("/workbench").text.partition("<main")[2]
    assert "/library/plans/code" not in reader


def test_a_refusal_keeps_the_menu_and_says_in_words_who_may(world: Database) -> None:
    visit = Visit(world, "midwife")
    assert visit.open(PL).status_code == 403
    assert "You cannot open this page" in visit.text
    assert (
        "This is for admins, authors, clinicians, reviewers and translators of Polish. "
        "Midwife is not among them; an admin can grant the role."
    ) in visit.text
    assert visit.forms("/account/logout")
    assert 'href="/library"' in visit.text
    assert "Worried?" not in visit.text


def test_two_people_at_once_lose_nothing_and_choose(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open(TITLE)
    translate(world, {"title": "Nudności"}, by="second")
    answer = visit.send("/save", text="Mdłości")
    assert answer.status_code == 409
    assert "Nudności" in visit.text
    assert visit.form("/save").fields["text"] == "Mdłości"
    assert view(desk_of(world), "title").text == "Nudności"
    assert visit.send("/save").status_code == 200
    assert view(desk_of(world), "title").text == "Mdłości"


def test_an_approval_of_a_text_that_changed_meanwhile_is_not_given(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    visit = Visit(world, "reviewer")
    visit.open(TITLE)
    translate(world, {"title": "Mdłości"}, by="second")
    answer = visit.send("/revise")
    assert answer.status_code == 409
    assert "Mdłości" in visit.text
    assert view(desk_of(world), "title").status is Status.EDITED


def test_a_form_posted_twice_is_one_step(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open(TITLE)
    form = visit.form("/save")
    for _ in range(2):
        assert visit.post(form, "/save", text="Nudności").status_code == 200
    assert view(desk_of(world), "title").version == 1


def test_an_empty_text_is_refused_with_the_field_named(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open(TITLE)
    answer = visit.send("/save", text="  ")
    assert answer.status_code == 403
    assert 'href="#text-title"' in visit.page.text
    assert "<title>Error:" in visit.page.text


@pytest.mark.parametrize(
    "step", ["save", "revise", "reopen", "restore", "sign", "publish", "draft"]
)
def test_a_form_without_its_token_does_nothing(world: Database, step: str) -> None:
    translate(world, {"title": "Nudności"})
    visit = Visit(world, "reviewer")
    data = {"path": "title", "version": "1", "text": "Mdłości", "why": "x"}
    assert visit.client.post(f"{PL}/{step}", data=data).status_code == 403
    assert visit.client.post(f"{PL}/{step}", data={**data, "csrf": "é"}).status_code == 403
    assert view(desk_of(world), "title").text == "Nudności"


def test_a_text_is_sent_back_with_its_reason(world: Database) -> None:
    translate(world)
    revise_all(world)
    visit = Visit(world, "clinician")
    visit.open(TITLE)
    assert visit.send("/reopen", why="").status_code == 422
    visit.send("/reopen", why="Say it more simply")
    assert "Sent back" in visit.text
    visit.open(f"{PL}/history?path=title")
    assert "Say it more simply" in visit.text
    assert "Clinician (clinician)" in visit.text


def test_a_signature_is_refused_while_a_blocking_finding_stands(world: Database) -> None:
    translate(world, {**POLISH, "vitamin": WRONG_DOSE})
    visit = Visit(world, "clinician")
    visit.open(PL)
    assert not visit.forms("/sign")
    csrf = visit.form("/account/logout").fields["csrf"]
    answer = visit.client.post(f"{PL}/sign", data={"csrf": csrf})
    assert answer.status_code == 403
    assert "texts are not ready" in answer.text


def test_a_clinician_who_wrote_a_text_is_told_that_another_must_sign(world: Database) -> None:
    add_person(world, "both", (Role.TRANSLATOR, "pl"), (Role.CLINICIAN, "*"))
    translate(world, by="both")
    revise_all(world)
    visit = Visit(world, "both")
    visit.open(PL)
    assert not visit.forms("/sign")
    assert "another clinician must sign" in visit.text
    csrf = visit.form("/account/logout").fields["csrf"]
    assert visit.client.post(f"{PL}/sign", data={"csrf": csrf}).status_code == 403


def test_what_changed_since_the_clinician_opened_the_page_is_not_signed(world: Database) -> None:
    translate(world)
    revise_all(world)
    visit = Visit(world, "clinician")
    visit.open(PL)
    form = visit.form("/sign")
    translate(world, {"title": "Mdłości"}, by="second")
    revise(world, "title")
    answer = visit.post(form, "/sign")
    assert answer.status_code == 403
    assert "changed since you opened" in visit.text


@pytest.mark.parametrize("who", ["translator", "reviewer", "clinician", "admin"])
def test_only_authors_are_offered_publication_and_others_are_refused(
    world: Database, who: str
) -> None:
    translate(world)
    revise_all(world)
    sign(world)
    visit = Visit(world, who)
    visit.open(PL)
    assert not visit.forms("/publish")
    csrf = visit.form("/account/logout").fields["csrf"]
    answer = visit.client.post(f"{PL}/publish", data={"csrf": csrf})
    assert answer.status_code == 403
    assert "is for authors" in answer.text


@pytest.mark.parametrize("tail", ["", "/at/title", "/history", "/proof", "/export.po"])
def test_a_text_in_review_is_shown_to_no_one_who_is_not_signed_in(
    world: Database, tail: str
) -> None:
    translate(world, {"title": "Nudności"})
    stranger = Visit(world)
    assert stranger.open(PL + tail).url.path == "/account/login"
    assert "Nudności" not in stranger.text


@pytest.mark.parametrize("tail", ["", "/at/title", "/history", "/proof", "/export.po"])
def test_a_midwife_prints_and_does_not_read_drafts(world: Database, tail: str) -> None:
    translate(world, {"title": "Nudności"})
    midwife = Visit(world, "midwife")
    assert midwife.open(PL + tail).status_code == 403
    assert "Nudności" not in midwife.text


def test_a_translator_of_one_language_sees_no_work_in_another(world: Database) -> None:
    add_person(world, "ana", (Role.TRANSLATOR, "pt-PT"))
    visit = Visit(world, "ana")
    assert "Portuguese" in visit.text
    assert PL not in visit.page.text
    assert visit.open(PL).status_code == 403


def test_fields_carry_the_language_and_direction_of_their_words(world: Database) -> None:
    translate(world, {"title": "دلبدی"}, tag="fa-AF")
    visit = Visit(world, "translator")
    visit.open("/workbench/feeling-sick/standard/fa-AF/at/title")
    assert visit.page.text.count('lang="fa-AF" dir="rtl"') >= 3
    assert '<html lang="en" dir="ltr">' in visit.page.text


def test_h3_a_changed_english_shows_what_it_was_and_waits_for_the_translator(
    world: Database,
) -> None:
    translate(world)
    revise_all(world)
    bring_in(world, LEAFLET.replace("each day", "every morning"))
    visit = Visit(world, "translator")
    assert "The English changed" in visit.text
    visit.open(PL)
    assert "The English changed (1)" in visit.text
    visit.open(VITAMIN)
    assert "[removed: each day. ] [added: every morning. ]" in visit.words


def test_a_proof_is_marked_as_a_draft_and_shows_gaps(world: Database) -> None:
    translate(world, {"title": "Nudności"})
    visit = Visit(world, "translator")
    visit.open(f"{PL}/proof")
    assert "Draft – not for use" in visit.text
    assert "Nudności" in visit.text
    assert "(not translated)" in visit.text
    assert '<html lang="pl" dir="ltr">' in visit.page.text
    assert visit.page.headers["cache-control"] == "no-store"


def test_the_history_tells_of_signatures_and_editions(world: Database) -> None:
    edition = publish_leaflet(world)
    visit = Visit(world, "admin")
    visit.open(f"{PL}/history")
    assert "Signed (5 texts)" in visit.text
    assert f"Published: edition 1, code {edition.code}" in visit.text


def test_a_language_without_an_engine_says_so_in_words(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open("/workbench/feeling-sick/standard/kok-Latn")
    assert "There is no machine draft for Konkani" in visit.text
    answer = visit.send("/draft")
    assert answer.status_code == 403
    assert "no machine draft for Konkani (Roman script): Argos has no model" in visit.text


def test_a_file_goes_out_and_comes_back_as_work_of_the_one_who_brings_it(world: Database) -> None:
    visit = Visit(world, "translator")
    file = visit.open(f"{PL}/export.po")
    assert 'filename="feeling-sick.pl.po"' in file.headers["content-disposition"]
    filled = file.text.replace(
        '#, fuzzy\nmsgctxt "title"\nmsgid "Feeling sick"\nmsgstr ""',
        'msgctxt "title"\nmsgid "Feeling sick"\nmsgstr "Nudności"',
    )
    assert filled != file.text
    visit.open("/workbench/import")
    visit.upload("back.po", filled.encode())
    assert "1 text taken as edited by you" in visit.text
    assert "4 texts not translated yet" in visit.text
    assert view(desk_of(world), "title").status is Status.EMPTY
    visit.send("/import/take")
    assert "File taken in" in visit.text
    assert view(desk_of(world), "title").status is Status.EDITED


def test_a_damaged_file_is_refused_whole_and_names_the_entry(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open("/workbench/import")
    answer = visit.upload("broken.po", b'msgctxt "title"\nmsgid "Feeling sick"\nmsgstr "Nud\n')
    assert answer.status_code == 422
    assert "broken.po:" in visit.text
    assert all(seen.status is Status.EMPTY for seen in views(desk_of(world)))


def test_an_upload_without_a_file_says_what_to_do(world: Database) -> None:
    visit = Visit(world, "translator")
    visit.open("/workbench/import")
    answer = visit.send("/workbench/import")
    assert answer.status_code == 422
    assert "Choose a file." in visit.text


@pytest.mark.parametrize(
    "address",
    [
        "/workbench/no-such/standard/pl",
        "/workbench/feeling-sick/no-such/pl",
        "/workbench/feeling-sick/standard/xx",
        "/workbench/feeling-sick/standard/pl/history?path=no-such",
        "/workbench/feeling-sick/standard/pl/at/no-such",
        "/workbench?language=xx",
        "/library/no-such",
        "/library?language=xx",
        "/library?service=xx",
        "/library/editions/NOSUCH/withdraw",
    ],
)
def test_an_unknown_address_is_a_page_that_says_so(world: Database, address: str) -> None:
    add_person(world, "all", *((role, "*") for role in Role))
    assert Visit(world, "all").open(address).status_code == 404


def test_a_clinician_reads_and_signs_the_english_itself(world: Database) -> None:
    visit = Visit(world, "clinician")
    visit.open("/workbench/feeling-sick/standard/en")
    assert "Take 10 micrograms of vitamin D each day." in visit.text
    visit.send("/sign")
    assert "Signed by Clinician" in visit.text
