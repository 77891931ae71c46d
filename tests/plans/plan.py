"""A small plan in two revisions for tests: every kind of answer, a condition, a shared option set
and two sections."""

from functools import cache

from app.plans.answers import Answer, Answers, Template
from app.resources.load import parse
from app.resources.schema import Resource

PLAN = """\
kind: plan
slug: small-plan
reference: BSW-PCSP-900
version: "1"
owner: Lead midwife
organisation: The maternity system
approver: Consultant midwife
review_by: 2029-10-31
title: A small plan
summary: This plan helps you to say what matters.
option_sets:
  - id: preference
    options:
      - {id: would, number: 1, text: I would}
      - {id: would-not, number: 2, text: I would not}
      - {id: not-sure, number: 3, text: I'm not sure yet}
blocks:
  - id: not-consent
    type: inset
    safety_critical: true
    text: This plan is not consent. Staff will explain and ask you before they do anything.
  - {id: about-me, type: heading, text: About me}
  - {id: full-name, type: question, number: 1, text: What is your full name?, answer: line,
     identifies: true}
  - {id: due-date, type: question, number: 2, text: When is your baby due?, answer: date}
  - id: interpreter
    type: question
    number: 3
    text: Would you like an interpreter?
    answer: one
    option_set: preference
  - id: kind-of-interpreter
    type: question
    number: 4
    text: What kind of interpreter would you like?
    answer: many
    lines: 1
    show_if: {question: interpreter, options: [would, not-sure]}
    options:
      - {id: woman, number: 1, text: A woman}
      - {id: phone, number: 2, text: By phone}
      - {id: outside, number: 3, text: From outside my community}
      - {id: not-sure, number: 4, text: I'm not sure yet}
  - {id: my-birth, type: heading, text: My birth}
  - id: matters
    type: question
    number: 5
    text: What matters most to you?
    answer: text
    lines: 3
  - id: vitamin-k
    type: question
    number: 6
    text: How would you like your baby to have vitamin K?
    answer: one
    options:
      - {id: injection, number: 1, text: By injection}
      - {id: none, number: 2, text: I would not like it}
      - {id: not-sure, number: 3, text: I'm not sure yet}
  - id: people
    type: group
    text: Who is with you?
    row: Person
    rows: 2
    most_rows: 3
    questions:
      - {id: person, type: question, number: 7, text: Who is it?, answer: line}
      - id: when
        type: question
        number: 8
        text: When would you like them there?
        answer: one
        options:
          - {id: always, number: 1, text: All the time}
          - {id: after, number: 2, text: After the birth}
          - {id: not-sure, number: 3, text: I'm not sure yet}
      - {id: after-when, type: question, number: 9, text: On what day?, answer: date,
         show_if: {question: when, options: [after]}}
  - id: calm
    type: question
    number: 10
    text: How calm do you feel about the birth?
    answer: scale
    lowest: 0
    highest: 10
    least: Not calm
    most: Very calm
    options:
      - {id: not-sure, number: 11, text: I'm not sure yet}
  - {id: how-it-works, type: heading, text: How this plan works}
  - {id: change, type: paragraph, text: You can change your mind at any time.}
"""


@cache
def plan(*changes: tuple[str, str]) -> Resource:
    """The plan, with texts of its English replaced."""
    text = PLAN
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return parse(text)


def template(*changes: tuple[str, str], revision: str = "a" * 64) -> Template:
    return Template(revision, plan(*changes))


def filled(**values: Answer) -> Answers:
    """Answers by question id, with underscores for hyphens; a few where none are given."""
    given = {key.replace("_", "-"): answer for key, answer in values.items()}
    return Answers(
        slug="small-plan", reading_version="standard", revision="a" * 64, values=given or FEW
    )


FEW = {
    "full-name": Answer(text="Ana Nowak", text_language="pl"),
    "due-date": Answer(text="2027-02-14"),
    "interpreter": Answer(("would",)),
    "kind-of-interpreter": Answer(("woman", "outside"), "ktoś spokojny", "pl"),
    "matters": Answer(text="Chcę spokoju.", text_language="pl"),
    "vitamin-k": Answer(("injection",)),
    "people/1/person": Answer(text="Mąż", text_language="pl"),
    "people/1/when": Answer(("always",)),
    "people/2/person": Answer(text="Mama", text_language="pl"),
    "people/2/when": Answer(("after",)),
    "people/2/after-when": Answer(text="2027-02-20"),
    "calm": Answer(("7",)),
}
