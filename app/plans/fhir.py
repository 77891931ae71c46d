"""Plans as FHIR R4: the questions of a plan in all its languages as one Questionnaire, and answers
as a QuestionnaireResponse, out and in. Words are carried as written; nothing is translated or
kept here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from app.errors import ExpectedError
from app.languages import ENGLISH
from app.plans.answers import EMPTY, Answer, Answers, Template, problems, takes_text, told
from app.resources import addresses, inline
from app.resources.characters import is_sound
from app.resources.schema import Block, Group, Inset, Option, Question, Resource
from app.resources.sections import Section, sections

Json = dict[str, Any]
LONGEST = 1_000_000
"""Bytes of a response that is read."""

_TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
_LANGUAGE = "http://hl7.org/fhir/StructureDefinition/language"
_WORDS = ".words"
"""Behind the id of a question with options, the item for what she wrote beside them."""
_TYPES = {"one": "choice", "many": "choice", "scale": "choice", "text": "text", "line": "string",
          "date": "date"}  # fmt: skip
_DEEPEST = 12
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4}){0,2}")


class FhirError(ExpectedError):
    """A bundle that is not answers to one of our plans; the message names the place and says what
    is wanted there, and holds no answer."""

    status = 422


@dataclass(frozen=True)
class _Spoken:
    """A plan in English and in other languages, whose parts share their ids."""

    english: Resource
    others: Mapping[str, Resource]

    def text(self, name: str, english: str, others: Mapping[str, str]) -> Json:
        """A field in English with the standard extension for each other language."""
        said = [
            {
                "url": _TRANSLATION,
                "extension": [
                    {"url": "lang", "valueCode": tag},
                    {"url": "content", "valueString": inline.plain(text)},
                ],
            }
            for tag, text in others.items()
        ]
        field: Json = {name: inline.plain(english)}
        return {**field, f"_{name}": {"extension": said}} if said else field


def address(resource: Resource, base_url: str) -> str:
    """What the Questionnaire of a plan is known by."""
    path = addresses.resource("plan", resource.slug, resource.reading_version)
    return f"{base_url.rstrip('/')}/{path}"


def questionnaire(
    template: Template, languages: Mapping[str, Resource], base_url: str, *, demo: bool
) -> Json:
    """The blank plan with the approved words of each language (by BCP 47 tag), validated."""
    from fhir.resources.R4B.questionnaire import Questionnaire  # 0.5 s, so not before it is needed

    english = template.resource
    spoken = _Spoken(english, languages)
    titles = {tag: each.title for tag, each in languages.items()}
    out = {
        "resourceType": "Questionnaire",
        "url": address(english, base_url),
        "version": template.revision[:16],
        "name": "".join(word.title() for word in english.slug.split("-")),
        **spoken.text("title", english.title, titles),
        "status": "active",
        "experimental": demo,
        "language": ENGLISH.tag,
        "subjectType": ["Patient"],
        "publisher": english.organisation,
        "description": inline.plain(english.summary),
        "item": [_section(spoken, place) for place in range(len(sections(english)))],
    }
    out["item"] = [each for each in out["item"] if each]
    Questionnaire.model_validate(out)
    return out


def _section(spoken: _Spoken, place: int) -> Json:
    section = sections(spoken.english)[place]
    beside = {tag: sections(each)[place] for tag, each in spoken.others.items()}
    items = [
        item
        for at, block in enumerate(section.blocks)
        for item in _block(spoken, block, {tag: s.blocks[at] for tag, s in beside.items()})
    ]
    if not items:
        return {}
    said = {tag: s.heading.text for tag, s in beside.items() if s.heading}
    heading = spoken.text("text", section.heading.text, said) if section.heading else {}
    return {"linkId": _section_id(section), **heading, "type": "group", "item": items}


def _section_id(section: Section) -> str:
    return section.id or "front"


def _block(spoken: _Spoken, block: Block, beside: Mapping[str, Any]) -> Iterator[Json]:
    said = {tag: each.text for tag, each in beside.items() if hasattr(each, "text")}
    if isinstance(block, Question):
        yield _question(spoken, block, beside, block.id)
    elif isinstance(block, Group):
        yield {
            "linkId": block.id,
            **spoken.text("text", block.text, said),
            "type": "group",
            "repeats": True,
            "item": [
                _question(
                    spoken,
                    question,
                    {tag: group.questions[at] for tag, group in beside.items()},
                    f"{block.id}.{question.id}",
                    block,
                )
                for at, question in enumerate(block.questions)
            ],
        }
    elif isinstance(block, Inset):
        yield {"linkId": block.id, **spoken.text("text", block.text, said), "type": "display"}


def _question(
    spoken: _Spoken,
    question: Question,
    beside: Mapping[str, Question],
    link: str,
    group: Group | None = None,
) -> Json:
    out: Json = {
        "linkId": link,
        "prefix": str(question.number),
        **spoken.text("text", question.text, {tag: each.text for tag, each in beside.items()}),
        "type": _TYPES[question.answer],
    }
    if question.answer == "many":
        out["repeats"] = True
    if options := list(_options(spoken, question, beside)):
        out["answerOption"] = [{"valueCoding": each} for each in options]
    if question.show_if:
        inside = group and any(each.id == question.show_if.question for each in group.questions)
        asked = f"{group.id}." if group and inside else ""
        out["enableWhen"] = [
            {
                "question": f"{asked}{question.show_if.question}",
                "operator": "=",
                "answerCoding": {"code": option},
            }
            for option in question.show_if.options
        ]
        out["enableBehavior"] = "any"
    if options and takes_text(question):
        out["item"] = [{"linkId": f"{link}{_WORDS}", "type": "text"}]
    return out


def _options(spoken: _Spoken, question: Question, beside: Mapping[str, Question]) -> Iterator[Json]:
    ends = {question.lowest: "least", question.highest: "most"}
    for point in question.points:
        end = ends.get(point)
        if end is None:
            yield {"code": str(point), "display": str(point)}
        else:
            said = {tag: getattr(each, end) for tag, each in beside.items()}
            yield {"code": str(point), **spoken.text("display", getattr(question, end), said)}
    others: Mapping[str, tuple[Option, ...]] = {
        tag: spoken.others[tag].options_of(each) for tag, each in beside.items()
    }
    for at, option in enumerate(spoken.english.options_of(question)):
        said = {tag: options[at].text for tag, options in others.items()}
        yield {"code": option.id, **spoken.text("display", option.text, said)}


def response(answers: Answers, template: Template, base_url: str) -> Json:
    """What she answered in the parts that she did not leave out, validated."""
    from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

    resource = template.resource
    shown = told(resource, answers)
    out = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{address(resource, base_url)}|{template.revision[:16]}",
        "status": "completed",
        "item": [
            {"linkId": _section_id(section), "item": items}
            for section in sections(resource)
            if (items := list(_answered(section, shown)))
        ],
    }
    if not out["item"]:
        del out["item"]
    QuestionnaireResponse.model_validate(out)
    return out


def _answered(section: Section, answers: Answers) -> Iterator[Json]:
    for block in section.blocks:
        if isinstance(block, Question):
            yield from _answer(block, answers.get(block.id), block.id)
        elif isinstance(block, Group):
            yield from _rows(block, answers)


def _rows(group: Group, answers: Answers) -> Iterator[Json]:
    rows = [
        [
            item
            for question in group.questions
            for item in _answer(
                question,
                answers.get(f"{group.id}/{row}/{question.id}"),
                f"{group.id}.{question.id}",
            )
        ]
        for row in range(1, group.most_rows + 1)
    ]
    while rows and not rows[-1]:
        rows.pop()
    for row in rows:
        yield {"linkId": group.id, "item": row} if row else {"linkId": group.id}


def _answer(question: Question, answer: Answer, link: str) -> Iterator[Json]:
    chosen: list[Json] = [{"valueCoding": {"code": each}} for each in answer.options]
    if not answer.text.strip():  # FHIR knows no text of white space alone
        if chosen:
            yield {"linkId": link, "answer": chosen}
        return
    if question.answer == "date":
        yield {"linkId": link, "answer": [{"valueDate": answer.text}]}
        return
    written: Json = {"valueString": answer.text}
    if answer.text_language:
        said = {"url": _LANGUAGE, "valueCode": answer.text_language}
        written["_valueString"] = {"extension": [said]}
    if question.answer in ("text", "line"):
        yield {"linkId": link, "answer": [written]}
    else:
        if chosen:
            yield {"linkId": link, "answer": chosen}
        yield {"linkId": f"{link}{_WORDS}", "answer": [written]}


def read_response(data: Any, template: Template, base_url: str) -> Answers:
    """The answers in a QuestionnaireResponse to this revision of a plan; raises FhirError, and then
    gives nothing at all."""
    from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

    _refuse_unreadable(data)
    try:
        QuestionnaireResponse.model_validate(data)
    except (ValidationError, ValueError, TypeError, AttributeError) as error:
        raise FhirError(f"This is no QuestionnaireResponse of FHIR R4: {_place(error)}") from None
    resource = template.resource
    wanted = f"{address(resource, base_url)}|{template.revision[:16]}"
    if data.get("questionnaire") != wanted:
        raise FhirError(f"`questionnaire` must be {wanted}: the answers are to another plan.")
    answers = Answers(
        slug=resource.slug, reading_version=resource.reading_version, revision=template.revision
    )
    for key, answer in _Reader(resource).values(data.get("item") or []):
        before = answers.get(key)
        answers = answers.having(key, _joined(before, answer, key))
    if found := problems(resource, answers):
        raise FhirError(f"Question {found[0].number or found[0].key}: the answer does not fit.")
    return answers


def _joined(before: Answer, answer: Answer, key: str) -> Answer:
    if (before.options and answer.options) or (before.text and answer.text):
        raise FhirError(f"Item {key!r} is answered twice.")
    text = answer if answer.text else before
    return replace(text, options=before.options or answer.options)


def _place(error: Exception) -> str:
    """Where it fails, without what stands there."""
    if isinstance(error, ValidationError):
        first = error.errors(include_input=False, include_url=False)[0]
        return ".".join(str(step) for step in first["loc"])[:200] or "the whole of it"
    return "the whole of it"


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
    for each in inner:
        _refuse_unreadable(each, depth + 1)


class _Reader:
    """Walks the items of a response; every one must be known where it stands."""

    def __init__(self, resource: Resource) -> None:
        self.sections = {_section_id(each): each for each in sections(resource)}

    def values(self, items: list[Json]) -> Iterator[tuple[str, Answer]]:
        for item in items:
            section = self.sections.get(item["linkId"])
            if section is None:
                raise _unknown(item)
            blocks = {block.id: block for block in section.blocks}
            rows: dict[str, int] = {}
            for inner in item.get("item") or []:
                yield from self._inner(inner, blocks, rows)

    def _inner(
        self, item: Json, blocks: Mapping[str, Block], rows: dict[str, int]
    ) -> Iterator[tuple[str, Answer]]:
        block = blocks.get(item["linkId"].removesuffix(_WORDS))
        if isinstance(block, Question):
            yield block.id, _said(item, block)
        elif isinstance(block, Group):
            row = rows[block.id] = rows.get(block.id, 0) + 1
            known = {f"{block.id}.{each.id}": each for each in block.questions}
            for inner in item.get("item") or []:
                question = known.get(inner["linkId"].removesuffix(_WORDS))
                if question is None:
                    raise _unknown(inner)
                yield f"{block.id}/{row}/{question.id}", _said(inner, question)
        elif not isinstance(block, Inset):
            raise _unknown(item)


def _unknown(item: Json) -> FhirError:
    return FhirError(f"Item {item['linkId'][:80]!r} is not in this plan, or not where it belongs.")


def _said(item: Json, question: Question) -> Answer:
    given = item.get("answer") or []
    is_words = item["linkId"].endswith(_WORDS) or question.answer in ("text", "line")
    field = "valueDate" if question.answer == "date" else "valueString" if is_words else ""
    if field:
        if len(given) != 1 or field not in given[0]:
            raise FhirError(f"Item {item['linkId']!r} needs one `{field}`.")
        tag = _language_of(given[0]) if field == "valueString" else ""
        return Answer(text=str(given[0][field]), text_language=tag)
    codes = tuple(str((each.get("valueCoding") or {}).get("code", "")) for each in given)
    if not all(codes):
        raise FhirError(f"Item {item['linkId']!r} needs a `valueCoding` with a `code`.")
    return Answer(codes) if codes else EMPTY


def _language_of(answer: Json) -> str:
    for extension in (answer.get("_valueString") or {}).get("extension") or []:
        if extension.get("url") == _LANGUAGE:
            tag = str(extension.get("valueCode", ""))
            return tag if _TAG.fullmatch(tag) else ""
    return ""
