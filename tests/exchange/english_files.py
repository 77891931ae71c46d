"""An English text as a Word document that somebody opened, changed and saved."""

import io
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from app.exchange import english_returned, english_word
from app.exchange.english_changes import EnglishChanges, changes
from app.resources.editing import Data, ids, written
from app.resources.load import parse
from app.resources.schema import Resource

RESOURCE = parse(
    """\
kind: leaflet
slug: feeling-sick
reference: BSW-MAT-900
version: "1"
owner: Lead midwife for antenatal care
organisation: The maternity system
approver: Consultant obstetrician
review_by: 2029-10-31
title: Feeling sick
summary: What helps when you feel sick.
blocks:
  - {id: why, type: heading, text: Why you feel sick}
  - id: vitamin
    type: paragraph
    text: Take **10 micrograms** of [vitamin D](https://nhs.uk/d) each day.
  - {id: food, type: paragraph, text: "Eat little and often. See [when to call](#call)."}
  - id: helps
    type: list
    lead: "What helps:"
    items:
      - {id: ginger, text: ginger tea}
      - {id: rest, text: rest}
  - id: doses
    type: table
    caption: What to take
    columns: [{id: what, text: What}, {id: much, text: How much}]
    rows:
      - id: vitamin-d
        cells: [{id: name, text: Vitamin D}, {id: dose, text: 10 micrograms}]
      - id: folic
        cells: [{id: name, text: Folic acid}, {id: dose, text: 400 micrograms}]
  - id: call
    type: care_card
    urgency: urgent
    heading: Call us now
    blocks:
      - {id: who, type: paragraph, text: "Call **triage** on {phone.triage}."}
      - {id: numbers, type: contact, contact: triage}
"""
)
BASE = written(RESOURCE)


def document(resource: Resource = RESOURCE) -> Any:
    """The document as a program opens it."""
    return Document(io.BytesIO(english_word.write(resource, "English 1")))


def saved(opened: Any) -> bytes:
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def edited_in_word(change: Callable[[Any], None], resource: Resource = RESOURCE) -> bytes:
    """The document with a change made in it."""
    opened = document(resource)
    change(opened)
    return saved(opened)


def brought(data: bytes, base: Data = BASE, here: Data | None = None) -> EnglishChanges:
    """What a document changes of the text that it was written from."""
    found = english_returned.read(data, "text.docx")
    return changes(base, here or base, found.lines, set(ids(base)) | set(ids(here or base)))


def paragraph(opened: Any, words: str) -> Any:
    """The paragraph with these words, or the first that holds them; those of tables too."""
    every = [Paragraph(each, opened) for each in opened.element.body.iter(qn("w:p"))]
    alike = [each for each in every if words in each.text]
    return next((each for each in alike if each.text == words), alike[0])


def after(opened: Any, words: str, text: str, style: str = "Normal") -> Any:
    """A new paragraph behind the one that holds these words."""
    here = paragraph(opened, words)
    new = here.insert_paragraph_before(text)
    new.style = opened.styles[style]
    here._p.addnext(new._p)
    return new


def gone(opened: Any, words: str) -> None:
    element = paragraph(opened, words)._p
    element.getparent().remove(element)


def part_of(data: Data, *names: str) -> Data:
    """A part by the ids that lead to it."""
    found: Any = data
    for name in names:
        parts = [p for value in found.values() if isinstance(value, list) for p in value]
        found = next(p for p in parts if isinstance(p, dict) and p["id"] == name)
    return dict(found)
