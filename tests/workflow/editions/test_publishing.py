"""What becomes an edition, what readers see of it, and how it ends."""

import re
from pathlib import Path

import pytest

from app.config import settings
from app.db import Database
from app.engines.none import NoEngine
from app.models import EditionState, Role
from app.services import services
from app.workflow.editions import published
from app.workflow.editions.proof import MISSING, working_resource
from app.workflow.editions.publishing import publish, state_of, withdraw
from app.workflow.imports import translation_files
from app.workflow.lists.coverage import Coverage, coverages
from app.workflow.people import accounts
from app.workflow.people.signing_in import Origin, sign_in
from app.workflow.refusals import Missing, Refused
from app.workflow.review.sign_off import valid_sign_off
from app.workflow.translation.desk import open_desk
from app.workflow.translation.provenance import by_machine
from tests import factories
from tests.drafting import draft_translation
from tests.engines.deterministic import AccentEngine
from tests.factories import (
    LEAFLET,
    POLISH,
    SLUG,
    add_person,
    bring_in,
    desk_of,
    person,
    publish_english,
    publish_it,
    publish_leaflet,
    revise,
    revise_all,
    sign,
    translate,
)

pytestmark = pytest.mark.usefixtures("demo_mode")


def test_an_edition_freezes_english_target_and_numbers(world: Database) -> None:
    edition = publish_leaflet(world)
    assert edition.number == 1
    assert edition.content["title"] == "Nudności"
    assert edition.english["title"] == "Feeling sick"
    assert edition.services == services().frozen()
    assert edition.made == ["edited", "revised", "signed"]


def test_readers_are_told_of_the_machine_whose_draft_came_back_in_a_file(world: Database) -> None:
    draft_translation(world, person(world, "translator"), SLUG, "standard", "pl", AccentEngine())
    with world.reading() as session:
        data = translation_files.export(session, SLUG, "standard", "pl", "po").decode()
    for path, words in POLISH.items():
        entry = re.compile(rf'#, fuzzy\n(msgctxt "{re.escape(path)}"\nmsgid .*\n)msgstr ".*"')
        data = entry.sub(rf'\1msgstr "{words}"', data)
    with world.writing() as session:
        done = translation_files.import_po(
            session, accounts.actor(session, "translator@x.test"), data.encode(), "back.po"
        )
    assert (done.drafts, done.edited) == (0, len(POLISH))
    revise_all(world)
    sign(world)
    assert publish_it(world).made == ["machine", "edited", "revised", "signed"]


def test_readers_are_told_of_the_machine_whose_words_memory_gave(world: Database) -> None:
    draft_translation(world, person(world, "translator"), SLUG, "standard", "pl", AccentEngine())
    translate(world)
    revise_all(world)
    bring_in(world, LEAFLET.replace("slug: feeling-sick", "slug: twin"))
    draft_translation(world, person(world, "translator"), "twin", "standard", "pl", NoEngine())
    with world.reading() as session:
        desk = open_desk(session, "twin", "standard", "pl")
        assert {row.origin.get("memory") for row in desk.rows.values()} == {True}
        assert by_machine(desk)
        assert not by_machine(open_desk(session, "twin", "standard", "ro"))


def test_readers_see_the_edition_and_no_later_edit(world: Database) -> None:
    publish_leaflet(world)
    translate(world, {"title": "Mdłości"}, by="second")
    with world.reading() as session:
        seen = published.edition(session, SLUG, "standard", "pl")
    assert seen is not None
    assert seen.resource.title == "Nudności"


def test_h4_a_draft_is_never_published(world: Database) -> None:
    draft_translation(world, person(world, "translator"), SLUG, "standard", "pl", AccentEngine())
    with pytest.raises(Refused, match="not ready"):
        publish_it(world)
    with world.reading() as session:
        assert published.library(session, "pl") == ()


def test_h4_what_is_revised_but_not_signed_is_never_published(world: Database) -> None:
    translate(world)
    revise_all(world)
    with pytest.raises(Refused, match="clinician has not signed"):
        publish_it(world)


def test_a_translation_waits_for_its_english_to_be_published(world: Database) -> None:
    translate(world)
    revise_all(world)
    sign(world)
    with world.writing() as session, pytest.raises(Refused, match="English of this translation"):
        publish(open_desk(session, SLUG, "standard", "pl"), person(world, "author"))


