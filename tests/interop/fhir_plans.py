"""Plans and answers for clients of FHIR: those that the demonstration publishes, in all their
languages, and the small plan of the tests, which alone has words beside options.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from app.plans.answers import Answer, Answers, Place, Template, choices, places, takes_text
from app.plans.fhir import questionnaire, read_response, response
from app.resources.schema import Resource
from tests.interop.world import World
from tests.plans.plan import template

BASE = "https://birthwords.example"
PUBLISHED = (
    ("my-birth-preferences", "standard"),
    ("my-birth-preferences", "easy_read"),
    ("after-my-baby-is-born", "standard"),
    ("my-health-and-wellbeing", "standard"),
)


@dataclass(frozen=True)
class FilledPlan:
    """A plan with answers to it, both as FHIR."""

    name: str
    template: Template
    asked: dict[str, Any]
    given: dict[str, Any]

    def values(self, response_: dict[str, Any]) -> dict[str, Answer]:
        """The answers that our reader finds, without their language: it is an extension, and most
        clients drop those that they do not know."""
        found = read_response(response_, self.template, BASE).values
        return {key: replace(answer, text_language="") for key, answer in found.items()}


def filled_plans(world: World) -> Iterator[FilledPlan]:
    """Each plan answered all through."""
    for slug, version in PUBLISHED:
        plan = world.plan(slug, version)
        yield _filled(f"{slug} ({version})", plan.template, plan.languages, _every)
    yield _filled("small-plan", template(), {}, _every)


def words_alone() -> FilledPlan:
    """Words beside options of which none is ticked."""
    return _filled("small-plan", template(), {}, _words)


def _filled(
    name: str,
    plan: Template,
    languages: Any,
    answer: Callable[[Resource, Place], Answer],
) -> FilledPlan:
    resource = plan.resource
    values = {
        place.key: given
        for place in places(resource, rows={"people": 2, "reviews": 2})
        if not (given := answer(resource, place)).is_empty
    }
    answers = Answers(
        slug=resource.slug, reading_version=resource.reading_version, revision=plan.revision,
        values=values,
    )  # fmt: skip
    asked = questionnaire(plan, languages, BASE, demo=True)
    return FilledPlan(name, plan, asked, response(answers, plan, BASE))


def _every(resource: Resource, place: Place) -> Answer:
    question = place.question
    ids = choices(resource, question)
    text = "Zażółć\ngęślą jaźń" if takes_text(question) else ""
    if question.answer == "date":
        return Answer(text="2027-02-14")
    ticked = ids if question.answer == "many" else ids[:1]
    return Answer(tuple(ticked), text, "pl" if text else "")


def _words(resource: Resource, place: Place) -> Answer:
    if place.key == "interpreter":
        return Answer(("would",))
    beside = place.key == "kind-of-interpreter"
    return Answer(text="ktoś spokojny", text_language="pl") if beside else Answer()
