"""What stands in `content/` is ready for translators: it loads, reads plainly and names nothing
missing."""

import re
from typing import Any

import pytest
from ruamel.yaml import YAML

from app import languages, services
from app.config import ROOT
from app.resources import schema, segments, style
from app.resources.schema import questions_of
from app.resources.sections import sections
from tests import shipped

CONTENT = ROOT / "content"
RESOURCES = shipped.texts()
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


def test_families_find_each_leaflet_and_each_worry_has_an_answer() -> None:
    leaflets = [each for each in RESOURCES if each.kind == "leaflet"]
    assert [each.slug for each in leaflets if not each.listed_under] == []
    answered = {worry for each in leaflets for worry in each.worries}
    assert answered == set(schema.WORRIES)


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


NATIONAL = (
    "01924 200799",  # Miscarriage Association
    "020 7713 7486",  # Antenatal Results and Choices
    "0800 0147 800",  # Tommy's
    "0800 111 999",  # Gas emergencies
    "0300 100 0212",  # National Breastfeeding Helpline
    "0300 123 1044",  # National Smokefree Helpline
    "0300 330 1343",  # NHS Business Services Authority
    "0300 123 1100",  # Acas
    "0808 1647 686",  # Doctors of the World
)
"""Numbers that are the same for everybody in England."""


@every_resource
def test_h22_no_phone_number_of_a_hospital_stands_in_the_prose(resource: schema.Resource) -> None:
    assert {*re.findall(r"\d[\d ]{6,}\d", english(resource))} <= {*NATIONAL}


@pytest.mark.parametrize("version", ["standard", "easy_read"])
def test_h1_movements_leaflet_keeps_the_facts_that_save_lives(version: str) -> None:
    text = english(by_name("babys-movements", version))
    for fact in (
        "16 and 24 weeks", "by 24 weeks", "Do not wait until the next day", "Doppler",
        "Babies do not move less at the end of pregnancy", "cold or sweet drink", "999",
        "If nobody answers, go to the hospital", "From 28 weeks, go to sleep on your side",
    ):  # fmt: skip
        assert fact in text, fact
    called = [
        each for block in by_name("babys-movements", version).blocks for each in called_in(block)
    ]
    assert called == ["triage", "community"]
    assert by_name("babys-movements", version).safety_critical


@pytest.mark.parametrize("version", ["standard", "easy_read"])
def test_h1_movements_are_a_sign_and_never_proof_that_the_baby_is_well(version: str) -> None:
    text = english(by_name("babys-movements", version))
    assert "a sign that your baby is well" in text
    assert "This shows that your baby is well" not in text


def test_h1_folic_acid_leaflet_keeps_its_doses() -> None:
    found = segments.extract(by_name("folic-acid")).segments
    for fact in ("400 micrograms", "5 milligrams", "10 micrograms", "100 micrograms of vitamin D"):
        assert any(fact in segment.text and segment.safety_critical for segment in found), fact
    assert "12 weeks" in english(by_name("folic-acid"))
    assert any("5 milligrams, <1>instead of</1> 400" in segment.text for segment in found)


def test_h1_folic_acid_leaflet_warns_of_what_harms() -> None:
    text = english(by_name("folic-acid"))
    for warning in (
        "Do not take many small tablets",
        "any pâté",
        "If you take valproate or topiramate Call your GP or specialist <1>today</1>.",
        "unless a doctor tells you to",
    ):
        assert warning in text, warning
    higher_dose = next(block for block in by_name("folic-acid").blocks if block.id == "who")
    assert "HIV" not in words_of(higher_dose)


def test_h14_no_number_of_a_question_is_left_out_or_given_twice() -> None:
    for resource in RESOURCES:
        numbers = [question.number for question in asked(resource).values()]
        assert sorted(numbers) == list(range(1, len(numbers) + 1))


FIRST_NUMBERS = {
    "my-birth-preferences": {
        "full-name": 1, "spoken-language": 6, "access-needs": 10, "women-staff": 15,
        "birth-partners": 16, "place": 18, "pain-relief": 22, "help-with-birth": 24,
        "skin-to-skin": 25, "vitamin-k": 28, "feeding": 29, "goal": 30, "goal-action": 31,
        "agreed-with": 32, "review-date": 34, "review-changes": 36,
    },
    "my-health-and-wellbeing": {
        "full-name": 1, "person-told": 18, "feelings": 21, "topics": 24,
        "information": 31, "goal": 32, "agreed-with": 35, "review-changes": 39,
    },
    "after-my-baby-is-born": {
        "full-name": 1, "person-told": 18, "feelings": 22, "contraception": 25, "book-check": 26,
        "feeding": 27, "getting-there": 34, "goal": 35, "agreed-with": 38, "review-changes": 42,
    },
}  # fmt: skip


