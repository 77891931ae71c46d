"""English is written beside what is published: nothing that is written changes anything for
anybody else, two authors lose nothing, and what is handed in is what was read.
"""

import pytest

from app.db import Database
from app.models import ProposalState, Status
from app.resources import editing
from app.resources.content_problems import ContentError
from app.resources.editing import Data
from app.resources.load import parse
from app.workflow.editions.changed_english import confirm_unchanged
from app.workflow.editions.publishing import current, key_of
from app.workflow.proposals import writing as steps
from app.workflow.proposals.effects import effects_of
from app.workflow.proposals.files import take_file
from app.workflow.proposals.handing_in import EnglishMoved, catch_up, digest, hand_in
from app.workflow.proposals.texts import (
    Writing,
    names_used,
    open_proposal,
    open_writing,
    steps_of,
)
from app.workflow.proposals.typed import autosave, typed
from app.workflow.proposals.writing import BlockChanged
from app.workflow.refusals import Refused
from app.workflow.review.sign_off import sign_off
from app.workflow.review.steps import reopen
from app.workflow.source.revisions import newest_revision, save_source
from app.workflow.translation.desk import open_desk, views
from tests.factories import (
    LEAFLET,
    POLISH,
    SLUG,
    desk_of,
    person,
    publish_leaflet,
    revise,
    take,
    translate,
)

REF = (SLUG, "standard")
DOSE = "Take 20 micrograms of vitamin D each day."


def write(
    world: Database,
    text: str = DOSE,
    block: str = "vitamin",
    who: str = "author",
    seen: str | None = None,
) -> Writing:
    def change(data: Data) -> Data:
        return editing.changed(
            data, block, {**editing.own(editing.part(data, block)), "text": text}
        )

    with world.writing() as session:
        return steps.edit(session, person(world, who), REF, "write", block, change, seen=seen)


def seen_now(world: Database, block: str = "vitamin") -> str:
    with world.reading() as session:
        return editing.fingerprint(open_writing(session, *REF).data, block)


def handed_in(world: Database, why: str = "The dose has changed.") -> None:
    with world.writing() as session:
        seen = digest(open_writing(session, *REF))
        hand_in(session, person(world, "author"), REF, why, seen)


def test_what_is_written_changes_nothing_for_anybody_else(world: Database) -> None:
    publish_leaflet(world)
    write(world)
    with world.reading() as session:
        assert newest_revision(session, *REF).number == 1
        desk = open_desk(session, SLUG, "standard", "pl")
        assert not any(seen.stale for seen in views(desk))
        live = current(session, key_of(desk), "standard", "pl")
        assert live is not None
        assert "10 micrograms" in str(live.english)


def test_the_effects_name_exactly_what_opens_again(world: Database) -> None:
    publish_leaflet(world)
    write(world)
    with world.reading() as session:
        effects = effects_of(session, open_writing(session, *REF))
    assert effects.paths == ("vitamin",)
    assert effects.safety_critical == 1
    assert [(each.block, each.kind) for each in effects.blocks] == [("vitamin", "changed")]
    polish = next(each for each in effects.languages if each.language == "pl")
    assert (polish.reopens, polish.fresh, polish.safety_critical) == (1, 0, 1)
    assert polish.decides
    assert polish.words == len(DOSE.split())


def test_handed_in_it_reopens_that_text_and_no_other(world: Database) -> None:
    publish_leaflet(world)
    write(world)
    handed_in(world)
    with world.reading() as session:
        stale = [
            seen.path for seen in views(open_desk(session, SLUG, "standard", "pl")) if seen.stale
        ]
        assert stale == ["vitamin"]
        assert open_proposal(session, *REF) is None


def test_written_back_the_approvals_hold_again(world: Database) -> None:
    publish_leaflet(world)
    write(world)
    handed_in(world)
    write(world, "Take 10 micrograms of vitamin D each day.")
    with world.reading() as session:
        effects = effects_of(session, open_writing(session, *REF))
    polish = next(each for each in effects.languages if each.language == "pl")
    assert (polish.reopens, polish.returns) == (0, 1)
    handed_in(world, "The old dose was right.")
    with world.reading() as session:
        assert not any(seen.stale for seen in views(open_desk(session, SLUG, "standard", "pl")))


