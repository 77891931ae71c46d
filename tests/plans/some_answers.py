"""Answers to any plan, made up by hypothesis or ticked all through."""

from datetime import timedelta

from hypothesis import strategies as st

from app.plans.answers import (
    EARLIEST,
    LATEST,
    Answer,
    Answers,
    Place,
    Template,
    as_typed,
    asking,
    choices,
    places,
    takes_text,
)
from app.resources.schema import Resource

TAGS = ("pl", "ne", "fa-AF", "kok-Latn", "en")
WRITING = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\nżक्षنم❤"), max_size=60
).map(as_typed)
"""As a form keeps what is typed."""
DAYS = st.integers(0, (LATEST - EARLIEST).days)


@st.composite
def some_answers(draw: st.DrawFn, template: Template) -> Answers:
    """Answers that fit the plan, to a few of its questions or to all of them."""
    resource = template.resource
    values = {
        place.key: answer
        for place in places(resource, rows={"people": 2, "reviews": 2})
        if not (answer := draw(an_answer(resource, place))).is_empty
    }
    out = draw(st.frozensets(st.sampled_from([each.id for each in asking(resource)])))
    return Answers(
        slug=resource.slug,
        reading_version=resource.reading_version,
        revision=template.revision,
        values=values,
        left_out=out,
    )


@st.composite
def an_answer(draw: st.DrawFn, resource: Resource, place: Place) -> Answer:
    question = place.question
    ids = choices(resource, question)
    options: tuple[str, ...] = ()
    if question.answer in ("one", "scale"):
        options = draw(st.sampled_from([(), *((each,) for each in ids)]))
    elif question.answer == "many":
        options = tuple(each for each in ids if draw(st.booleans()))
    elif question.answer == "date" and draw(st.booleans()):
        return Answer(text=(EARLIEST + timedelta(draw(DAYS))).isoformat())
    text = draw(WRITING) if takes_text(question) else ""
    return Answer(options, text, draw(st.sampled_from(TAGS)) if text else "")


def all_ticked(template: Template, text: str = "", language: str = "pl") -> Answers:
    """Every box that can be ticked, every day, and one text for all the words that there are."""
    resource = template.resource
    values: dict[str, Answer] = {}
    for place in places(resource):
        ids = choices(resource, place.question)
        if place.question.answer == "date":
            values[place.key] = Answer(text="2027-02-14")
        elif ids:
            values[place.key] = Answer(ids if place.question.answer == "many" else ids[:1])
        elif text and not place.question.identifies:
            values[place.key], text = Answer(text=text, text_language=language), ""
    return Answers(
        slug=resource.slug,
        reading_version=resource.reading_version,
        revision=template.revision,
        values=values,
    )