@pytest.mark.parametrize("slug", FIRST_NUMBERS)
def test_h14_questions_keep_the_numbers_that_they_have_on_paper(slug: str) -> None:
    for plan in (each for each in PLANS if each.slug == slug):
        numbers = {name: question.number for name, question in asked(plan).items()}
        known = FIRST_NUMBERS[slug]
        assert {name: numbers[name] for name in known} == known


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
    assert {"who-has-a-copy", "goal-confidence", "talk-interpreter", "talk-advice"} <= set(
        questions
    )
    groups = {block.id for block in plan.blocks if isinstance(block, schema.Group)}
    assert {"my-goals", "my-reviews", "our-talks"} <= groups
    assert {"brain-questions", "criteria"} <= {block.id for block in plan.blocks}


def test_all_plans_begin_with_the_same_front_page() -> None:
    """Who she is, whom to call if it is found, her team, languages, interpreter and needs: asked,
    numbered and offered alike, so that who has read one plan finds her way in the others."""
    standard = [plan for plan in PLANS if plan.reading_version == "standard"]
    fronts = [
        [
            (each.number, each.id, each.text, each.answer, each.flag, plan.options_of(each))
            for each in plan.blocks
            if isinstance(each, schema.Question) and each.number <= 11
        ]
        for plan in standard
    ]
    assert len(fronts) == 3
    assert [each[0] for each in fronts[0]] == [*range(1, 12)]
    assert fronts[0] == fronts[1] == fronts[2]


def test_each_plan_is_talked_about_by_the_week_of_the_national_target() -> None:
    weeks = {plan.slug: plan.due.last_week for plan in PLANS if plan.due}
    assert weeks == {
        "my-health-and-wellbeing": 16, "my-birth-preferences": 34, "after-my-baby-is-born": 36,
    }  # fmt: skip


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
def test_h21_no_plan_speaks_of_abuse_or_cutting(plan: schema.Resource) -> None:
    words = english(plan).lower()
    for word in ("abuse", "violence", "fgm", "mutilation", "cutting", "safe at home", "hurts you"):
        assert word not in words, word


@every_plan
def test_h21_no_question_asks_whether_anyone_is_hurt(plan: schema.Resource) -> None:
    for question in asked(plan).values():
        options = " ".join(option.text for option in plan.options_of(question))
        assert "hurt" not in f"{question.text} {question.hint} {options}".lower(), question.id


def called_in(part: schema.Part) -> list[str]:
    within = (part, *schema.all_parts(part))
    return [each.contact for each in within if isinstance(each, schema.Contact)]


def words_of(part: schema.Part) -> str:
    dumped = str(part.model_dump(exclude={"note"}))
    return " ".join(dumped.split())


def test_after_the_birth_she_knows_whom_to_call_for_the_baby_and_whom_for_herself() -> None:
    blocks = {block.id: block for block in by_name("after-my-baby-is-born").blocks}
    emergency, baby = blocks["emergency"], blocks["baby-unwell"]
    assert isinstance(emergency, schema.CareCard)
    assert emergency.urgency == "emergency"
    assert "999" in emergency.heading
    for sign in ("breath", "blue", "wake your baby"):
        assert sign in words_of(emergency), sign
    for sign in ("bleed", "chest pain", "hurt yourself"):
        assert sign in words_of(blocks["mother-emergency"]), sign
    assert called_in(baby) == []
    assert "111" in words_of(baby)
    assert "38°C" in words_of(baby)
    assert called_in(blocks["your-health"]) == ["triage"]


def test_the_first_plan_says_when_to_call_999_and_when_to_call_triage() -> None:
    blocks = {block.id: block for block in by_name("my-health-and-wellbeing").blocks}
    assert "bleed heavily" in words_of(blocks["emergency"])
    for sign in ("bleed", "does not stop", "keep food or drink", "headache", "itch", "moves less"):
        assert sign in words_of(blocks["urgent-signs"]), sign
    assert called_in(blocks["urgent-signs"]) == ["triage"]


@pytest.mark.parametrize("version", ["standard", "easy_read"])
def test_the_birth_plan_says_when_to_call_999_and_when_to_call_triage(version: str) -> None:
    blocks = {block.id: block for block in by_name("my-birth-preferences", version).blocks}
    emergency, urgent = blocks["emergency"], blocks["urgent-signs"]
    assert isinstance(emergency, schema.CareCard)
    assert isinstance(urgent, schema.CareCard)
    assert (emergency.urgency, urgent.urgency) == ("emergency", "urgent")
    for sign in ("bleed", "fit", "cord", "head"):
        assert sign in words_of(emergency), sign
    for sign in ("waters break", "bleed", "moves less", "does not stop", "before 37 weeks"):
        assert sign in words_of(urgent), sign
    assert called_in(urgent) == ["triage"]


