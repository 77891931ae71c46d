"""One page holds all that waits for a clinician, and she decides there."""

import pytest
from sqlmodel import Session, col, select, update
from starlette.datastructures import FormData

from app.db import Database
from app.languages import find
from app.models import Remedy, Role, SegmentEvent, SourceChange, SourceRevision, Translation
from app.resources.load import parse
from app.web.decide.pages import ChooseRow, DecidePage
from app.web.frame.staff import Frame
from app.workflow.editions import changed_english as changed_english_module
from app.workflow.editions.publishing import publish
from app.workflow.review.since_signed import since_signed
from app.workflow.source.revisions import save_source
from app.workflow.translation.desk import Desk, open_desk, views
from app.workflow.work.for_clinician import ForClinician, ToChoose, for_clinician, proposed
from tests.factories import (
    LEAFLET,
    POLISH,
    SLUG,
    add_person,
    person,
    publish_english,
    publish_leaflet,
    revise,
    revise_all,
    sign,
    translate,
)
from tests.web.visit import Visit


def changed_english(world: Database, old: str, new: str) -> None:
    with world.writing() as session:
        save_source(session, person(world, "author"), parse(LEAFLET.replace(old, new)))


def test_she_chooses_for_an_edition_behind_its_english_with_what_is_proposed(
    world: Database,
) -> None:
    publish_leaflet(world)
    changed_english(world, "10 micrograms", "20 micrograms")
    visit = Visit(world, "clinician")
    visit.open("/decide")
    assert "Proposed: withdrawal." in visit.text
    assert "A number changed" in visit.text
    form = visit.form("/decide/change", tag="pl")
    visit.post(form, "/decide/change", remedy="notice", why=" ")
    assert "Say why" in visit.text
    visit.open("/decide")  # nothing is chosen yet
    visit.post(visit.form("/decide/change", tag="pl"), "/decide/change", why="x")
    assert "Choose an urgent notice or withdrawal." in visit.text
    form = visit.form("/decide/change", tag="pl")
    visit.post(form, "/decide/change", remedy="withdrawal", why="The dose was wrong.")
    assert "Your choice is kept" in visit.text
    assert visit.forms("/decide/change", tag="pl") == []


def test_she_says_that_the_meaning_is_the_same_and_the_approval_stands(world: Database) -> None:
    publish_leaflet(world)
    changed_english(world, "What helps when you feel sick.", "What helps if you feel sick.")
    visit = Visit(world, "clinician")
    visit.open("/decide")
    form = visit.form("/decide/keep", tag="pl", path="summary")
    visit.post(form, "/decide/keep", why="Only “when” became “if”.")
    assert "The approval stands" in visit.text
    with world.reading() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        assert not any(seen.stale for seen in views(desk))


def approved_in(world: Database, *tags: str) -> None:
    """The summary in these languages, approved for its English, which then changes."""
    for tag in tags:
        translate(world, {"summary": f"Summary in {tag}."}, tag=tag)
        revise(world, "summary", tag=tag)
    changed_english(world, "What helps when you feel sick.", "What helps if you feel sick.")


def decisions(world: Database) -> list[tuple[str, str]]:
    """(language, why) of each approval that a clinician kept."""
    query = (
        select(Translation.language, SegmentEvent.why)
        .join(SegmentEvent, col(SegmentEvent.translation_id) == col(Translation.id))
        .where(SegmentEvent.action == "confirm_unchanged", SegmentEvent.path == "summary")
        .order_by(col(SegmentEvent.id))
    )
    with world.reading() as session:
        return list(session.exec(query).all())


def test_h3_one_reason_keeps_the_approvals_of_all_languages_each_as_a_decision_of_its_own(
    world: Database,
) -> None:
    approved_in(world, "de", "fr", "pl")
    visit = Visit(world, "clinician")
    visit.open("/decide")
    assert "In all 3 languages at once" in visit.text
    assert "One decision of yours is kept for each: German, French, Polish." in visit.text
    visit.send("/decide/keep-all", why="Only “when” became “if”.")
    assert "one in each language" in visit.text
    kept = decisions(world)
    assert sorted(tag for tag, _ in kept) == ["de", "fr", "pl"]
    assert all(why.endswith("Only “when” became “if”.") for _, why in kept)
    assert visit.forms("/decide/keep") == []


