"""The sections beside the field of the editor, in the order in which they stand.

A section is a module here with `section(desk, seen, actor)`, which gives a frozen dataclass or,
when it has nothing to say, None; a template `workbench/sections/<name>.html` with a macro
`section(it, page)`; and one line below. The editor draws the heading.

What the keyboard reaches, a template marks (`assets/editor.js`):
- `data-use="memory|term|source"` with `data-n="1"` and `data-text="…"` on a button of type
  “button”: puts the text into the field; memory and source replace what stands there.
- `data-finding` on a finding, with `data-start` and `data-end` of the words it is about; within it
  a link `…/at/<path>?fix=<key>` with `data-fix`, `data-start`, `data-end` and `data-text`.
Such buttons have the class `bw-js`: without JavaScript they are not shown. While someone types, the
first section is drawn anew with `page.live` true; the text it speaks of is not saved then.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.web.workbench.sections import (
    back_translation,
    changed_english,
    conversation,
    findings,
    giving,
    history,
    memory,
    terms,
)
from app.workflow.people.accounts import Actor
from app.workflow.translation.desk import Desk, SegmentView


@dataclass(frozen=True)
class EditorSection:
    """One section: the name of its template, its heading, and what it says about a segment."""

    name: str
    title: str
    of: Callable[[Desk, SegmentView, Actor], object | None]


SECTIONS = (
    EditorSection("findings", "Findings", findings.section),
    EditorSection("changed_english", "The English changed", changed_english.section),
    EditorSection("back_translation", "Translated back", back_translation.section),
    EditorSection("memory", "Memory", memory.section),
    EditorSection("terms", "Terms", terms.section),
    EditorSection("conversation", "Conversation", conversation.section),
    EditorSection("giving", "Who has it", giving.section),
    EditorSection("history", "History", history.section),
)
