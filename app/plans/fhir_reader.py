"""Answers as a QuestionnaireResponse of FHIR R4, in: all of it is read, or nothing is and the item
is named with what is wanted there. Writing is `fhir`'s.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from app.plans.answers import (
    EARLIEST,
    LATEST,
    MAX_TEXT,
    Answer,
    AnswerProblem,
    Answers,
    Place,
    Template,
    as_typed,
    choices,
    condition_key,
    is_writing,
    places,
    problems,
    visible,
)
from app.plans.fhir_links import LANGUAGE, WORDS, FhirError, Json, Link, canonical, links, named
from app.resources.characters import is_sound
from app.resources.schema import Question, Resource

LONGEST = 1_000_000
"""Bytes of a response that is read."""
_DEEPEST = 24
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4}){0,2}")
_BESIDE_A_VALUE = {"id", "extension", "_valueString", "_valueDate"}
_TURNED_ROUND = ("modifierExtension", "implicitRules")
"""What FHIR lets nobody pass over who does not know what it says."""
_IN_FHIR = "Write it as FHIR R4 has it."


def read_response(data: Any, template: Template, base_url: str) -> Answers:
    """The answers in a QuestionnaireResponse to this revision of a plan, as she could have typed
    them; raises FhirError, and then gives nothing at all."""
    from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

    _refuse_unreadable(data)
    data = _answered(data)
    try:
        QuestionnaireResponse.model_validate(data)
    except (ValidationError, ValueError, TypeError, AttributeError) as error:
        place = _place(error, data)
        raise FhirError(
            f"This is no QuestionnaireResponse of FHIR R4: {place} {_IN_FHIR}"
        ) from None
    resource = template.resource
    wanted = canonical(template, base_url)
    if data.get("questionnaire") != wanted:
        raise FhirError(f"`questionnaire` must be {wanted}: the answers are to another plan.")
    if data.get("status") == "entered-in-error":
        raise FhirError("`status` says that the answers were entered in error. None is taken.")
    answers = Answers(
        slug=resource.slug,
        reading_version=resource.reading_version,
        revision=template.revision,
        values=_Reader(resource).values(data.get("item") or ()),
    )
    if found := problems(resource, answers):
        raise FhirError(_misfit(found[0], resource, answers))
    _refuse_unasked(resource, answers)
    return answers


def _refuse_unreadable(data: Any, depth: int = 0) -> None:
    if depth == 0 and not isinstance(data, dict):
        raise FhirError("This is no QuestionnaireResponse of FHIR R4: it must be an object.")
    if depth > _DEEPEST:
        raise FhirError("This is no QuestionnaireResponse of ours: it is nested too deep.")
    if isinstance(data, str) and not is_sound(data):
        raise FhirError("A text holds a character that no resource of FHIR may hold.")
    for name in data if isinstance(data, dict) else ():
        _refuse_unreadable(name, depth + 1)
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    try:
        if isinstance(data, dict) and any(data.get(name) for name in _TURNED_ROUND):
            raise FhirError("A `modifierExtension` may turn an answer round, and we know none.")
        for each in inner:
            _refuse_unreadable(each, depth + 1)
    except FhirError as error:
        link = data.get("linkId") if isinstance(data, dict) else None
        if isinstance(link, str) and is_sound(link) and not str(error).startswith("Item"):
            raise FhirError(f"Item {link[:80]!r}: {error} Take it out.") from None
        raise


def _answered(data: Any) -> Any:
    """The same without what says that nothing was answered: no list, an empty one, no words."""
    if isinstance(data, list):
        return [_answered(each) for each in data]
    if not isinstance(data, dict):
        return data
    out = {name: _answered(each) for name, each in data.items() if not _is_blank(name, each)}
    if isinstance(out.get("answer"), list):
        out["answer"] = [each for each in out["answer"] if _says_something(each)]
    return {name: each for name, each in out.items() if name not in ("answer", "item") or each}


def _is_blank(name: str, value: Any) -> bool:
    if not name.startswith("value"):
        return False
    if isinstance(value, dict):
        return all(each is None or each == "" for each in value.values())
    return value is None or (isinstance(value, str) and not value.strip())


def _says_something(answer: Any) -> bool:
    return not isinstance(answer, dict) or bool(answer.keys() - _BESIDE_A_VALUE)


def _place(error: Exception, data: Any) -> str:
    """Where it fails, without what stands there."""
    if not isinstance(error, ValidationError):
        return "the whole of it."
    steps = error.errors(include_input=False, include_url=False)[0]["loc"]
    link, rest = "", list(map(str, steps))
    for at, step in enumerate(steps):
        try:
            data = data[step]
        except (LookupError, TypeError):
            break
        if isinstance(data, dict) and isinstance(data.get("linkId"), str):
            link, rest = data["linkId"], list(map(str, steps[at + 1 :]))
    where = ".".join(rest)[:200] or "the whole of it"
    return f"item {link[:80]!r}, {where}." if link else f"{where}."


class _Reader:
    """Walks the items of a response; every one must be known where it stands."""

    def __init__(self, resource: Resource) -> None:
        self.links = links(resource)
        self.rows = Counter[str]()
        self.found: dict[str, Answer] = {}

    def values(self, items: Iterable[Json]) -> Mapping[str, Answer]:
        for item in items:
            self._item(item, "", "")
        return self.found

    def _item(self, item: Json, within: str, row: str) -> None:
        link = item["linkId"]
        known = self._known(link, within)
        inner = item.get("item") or ()
        if known.kind == "rows":
            row = f"{link}/{self._next_row(link, known)}/"
        if known.question:
            self._take(f"{row}{known.question.id}", _said(item, known, known.question), link)
        elif "answer" in item:
            raise FhirError(f"Item {link!r} asks nothing. Put the answer into the item that asks.")
        for answer in item.get("answer") or ():
            for each in answer.get("item") or ():
                self._item(each, link, row)
        for each in inner:
            self._item(each, link, row)

    def _known(self, link: str, within: str) -> Link:
        """What an item is; raises FhirError where it is unknown or lies elsewhere. Words may lie
        under their question too, as this service once asked for them."""
        known = self.links.get(link)
        said = f"Item {link[:80]!r} is not in this plan, or not where it belongs."
        if known is None:
            raise FhirError(f"{said} Take it out, or ask for the Questionnaire again.")
        under = known.kind == "words" and within == link.removesuffix(WORDS)
        if known.within != within and not under:
            goes = f"into {known.within!r}" if known.within else "to the top"
            raise FhirError(f"{said} It goes {goes}. Move it there.")
        return known

    def _next_row(self, link: str, known: Link) -> int:
        self.rows[link] += 1
        if self.rows[link] > known.most_rows:
            raise FhirError(
                f"Item {link!r} stands more than {known.most_rows} times. Take out what is too "
                "much, or write it into the last one."
            )
        return self.rows[link]

    def _take(self, key: str, answer: Answer, link: str) -> None:
        if answer.is_empty:
            return
        before = self.found.get(key, Answer())
        is_words = self.links[link].kind == "words"
        if is_words and before.text and before.text_language == answer.text_language:
            # Under each option ticked a client may have asked for words once more.
            lines = dict.fromkeys((before.text, answer.text))
            answer = replace(answer, text="\n".join(lines))
        elif (before.options and answer.options) or (before.text and answer.text):
            raise FhirError(f"Item {link!r} is answered twice. Leave one of the two.")
        text = answer if answer.text else before
        self.found[key] = replace(text, options=before.options or answer.options)


def _said(item: Json, known: Link, question: Question) -> Answer:
    link = item["linkId"]
    given = [each for each in item.get("answer") or () if each.keys() - {"item"} - _BESIDE_A_VALUE]
    if not given:
        return Answer()
    if known.kind == "words" or question.answer in ("text", "line"):
        written = _one(given, "valueString", link)
        text = as_typed(str(written["valueString"]))
        return Answer(text=text, text_language=_language_of(written) if text else "")
    if question.answer == "date":
        return Answer(text=str(_one(given, "valueDate", link)["valueDate"]))
    codings = [each.get("valueCoding") or {} for each in given]
    if any(coding.get("system") for coding in codings):
        raise FhirError(
            f"Item {link!r} has a `valueCoding` with a `system`, and a code of another list is no "
            "option here. Write the `code` of its `answerOption` alone."
        )
    codes = tuple(str(coding.get("code", "")) for coding in codings)
    if not all(codes):
        raise FhirError(f"Item {link!r} needs a `valueCoding` with a `code` of its `answerOption`.")
    return Answer(codes)


def _one(given: list[Json], field: str, link: str) -> Json:
    if len(given) != 1 or field not in given[0]:
        has = "" if len(given) == 1 else f" and has {len(given)} answers"
        raise FhirError(f"Item {link!r} needs one `{field}`{has}. Write that alone.")
    return given[0]


def _language_of(answer: Json) -> str:
    for extension in (answer.get("_valueString") or {}).get("extension") or []:
        if extension.get("url") == LANGUAGE:
            tag = str(extension.get("valueCode", ""))
            return tag if _TAG.fullmatch(tag) else ""
    return ""


def _misfit(problem: AnswerProblem, resource: Resource, answers: Answers) -> str:
    place = next(each for each in places(resource, answers) if each.key == problem.key)
    question, answer = place.question, answers.get(place.key)
    match problem.reason:
        case "length":
            why = (
                f"the answer is {len(answer.text)} letters long, and at most {MAX_TEXT} fit. "
                "Shorten it."
            )
        case "option":
            why = f"a code is none of its options. Use {', '.join(choices(resource, question))}."
        case "options" if question.answer == "many":
            why = "the same option stands twice. Leave one of the two."
        case "options":
            why = f"it has {len(answer.options)} answers. Leave one."
        case "date":
            why = f"this is no day from {EARLIEST} to {LATEST}. Write it as 2027-02-14."
        case _:
            signs = " ".join(f"U+{ord(each):04X}" for each in answer.text if not is_writing(each))
            why = f"the text holds a sign that nobody types ({signs}). Take it out."
    return f"{named(place)}: {why}"


def _refuse_unasked(resource: Resource, answers: Answers) -> None:
    """A question that is not asked has no answer in the standard, and no code would hold it."""
    for place in _unasked(resource, answers):
        asked = condition_key(place)
        wanted = place.question.show_if
        options = ", ".join(wanted.options) if wanted else ""
        by = next(each for each in places(resource, answers) if each.key == asked)
        raise FhirError(
            f"{named(place)} is asked only where question {by.question.number} (item "
            f"{by.question.id!r}) is answered with: {options}. Take this answer out, or answer "
            "that question so."
        )


def _unasked(resource: Resource, answers: Answers) -> Iterator[Place]:
    shown = visible(resource, answers)
    for place in places(resource, answers):
        if place.key in answers.values and place.key not in shown:
            yield place
