"""Cut a resource into segments and put it together again: `rebuild(extract(x)) == x`.

A segment is one translatable text with a path of authored ids
(`when-to-call.fewer-movements`), never a position, so that reordering blocks keeps every
translation.
"""

import copy
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from app.resources import inline
from app.resources.parts import Part, Translatable
from app.resources.schema import NOTES, Resource
from app.resources.text_messages import SENT

_FIELDS = {
    "alt": "description of the picture, for people who do not see it",
    "caption": "caption",
    "chat_message": "longer message that is sent to a phone, such as by WhatsApp; plain words of "
    "at most about 700 letters",
    "heading": "heading",
    "hint": "hint under the question",
    "lead": "words before the list or the numbers",
    "least": "what the lowest point of the scale means",
    "most": "what the highest point of the scale means",
    "row": "what one of them is called; a number follows, such as “Review 2”",
    "summary": "summary",
    "text_message": "text message (SMS) that is sent to a phone, as short as it can be: at most "
    "160 letters in English, and in any language 3 parts, which are 459 Latin letters without "
    "accents, or 201 letters where one is outside the SMS alphabet (GSM 03.38), as all are of "
    "other scripts",
    "title": "title",
}


TRANSLATED = frozenset({"text", *_FIELDS})
"""The names of all fields whose text readers see."""