def test_a_translation_goes_out_beside_english_that_came_back_as_it_was(world: Database) -> None:
    publish_english(world)
    bring_in(world, LEAFLET.replace("10 micrograms", "20 micrograms"))
    bring_in(world)  # before anyone signed the other
    translate(world)
    revise_all(world)
    sign(world)
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        edition = publish(desk, person(world, "author"))
        assert edition.source_revision_id == desk.revision.id


def test_h5_a_missing_string_blocks_the_release(world: Database) -> None:
    written = {path: text for path, text in POLISH.items() if path != "summary"}
    translate(world, written)
    revise(world, *written)
    with pytest.raises(Refused, match="summary: has no text"):
        publish_it(world)


def test_h3_a_string_whose_english_changed_after_the_signature_blocks_the_release(
    world: Database,
) -> None:
    translate(world)
    revise_all(world)
    sign(world)
    bring_in(world, LEAFLET.replace("each day", "every morning"))
    with pytest.raises(Refused, match="vitamin: the English has changed"):
        publish_it(world)


def test_h3_a_live_edition_says_that_its_english_has_changed(world: Database) -> None:
    publish_leaflet(world)
    bring_in(world, LEAFLET.replace("each day", "every morning"))
    publish_english(world)
    with world.reading() as session:
        seen = published.edition(session, SLUG, "standard", "pl")
    assert seen is not None
    assert seen.source_changed


@pytest.mark.parametrize("who", ["translator", "reviewer", "clinician", "admin", "midwife"])
def test_only_authors_publish(world: Database, who: str) -> None:
    translate(world)
    revise_all(world)
    sign(world)
    with pytest.raises(Refused, match="is for authors"):
        publish_it(world, by=who)


def test_publishing_twice_is_one_edition(world: Database) -> None:
    assert publish_leaflet(world).id == publish_it(world).id


def test_h16_a_new_edition_supersedes_and_the_old_code_says_so(world: Database) -> None:
    first = publish_leaflet(world)
    translate(world, {"title": "Mdłości"}, by="second")
    revise(world, "title")
    sign(world)
    second = publish_it(world)
    assert (second.number, second.code != first.code) == (2, True)
    with world.reading() as session:
        old, new = (
            published.by_code(session, first.code),
            published.by_code(session, second.code.lower()),
        )
    assert old is not None
    assert new is not None
    assert (old.state, new.state) == ("superseded", "current")


def test_h16_a_withdrawn_edition_is_gone_for_readers_and_its_code_says_so(world: Database) -> None:
    edition = publish_leaflet(world)
    with world.writing() as session:
        withdraw(session, person(world, "clinician"), edition.code, "The dose is under review.")
    with world.reading() as session:
        assert published.edition(session, SLUG, "standard", "pl") is None
        assert published.published_languages(session) == {"en"}
        by_code = published.by_code(session, edition.code)
        last = published.last_withdrawn(session, SLUG, "standard", "pl")
        assert state_of(session, edition) is EditionState.WITHDRAWN
    assert by_code is not None
    assert by_code.state == "withdrawn"
    assert last is not None


def test_h16_a_withdrawn_text_is_published_again_only_under_a_new_signature(
    world: Database,
) -> None:
    edition = publish_leaflet(world)
    with world.writing() as session:
        withdraw(session, person(world, "clinician"), edition.code, "The dose is under review.")
    with pytest.raises(Refused, match="The dose is under review"):
        publish_it(world)
    sign(world)
    again = publish_it(world)
    assert again.number == edition.number + 1
    assert again.sign_off_id != edition.sign_off_id


def test_h16_withdrawn_prints_of_a_replaced_edition_end_no_signature(world: Database) -> None:
    old = publish_leaflet(world)
    bring_in(world, LEAFLET.replace("owner: Lead midwife", "owner: Another midwife"))
    new = publish_it(world)  # under the same signature
    assert (new.id != old.id, new.sign_off_id) == (True, old.sign_off_id)
    for edition, signed in ((old, True), (new, False)):
        with world.writing() as session:
            withdraw(session, person(world, "clinician"), edition.code, "Wrong paper.")
        assert (valid_sign_off(desk_of(world)) is not None) is signed


