"""What stands in `content/` is ready for translators: it loads, reads plainly and names nothing
missing."""

import re
from typing import Any

import pytest
from ruamel.yaml import YAML

from app import languages, services
from app.config import ROOT
from app.resources import load, schema, segments, style
from app.resources.schema import questions_of
from app.resources.sections import sections

CONTENT = ROOT / "content"
RESOURCES = load.load_all(CONTENT)
NAMES = [f"{found.slug}.{found.reading_version}" for found in RESOURCES]
every_resource = pytest.mark.parametrize("resource", RESOURCES, ids=NAMES)


def by_name(slug: str, version: str = "standard") -> schema.Resource:
    return RESOURCES[NAMES.index(f"{slug}.{version}")]


def from_yaml(name: str) -> Any:
    return YAML(typ="safe").load((CONTENT / name).read_text(encoding="utf-8"))


def english(resource: schema.Resource) -> str:
    return " ".join(segment.text for segment in segments.extract(resource).segments)


def test_the_promised_resources_stand_in_content() -> None:
    assert {
        "babys-movements.standard",
        "babys-movements.easy_read",
        "folic-acid.standard",
        "your-right-to-an-interpreter.standard",
        "my-health-and-wellbeing.standard",
        "my-birth-preferences.standard",
        "my-birth-preferences.easy_read",
        "after-my-baby-is-born.standard",
        "ask-for-an-interpreter.standard",
    } <= set(NAMES)


@every_resource
def test_english_needs_no_plainer_words(resource: schema.Resource) -> None:
    assert style.lint(resource) == ()


@every_resource
def test_each_contact_exists_at_every_hospital(resource: schema.Resource) -> None:
    parts = schema.all_parts(resource)
    named = {part.contact for part in parts if isinstance(part, schema.Contact)}
    for service in services.services().services:
        assert named <= set(service.contacts), service.id


@every_resource
def test_h13_each_picture_is_on_the_approved_list(resource: schema.Resource) -> None:
    shown = {getattr(part, "picture", None) for part in schema.all_parts(resource)}
    wanted = shown - {None}
    assert wanted <= {entry["id"] for entry in from_yaml("pictures/pictures.yaml")["pictures"]}


@every_resource
def test_links_between_resources_lead_somewhere(resource: schema.Resource) -> None:
    known = {f"{found.kind}:{found.slug}" for found in RESOURCES}
    for segment in segments.extract(resource).segments:
        for token in segment.tokens:
            if token.kind == "link" and not token.ref.startswith(("https://", "#")):
                assert token.ref in known, segment.path


@every_resource
def test_every_source_is_cited_or_belongs_to_a_plan(resource: schema.Resource) -> None:
    cited = {name for part in schema.all_parts(resource) for name in getattr(part, "sources", ())}
    assert resource.kind == "plan" or cited == {source.id for source in resource.sources}


@every_resource
def test_h22_no_phone_number_stands_in_the_prose(resource: schema.Resource) -> None:
    assert not re.search(r"\d[\d ]{6,}\d", english(resource))


@pytest.mark.parametrize("version", ["standard", "easy_read"])
def test_h1_movements_leaflet_keeps_the_facts_that_save_lives(version: str) -> None:
    text = english(by_name("babys-movements", version))
    for fact in ("16 and 24 weeks", "by 24 weeks", "Do not wait until the next day", "Doppler"):
        assert fact in text
    assert by_name("babys-movements", version).safety_critical


def test_h1_folic_acid_leaflet_keeps_its_doses() -> None:
    found = segments.extract(by_name("folic-acid")).segments
    for fact in ("400 micrograms", "5 milligrams", "10 micrograms", "100 micrograms of vitamin D"):
        assert any(fact in segment.text and segment.safety_critical for segment in found), fact
    assert "12 weeks" in english(by_name("folic-acid"))


def test_h14_plan_questions_are_numbered_in_the_order_they_are_asked() -> None:
    for resource in RESOURCES:
        numbers = [
            part.number for part in schema.all_parts(resource) if isinstance(part, schema.Question)
        ]
        assert numbers == list(range(1, len(numbers) + 1))


def test_every_choice_of_a_plan_lets_her_be_unsure() -> None:
    for resource in RESOURCES:
        for part in schema.all_parts(resource):
            if not isinstance(part, schema.Question) or part.languages:  # she may leave it
                continue
            if part.answer in ("one", "many", "scale"):
                assert resource.options_of(part)[-1].text == "I'm not sure yet", part.id


PLANS = tuple(resource for resource in RESOURCES if resource.kind == "plan")
every_plan = pytest.mark.parametrize(
    "plan", PLANS, ids=[f"{each.slug}.{each.reading_version}" for each in PLANS]
)


def frame_of(plan: schema.Resource) -> list[object]:
    """What answers hold on to: everything of a plan but its words."""
    return [
        (section.id, part.id, part.model_dump(include=KEPT), in_options(plan, part))
        for section in sections(plan)
        for block in section.blocks
        for part in ((block,) if isinstance(block, schema.Group) else ()) + questions_of(block)
    ]


KEPT = {
    "number", "answer", "lowest", "highest", "show_if", "identifies", "lines", "flag",
    "accessible_information", "safety_critical", "rows", "most_rows",
}  # fmt: skip


def in_options(plan: schema.Resource, part: schema.Part) -> list[object]:
    if not isinstance(part, schema.Question):
        return []
    marks = {"id", "number", "flag", "accessible_information"}
    return [option.model_dump(include=marks) for option in plan.options_of(part)]


