"""Read a resource from YAML, with errors that an author can act on (file, line, block, what to
write), and write the ids that are missing. What a valid resource is made of stands in `schema`.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import Node
from ruamel.yaml.reader import ReaderError

from app.errors import ExpectedError
from app.resources.addresses import FOLDERS
from app.resources.editing import new_id
from app.resources.kinds import FOR_STAFF, rules
from app.resources.language_options import with_languages
from app.resources.plain_yaml import NotPlain, PlainComposer
from app.resources.schema import Question, Resource, all_parts
from app.resources.segments import extract
from app.resources.text_messages import SENT, problem_of_english

MAX_BYTES = 1_000_000
LEAST_ANSWERS = 2
_HAVE_IDS = (
    "blocks",
    "items",
    "columns",
    "rows",
    "cells",
    "options",
    "option_sets",
    "questions",
    "sentences",
    "transcript",
)


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


def load(path: Path) -> Resource:
    """The resource in a YAML file; raises ContentError."""
    resource = parse(_read(path), path.name)
    expected = resource.slug + ("" if resource.reading_version == "standard" else ".easy_read")
    if path.stem != expected:
        message = f"the file should be called {expected}.yaml after its slug and reading version."
        raise ContentError([ContentProblem(path.name, 1, "", message)])
    return resource


def load_all(content: Path) -> tuple[Resource, ...]:
    """Every resource under `content/`, sorted by kind and slug; raises ContentError with all
    problems at once."""
    resources: list[Resource] = []
    problems: list[ContentProblem] = []
    for path in files(content):
        try:
            resources.append(load(path))
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    return tuple(resources)


def files(content: Path) -> Iterator[Path]:
    for folder in FOLDERS.values():
        yield from sorted((content / folder).glob("*.yaml"))


def parse(text: str, name: str = "text") -> Resource:
    """The resource in a YAML text; raises ContentError that names `name`, line and block."""
    return checked(_yaml(text, name), name)


def checked(data: dict[str, Any], name: str) -> Resource:
    """The resource in plain data, with the languages that its questions offer; raises ContentError
    that names `name`, block and, where the data bears them, lines."""
    try:
        resource = Resource.model_validate(with_languages(_plain(data)))
    except ValidationError as error:
        raise ContentError([_problem(name, data, found) for found in error.errors()]) from None
    try:
        extract(resource)
    except ValueError as error:
        raise ContentError([ContentProblem(name, 0, "", str(error))]) from None
    problems = [
        *_unsendable(resource, data, name),
        *_links_for_staff(resource, name),
        *_no_choice(resource, name),
    ]
    if problems:
        raise ContentError(problems)
    return resource


def _unsendable(resource: Resource, data: dict[str, Any], name: str) -> Iterator[ContentProblem]:
    """What of a message in English is too long for a phone."""
    for field in SENT:
        text = getattr(resource, field)
        if text and (problem := problem_of_english(field, text)):
            line = _line(data, field, 1)
            yield ContentProblem(name, line, "", f"`{field}` {problem}", FormSpot("", field))


def _links_for_staff(resource: Resource, name: str) -> Iterator[ContentProblem]:
    """Links that lead families to a page on which they would have to sign in."""
    if not rules(resource.kind).is_public:
        return
    for segment in extract(resource).segments:
        if any(token.ref.partition(":")[0] in FOR_STAFF for token in segment.tokens):
            message = "families cannot open a guide for staff. Take out the link."
            yield ContentProblem(name, 0, segment.block, message)


def _no_choice(resource: Resource, name: str) -> Iterator[ContentProblem]:
    """Questions of which the answer is known before anyone answers. It is refused here and not in
    the model, so that older revisions stay readable."""
    for part in all_parts(resource):
        if not isinstance(part, Question) or part.answer not in ("one", "many"):
            continue
        if len(resource.options_of(part)) < LEAST_ANSWERS:
            message = (
                f"the question “{part.text}” has one answer to choose from, and needs at least "
                "two. Add another answer, or let it be answered in words."
            )
            yield ContentProblem(name, 0, part.id, message, FormSpot("question"))


def parse_file(data: bytes, name: str) -> Resource:
    """The resource in the bytes of a YAML file; raises ContentError."""
    if len(data) > MAX_BYTES:
        raise ContentError(
            [ContentProblem(name, 0, "", "the file is larger than 1 MB. Split the leaflet.")]
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ContentError(
            [ContentProblem(name, line, "", "this is not UTF-8 text. Save the file as UTF-8.")]
        ) from None
    return parse(text, name)


def composed(text: str) -> Node | None:
    """The nodes of a YAML text that was read before, with the lines on which they stand."""
    found: Node | None = _round_trip().compose(text)
    return found


def write_missing_ids(text: str, name: str = "text") -> tuple[str, int]:
    """The same YAML with an id on every part that lacks one, comments kept, and how many were
    written.

    An id is made from the part's first words once, and then stays when the words change.
    """
    yaml = _round_trip()
    data = _yaml(text, name)
    taken = {str(part["id"]) for part in _parts(data) if part.get("id")}
    written = 0
    for part in list(_parts(data)):
        if not part.get("id"):
            part.insert(0, "id", new_id(part, taken))
            taken.add(str(part["id"]))
            written += 1
    if not written:
        return text, 0
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue(), written


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ContentError(
                [
                    ContentProblem(
                        path.name, 0, "", "the file is larger than 1 MB. Split the leaflet."
                    )
                ]
            )
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ContentError(
            [ContentProblem(path.name, 0, "", "the file is not UTF-8 text. Save it as UTF-8.")]
        ) from None
    except OSError as error:
        raise ContentError(
            [ContentProblem(path.name, 0, "", f"cannot be read: {error.strerror}.")]
        ) from None


def _round_trip() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Composer = PlainComposer
    yaml.preserve_quotes = True
    yaml.width = 100
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _yaml(text: str, name: str) -> CommentedMap:
    try:
        data = _round_trip().load(text)
    except NotPlain as error:
        raise ContentError([ContentProblem(name, error.line, "", str(error))]) from None
    except DuplicateKeyError as error:
        mark = error.problem_mark
        message = "the same name stands twice here. Remove one, or give it another name."
        raise ContentError(
            [ContentProblem(name, mark.line + 1 if mark else 0, "", message)]
        ) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        hint = "Check the indentation, and quote a text that holds “: ” or begins with a sign."
        message = f"this is not readable YAML ({error.problem or error.context}). {hint}"
        raise ContentError(
            [ContentProblem(name, mark.line + 1 if mark else 0, "", message)]
        ) from None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = (
            "a character stands here that no text can hold, such as the end of a line from a word "
            "processor. Remove it, or type the line anew."
        )
        raise ContentError([ContentProblem(name, line, "", message)]) from None
    except (ValueError, RecursionError) as error:
        raise ContentError(
            [ContentProblem(name, 0, "", f"this is not readable YAML ({type(error).__name__}).")]
        ) from None
    if not isinstance(data, CommentedMap):
        raise ContentError(
            [
                ContentProblem(
                    name,
                    1,
                    "",
                    "a resource starts with `kind: leaflet` (or plan, message or guide).",
                )
            ]
        )
    return data


def _plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    if isinstance(data, str):
        return str(data)
    return data


def _problem(name: str, data: dict[str, Any], error: ErrorDetails) -> ContentProblem:
    node: Any = data
    line, block = 1 if isinstance(data, CommentedMap) else 0, ""
    for step in error["loc"]:
        if (isinstance(node, dict) and step in node) or (
            isinstance(node, list) and isinstance(step, int) and step < len(node)
        ):
            line = _line(node, step, line)
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


def _line(node: Any, step: Any, above: int) -> int:
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


def _parts(data: Any, inside: str = "") -> Iterator[CommentedMap]:
    if isinstance(data, CommentedMap):
        if inside in _HAVE_IDS:
            yield data
        for key, value in data.items():
            yield from _parts(value, str(key))
    elif isinstance(data, CommentedSeq):
        for value in data:
            yield from _parts(value, inside)
