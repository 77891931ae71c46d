"""Answers moved to other English: to a newer revision of a plan, or to its other reading version.
What no longer means the same is set aside and named.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from app.plans.answers import (
    Answer,
    Answers,
    Place,
    Template,
    asking,
    choices,
    may_write,
    places,
)
from app.resources.schema import LanguageOption, Option, Question, Resource

Change = Literal["gone", "reworded", "options"]


@dataclass(frozen=True)
class Changed:
    """An answer whose question is no longer the same: as it stood when it was answered, and as it
    stands now, if it does."""

    key: str
    why: Change
    answer: Answer
    before: Place
    now: Place | None


@dataclass(frozen=True)
class Reconciled:
    """Answers moved to another revision: those that still mean the same, and in
    `answers.earlier` the others, named in `changed`, each with the English it answered."""

    answers: Answers
    changed: tuple[Changed, ...]


def carried(answers: Answers, old: Template, new: Template, own: Template | None) -> Answers:
    """Answers to `old` as answers to `new`, of either reading version. To the other one they go by
    way of `own`, which is their own version as it is now (none where it is not published), so that
    nothing is carried across whose question has changed since."""
    if own is not None and old.resource.reading_version != new.resource.reading_version:
        return carried(reconcile(answers, old, own).answers, own, new, None)
    return reconcile(answers, old, new).answers


def reconcile(answers: Answers, old: Template, new: Template) -> Reconciled:
    """Answers to one revision as answers to another. Within a reading version an answer moves only
    where its question and the options chosen are worded as they were; to the other version, which
    words everything anew, where numbers and kinds are the same. None is dropped and none guessed
    (H14)."""
    if old.revision == new.revision:
        return Reconciled(answers, ())
    words = old.resource.reading_version == new.resource.reading_version
    change = _change if words else _difference
    before = {place.key: place for place in places(old.resource, answers)}
    now = {place.key: place for place in places(new.resource, answers)}
    moved: dict[str, Answer] = {}
    changed: list[Changed] = []
    for key, answer in answers.values.items():
        why = change(old.resource, before[key], new.resource, now.get(key), answer)
        if why is None:
            moved[key] = answer
        else:
            changed.append(Changed(key, why, answer, before[key], now.get(key)))
    kept = {each.key: each.answer for each in changed}
    back = _answered_before(answers, new.revision)
    earlier = tuple(part for part in answers.earlier if part.revision != new.revision)
    if kept:
        earlier = (*earlier, replace(answers, values=kept, earlier=()))
    hidden = {now[key].section for key in now if key in before and _is_out(answers, before[key])}
    ids = {section.id for section in asking(new.resource)}
    return Reconciled(
        replace(
            answers,
            reading_version=new.resource.reading_version,
            revision=new.revision,
            values={**back, **moved},
            # What was left out stays out, wherever its questions stand now (H21).
            left_out=(answers.left_out & ids) | hidden,
            earlier=earlier,
        ),
        tuple(changed),
    )


def _is_out(answers: Answers, place: Place) -> bool:
    return place.section in answers.left_out


def _answered_before(answers: Answers, revision: str) -> Mapping[str, Answer]:
    """Answers that were set aside when this revision was left for another one."""
    return {
        key: answer
        for part in answers.earlier
        if part.revision == revision
        for key, answer in part.values.items()
    }


def _change(
    old: Resource, before: Place, new: Resource, now: Place | None, answer: Answer
) -> Change | None:
    """Why an answer may no longer mean what it did; None when it does."""
    if now is None or now.question.answer != before.question.answer:
        return "gone"
    if _asked(before) != _asked(now):
        return "reworded"
    said, says = _meanings(old, before.question), _meanings(new, now.question)
    return _no_room(answer, said, says, now.question)


def _difference(
    old: Resource, before: Place, new: Resource, now: Place | None, answer: Answer
) -> Change | None:
    """Why an answer cannot go to the other reading version; None when it can."""
    if now is None or _kind(before) != _kind(now):
        return "gone"
    had, has = numbers_of(old, before.question), numbers_of(new, now.question)
    return _no_room(answer, had, has, now.question)


def _no_room(
    answer: Answer, had: Mapping[str, object], has: Mapping[str, object], now: Question
) -> Change | None:
    """Why a question cannot take an answer: what was chosen stood for something else, or there is
    no place for words."""
    if any(had[chosen] != has.get(chosen) for chosen in answer.options):
        return "options"
    return "gone" if answer.text and not may_write(now) else None


def _kind(place: Place) -> tuple[object, ...]:
    """What the two reading versions of a question have in common."""
    question = place.question
    return question.number, question.answer, question.points, place.group and place.group.id


def numbers_of(resource: Resource, question: Question) -> dict[str, int]:
    """What may be chosen, by the number that it is known by; `Question.sign` is what stands on
    paper."""
    points = {str(point): point for point in question.points}
    return points | {option.id: option.number for option in resource.options_of(question)}


def _asked(place: Place) -> tuple[str | None, ...]:
    """The words that give an answer its meaning."""
    of = (place.group.text, place.group.hint) if place.group else ()
    return (place.question.text, place.question.hint, *of)


def _meanings(resource: Resource, question: Question) -> dict[str, object]:
    """What each choice stands for; that of a scale's point depends on the whole scale."""
    scale = (question.points, question.least, question.most)
    words = {option.id: _stands_for(option) for option in resource.options_of(question)}
    return {each: words.get(each, scale) for each in choices(resource, question)}


def _stands_for(option: Option | LanguageOption) -> str:
    """Its words; a language is itself, however it is written."""
    return option.id if isinstance(option, LanguageOption) else option.text