@pytest.mark.parametrize("easy", [each for each in PLANS if each.reading_version == "easy_read"])
def test_h14_h18_an_easy_read_plan_has_the_ids_and_numbers_of_its_plan(
    easy: schema.Resource,
) -> None:
    assert frame_of(easy) == frame_of(by_name(easy.slug))
    assert len(frame_of(easy)) > 30


def asked(plan: schema.Resource) -> dict[str, schema.Question]:
    return {part.id: part for part in schema.all_parts(plan) if isinstance(part, schema.Question)}


@every_plan
def test_shared_options_answer_only_questions_that_begin_with_would_you_like(
    plan: schema.Resource,
) -> None:
    for question in asked(plan).values():
        if question.option_set:
            assert question.text.startswith("Would you like "), question.id


@every_plan
def test_h27_plan_says_that_it_is_not_consent_before_its_first_question(
    plan: schema.Resource,
) -> None:
    first = next(at for at, block in enumerate(plan.blocks) if isinstance(block, schema.Question))
    before = [block.text for block in plan.blocks[:first] if isinstance(block, schema.Inset)]
    assert before[0].startswith("This plan is not consent.")
    assert "You can change your mind at any time." in before


@every_plan
def test_each_plan_has_a_front_page_goals_agreement_reviews_and_brain(
    plan: schema.Resource,
) -> None:
    questions = asked(plan)
    assert plan.due is not None
    assert {"spoken-language", "written-language", "interpreter", "access-needs"} <= set(questions)
    assert {"my-team", "due-date", "matters-most", "agreed-with", "agreed-on"} <= set(questions)
    groups = {block.id for block in plan.blocks if isinstance(block, schema.Group)}
    assert {"my-goals", "my-reviews"} <= groups
    assert {"brain-questions", "criteria"} <= {block.id for block in plan.blocks}


@every_plan
def test_needs_come_first_for_staff_and_hers_alone_are_in_the_scope_of_the_standard(
    plan: schema.Resource,
) -> None:
    questions = asked(plan)
    for needed in ("interpreter", "kind-of-interpreter", "access-needs", "worries"):
        assert questions[needed].flag, needed
    assert questions["access-needs"].accessible_information
    assert not questions["spoken-language"].accessible_information
    marked = {o.id for o in questions["kind-of-interpreter"].options if o.accessible_information}
    assert marked == {"bsl"}


@every_plan
def test_h25_who_she_is_is_marked_so_that_no_code_holds_it(plan: schema.Resource) -> None:
    questions = asked(plan)
    for name in ("full-name", "who-i-am", "number-if-found"):
        assert questions[name].identifies, name


@every_plan
def test_h21_no_plan_asks_about_abuse_or_cutting(plan: schema.Resource) -> None:
    words = english(plan).lower()
    for word in ("abuse", "violence", "fgm", "cutting", "safe at home", "hurt"):
        assert word not in words, word


def test_the_interpreter_message_says_what_she_can_ask_for_and_never_to_wait() -> None:
    message = by_name("ask-for-an-interpreter")
    text = english(message)
    for fact in ("free", "a woman", "face to face", "outside your community", "keep what you say"):
        assert fact in text
    assert "do not wait for an interpreter" in text
    called = [part for part in schema.all_parts(message) if isinstance(part, schema.Contact)]
    assert [part.contact for part in called] == ["interpreter", "triage"]


def test_each_message_begins_with_a_picture_and_has_a_number() -> None:
    for message in RESOURCES:
        if message.kind == "message":
            assert isinstance(message.blocks[0], schema.Picture), message.slug
            assert any(isinstance(block, schema.Contact) for block in message.blocks), message.slug


def test_h21_plan_asks_nothing_about_abuse_or_fgm() -> None:
    text = english(by_name("my-birth-preferences")).lower()
    for word in ("abuse", "violence", "fgm", "mutilation", "cutting", "safe at home"):
        assert word not in text


def test_h24_all_numbers_are_from_the_range_kept_for_drama_and_differ() -> None:
    data = services.services()
    contacts = [each for service in data.services for each in service.contacts.values()]
    phones = [each.phone for each in contacts]
    texts = [each.text for each in contacts if each.text]
    assert data.demo
    assert all(re.fullmatch(r"01632 960\d{3}", phone) for phone in phones)
    assert all(re.fullmatch(r"07700 900\d{3}", text) for text in texts)
    assert len(set(phones + texts)) == len(phones + texts)


def test_triage_is_answered_day_and_night_at_every_hospital() -> None:
    for service in services.services().services:
        hours = service.contacts["triage"].hours
        assert (hours.days, hours.opens, hours.closes) == ("every_day", "00:00", "24:00")


def test_each_language_has_words_to_say_that_name_it() -> None:
    for language in languages.languages():
        name = language.english_name.partition(" (")[0]
        assert language.say.latin == f"I am pregnant. {name} interpreter, please."
        after = language.say_after_birth
        assert after.latin == f"I have a new baby. {name} interpreter, please."
        assert (language.say.own_script is None) == (language.script == "Latn")
        assert (after.own_script is None) == (language.script == "Latn")
        assert after.own_script is None or after.own_script != language.say.own_script
        assert language.reason


def test_glossary_terms_are_defined_once() -> None:
    glossary = from_yaml("glossary.yaml")
    terms = [entry["term"] for entry in glossary["terms"] + glossary["do_not_translate"]]
    assert len(set(terms)) == len(terms)
    assert all(entry["definition"] for entry in glossary["terms"])
