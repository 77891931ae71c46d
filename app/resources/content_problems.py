"""What is wrong with a resource and how to mend it, in words for whoever wrote it: by file, line
and block, and by the place of a form.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from app.errors import ExpectedError


@dataclass(frozen=True)
class FormSpot:
    """Where a form has what is wrong: the kind of block, empty for the resource itself, the `field`
    of its form and, of a list there, the row from 1 and what of it (`inner`). `code` is the rule
    that was broken, in the words of pydantic."""

    kind: str = ""
    field: str = ""
    row: int = 0
    inner: str = ""
    code: str = ""


@dataclass(frozen=True)
class ContentProblem:
    """One thing to mend, where it stands. `line` counts from 1; 0 is the whole file."""

    file: str
    line: int
    block: str
    message: str
    spot: FormSpot = FormSpot()

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {'block ' + self.block + ': ' if self.block else ''}{self.message}"


class ContentError(ExpectedError):
    """A file that is not a resource; `problems` names every mend."""

    status = 422

    def __init__(self, problems: Sequence[ContentProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[type["ContentError"], tuple[tuple[ContentProblem, ...]]]:
        """Goes from one process to another with its problems."""
        return type(self), (self.problems,)


def problems_of(name: str, data: dict[str, Any], error: ValidationError) -> list[ContentProblem]:
    """All that the schema found, each thing once."""
    found = error.errors()
    return [problem_of(name, data, each) for each in found if not _is_long_enough(each, found)]


def _is_long_enough(one: ErrorDetails, found: Sequence[ErrorDetails]) -> bool:
    """Whether a list is called too short only because some of its parts are wrong, which are not
    counted then. Empty ones are none."""
    if one["type"] != "too_short":
        return False
    around = one["loc"]
    wrong = {
        each["loc"][len(around)]
        for each in found
        if len(each["loc"]) > len(around)
        and each["loc"][: len(around)] == around
        and each["type"] not in ("string_too_short", "missing")
    }
    return bool(one["ctx"]["actual_length"] + len(wrong) >= one["ctx"]["min_length"])


def problem_of(name: str, data: dict[str, Any], error: ErrorDetails) -> ContentProblem:
    """What a rule of the schema found in plain data, where it stands and what to write."""
    node: Any = data
    line, block = 1 if isinstance(data, CommentedMap) else 0, ""
    for step in error["loc"]:
        if (isinstance(node, dict) and step in node) or (
            isinstance(node, list) and isinstance(step, int) and step < len(node)
        ):
            line = line_of(node, step, line)
            node = node[step]  # type: ignore[index]
        if isinstance(node, dict) and (node.get("id") or node.get("type")):
            block = str(node.get("id") or node.get("type"))
    return ContentProblem(name, line, block, _mend(error), _spot(data, error))


def _spot(data: dict[str, Any], error: ErrorDetails) -> FormSpot:
    node: Any = data
    kind, steps = "", list[Any]()
    for step in error["loc"]:
        if isinstance(node, dict) and step in node:
            node = node[str(step)]
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:  # the name of a kind, or what is missing
            continue
        steps.append(step)
        if isinstance(node, dict) and "type" in node:
            kind, steps = str(node["type"]), []
        elif steps[0] in ("option_sets", "sources") and len(steps) == 2:
            kind, steps = ("option_set", []) if steps[0] == "option_sets" else ("sources", steps)
    inner = next((str(each) for each in reversed(error["loc"]) if isinstance(each, str)), "")
    if not steps:
        named = inner if error["type"] in ("missing", "extra_forbidden") else ""
        return FormSpot(kind, named, code=error["type"])
    row = next((each + 1 for each in steps if isinstance(each, int)), 0)
    return FormSpot(kind, str(steps[0]), row, inner, error["type"])


def line_of(node: Any, step: Any, above: int) -> int:
    """The line of a child, or that of its parent where the reader kept none."""
    places = (node.lc.data or {}) if isinstance(node, CommentedMap | CommentedSeq) else {}
    return int(places[step][0]) + 1 if step in places else above


def _mend(error: ErrorDetails) -> str:
    field = next((str(step) for step in reversed(error["loc"]) if isinstance(step, str)), "")
    context = error.get("ctx", {})
    match error["type"]:
        case "missing":
            extra = " `birthwords check-content --fix` writes missing ids." if field == "id" else ""
            return f"`{field}` is missing. Add it.{extra}"
        case "extra_forbidden":
            return f"`{field}` is not known here. Check the spelling, or remove it."
        case "union_tag_invalid":
            known = context.get("expected_tags")
            return f"there is no block type {context.get('tag')!r}. Write one of {known}."
        case "union_tag_not_found":
            return "the block has no `type`. Add one, such as `type: paragraph`."
        case "string_pattern_mismatch" if field == "id" or field == "slug":
            return f"`{field}: {error['input']}` must be small letters, digits and single hyphens."
        case "string_pattern_mismatch" if field in _WRITTEN:
            return f"`{field}` must be {_WRITTEN[field]}."
        case "value_error":
            return str(context.get("error", error["msg"]))
        case kind if kind in _IN_WORDS:
            return f"`{field}` {_IN_WORDS[kind].format_map(context)}"
        case _:
            return f"`{field}`: {error['msg'][0].lower()}{error['msg'][1:]}."


_WRITTEN = {
    "reference": "3 to 20 capital letters, digits and hyphens, such as BSW-MAT-035",
    "version": "a number, such as 1 or 1.1",
    "contact": "the name of a contact, such as triage",
}
"""How those fields are written whose letters are not free."""
_TEXT = "must be a text. Put it in quotes."
_WHOLE = "must be a whole number."
_DAY = "must be a day, such as 2029-10-31."
_ADDRESS = "must be a web address, such as https://www.nhs.uk/pregnancy."
_LIST = "must be a list: one line for each, beginning with “- ”."
_NAMED = "must hold names with values, such as `id: first`, further in than the line above."
_IN_WORDS = {
    "too_short": "needs at least {min_length}, and has {actual_length}.",
    "too_long": "may have at most {max_length}, and has {actual_length}.",
    "string_too_short": "is empty. Write a text.",
    "string_too_long": "is too long: write at most {max_length} letters.",
    "string_type": _TEXT,
    "string_pattern_mismatch": "is not written in the way that it must be.",
    "literal_error": "must be one of {expected}.",
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "greater_than_equal": "must be {ge} or more.",
    "less_than_equal": "must be {le} or less.",
    "bool_type": "must be true or false.",
    "bool_parsing": "must be true or false.",
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "url_type": _ADDRESS,
    "url_parsing": _ADDRESS,
    "url_scheme": _ADDRESS,
    "url_syntax_violation": _ADDRESS,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _NAMED,
    "model_type": _NAMED,
    "model_attributes_type": _NAMED,
}
"""What an author must write, by pydantic's kind of error."""
