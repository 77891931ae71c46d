"""Publishing all that is signed in one step, and languages that go out together."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from app.db import Database
from app.models import Edition
from app.workflow.editions import together
from app.workflow.editions.publishing import publish
from app.workflow.editions.together import (
    PublishOutcome,
    cancel_set,
    choose_set,
    publish_signed,
    signed_texts,
    waiting_sets,
)
from app.workflow.refusals import Refused
from tests.factories import (
    LEAFLET,
    POLISH,
    SLUG,
    bring_in,
    person,
    revise,
    sign,
    take,
    translate,
)

ROMANIAN = {
    "title": "Greață",
    "summary": "Ce vă ajută când vă este greață.",
    "vitamin": "Luați 10 micrograme de vitamina D în fiecare zi.",
    "call.heading": "Sunați acum",
    "call.who": "Sunați la <1>triage</1> la <2/>.",
}
ALL = ("en", "pl", "ro")


def signed(database: Database, *tags: str) -> None:
    """Take the leaflet in these languages as far as a clinician's signature."""
    for tag in tags:
        if tag != "en":
            translate(database, POLISH if tag == "pl" else ROMANIAN, tag=tag)
            revise(database, *POLISH, tag=tag)
        sign(database, tag=tag)


def plan(database: Database, who: str = "author") -> dict[str, tuple[str, tuple[str, ...]]]:
    """What would be published: by language, the refusal and what it waits for."""
    with database.reading() as session:
        found = signed_texts(session, person(database, who), SLUG)
    return {each.ref.language: (each.refusal, each.waits_for) for each in found}


def go(
    database: Database, tags: Collection[str] = ALL, who: str = "author"
) -> dict[str, str | int]:
    """Publish; by language the number of its edition, or why there is none."""
    actor = person(database, who)
    with database.writing() as session:
        outcomes = publish_signed(session, actor, SLUG, "standard", tags)
        return {each.ref.language: _said(each) for each in outcomes}


def _said(outcome: PublishOutcome) -> str | int:
    return outcome.edition.number if outcome.edition else outcome.refusal


def choose(database: Database, *tags: str) -> int:
    with database.writing() as session:
        return choose_set(session, person(database, "author"), SLUG, "standard", tags).id or 0


def test_english_and_every_signed_language_go_out_in_one_step(world: Database) -> None:
    signed(world, "en", "pl")
    translate(world, ROMANIAN, tag="ro")
    assert plan(world) == {"en": ("", ()), "pl": ("", ())}
    assert go(world) == {"en": 1, "pl": 1}
    assert plan(world) == {}
    assert go(world) == {}


def test_what_is_refused_is_named_and_the_others_go_out(world: Database) -> None:
    signed(world, "pl")
    assert "English of this translation is not published" in plan(world)["pl"][0]
    assert "English of this translation is not published" in str(go(world)["pl"])
    signed(world, "en")
    assert go(world, ("pl", "en")) == {"en": 1, "pl": 1}


def test_only_those_that_were_looked_at_go_out(world: Database) -> None:
    signed(world, *ALL)
    assert go(world, ("en", "pl")) == {"en": 1, "pl": 1}
    assert plan(world) == {"ro": ("", ())}


def test_languages_that_go_out_together_wait_until_all_are_signed(world: Database) -> None:
    choose(world, "pl", "ro")
    signed(world, "en", "pl")
    assert plan(world) == {"en": ("", ()), "pl": ("", ("ro",))}
    assert go(world) == {"en": 1, "pl": "It waits for Romanian to be signed."}
    with pytest.raises(Refused, match="published together: Polish, Romanian"):
        take(world, "author", publish)
    signed(world, "ro")
    assert plan(world) == {"pl": ("", ()), "ro": ("", ())}
    assert go(world, ("pl",)) == {"pl": 1, "ro": 1}
    with world.reading() as session:
        assert waiting_sets(session, SLUG) == ()


def test_english_in_the_set_goes_out_with_the_others_too(world: Database) -> None:
    choose(world, *ALL)
    signed(world, "en", "pl")
    assert set(go(world).values()) == {"It waits for Romanian to be signed."}
    signed(world, "ro")
    assert go(world) == {"en": 1, "pl": 1, "ro": 1}


def test_a_set_goes_out_whole_or_not_at_all(world: Database) -> None:
    choose(world, "pl", "ro")
    signed(world, "pl", "ro")
    said = go(world)
    assert "English of this translation is not published" in str(said["pl"])
    assert "goes out together, and Polish was refused" in str(said["ro"])
    with world.reading() as session:
        assert session.exec(select(Edition)).all() == []
        (waits,) = waiting_sets(session, SLUG)
    assert (waits.languages, waits.unsigned) == (("pl", "ro"), ())


def test_a_choice_can_be_undone_and_is_made_once(world: Database) -> None:
    number = choose(world, "pl", "ro")
    with pytest.raises(Refused, match="wait for each other already"):
        choose(world, "en", "pl")
    with world.writing() as session:
        cancel_set(session, person(world, "author"), number)
    signed(world, "en", "pl")
    assert go(world) == {"en": 1, "pl": 1}
    with pytest.raises(Refused, match="at least two"):
        choose(world, "pl")


def test_changed_english_holds_a_set_back_again(world: Database) -> None:
    choose(world, "pl", "ro")
    signed(world, *ALL)
    bring_in(world, LEAFLET.replace("Call us now", "Ring us now"))
    assert plan(world) == {}
    signed(world, "en")
    assert go(world) == {"en": 1}


@pytest.mark.parametrize("who", ["translator", "clinician", "admin", "midwife"])
def test_only_authors_publish_and_choose(world: Database, who: str) -> None:
    signed(world, "en", "pl")
    assert plan(world, who) == {}
    with pytest.raises(Refused):
        go(world, who=who)
    with world.writing() as session, pytest.raises(Refused):
        choose_set(session, person(world, who), SLUG, "standard", ("pl", "ro"))


def test_two_people_at_once_make_one_edition_of_each(world: Database) -> None:
    signed(world, *ALL)
    with ThreadPoolExecutor(2) as people:
        both = list(people.map(lambda _: go(world), range(2)))
    assert {tag: number for said in both for tag, number in said.items()} == dict.fromkeys(ALL, 1)
    with world.reading() as session:
        codes = session.exec(select(Edition.language).order_by(Edition.language)).all()
    assert codes == sorted(ALL)


def test_a_fault_in_the_middle_leaves_what_readers_have(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(world, *ALL)
    signed(world, *ALL)

    def breaks(desk: object, actor: object, *, together: bool = False) -> Edition:
        if getattr(desk, "ref").language == "ro":  # noqa: B009
            raise RuntimeError("The disk is full.")
        return publish(desk, actor, together=together)  # type: ignore[arg-type]

    monkeypatch.setattr(together, "publish", breaks)
    with pytest.raises(RuntimeError):
        go(world)
    with world.reading() as session:
        assert session.exec(select(Edition)).all() == []
    monkeypatch.undo()
    assert go(world) == {"en": 1, "pl": 1, "ro": 1}
