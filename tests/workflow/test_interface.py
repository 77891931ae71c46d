"""The words around every text go the way of a leaflet, and a language opens when they are published
(H23)."""

from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog

from app.db import Database
from app.render import interface as shown
from app.render.interface_resource import as_resource, block_id, drafts_of, words_of
from app.resources.segments import extract, rebuild
from app.workflow import interface
from app.workflow.editions.publishing import withdraw
from app.workflow.refusals import Refused
from tests import factories
from tests.workflow.interface_words import POLISH, WORDS, take_all_the_way


@pytest.fixture(autouse=True)
def few_words(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An interface of two segments."""
    monkeypatch.setattr(shown, "template", lambda: WORDS)
    monkeypatch.setattr("app.render.interface_resource.template", lambda: WORDS)
    yield
    interface._seen[0] = ("", ())
    shown.release({})


def test_the_words_come_back_from_a_resource_as_the_pages_ask_for_them() -> None:
    english = as_resource(WORDS)
    polish = rebuild(
        extract(english),
        {
            "title": "Słowa",
            "summary": "Słowa wokół tekstów.",
            block_id("Call 999"): "Dzwoń pod 999",
            block_id("Page %(page)s of %(pages)s"): "Z <2/> strona <1/>",
        },
    )
    assert words_of(polish, WORDS) == {
        "Call 999": "Dzwoń pod 999",
        "Page %(page)s of %(pages)s": "Z %(pages)s strona %(page)s",
    }


def test_a_translator_sees_placeholders_as_numbered_tokens() -> None:
    catalogue = Catalog()
    catalogue.add("Page %(page)s of %(pages)s", "Z %(pages)s strona %(page)s", flags=["fuzzy"])
    drafts = drafts_of(catalogue, WORDS)
    assert drafts == {block_id("Page %(page)s of %(pages)s"): ("Z <2/> strona <1/>", True)}


def test_h23_emergency_words_are_safety_critical_for_reviewers() -> None:
    critical = {s.text: s.safety_critical for s in extract(as_resource(WORDS)).segments}
    assert critical["Call 999"]
    assert not critical["Page <1/> of <2/>"]


def test_a_string_with_plural_forms_is_refused_with_the_mend() -> None:
    plural = Catalog()
    plural.add(("%(num)s day", "%(num)s days"))
    with pytest.raises(ValueError, match="one form fits every number"):
        as_resource(plural)


def test_every_word_of_the_real_interface_can_be_reviewed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert len(as_resource().blocks) == len([m for m in shown.template() if m.id])


def test_h23_a_language_opens_when_its_interface_is_published_and_closes_when_it_is_withdrawn(
    world: Database, demo_mode: None
) -> None:
    interface.refresh(world)
    assert shown.interface_state("pl", demo=False) == "closed"
    code = take_all_the_way(world, "pl", POLISH)
    interface.refresh(world)
    assert shown.interface_state("pl", demo=False) == "open"
    assert shown.translations("pl", demo=False).gettext("Call 999") == "Zadzwoń pod 999"
    before = shown.stamp("pl")
    with world.writing() as session:
        withdraw(session, factories.person(world, "clinician"), code, "The number is wrong.")
    interface.refresh(world)
    assert shown.interface_state("pl", demo=False) == "closed"
    assert before
    assert shown.stamp("pl") == ""


def test_h5_new_words_on_the_pages_close_a_language_until_they_are_published(
    world: Database, demo_mode: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_all_the_way(world, "pl", POLISH)
    more = Catalog()
    for message in WORDS:
        if message.id:
            more.add(message.id, auto_comments=message.auto_comments)
    more.add("Choose your hospital")
    monkeypatch.setattr(shown, "template", lambda: more)
    monkeypatch.setattr("app.render.interface_resource.template", lambda: more)
    interface.refresh(world)
    assert shown.interface_state("pl", demo=False) == "closed"


def test_bringing_the_same_words_in_again_changes_nothing(world: Database) -> None:
    author = factories.person(world, "author")
    with world.writing() as session:
        assert interface.keep_up(session, author)
        assert not interface.keep_up(session, author)


def test_a_leaflet_may_not_ask_for_what_only_pages_have(world: Database) -> None:
    with pytest.raises(Refused, match=r"\{value.page\}"):
        factories.bring_in(world, factories.LEAFLET.replace("{phone.triage}", "{value.page}"))
