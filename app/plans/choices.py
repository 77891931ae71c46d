"""The answers to one revision of a plan as a row of small numbers, and back: what was chosen, which
days, which sections were left out, and where words stand. The words themselves are in `codec`.
"""

from collections.abc import Set
from dataclasses import replace
from datetime import date, timedelta

from app.plans.answers import (
    EARLIEST,
    EMPTY,
    LATEST,
    Answer,
    Answers,
    Template,
    asking,
    choices,
    places,
    rows_begun,
    takes_text,
)
from app.plans.packing import Packer, Unpacker
from app.resources.schema import Group, Question, Resource

_DAYS = (LATEST - EARLIEST).days + 1
_NONE, _HERE, _ON_PAPER = range(3)


def pack(resource: Resource, answers: Answers, with_words: Set[str]) -> bytes:
    """The numbers of answers that fit the plan; `with_words` are keys whose words go along."""
    packer = Packer()
    for section in asking(resource):
        packer.put(section.id in answers.left_out, 2)
    begun = rows_begun(answers)
    for group in _groups(resource):
        packer.put(begun.get(group.id, 0), group.most_rows + 1)
    for place in places(resource, answers):
        answer = answers.get(place.key)
        _put(packer, resource, place.question, answer)
        if takes_text(place.question):
            said = _ON_PAPER if answer.text or answer.on_paper else _NONE
            packer.put(_HERE if place.key in with_words else said, 3)
    return packer.data()


def unpack(template: Template, data: bytes) -> tuple[Answers, tuple[str, ...]]:
    """Answers without their words, and the keys for which words go along; raises PackingError."""
    resource, unpacker = template.resource, Unpacker(data)
    left_out = frozenset(each.id for each in asking(resource) if unpacker.take(2))
    rows = {group.id: unpacker.take(group.most_rows + 1) for group in _groups(resource)}
    out = Answers(
        slug=resource.slug,
        reading_version=resource.reading_version,
        revision=template.revision,
        left_out=left_out,
    )
    with_words: list[str] = []
    for place in places(resource, rows=rows):
        answer = _take(unpacker, resource, place.question)
        if takes_text(place.question):
            said = unpacker.take(3)
            answer = replace(answer, on_paper=said == _ON_PAPER)
            with_words += [place.key] * (said == _HERE)
        out = out.having(place.key, answer)
    unpacker.end()
    return out, tuple(with_words)


def _groups(resource: Resource) -> tuple[Group, ...]:
    return tuple(block for block in resource.blocks if isinstance(block, Group))


def _put(packer: Packer, resource: Resource, question: Question, answer: Answer) -> None:
    ids = choices(resource, question)
    match question.answer:
        case "one" | "scale":
            packer.put(ids.index(answer.options[0]) + 1 if answer.options else 0, len(ids) + 1)
        case "many":
            packer.put(sum(1 << ids.index(chosen) for chosen in answer.options), 1 << len(ids))
        case "date":
            day = date.fromisoformat(answer.text) if answer.text else None
            packer.put((day - EARLIEST).days + 1 if day else 0, _DAYS + 1)


def _take(unpacker: Unpacker, resource: Resource, question: Question) -> Answer:
    ids = choices(resource, question)
    match question.answer:
        case "one" | "scale":
            chosen = unpacker.take(len(ids) + 1)
            return Answer((ids[chosen - 1],)) if chosen else EMPTY
        case "many":
            bits = unpacker.take(1 << len(ids))
            return Answer(tuple(each for place, each in enumerate(ids) if bits >> place & 1))
        case "date":
            days = unpacker.take(_DAYS + 1)
            return Answer(text=(EARLIEST + timedelta(days - 1)).isoformat()) if days else EMPTY
        case _:
            return EMPTY
