"""Plans as FHIR R4, out: the questions of a plan in all its languages as one Questionnaire, and
answers as a QuestionnaireResponse. Words are carried as written; nothing is translated or kept
here. Reading is `fhir_reader`'s.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.languages import ENGLISH
from app.plans.answers import MAX_TEXT, Answer, Answers, Template, places, takes_text, told
from app.plans.codec import decode, encode
from app.plans.fhir_links import (
    HINT,
    LANGUAGE,
    WORDS,
    FhirError,
    Json,
    address,
    canonical,
    link_of,
    named,
    section_id,
)
from app.plans.fhir_reader import LONGEST, read_response
from app.resources import inline
from app.resources.schema import (
    Block,
    Group,
    Inset,
    LanguageOption,
    Option,
    Question,
    Resource,
)
from app.resources.sections import Section, sections

__all__ = [
    "LONGEST",
    "FhirError",
    "address",
    "questionnaire",
    "read_response",
    "response",
    "shared_code",
]

_TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
_CONTROL = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"
_CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
_TYPES = {"one": "choice", "many": "choice", "scale": "choice", "text": "text", "line": "string",
          "date": "date"}  # fmt: skip


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


def questionnaire(
    template: Template, languages: Mapping[str, Resource], base_url: str, *, demo: bool
) -> Json:
    """The blank plan with the approved words of each language (by BCP 47 tag), validated."""
    from fhir.resources.R4B.questionnaire import Questionnaire  # 0.5 s, so not before it is needed

    english = template.resource
    spoken = _Spoken(english, languages)
    titles = {tag: each.title for tag, each in languages.items()}
    summaries = {tag: each.summary for tag, each in languages.items()}
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
        **spoken.text("description", english.summary, summaries),
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
    return {"linkId": section_id(section), **heading, "type": "group", "item": items}


def _block(spoken: _Spoken, block: Block, beside: Mapping[str, Any]) -> Iterator[Json]:
    said = {tag: each.text for tag, each in beside.items() if hasattr(each, "text")}
    if isinstance(block, Question):
        yield from _question(spoken, block, beside, block.id)
    elif isinstance(block, Group):
        yield {
            "linkId": block.id,
            **spoken.text("text", block.text, said),
            "type": "group",
            "repeats": True,
            "item": [
                *_hint(spoken, block, beside, block.id),
                *(
                    item
                    for at, question in enumerate(block.questions)
                    for item in _question(
                        spoken,
                        question,
                        {tag: group.questions[at] for tag, group in beside.items()},
                        f"{block.id}.{question.id}",
                        block,
                    )
                ),
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
) -> Iterator[Json]:
    """A question, and where there are options and room for words too, the item for those beside
    it: under an answer, clients ask for them only once something is ticked."""
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
    out |= _asked_when(question, group)
    if question.answer in ("text", "line"):
        out["maxLength"] = MAX_TEXT
    if hint := list(_hint(spoken, question, beside, link)):
        out["item"] = hint
    yield out
    if options and takes_text(question):
        words = {"linkId": f"{link}{WORDS}", "type": "text", "maxLength": MAX_TEXT}
        yield words | _asked_when(question, group)


def _asked_when(question: Question, group: Group | None) -> Json:
    if not question.show_if:
        return {}
    inside = group and any(each.id == question.show_if.question for each in group.questions)
    asked = f"{group.id}." if group and inside else ""
    conditions = [
        {
            "question": f"{asked}{question.show_if.question}",
            "operator": "=",
            "answerCoding": {"code": option},
        }
        for option in question.show_if.options
    ]
    return {"enableWhen": conditions, "enableBehavior": "any"}


def _hint(
    spoken: _Spoken,
    part: Question | Group,
    beside: Mapping[str, Question] | Mapping[str, Group],
    link: str,
) -> Iterator[Json]:
    """What is said under a question, as the standard has help: an item that only tells."""
    if part.hint:
        said = {tag: each.hint for tag, each in beside.items() if each.hint}
        control = {"coding": [{"system": _CONTROLS, "code": "help"}]}
        yield {
            "extension": [{"url": _CONTROL, "valueCodeableConcept": control}],
            "linkId": f"{link}{HINT}",
            **spoken.text("text", part.hint, said),
            "type": "display",
        }


def _options(spoken: _Spoken, question: Question, beside: Mapping[str, Question]) -> Iterator[Json]:
    ends = {question.lowest: "least", question.highest: "most"}
    for point in question.points:
        end = ends.get(point)
        if end is None:
            yield {"code": str(point), "display": str(point)}
        else:
            said = {tag: getattr(each, end) for tag, each in beside.items()}
            yield {"code": str(point), **spoken.text("display", getattr(question, end), said)}
    others: Mapping[str, tuple[Option | LanguageOption, ...]] = {
        tag: spoken.others[tag].options_of(each) for tag, each in beside.items()
    }
    for at, option in enumerate(spoken.english.options_of(question)):
        if isinstance(option, LanguageOption):  # a name, which nobody translates
            yield {"code": option.id, "display": option.english_name}
            continue
        said = {tag: options[at].text for tag, options in others.items()}
        yield {"code": option.id, **spoken.text("display", option.text, said)}


def response(answers: Answers, template: Template, base_url: str) -> Json:
    """What she answered in the parts that she did not leave out, validated."""
    from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

    resource = template.resource
    shown = told(resource, answers)
    out = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": canonical(template, base_url),
        "status": "completed",
        "item": [
            {"linkId": section_id(section), "item": items}
            for section in sections(resource)
            if (items := list(_answered(section, shown)))
        ],
    }
    if not out["item"]:
        del out["item"]
    QuestionnaireResponse.model_validate(out)
    return out


def shared_code(answers: Answers, template: Template, limit: int) -> tuple[str, tuple[str, ...]]:
    """A code of answers that another system sent, and the linkIds of those that it does not hold
    since they say whose plan it is (H25); raises FhirError where all else has no room in it."""
    resource = template.resource
    code = encode(answers, resource, limit=limit)
    held = decode(code, lambda _: template)
    lost = [place for place in places(resource, answers) if held.get(place.key).on_paper]
    if lost:
        raise FhirError(
            f"{named(lost[0])}: one code of {limit} signs has no room for all these words. "
            "Shorten them."
        )
    who = (place for place in places(resource, answers) if place.question.identifies)
    return code, tuple(
        dict.fromkeys(link_of(place) for place in who if place.key in answers.values)
    )


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
    if chosen:
        yield {"linkId": link, "answer": chosen}
    if written := _written(question, answer):
        alone = question.answer in ("text", "line", "date")
        yield {"linkId": link if alone else f"{link}{WORDS}", "answer": [written]}


def _written(question: Question, answer: Answer) -> Json:
    if not answer.text.strip():  # FHIR knows no text of white space alone
        return {}
    if question.answer == "date":
        return {"valueDate": answer.text}
    written: Json = {"valueString": answer.text}
    if answer.text_language:
        said = {"url": LANGUAGE, "valueCode": answer.text_language}
        written["_valueString"] = {"extension": [said]}
    return written
