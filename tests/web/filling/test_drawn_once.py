"""The pages of a plan are put together from parts that are drawn once: they are what the plain
components draw, and no part holds what a person said."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as runs
from hypothesis import strategies as st
from markupsafe import Markup

from app.caches import SharedCache
from app.config import CONTENT
from app.db import Database
from app.languages import find
from app.plans.answers import Answer, Answers, Place, Template, asking, places
from app.plans.form import TypedFields, Wrong
from app.plans.sealed import State
from app.render.html import Reading
from app.resources.schema import Resource
from app.resources.segments import content_hash
from app.services import services
from app.web.filling import drawn_once, nhs_fields, stencils
from app.web.filling.drawn_once import DrawnOnce
from app.web.filling.fields import anchor
from app.web.filling.nhs_fields import FieldEntry
from app.web.filling.pages import SectionPage
from app.web.filling.steps import Step
from app.web.frame.reader import ReaderFrame
from app.workflow.editions.edition_views import EditionView
from app.workflow.plans import filling
from app.workflow.plans.filling import Plan
from tests import shipped
from tests.plans.some_answers import all_ticked, an_answer
from tests.plans.world import SLUG, in_easy_read, publish_plan
from tests.render import filled_plans

LANGUAGES = ("en", "pl", "ne", "bn", "fa-AF")
SECRET = re.compile(r'name="(state|visit)" value="[^"]*"')
ROWS = {"people": 2}


@pytest.fixture
def plans(planned: Database) -> tuple[Plan, ...]:
    publish_plan(planned, in_easy_read(), version="easy_read")
    with planned.reading() as session:
        found = [
            filling.plan(session, SLUG, version, tag)
            for version in ("standard", "easy_read")
            for tag in LANGUAGES
        ]
    return tuple(each for each in found if each is not None)


@pytest.fixture(autouse=True)
def nothing_drawn() -> Iterator[None]:
    drawn_once._parts._held.clear()
    yield
    drawn_once._parts._held.clear()


def of_content() -> Iterator[Plan]:
    """Every plan in `content/`, in English and in languages of both directions."""
    for path in sorted((CONTENT / "plans").glob("*.yaml")):
        english = shipped.at(path)
        template = Template(content_hash(english), english)
        yield Plan(_view(english, english, "en"), template)
        for tag in ("pl", "fa-AF"):
            if english.reading_version == "standard":
                spoken = filled_plans.plan(tag, english.slug)
                yield Plan(_view(spoken, english, tag), template)


def _view(resource: Resource, english: Resource, tag: str) -> EditionView:
    return EditionView(
        code="K7M2QX",
        slug=resource.slug,
        kind=resource.kind,
        reading_version=resource.reading_version,
        language=tag,
        number=1,
        resource=resource,
        english=english,
        services=services().services[:1],
        published_on=date(2026, 11, 25),
        review_by=date(2029, 10, 31),
        demo=True,
        state="current",
        source_changed=False,
        made=("machine",),
        signed_on=None,
        hash=content_hash(resource),
    )


def page_of(plan: Plan, section: str, answers: Answers, **more: object) -> str:
    """The HTML of a section's page, without its seals."""
    state = State(answers, "0" * 32)
    step = Step(state=state, at=section, rows=ROWS, **more)  # type: ignore[arg-type]
    known = plan.view.services
    frame = ReaderFrame(find(plan.view.language), plan.view.demo, "/", known, known[0].id)
    html = SectionPage(plan=plan, frame=frame, step=step).render("section")
    return SECRET.sub("", html)


def plainly(plan: Plan, section: str, answers: Answers, **more: object) -> str:
    """The same with every part drawn anew, by the components of the NHS themselves."""

    def fields(_: DrawnOnce, reading: Reading, place: Place, answer: Answer, focus: bool) -> Markup:
        return nhs_fields.fields(reading, place, FieldEntry(answer, focus=focus))

    def words(_: DrawnOnce, reading: Reading, place: Place, answer: Answer) -> Markup:
        return nhs_fields.more_fields(reading, place, FieldEntry(answer))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stencils, "fields", fields)
        patch.setattr(stencils, "more_fields", words)
        patch.setattr(DrawnOnce, "get", lambda _, name, draw: draw())
        return page_of(plan, section, answers, **more)


def nothing(template: Template) -> Answers:
    resource = template.resource
    return Answers(
        slug=resource.slug, reading_version=resource.reading_version, revision=template.revision
    )


