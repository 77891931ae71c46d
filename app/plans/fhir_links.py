"""What the Questionnaire of a plan and the answers to it share: the address that it is known by and
where each item of it lies. Words and answers are `fhir`'s and `fhir_reader`'s.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from app.errors import ExpectedError
from app.plans.answers import Place, Template, takes_text
from app.resources import addresses, inline
from app.resources.schema import Group, Inset, Question, Resource
from app.resources.sections import Section, sections

Json = dict[str, Any]
LANGUAGE = "http://hl7.org/fhir/StructureDefinition/language"
WORDS = ".words"
"""Behind the id of a question with options, the item beside it for what she wrote to them."""
HINT = ".hint"
"""Behind the id of a question or a group, the item that helps to answer it."""


class FhirError(ExpectedError):
    """A bundle that is not answers to one of our plans; the message names the place and says what
    is wanted there, and holds no answer."""

    status = 422


@dataclass(frozen=True)
class Link:
    """An item of a Questionnaire: what it is and the linkId of the item that it lies in. `words`
    are those beside the options of their question, and `told` is only read."""

    kind: Literal["section", "rows", "question", "words", "told"]
    within: str
    question: Question | None = None
    most_rows: int = 0


def address(resource: Resource, base_url: str) -> str:
    """What the Questionnaire of a plan is known by."""
    path = addresses.resource("plan", resource.slug, resource.reading_version)
    return f"{base_url}/{path}"


def canonical(template: Template, base_url: str) -> str:
    """The address of the Questionnaire with its version, as answers name it."""
    return f"{address(template.resource, base_url)}|{template.revision[:16]}"


def section_id(section: Section) -> str:
    return section.id or "front"


def links(resource: Resource) -> dict[str, Link]:
    """Every item of the Questionnaire of a plan by its linkId."""
    out: dict[str, Link] = {}
    for section in sections(resource):
        place = section_id(section)
        inner = dict(_in_section(section, place))
        if inner:
            out |= {place: Link("section", ""), **inner}
    return out


def _in_section(section: Section, place: str) -> Iterator[tuple[str, Link]]:
    for block in section.blocks:
        match block:
            case Question():
                yield from _of_question(block, block.id, place)
            case Group():
                yield block.id, Link("rows", place, most_rows=block.most_rows)
                yield f"{block.id}{HINT}", Link("told", block.id)
                for question in block.questions:
                    yield from _of_question(question, f"{block.id}.{question.id}", block.id)
            case Inset():
                yield block.id, Link("told", place)


def _of_question(question: Question, link: str, place: str) -> Iterator[tuple[str, Link]]:
    yield link, Link("question", place, question)
    yield f"{link}{HINT}", Link("told", link)
    if takes_text(question) and question.answer not in ("text", "line"):
        yield f"{link}{WORDS}", Link("words", place, question)


def link_of(place: Place) -> str:
    """The item of the Questionnaire that an answer goes to."""
    return f"{place.group.id}.{place.question.id}" if place.group else place.question.id


def named(place: Place) -> str:
    """A question by its number and words, and the item that it is."""
    row = f", row {place.row}" if place.group else ""
    words = inline.plain(place.question.text)
    return f"Question {place.question.number}, “{words}” (item {link_of(place)!r}{row})"
