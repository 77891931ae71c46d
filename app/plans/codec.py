"""A plan's answers as a short code for a QR code, a file or a message, and back. A code is pinned
to the English that was answered; what was left out and whose plan it is are not in it (H25).
"""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from app.errors import ExpectedError
from app.plans.answers import (
    Answer,
    Answers,
    Template,
    places,
    problems,
    takes_text,
    told,
    without_identity,
)
from app.plans.choices import pack, unpack
from app.plans.packing import PackingError, from_signs, to_signs
from app.resources.characters import without_turns
from app.resources.schema import Resource

Templates = Callable[[str], Template | None]
"""Finds the plan whose revision's hash begins so."""

QR_SIGNS = 1000
"""How long a code may be so that its QR code can be read when it is printed 35 mm wide."""
LONGEST = 60_000
"""A longer text is no code of ours and is not looked at."""

_PLAIN, _ON_PAPER = "1", "2"
"""How codes begin: the second kind says in which language the words are that stand on paper alone.
"""
_PIN = 4
_SIZE = 2
_CHECK = 4
_MAX_WORDS = 400_000
_Word = tuple[int, str]
"""Where words stand: which part, which key."""


class CodeError(ExpectedError):
    """Nothing was read from a code. `reason` says why: there is none, it is damaged, it was made by
    a newer Birthwords, or the plan it belongs to is not here."""

    status = 422

    def __init__(self, reason: Literal["empty", "damaged", "newer", "unknown"]) -> None:
        super().__init__(f"The code is {reason}.")
        self.reason = reason


def _nowhere(_pin: str) -> None:
    return None


def encode(
    answers: Answers,
    resource: Resource,
    templates: Templates = _nowhere,
    *,
    whole: bool = False,
    limit: int = QR_SIGNS,
) -> str:
    """The code, in capital letters and digits, of answers that fit `resource` (the plan in any
    language). What a person wrote is in it as far as the limit allows; the rest is marked as on
    paper only.

    `whole` is for the file that she keeps: it also holds names, sections left out and answers to
    questions that have changed since, whose English `templates` finds.
    """
    parts = list(_parts(answers, resource, templates) if whole else _told(answers, resource))
    words = _words(parts)
    if len(code := _code(parts, frozenset(words))) <= limit:
        return code
    kept: set[_Word] = set()
    for word in words:
        if len(_code(parts, kept | {word})) <= limit:
            kept.add(word)
    return _code(parts, kept)


def decode(text: str, templates: Templates) -> Answers:
    """The answers in a code, or in an address or a file that holds one; raises CodeError, and then
    gives nothing at all."""
    if len(text) > LONGEST:
        raise CodeError("damaged")
    signs = "".join(text.rpartition("#")[2].split()).upper()
    if not signs:
        raise CodeError("empty")
    if signs[0] not in (_PLAIN, _ON_PAPER):
        raise CodeError("newer" if signs[0] in "3456789" else "damaged")
    try:
        return _read(from_signs(signs[1:]), templates, says_language=signs[0] == _ON_PAPER)
    except (PackingError, IndexError, UnicodeDecodeError, zlib.error):
        raise CodeError("damaged") from None


@dataclass(frozen=True)
class _Part:
    """Answers to one revision, with the plan that they answer."""

    resource: Resource
    answers: Answers


def _told(answers: Answers, resource: Resource) -> Iterator[_Part]:
    shown = without_identity(resource, told(resource, answers))
    yield _Part(resource, replace(shown, left_out=frozenset(), earlier=()))


def _parts(answers: Answers, resource: Resource, templates: Templates) -> Iterator[_Part]:
    yield _Part(resource, answers)
    for part in answers.earlier:
        found = templates(part.revision[: 2 * _PIN])
        if found is None:
            raise CodeError("unknown")
        yield _Part(found.resource, part)


def _words(parts: Sequence[_Part]) -> tuple[_Word, ...]:
    """Every place with a person's own words, in the order in which they are written down."""
    return tuple(
        (number, place.key)
        for number, part in enumerate(parts)
        for place in places(part.resource, part.answers)
        if takes_text(place.question) and part.answers.get(place.key).text
    )