def test_pages_with_nothing_answered_are_those_of_the_plain_components(
    plans: tuple[Plan, ...],
) -> None:
    assert len(plans) == 2 * len(LANGUAGES)
    for plan in plans:
        for section in asking(plan.view.resource):
            answers = nothing(plan.template)
            first = page_of(plan, section.id, answers)
            assert page_of(plan, section.id, answers) == first
            assert plainly(plan, section.id, answers) == first


@pytest.mark.parametrize(
    "plan",
    tuple(of_content()),
    ids=lambda plan: f"{plan.view.slug}-{plan.view.reading_version}-{plan.view.language}",
)
def test_each_section_of_each_plan_is_that_of_the_plain_components(
    plan: Plan, demo_mode: None, open_everywhere: None
) -> None:
    for answers in (nothing(plan.template), all_ticked(plan.template, "<b>Mąż</b> & 'ja'\n\n …")):
        for section in asking(plan.view.resource):
            found = page_of(plan, section.id, answers)
            assert found == plainly(plan, section.id, answers)
            assert 'class="bw-ask' in found


@given(data=st.data())
@runs(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_pages_with_answers_are_those_of_the_plain_components(
    plans: tuple[Plan, ...], data: st.DataObject
) -> None:
    plan = data.draw(st.sampled_from(plans))
    resource = plan.view.resource
    answers = nothing(plan.template)
    for place in places(resource, rows=ROWS):
        answers = answers.having(place.key, data.draw(an_answer(resource, place)))
    for section in asking(resource):
        assert page_of(plan, section.id, answers) == plainly(plan, section.id, answers)


@given(data=st.data())
@runs(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_pages_with_errors_and_a_focus_are_those_of_the_plain_components(
    plans: tuple[Plan, ...], data: st.DataObject
) -> None:
    plan = data.draw(st.sampled_from(plans))
    every = places(plan.view.resource, rows=ROWS)
    wrong = data.draw(st.lists(st.sampled_from(every), max_size=3, unique_by=lambda p: p.key))
    typed = TypedFields(words='x"<' * 700, day=("31", "<", "'"))
    more = {
        "wrong": tuple(Wrong(place, "date") for place in wrong),
        "typed": {place.key: typed for place in wrong},
        "focus": anchor(data.draw(st.sampled_from(every)).key),
    }
    answers = nothing(plan.template)
    for section in asking(plan.view.resource):
        assert page_of(plan, section.id, answers, **more) == plainly(
            plan, section.id, answers, **more
        )


def test_h21_no_part_that_is_kept_holds_what_she_said(plans: tuple[Plan, ...]) -> None:
    plan = plans[0]
    answers = nothing(plan.template)
    for place in places(plan.view.resource, rows=ROWS):
        text = "1987-06-05" if place.question.answer == "date" else 'Zofiówka & "co"'
        answers = answers.having(place.key, Answer(text=text, text_language="sk"))
    for section in asking(plan.view.resource):
        found = page_of(plan, section.id, answers, focus=anchor("full-name"))
        assert any(said in found for said in ("Zofiówka &amp; &#34;co", "1987"))
    kept = " ".join(repr(part) for part in drawn_once._parts._held.values())
    assert kept
    for said in ("Zofi", "1987", '"sk"', "checked><label"):
        assert said not in kept


def test_a_part_is_drawn_anew_for_another_edition_hospital_or_kind_of_service(
    plans: tuple[Plan, ...],
) -> None:
    english, polish = plans[0].view, plans[1].view
    drawn = [
        DrawnOnce(*of).get("part", lambda of=of: f"{of[0].code} {of[1:]}")  # type: ignore[misc]
        for of in (
            (english, None, True),
            (polish, None, True),
            (english, services().services[0].id, True),
            (english, None, False),
        )
    ]
    assert len(set(drawn)) == 4
    assert DrawnOnce(english, None, True).get("part", lambda: "another") == drawn[0]


def test_what_is_held_is_bounded_and_can_be_asked_by_many_threads_at_once(
    plans: tuple[Plan, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    few: SharedCache[drawn_once.PartKey, drawn_once.DrawnPart] = SharedCache(5_000, len)
    monkeypatch.setattr(drawn_once, "_parts", few)
    once = DrawnOnce(plans[0].view, None, True)

    def ask(number: int) -> bool:
        name = f"{number % 60}"
        return once.get(name, lambda: name * 100) == name * 100

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(4_000)))
    assert 0 < few.currsize <= 5_000