def test_of_two_authors_at_one_block_the_second_sees_both_texts(
    world: Database, second_author: str
) -> None:
    opened = seen_now(world)
    write(world, seen=opened)
    with pytest.raises(BlockChanged, match="Author wrote this block anew") as refused:
        write(world, "Mine.", who=second_author, seen=opened)
    assert refused.value.theirs is not None
    assert refused.value.theirs["text"] == DOSE
    assert write(world, "Ask us.", block="who", who=second_author).resource  # another block


def test_a_text_that_would_be_no_resource_is_refused_and_nothing_is_written(
    world: Database,
) -> None:
    with pytest.raises(ContentError, match="is empty"):
        write(world, "")
    with pytest.raises(ContentError, match="kept for markup"):
        write(world, "Take <10> micrograms.")
    with pytest.raises(Refused, match="does not have"):
        write(world, "Call {phone.nobody}.")
    with world.reading() as session:
        assert open_proposal(session, *REF) is None


def test_a_mark_of_what_is_safety_critical_changes_with_a_reason_alone(world: Database) -> None:
    def unmark(data: Data) -> Data:
        found = {**editing.part(data, "vitamin")}
        found.pop("safety_critical")
        return editing.changed(data, "vitamin", found)

    author = person(world, "author")
    with pytest.raises(Refused, match="Say why"), world.writing() as session:
        steps.edit(session, author, REF, "write", "vitamin", unmark)
    with world.writing() as session:
        steps.edit(session, author, REF, "write", "vitamin", unmark, why="No dose any more.")
        proposal = open_proposal(session, *REF)
        assert proposal is not None
        assert steps_of(session, proposal)[0][0].why == "No dose any more."


def test_a_block_taken_out_is_put_back_with_its_ids(world: Database) -> None:
    author = person(world, "author")
    with world.writing() as session:
        steps.edit(
            session, author, REF, "take_out", "call",
            lambda data: editing.taken_out(data, "call"),
        )  # fmt: skip
        assert [gone.id for gone in steps.taken_out_blocks(session, *REF)] == ["call"]
        writing = steps.restore(session, author, REF, "call")
        assert not writing.is_changed
        assert steps.taken_out_blocks(session, *REF) == ()


def test_only_authors_write(world: Database) -> None:
    for who in ("translator", "reviewer", "clinician", "midwife", "admin"):
        with pytest.raises(Refused, match="This is for authors"):
            write(world, who=who)


def test_what_changed_since_it_was_read_is_not_handed_in(world: Database) -> None:
    write(world)
    with world.reading() as session:
        seen = digest(open_writing(session, *REF))
    write(world, "Take 25 micrograms of vitamin D each day.")
    with pytest.raises(Refused, match="since you looked"), world.writing() as session:
        hand_in(session, person(world, "author"), REF, "Why", seen)


def test_newer_english_from_elsewhere_is_taken_in_first(world: Database) -> None:
    write(world)
    newer = LEAFLET.replace("Feeling sick", "Feeling sick in pregnancy")
    with world.writing() as session:
        save_source(session, person(world, "author"), parse(newer))
    with pytest.raises(EnglishMoved):
        handed_in(world)
    with world.writing() as session:
        assert catch_up(session, person(world, "author"), REF) == ()
    handed_in(world)
    with world.reading() as session:
        desk = open_desk(session, SLUG, "standard", "en")
        assert desk.segments["title"].text == "Feeling sick in pregnancy"
        assert desk.segments["vitamin"].text == DOSE


def test_who_wrote_part_of_it_does_not_sign_it(world: Database, second_author: str) -> None:
    """The clinician who is an author too, and whose words are in it."""
    write(world, who=second_author)
    write(world, "Ask {phone.triage}.", block="who")
    handed_in(world)
    with pytest.raises(Refused, match="another clinician"), world.writing() as session:
        sign_off(open_desk(session, SLUG, "standard", "en"), person(world, second_author))
    with world.writing() as session:
        assert sign_off(open_desk(session, SLUG, "standard", "en"), person(world, "clinician"))


def test_a_file_becomes_a_proposal_and_never_writes_over_what_is_written_here(
    world: Database,
) -> None:
    write(world)
    brought = LEAFLET.replace("10 micrograms", "15 micrograms").replace("Call us now", "Call now")
    with world.writing() as session:
        taken = take_file(session, person(world, "author"), parse(brought))
    assert [clash.path for clash in taken.clashes] == ["vitamin.text"]
    texts = taken.writing.resource.model_dump_json()
    assert "20 micrograms" in texts
    assert "Call now" in texts
    with world.reading() as session:
        assert newest_revision(session, *REF).number == 1