def test_h3_what_is_refused_in_one_language_is_named_and_the_others_are_kept(
    world: Database,
) -> None:
    approved_in(world, "de", "fr")
    visit = Visit(world, "clinician")
    visit.open("/decide")
    translate(world, {"summary": "Someone wrote this meanwhile."}, tag="de")
    visit.send("/decide/keep-all", why="The same.")
    assert "The approval stands by your signed decision. In: French." in visit.text
    assert "German: " in visit.text.partition("There is a problem")[2][:400]
    assert [tag for tag, _ in decisions(world)] == ["fr"]


def test_h3_what_was_kept_before_the_english_changed_is_named(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An author hands in other English while one language after the other is kept."""
    approved_in(world, "de", "fr", "pl")
    visit = Visit(world, "clinician")
    visit.open("/decide")

    opened: list[str] = []

    def open_and_change(session: Session, slug: str, version: str, tag: str) -> Desk:
        opened.append(tag)
        if len(opened) > 1:
            newer = LEAFLET.replace("What helps when you feel sick.", "Nothing helps if you do.")
            save_source(session, person(world, "author"), parse(newer))
        return open_desk(session, slug, version, tag)

    monkeypatch.setattr(changed_english_module, "open_desk", open_and_change)
    visit.send("/decide/keep-all", why="The same.")
    assert visit.page.status_code == 422
    first, *others = (find(tag).english_name for tag in opened)
    assert f"The approval stands by your signed decision. In: {first}." in visit.text
    problems = visit.words.partition("There is a problem")[2]
    assert all(f"{name}: The English changed after you opened" in problems for name in others)
    assert [tag for tag, _ in decisions(world)] == opened[:1]


def test_h3_each_language_can_still_be_decided_alone(world: Database) -> None:
    approved_in(world, "de", "fr")
    visit = Visit(world, "clinician")
    visit.open("/decide")
    visit.post(visit.form("/decide/keep", tag="de"), "/decide/keep", why="The same.")
    assert [tag for tag, _ in decisions(world)] == ["de"]
    assert "languages at once" not in visit.text  # one is left, and has its own form
    assert visit.form("/decide/keep", tag="fr")


def test_h3_no_approval_is_kept_without_a_reason_or_by_who_wrote_the_words(
    world: Database,
) -> None:
    approved_in(world, "de", "fr")
    visit = Visit(world, "clinician")
    visit.open("/decide")
    visit.send("/decide/keep-all", why=" ")
    assert "Say what changed in the English" in visit.text
    assert decisions(world) == []
    add_person(world, "german", (Role.CLINICIAN, "de"), (Role.CLINICIAN, "fr"))
    other = Visit(world, "german")
    other.open("/decide")
    form = other.form("/decide/keep-all")
    form.fields["version.pl"] = "1"  # a language that is none of hers
    other.post(form, "/decide/keep-all", why="The same.")
    assert "Polish: " in other.text
    assert sorted(tag for tag, _ in decisions(world)) == ["de", "fr"]


def test_she_reads_what_changed_since_her_signature_first(world: Database) -> None:
    publish_leaflet(world)
    changed_english(world, "10 micrograms", "20 micrograms")
    visit = Visit(world, "clinician")
    visit.open("/decide")
    assert "1 text changed." in visit.text
    visit.open(f"/workbench/{SLUG}/standard/en")
    assert "What changed since it was signed" in visit.text
    assert "Its clinical content is right." in visit.text
    before, _, rest = visit.text.partition("The whole text")
    assert "20 " in before.partition("What changed since it was signed")[2]
    assert "Show all 5 texts" in rest


def test_h3_she_reads_what_changed_besides_the_words(world: Database) -> None:
    publish_leaflet(world)
    changed_english(world, "review_by: 2029-10-31", "review_by: 2029-11-20")
    visit = Visit(world, "clinician")
    for address in ("/decide", f"/workbench/{SLUG}/standard/en"):
        visit.open(address)
        assert "No text has changed since your last signature" in visit.words
        assert "Review date: “31 October 2029” is now “20 November 2029”." in visit.words


def test_since_a_signature_only_what_is_other_now_is_listed(world: Database) -> None:
    publish_leaflet(world)
    clinician = person(world, "clinician")
    with world.reading() as session:
        since = since_signed(open_desk(session, SLUG, "standard", "pl"), clinician)
        assert since is not None
        assert since.changes == ()
    changed_english(world, "10 micrograms", "20 micrograms")
    with world.reading() as session:
        since = since_signed(open_desk(session, SLUG, "standard", "pl"), clinician)
        assert since is not None
        assert [(each.path, each.safety_critical) for each in since.changes] == [("vitamin", True)]
        assert since.changes[0].source_before == "Take 10 micrograms of vitamin D each day."
        assert since.changes[0].text_before == since.changes[0].text


@pytest.mark.parametrize(
    ("before", "after", "remedy"),
    [
        ("Take 10 micrograms.", "Take 20 micrograms.", Remedy.WITHDRAWAL),
        ("Call from 24 weeks.", "Call from 20 weeks.", Remedy.WITHDRAWAL),
        ("Take 10 micrograms.", "Take 10 micrograms a day.", Remedy.NOTICE),
        ("Call us.", "", Remedy.NOTICE),
        ("", "Take 10 micrograms.", Remedy.NOTICE),
    ],
)
def test_withdrawal_is_proposed_where_a_number_is_no_longer_right(
    before: str, after: str, remedy: Remedy
) -> None:
    assert proposed([("x", before, after)])[0] is remedy


def test_nothing_waits_for_who_is_no_clinician(world: Database) -> None:
    publish_leaflet(world)
    changed_english(world, "10 micrograms", "20 micrograms")
    with world.reading() as session:
        found = for_clinician(session, person(world, "author"))
    assert (found.to_sign, found.to_choose, found.to_keep, found.due) == ((), (), (), ())
    for who in ("author", "translator", "midwife", "admin"):
        assert Visit(world, who).open("/decide").status_code == 403


TEXTS = {
    "pl": POLISH,
    "de": {
        "title": "Übelkeit",
        "summary": "Was hilft, wenn Ihnen übel ist.",
        "vitamin": "Nehmen Sie jeden Tag 10 Mikrogramm Vitamin D.",
        "call.heading": "Rufen Sie uns jetzt an",
        "call.who": "Rufen Sie <1>triage</1> unter <2/> an.",
    },
    "fr": {
        "title": "Les nausées",
        "summary": "Ce qui aide quand vous avez des nausées.",
        "vitamin": "Prenez 10 microgrammes de vitamine D chaque jour.",
        "call.heading": "Appelez-nous maintenant",
        "call.who": "Appelez le service <1>triage</1> au <2/>.",
    },
}


def published_in(world: Database, *tags: str) -> None:
    """Editions in these languages, whose English then says another dose."""
    publish_english(world)
    for tag in tags:
        translate(world, TEXTS[tag], tag=tag)
        revise_all(world, tag=tag)
        sign(world, tag=tag)
        with world.writing() as session:
            publish(open_desk(session, SLUG, "standard", tag), person(world, "author"))
    changed_english(world, "10 micrograms", "20 micrograms")


def test_h3_one_reason_chooses_for_all_languages_each_as_a_decision_of_its_own(
    world: Database,
) -> None:
    published_in(world, "de", "fr", "pl")
    visit = Visit(world, "clinician")
    visit.open("/decide")
    assert "Feeling sick, 3 languages" in visit.text
    assert "One decision of yours is kept for each: German, French, Polish." in visit.text
    form = visit.form("/decide/change-all")
    visit.post(form, "/decide/change-all", why="The dose was wrong.")
    assert "Choose an urgent notice or withdrawal." in visit.text
    assert visit.form("/decide/change-all").fields["why"] == "The dose was wrong."
    visit.post(form, "/decide/change-all", remedy="withdrawal", why=" ")
    assert "Say why" in visit.text
    assert chosen(world) == []
    for _ in range(2):  # a double click
        visit.post(form, "/decide/change-all", remedy="withdrawal", why="The dose was wrong.")
        assert "Your choice is kept in each language" in visit.text
    assert chosen(world) == [(Remedy.WITHDRAWAL, "The dose was wrong.")] * 3
    assert visit.forms("/decide/change") == []


def test_h3_a_language_that_was_decided_alone_is_not_decided_again_with_the_others(
    world: Database,
) -> None:
    published_in(world, "de", "fr")
    visit = Visit(world, "clinician")
    visit.open("/decide")
    alone, all_of_them = visit.form("/decide/change", tag="de"), visit.form("/decide/change-all")
    visit.post(alone, "/decide/change", remedy="notice", why="A notice will do.")
    visit.post(all_of_them, "/decide/change-all", remedy="withdrawal", why="All of them.")
    assert "Your choice is kept, and readers see what it does. In: French." in visit.text
    assert "German: The English, or what was decided about it, changed" in visit.words
    assert chosen(world) == [
        (Remedy.NOTICE, "A notice will do."),
        (Remedy.WITHDRAWAL, "All of them."),
    ]


def test_a_reason_that_was_refused_is_still_in_its_field(world: Database) -> None:
    publish_leaflet(world)
    changed_english(world, "10 micrograms", "20 micrograms")
    visit = Visit(world, "clinician")
    visit.open("/decide")
    visit.post(visit.form("/decide/change", tag="pl"), "/decide/change", why="It was wrong.")
    assert visit.form("/decide/change", tag="pl").fields["why"] == "It was wrong."


def test_a_reason_that_is_missing_is_asked_for_in_its_field(world: Database) -> None:
    published_in(world, "de", "fr")
    visit = Visit(world, "clinician")
    for form, tag in (("/decide/change", "de"), ("/decide/change-all", "de")):
        visit.open("/decide")
        how = "all" if form.endswith("all") else "one"
        shown = visit.form(form, tag=tag) if how == "one" else visit.form(form)
        visit.post(shown, form, remedy="withdrawal", why=" ")
        assert visit.page.status_code == 422
        field = f"why-{how}-{SLUG}-standard-{tag}-"
        assert f'href="#{field}"' in visit.page.text
        assert f'id="error-{field}"' in visit.page.text
        again = visit.form(form, tag=tag) if how == "one" else visit.form(form)
        assert again.fields["remedy"] == "withdrawal"


def test_a_reason_for_some_languages_stands_in_no_field_of_others() -> None:
    first, other = (
        ChooseRow(ToChoose(
            slug=SLUG, reading_version="standard", language=tag, title="", code="", mark="",
            changes=(), proposed=Remedy.NOTICE, reason="",
        ))
        for tag in ("de", "pl")
    )  # fmt: skip
    said = {"slug": SLUG, "reading_version": "standard", "seen.de": "x", "seen.fr": "y"}
    nothing = ForClinician(to_sign=(), to_choose=(), to_keep=(), due=())
    page = DecidePage(Frame(demo=True), nothing, FormData({**said, "why": "It was wrong."}))
    assert page.is_sent((first, other))
    assert not page.is_sent((other, first))
    assert page.word("why") == "It was wrong."


def test_old_english_that_is_damaged_keeps_no_clinician_from_her_pages(world: Database) -> None:
    publish_leaflet(world)
    changed_english(world, "10 micrograms", "20 micrograms")
    with world.writing() as session:
        damage = update(SourceRevision).where(col(SourceRevision.number) == 1)
        session.exec(damage.values(content={"kind": "leaflet"}, hash="damaged"))
    visit = Visit(world, "clinician")
    for address in ("/decide", "/workbench", f"/workbench/{SLUG}/standard/en"):
        assert visit.open(address).status_code == 200
    assert "The English that was signed is damaged" in visit.words


def test_h3_no_approval_is_kept_beside_english_that_she_did_not_see(world: Database) -> None:
    approved_in(world, "de", "fr")
    visit = Visit(world, "clinician")
    visit.open("/decide")
    changed_english(world, "What helps when you feel sick.", "Nothing helps if you feel sick.")
    alone, all_of_them = visit.form("/decide/keep", tag="de"), visit.form("/decide/keep-all")
    for form, address in ((alone, "/decide/keep"), (all_of_them, "/decide/keep-all")):
        assert visit.post(form, address, why="Only a word.").status_code == 409
        assert "The English changed after you opened this page" in visit.words
        assert "Nothing" in visit.text
    del alone.fields["english"]
    assert visit.post(alone, "/decide/keep", why="Only a word.").status_code == 409
    assert decisions(world) == []


def test_a_form_that_is_sent_twice_is_one_decision(world: Database) -> None:
    approved_in(world, "de", "fr")
    visit = Visit(world, "clinician")
    visit.open("/decide")
    alone, all_of_them = visit.form("/decide/keep", tag="de"), visit.form("/decide/keep-all")
    for form, address in ((alone, "/decide/keep"), (all_of_them, "/decide/keep-all")):
        for _ in range(2):
            visit.post(form, address, why="Only “when” became “if”.")
            assert "by your signed decision" in visit.words
            assert "There is a problem" not in visit.words
    assert sorted(tag for tag, _ in decisions(world)) == ["de", "fr"]


def test_what_she_wrote_herself_takes_no_place_of_what_she_may_sign(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.workflow.work.for_clinician.MOST", 2)
    both = add_person(world, "both", (Role.CLINICIAN, "*"), (Role.AUTHOR, "*"))
    with world.writing() as session:
        for name in ("Aches", "Back pain", "Cramp"):
            named = LEAFLET.replace(f"slug: {SLUG}", f"slug: {name.split()[0].lower()}")
            save_source(session, both, parse(named.replace("Feeling sick", name)))
    visit = Visit(world, "both")
    visit.open("/decide")
    assert "Feeling sick" in visit.text
    assert "Cramp" not in visit.text
    assert "There is more" not in visit.text
    assert "3 texts that you had a part in wait for a signature" in visit.words
    other = Visit(world, "clinician")
    other.open("/decide")
    assert "Aches" in other.text
    assert "There is more" in other.text
    assert "that you had a part in" not in other.text


def chosen(world: Database) -> list[tuple[Remedy, str]]:
    with world.reading() as session:
        return [(each.remedy, each.why) for each in session.exec(select(SourceChange))]


@pytest.mark.parametrize("remedy", [Remedy.NOTICE, Remedy.WITHDRAWAL])
def test_h3_she_chooses_about_the_english_that_she_read(world: Database, remedy: Remedy) -> None:
    publish_leaflet(world)
    changed_english(world, "10 micrograms", "20 micrograms")
    visit = Visit(world, "clinician")
    visit.open("/decide")
    old = visit.form("/decide/change", tag="pl")
    changed_english(world, "10 micrograms", "40 micrograms")
    visit.post(old, "/decide/change", remedy=remedy.value, why="It was wrong.")
    assert "so nothing was done" in visit.words
    assert "40 " in visit.text
    assert chosen(world) == []
    now = visit.form("/decide/change", tag="pl")
    for _ in range(2):  # a double click
        visit.post(now, "/decide/change", remedy=remedy.value, why="It was wrong.")
        assert "Your choice is kept" in visit.words
    assert chosen(world) == [(remedy, "It was wrong.")]


def test_of_two_clinicians_at_once_the_second_is_told(world: Database) -> None:
    publish_leaflet(world)
    changed_english(world, "10 micrograms", "20 micrograms")
    add_person(world, "colleague", (Role.CLINICIAN, "*"))
    one, other = Visit(world, "clinician"), Visit(world, "colleague")
    for visit in (one, other):
        visit.open("/decide")
    mine, theirs = (visit.form("/decide/change", tag="pl") for visit in (one, other))
    one.post(mine, "/decide/change", remedy="notice", why="A notice will do.")
    for remedy in ("notice", "withdrawal"):
        other.post(theirs, "/decide/change", remedy=remedy, why="I think so too.")
        assert "what was decided about it, changed after you opened this page" in other.words
    assert chosen(world) == [(Remedy.NOTICE, "A notice will do.")]