def test_withdrawing_needs_a_reason_and_the_right_person(world: Database) -> None:
    edition = publish_leaflet(world)
    with world.writing() as session, pytest.raises(Refused, match="Say why"):
        withdraw(session, person(world, "author"), edition.code, "  ")
    with world.writing() as session, pytest.raises(Refused, match="is for authors and clinicians"):
        withdraw(session, person(world, "reviewer"), edition.code, "Because.")
    with world.writing() as session, pytest.raises(Missing):
        withdraw(session, person(world, "author"), "NOSUCH", "Because.")


def test_h24_a_demonstration_edition_is_not_served_outside_demo_mode(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = publish_leaflet(world)
    assert edition.demo
    monkeypatch.delenv("BIRTHWORDS_DEMO")
    settings.cache_clear()
    with world.reading() as session:
        assert published.library(session, "pl") == ()
        assert published.edition(session, SLUG, "standard", "pl") is None
        assert published.by_code(session, edition.code) is None
        assert published.languages_of(session, SLUG, "standard") == ()


def test_h24_demonstration_numbers_never_enter_a_real_edition(tmp_path: Path) -> None:
    database = factories.new_database(tmp_path)
    factories.add_team(database, demo=False)
    bring_in(database)
    translate(database)
    revise_all(database)
    sign(database)
    with pytest.raises(Refused, match="demonstration numbers"):
        publish_it(database)


def test_h19_a_text_from_memory_must_be_edited_and_revised_again(world: Database) -> None:
    publish_leaflet(world)
    twin = LEAFLET.replace("slug: feeling-sick", "slug: feeling-sick-again")
    bring_in(world, twin)
    done = draft_translation(
        world, person(world, "translator"), "feeling-sick-again", "standard", "pl", AccentEngine()
    )
    assert done.remembered == len(POLISH)
    with world.writing() as session, pytest.raises(Refused, match="nobody has edited"):
        publish(open_desk(session, "feeling-sick-again", "standard", "pl"), person(world, "author"))


def test_a_proof_marks_what_has_no_words(world: Database) -> None:
    translate(world, {"title": "Nudności", "call.who": "Zadzwoń <2/>."})
    proof = working_resource(desk_of(world))
    assert proof.title == "Nudności"
    assert proof.summary == MISSING
    assert "{phone.triage}" in proof.model_dump_json()


def coverage(database: Database, tag: str) -> Coverage:
    with database.reading() as session:
        return coverages(session, frozenset({tag}))[0]


def test_standings_follow_a_text_to_its_edition(world: Database) -> None:
    assert (coverage(world, "pl").empty, coverage(world, "pl").begun) == (5, False)
    translate(world)
    assert (coverage(world, "pl").edited, coverage(world, "pl").empty) == (5, 0)
    revise_all(world)
    assert (coverage(world, "pl").done, coverage(world, "pl").signed) == (True, False)
    sign(world)
    assert (coverage(world, "pl").signed, coverage(world, "pl").published) == (True, False)
    publish_it(world)
    assert coverage(world, "pl").published
    bring_in(world, LEAFLET.replace("each day", "every morning"))
    assert (coverage(world, "pl").stale, coverage(world, "pl").signed) == (1, False)


def test_english_waits_for_a_clinician_and_an_author_too(world: Database) -> None:
    assert (coverage(world, "en").done, coverage(world, "en").signed) == (True, False)
    sign(world, tag="en")
    edition = publish_it(world, tag="en")
    assert edition.made == ["written", "signed"]
    assert coverage(world, "en").published


def test_a_role_for_one_language_publishes_no_other(world: Database) -> None:
    add_person(world, "ana", (Role.AUTHOR, "pt-PT"))
    translate(world)
    revise_all(world)
    sign(world)
    with pytest.raises(Refused, match="is for authors of Polish"):
        publish_it(world, by="ana")


def test_people_of_the_demonstration_cannot_sign_in_elsewhere(world: Database) -> None:
    with world.writing() as session:
        accounts.add_user(session, "d@demo.test", "D", "birthwords-demo", [], demo=True)
    here = Origin("192.0.2.1")
    assert sign_in(world, "d@demo.test", "birthwords-demo", here, demo_mode=True)
    with pytest.raises(Refused, match="not right"):
        sign_in(world, "d@demo.test", "birthwords-demo", here, demo_mode=False)