@dataclass(frozen=True, kw_only=True)
class Segment:
    """One translatable text. `text` is in segment form (`<1>…</1>`, `<2/>`); `hash` covers
    the text and what its tokens are, but not a link's address, so that a moved page reopens
    nothing."""

    path: str
    text: str
    tokens: tuple[inline.Token, ...]
    note: str
    safety_critical: bool
    block: str

    @property
    def hash(self) -> str:
        kinds = [(t.kind, t.ref if t.kind == "fact" else "") for t in self.tokens]
        return hashlib.sha256(json.dumps([self.text, kinds]).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Extraction:
    """A resource with its segments taken out (`skeleton`, whose segments are paths) and the
    segments."""

    skeleton: Mapping[str, Any]
    segments: tuple[Segment, ...]


def extract(resource: Resource) -> Extraction:
    """Every segment of a resource in reading order; paths are unique, or ValueError."""
    segments = tuple(_segments(resource, "", _Context(resource.safety_critical)))
    paths = [segment.path for segment in segments]
    if len(set(paths)) != len(paths):
        twice = next(path for path in paths if paths.count(path) > 1)
        raise ValueError(
            f"two strings have the path {twice!r}. Change the id of one of the blocks."
        )
    skeleton: dict[str, Any] = resource.model_dump(mode="json")
    _empty(resource, skeleton, "")
    return Extraction(skeleton, segments)


def rebuild(extraction: Extraction, texts: Mapping[str, str] | None = None) -> Resource:
    """The resource, with `texts` (path → segment form) in place of the English; raises
    MissingText or inline.MarkupError, never falls back to English."""
    by_path = {segment.path: segment for segment in extraction.segments}
    data = copy.deepcopy(dict(extraction.skeleton))

    def fill(path: str) -> str:
        segment = by_path[path]
        text = segment.text if texts is None else texts.get(path, "")
        if not text.strip():
            raise MissingText(path)
        try:
            return inline.detokenise(text, segment.tokens)
        except inline.MarkupError as error:
            raise inline.MarkupError(f"{path}: {error}") from error

    _fill(data, fill, by_path)
    return Resource.model_validate(data)


def shape(extraction: Extraction, *, to_readers: bool = False) -> Mapping[str, Any]:
    """What a resource is beside its words: which blocks of which kind in which order, what is
    safety-critical, pictures and conditions. The address of a link is left out, as in a segment's
    hash, and so is what tells of the text rather than to its readers: notes, sources, owners.
    `to_readers` leaves out marks and order too, which outdate no translation."""
    unseen = _UNSEEN | {"safety_critical"} if to_readers else _UNSEEN
    found: Mapping[str, Any] = _without(extraction.skeleton, unseen, ordered=not to_readers)
    return {name: value for name, value in found.items() if name not in _ABOUT}


def vouched(extraction: Extraction) -> Mapping[str, Any]:
    """What a clinician vouches for beside words and shape: where the facts come from, which of them
    each part rests on, who approves them, until when they are good, and where links lead."""
    names = ("sources", "approver", "review_by")
    found = {name: extraction.skeleton.get(name) for name in names}
    return found | {"cited": cited(extraction), "links": links(extraction.segments)}


def links(segments: Iterable[Segment]) -> Mapping[str, tuple[str, ...]]:
    """The addresses to which the links of each segment lead, by its path, where it has any."""
    found = {s.path: tuple(t.ref for t in s.tokens if t.kind == "link") for s in segments}
    return {path: addresses for path, addresses in found.items() if addresses}


def cited(extraction: Extraction) -> Mapping[str, tuple[str, ...]]:
    """The ids of the sources that each part rests on, by the part's id."""
    return dict(_cited(extraction.skeleton))


def _cited(value: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(value, Mapping):
        if "id" in value and isinstance(value.get("sources"), list):
            yield str(value["id"]), tuple(value["sources"])
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _cited(each)


_UNSEEN = frozenset({"note", "sources"})
_ABOUT = frozenset(
    {"reference", "version", "owner", "organisation", "approver", "review_by", "listed_under",
     "worries"}
)  # fmt: skip


def _without(value: Any, names: frozenset[str], *, ordered: bool) -> Any:
    if isinstance(value, Mapping):
        kept = {name: each for name, each in value.items() if name not in names}
        return {name: _without(each, names, ordered=ordered) for name, each in kept.items()}
    if not isinstance(value, list):
        return value
    found = [_without(each, names, ordered=ordered) for each in value]
    parts = all(isinstance(each, Mapping) and "id" in each for each in found)
    return found if ordered or not parts else sorted(found, key=lambda part: str(part["id"]))


class MissingText(ValueError):
    """A segment has no text in the target language (H5)."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} has no text.")
        self.path = path


def content_hash(resource: Resource) -> str:
    """SHA-256 of the whole resource, in hexadecimal. What nobody wrote is left out, so that a new
    kind of field changes no revision that lacks it."""
    written = resource.model_dump(mode="json", exclude_defaults=True)
    data = json.dumps(written, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(data.encode()).hexdigest()


@dataclass(frozen=True)
class _Context:
    safety_critical: bool
    block: str = ""
    block_type: str = ""
    note: str = ""

    def within(self, part: Part) -> "_Context":
        flag = self.safety_critical if part.safety_critical is None else part.safety_critical
        urgency = getattr(part, "urgency", "")
        kind = getattr(part, "type", "")
        return _Context(
            flag or urgency in ("urgent", "emergency") or kind == "contact",
            part.id if kind else self.block or part.id,
            kind or self.block_type,
            part.note or self.note,
        )


def _segments(part: BaseModel, prefix: str, context: _Context) -> Iterator[Segment]:
    for name, value in _fields(part):
        if isinstance(value, str):
            text, tokens = inline.tokenise(value)
            yield Segment(
                path=_path(prefix, name),
                text=text,
                tokens=tokens,
                note=_note(name, tokens, context),
                safety_critical=context.safety_critical or _says_whom_to_call(name, tokens),
                block=context.block,
            )
        else:
            for child in value:
                yield from _segments(child, _path(prefix, child.id), context.within(child))


def _says_whom_to_call(name: str, tokens: tuple[inline.Token, ...]) -> bool:
    """Whether a text that is sent to phones holds a number, as a contact of a page does."""
    return name in SENT and any(each.ref.startswith("phone.") for each in tokens)


def _fields(part: BaseModel) -> Iterator[tuple[str, Any]]:
    """Segments and parts of a model, in the order in which they are read."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        if (value is not None and is_translatable(type(part), name)) or (
            isinstance(value, tuple) and value and isinstance(value[0], Part)
        ):
            yield name, value


@cache
def is_translatable(model: type[BaseModel], name: str) -> bool:
    """Whether readers see the text of this field."""
    field = model.model_fields[name]
    return _marked(field.metadata) or any(
        _marked(getattr(choice, "__metadata__", ())) for choice in get_args(field.annotation)
    )


def _marked(metadata: Iterable[Any]) -> bool:
    return any(isinstance(mark, Translatable) for mark in metadata)


def _empty(part: BaseModel, data: dict[str, Any], prefix: str) -> None:
    """Put each segment's path in its place."""
    for name, value in _fields(part):
        if isinstance(value, str):
            data[name] = _path(prefix, name)
        else:
            for child, child_data in zip(value, data[name], strict=True):
                _empty(child, child_data, _path(prefix, child.id))


def _fill(
    data: dict[str, Any], fill: Callable[[str], str], known: Mapping[str, Segment], prefix: str = ""
) -> None:
    """Put texts where `_empty` left paths."""
    for name, value in data.items():
        path = _path(prefix, name)
        if isinstance(value, str) and value == path and path in known:
            data[name] = fill(path)
        elif isinstance(value, list):
            for child in value:
                if isinstance(child, dict) and "id" in child:
                    _fill(child, fill, known, _path(prefix, child["id"]))


def _path(prefix: str, name: str) -> str:
    if name == "text":
        return prefix
    return f"{prefix}.{name}" if prefix else name


def _note(name: str, tokens: tuple[inline.Token, ...], context: _Context) -> str:
    what = NOTES.get(context.block_type, "Resource")
    parts = [f"{what} – {_FIELDS[name]}" if name in _FIELDS else what]
    for token in tokens:
        if token.kind == "fact":
            parts.append(
                f"<{token.number}/> is filled in by us with {token.ref} of the local service"
            )
        else:
            parts.append(
                f"<{token.number}>…</{token.number}> is "
                + ("a link" if token.kind == "link" else "bold")
            )
    if context.note:
        parts.append(context.note)
    return ". ".join(parts)
