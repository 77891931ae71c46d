"""Read a resource from YAML, with errors that an author can act on (file, line, block, what to
write), and write the ids that are missing. What a valid resource is made of stands in `schema`.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import Node
from ruamel.yaml.reader import ReaderError

from app.resources.addresses import FOLDERS
from app.resources.content_problems import (
    ContentError,
    ContentProblem,
    FormSpot,
    line_of,
    problems_of,
)
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


def load(path: Path) -> Resource:
    """The resource in a YAML file; raises ContentError."""
    resource = parse(_read(path), path.name)
    expected = stem(resource.slug, resource.reading_version)
    if path.stem != expected:
        message = f"the file should be called {expected}.yaml after its slug and reading version."
        raise ContentError([ContentProblem(path.name, 1, "", message)])
    return resource


def stem(slug: str, reading_version: str) -> str:
    """How every file of a reading version is called, before its ending."""
    return slug if reading_version == "standard" else f"{slug}.{reading_version}"


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
        raise ContentError(problems_of(name, data, error)) from None
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
            line = line_of(data, field, 1)
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


def _parts(data: Any, inside: str = "") -> Iterator[CommentedMap]:
    if isinstance(data, CommentedMap):
        if inside in _HAVE_IDS:
            yield data
        for key, value in data.items():
            yield from _parts(value, str(key))
    elif isinstance(data, CommentedSeq):
        for value in data:
            yield from _parts(value, inside)