def _code(parts: Sequence[_Part], kept: Set[_Word]) -> str:
    data = bytearray([len(parts)])
    for number, part in enumerate(parts):
        keys = {key for of, key in kept if of == number}
        numbers = pack(part.resource, part.answers, keys)
        data += bytes.fromhex(part.answers.revision)[:_PIN]
        data += len(numbers).to_bytes(_SIZE, "big") + numbers
    written = [parts[n].answers.values[key] for n, key in _words(parts) if (n, key) in kept]
    language = _language_on_paper(parts, kept).encode("ascii")
    data += bytes([len(language)]) * bool(language) + language + _written(written)
    kind = _ON_PAPER if language else _PLAIN
    return kind + to_signs(bytes(data) + _check(bytes(data)))


def _language_on_paper(parts: Sequence[_Part], kept: Set[_Word]) -> str:
    """The language of the words that the code has no room for; the first, where there are two."""
    for number, part in enumerate(parts):
        for place in places(part.resource, part.answers):
            answer = part.answers.get(place.key)
            stays = answer.on_paper or (answer.text and (number, place.key) not in kept)
            if stays and takes_text(place.question) and answer.text_language:
                return answer.text_language
    return ""


def _check(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()[:_CHECK]


def _written(answers: Iterable[Answer]) -> bytes:
    """Words, each after its language where that differs from the one before."""
    out, language = [], ""
    for answer in answers:
        changed = answer.text_language != language
        language = answer.text_language
        out.append((f"\x01{language}\x02" if changed else "") + answer.text)
    if not out:
        return b""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    return deflate.compress("\0".join(out).encode()) + deflate.flush()


def _read_words(data: bytes) -> list[Answer]:
    if not data:
        return []
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    text = inflate.decompress(data, _MAX_WORDS)
    if inflate.unconsumed_tail or inflate.unused_data or not inflate.eof:
        raise PackingError("The words do not end where they should.")
    out, language = [], ""
    for each in text.decode().split("\0"):
        if each.startswith("\x01"):
            language, _, each = each[1:].partition("\x02")
        out.append(Answer(text=without_turns(each), text_language=language))
    return out


def _read(data: bytes, templates: Templates, *, says_language: bool) -> Answers:
    body, check = data[:-_CHECK], data[-_CHECK:]
    if not body or check != _check(body):
        raise PackingError("The check does not fit.")
    rest = body[1:]
    found: list[tuple[Template, Answers, tuple[str, ...]]] = []
    for _ in range(body[0]):
        template = templates(rest[:_PIN].hex())
        if template is None:
            raise CodeError("unknown")
        size = int.from_bytes(rest[_PIN : _PIN + _SIZE], "big")
        numbers, rest = rest[_PIN + _SIZE :][:size], rest[_PIN + _SIZE + size :]
        found.append((template, *unpack(template, numbers)))
    size = rest[0] if says_language else -1
    language, rest = rest[1 : 1 + size].decode("ascii"), rest[1 + size :]
    return _joined(found, _read_words(rest), language)


def _joined(
    found: Sequence[tuple[Template, Answers, tuple[str, ...]]],
    words: Sequence[Answer],
    on_paper: str,
) -> Answers:
    """The words back in their places; raises PackingError where anything does not fit."""
    if not found or len(words) != sum(len(keys) for _, _, keys in found):
        raise PackingError("The words do not fit the places.")
    waiting, parts = iter(words), []
    for template, answers, keys in found:
        for key in keys:
            word = next(waiting)
            answers = answers.having(key, replace(word, options=answers.get(key).options))
        for key, answer in answers.values.items():
            if answer.on_paper:
                answers = answers.having(key, replace(answer, text_language=on_paper))
        if problems(template.resource, answers):
            raise PackingError("The answers do not fit the plan.")
        parts.append(answers)
    return replace(parts[0], earlier=tuple(parts[1:]))