@pytest.mark.parametrize("version", ["standard", "easy_read"])
def test_h1_vitamin_k_by_mouth_names_the_doses_that_she_gives_at_home(version: str) -> None:
    plan = by_name("my-birth-preferences", version)
    question = asked(plan)["vitamin-k"]
    assert [(each.id, each.number) for each in question.options] == [
        ("injection", 1), ("by-mouth", 2), ("none", 3), ("not-sure", 4),
    ]  # fmt: skip
    assert question.options[1].text == "By mouth (2 or 3 doses: I give the last ones at home)"
    assert "1 dose and works best" in str(question.hint)


@pytest.mark.parametrize("version", ["standard", "easy_read"])
def test_the_birth_plan_asks_what_a_midwife_has_to_know(version: str) -> None:
    questions = asked(by_name("my-birth-preferences", version))
    added = (
        "staff-must-know", "partners-told", "kind-of-birth", "starting-labour", "examinations",
        "partner-at-birth", "blood", "tears", "baby-extra-care",
    )  # fmt: skip
    assert [questions[name].number for name in added] == list(range(37, 46))
    assert all(questions[name].flag for name in ("staff-must-know", "examinations", "blood"))


def test_h21_contraception_is_a_part_of_its_own_that_can_be_left_out_of_a_print() -> None:
    found = {section.id: section for section in sections(by_name("after-my-baby-is-born"))}
    assert [block.id for block in found["another-pregnancy"].blocks] == ["contraception"]
    assert "feelings" in [block.id for block in found["my-recovery"].blocks]
    hint = str(asked(by_name("after-my-baby-is-born"))["contraception"].hint)
    assert "3 weeks" in hint
    assert hint.endswith("You can leave this part out of the print.")


def test_easy_read_says_what_labour_is() -> None:
    text = english(by_name("my-birth-preferences", "easy_read"))
    assert "Labour is the time when your womb gets tight again and again." in text


@every_plan
def test_a_way_to_help_stands_right_after_a_question_about_feelings(
    plan: schema.Resource,
) -> None:
    at = [place for place, block in enumerate(plan.blocks) if block.id == "feelings"]
    for place in at:
        help_card = plan.blocks[place + 1]
        assert isinstance(help_card, schema.CareCard)
        assert "mental health option" in words_of(help_card)
        assert "call 999 now" in words_of(help_card)
    assert at or plan.slug == "my-birth-preferences"


def test_the_interpreter_message_says_what_she_can_ask_for_and_never_to_wait() -> None:
    message = by_name("ask-for-an-interpreter")
    text = english(message)
    for fact in (
        "You do not pay",
        "a woman",
        "face to face",
        "outside your community",
        "keep what you say",
    ):
        assert fact in text
    assert "do not wait for an interpreter" in text
    called = [part for part in schema.all_parts(message) if isinstance(part, schema.Contact)]
    assert [part.contact for part in called] == ["interpreter", "triage"]


def test_the_interpreter_leaflet_says_what_to_say_on_999_and_when_staff_must_speak() -> None:
    text = english(by_name("your-right-to-an-interpreter"))
    for fact in (
        "When you call 999 or 111, say the name of your language in English too",
        "If staff worry that you or a child is in danger, they may have to tell others who can",
        "PALS tells you how.",
    ):
        assert fact in text, fact


@every_plan
def test_consent_is_agreeing_and_a_plan_promises_no_recording(plan: schema.Resource) -> None:
    text = english(plan)
    assert "explain and ask if you agree before they do anything" in text
    assert "give you a recording" not in text


@every_plan
def test_no_plan_asks_what_she_likes_to_do(plan: schema.Resource) -> None:
    for question in asked(plan).values():
        assert "do you like to" not in question.text, question.id


@every_resource
def test_nothing_calls_an_interpreter_free(resource: schema.Resource) -> None:
    for words in ("free interpreter", "Interpreters are free", "interpreter. It is free"):
        assert words not in english(resource)


def test_each_message_begins_with_a_picture_and_has_a_number() -> None:
    for message in RESOURCES:
        if message.kind == "message":
            assert isinstance(message.blocks[0], schema.Picture), message.slug
            assert any(isinstance(block, schema.Contact) for block in message.blocks), message.slug


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
