"""What is wrong with what an author sent, in the words of the form: labels in place of names, first
words in place of ids. Whoever brings a file is told where it stands in that.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.resources.content_problems import ContentError, ContentProblem
from app.resources.editing import ABOUT, SOURCES, Data, first_words
from app.web.author.fields import ONE, choices_of, label_of
from app.workflow.source.unresolved import Unresolved

_NAMED = re.compile(r"`([^`]+)`")
_ID = re.compile(r"'([a-z0-9]+(?:-[a-z0-9]+)*)'")
_ANSWER = re.compile(r"([a-z0-9-]+)/([a-z0-9-]+)(?=, which is not a question and option)")
_OFFERED = {"literal_error": "choose one of what is offered for {label}."}
_COUNTED: Mapping[str, tuple[str, str]] = {
    "columns": ("column", "columns"),
    "rows": ("row", "rows"),
    "cells": ("cell", "cells"),
    "items": ("point", "points"),
    "sentences": ("sentence", "sentences"),
    "transcript": ("paragraph", "paragraphs"),
    "options": ("answer", "answers"),
    "blocks": ("block", "blocks"),
    "questions": ("question", "questions"),
}
"""What the parts of a field are called, which its label need not say."""
_AMOUNT = re.compile(r"at (?:least|most) (\d+)")
_NO_KIND = ("union_tag_invalid", "union_tag_not_found")


def problems_of(
    refusal: Exception, data: Data | None = None, labels: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Each thing that is wrong, one sentence each. `data` is the text that it was written into;
    `labels` are those of another form, by the name of the field."""
    if isinstance(refusal, Unresolved):
        return (refusal.for_authors,)
    if not isinstance(refusal, ContentError):
        return (str(refusal),)
    words = dict(_words(data or {}))
    said = (_said(each, words, labels or {}) for each in refusal.problems)
    return tuple(dict.fromkeys(f"{each[:1].upper()}{each[1:]}" for each in said))


def _said(problem: ContentProblem, words: Mapping[str, str], labels: Mapping[str, str]) -> str:
    spot = problem.spot
    kind = spot.kind or ABOUT
    if spot.code in _NO_KIND:
        return "there is no such kind of block."

    def label(name: str) -> str:
        if name == spot.inner != spot.field and spot.row:
            return _row(problem)
        return labels.get(name) or label_of(kind, name)

    def named(found: re.Match[str]) -> str:
        name, _, value = found[1].partition(": ")
        chosen = dict(choices_of(name)).get(value, value)
        return f"“{label(name)}: {chosen}”" if value else f"“{label(name)}”"

    if form := _OFFERED.get(spot.code):
        return form.format(label=f"“{label(spot.inner or spot.field)}”")
    counted = _COUNTED.get(spot.inner) if spot.code in ("too_short", "too_long") else None

    def amount(found: re.Match[str]) -> str:
        one, more = counted or ("", "")
        return f"{found[0]} {one if found[1] == '1' else more}"

    told = _AMOUNT.sub(amount, problem.message, count=1) if counted else problem.message
    message = _NAMED.sub(named, _ANSWER.sub(r"the answer '\2' to '\1'", told))
    message = _ID.sub(lambda found: f"“{words.get(found[1]) or _apart(found[1])}”", message)
    names_it = any(mark in problem.message for mark in "`“")
    if spot.code == "value_error" and spot.field and not names_it:
        return f"“{label(spot.inner or spot.field)}”: {message}"
    return message


def _row(problem: ContentProblem) -> str:
    """How a form calls one row of a list."""
    spot = problem.spot
    if spot.kind == SOURCES:
        return f"Source {spot.row}: {label_of(SOURCES, spot.inner)}"
    if spot.kind == "table":
        return f"Heading of column {spot.row}" if spot.field == "columns" else f"Row {spot.row}"
    return f"{ONE.get(spot.field) or label_of(spot.kind or ABOUT, spot.field)} {spot.row}"


def _words(data: Any) -> Iterator[tuple[str, str]]:
    """(id, how people know it) of all that has an id."""
    if isinstance(data, dict):
        if "id" in data:
            yield str(data["id"]), first_words(data) or _apart(str(data["id"]))
        for value in data.values():
            yield from _words(value)
    elif isinstance(data, list):
        for value in data:
            yield from _words(value)


def _apart(name: str) -> str:
    return name.replace("-", " ")