def test_a_new_text_is_a_proposal_until_it_is_handed_in(world: Database) -> None:
    brought = parse(LEAFLET.replace("feeling-sick", "heartburn").replace("900", "901"))
    with world.writing() as session:
        taken = take_file(session, person(world, "author"), brought)
        assert taken.writing.base is None
        seen = digest(taken.writing)
        revision = hand_in(session, person(world, "author"), ("heartburn", "standard"), "New", seen)
        assert revision.number == 1


def test_thrown_away_it_stays_on_record_and_the_next_one_begins_anew(world: Database) -> None:
    write(world)
    with world.writing() as session:
        dropped = steps.drop(session, person(world, "author"), REF, "")
        assert dropped.state is ProposalState.DROPPED
        assert not open_writing(session, *REF).is_changed
    assert write(world).is_changed


def test_an_id_that_once_named_something_else_is_not_given_again(world: Database) -> None:
    author = person(world, "author")
    with world.writing() as session:
        steps.edit(
            session, author, REF, "take_out", "vitamin",
            lambda data: editing.taken_out(data, "vitamin"),
        )  # fmt: skip
        used = names_used(session, open_writing(session, *REF))
        assert editing.new_id({"text": "Vitamin"}, used) == "vitamin-2"


def test_what_is_typed_and_not_saved_is_for_the_person_alone(
    world: Database, second_author: str
) -> None:
    author, other = person(world, "author"), person(world, second_author)
    with world.writing() as session:
        autosave(session, author, REF, "vitamin", [("text", "Half a")], "seen")
        proposal = open_proposal(session, *REF)
        assert typed(session, author, proposal)["vitamin"].form == [["text", "Half a"]]
        assert typed(session, other, proposal) == {}
    write(world)
    with world.reading() as session:
        assert typed(session, author, open_proposal(session, *REF)) == {}


def polish_effect(world: Database) -> tuple[int, int]:
    """(texts that open again, texts whose approval holds again) in Polish."""
    with world.reading() as session:
        effects = effects_of(session, open_writing(session, *REF))
    found = next(each for each in effects.languages if each.language == "pl")
    return found.reopens, found.returns


def stale(world: Database) -> list[str]:
    with world.reading() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        return [seen.path for seen in views(desk) if seen.stale]


def test_h3_a_text_whose_approval_was_kept_is_not_counted_as_open_when_its_english_returns(
    world: Database,
) -> None:
    """A clinician said that the new English means the same: the words count for both."""
    publish_leaflet(world)
    write(world, "Take 10 micrograms of vitamin D every day.")
    handed_in(world)
    take(
        world,
        "clinician",
        lambda desk, actor: confirm_unchanged(
            desk, actor, "vitamin", desk.rows["vitamin"].version, "Each and every mean the same."
        ),
    )
    write(world, "Take 10 micrograms of vitamin D each day.")
    assert polish_effect(world) == (0, 0)
    handed_in(world, "As it was.")
    assert stale(world) == []


def test_h3_handed_in_as_it_was_the_words_that_were_approved_for_it_come_back(
    world: Database,
) -> None:
    """Also where others were approved for the English between."""
    publish_leaflet(world)
    write(world)
    handed_in(world)
    newer = POLISH["vitamin"].replace("10", "20")
    translate(world, {"vitamin": newer})
    revise(world, "vitamin")
    write(world, "Take 10 micrograms of vitamin D each day.")
    assert polish_effect(world) == (0, 1)
    handed_in(world, "The old dose was right.")
    assert stale(world) == []
    row = desk_of(world).rows["vitamin"]
    assert (row.text, row.status) == (POLISH["vitamin"], Status.REVISED)


def test_h3_words_that_were_sent_back_do_not_come_back_with_the_english(world: Database) -> None:
    publish_leaflet(world)
    take(
        world,
        "reviewer",
        lambda desk, actor: reopen(
            desk, actor, "vitamin", desk.rows["vitamin"].version, "This is not the dose."
        ),
    )
    write(world)
    handed_in(world)
    translate(world, {"vitamin": POLISH["vitamin"].replace("10", "20")})
    revise(world, "vitamin")
    write(world, "Take 10 micrograms of vitamin D each day.")
    assert polish_effect(world) == (1, 0)
    handed_in(world, "The old dose was right.")
    assert stale(world) == ["vitamin"]
