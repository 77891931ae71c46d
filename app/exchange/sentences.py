"""A text that a tool has cut into sentences, as one again: in the order of the translation, with
the white space of the English, and never half of it.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

_SHOWN = 40
_END = re.compile(r"(?<=[.!?…])\s+")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_NAME = 3
"""Words that may stand alike in both languages: a name, or what to say on the phone."""


@dataclass(frozen=True)
class Sentence:
    """A piece of a text. `between` says that it only parts its neighbours; `place` is where its
    translation stands, counted from 1, or 0 where the file leaves it in the English order."""

    source: str
    target: str
    place: int = 0
    between: bool = False


def joined(sentences: list[Sentence]) -> tuple[str, str, str]:
    """The English, the translation, and what keeps it from being one (or nothing)."""
    source = "".join(one.source for one in sentences)
    if not any(one.target.strip() for one in sentences if not one.between):
        return source, "", ""
    missing = next((one.source for one in sentences if _is_missing(one)), "")
    if missing:
        return source, "", f"not all of it is translated: “{_start(missing)}” has no translation"
    places = [one.place or number for number, one in enumerate(sentences, 1)]
    if sorted(places) != list(range(1, len(sentences) + 1)):
        return source, "", "the file gives two of its sentences the same place in the translation"
    in_order = [one for _, one in sorted(zip(places, sentences, strict=True), key=lambda p: p[0])]
    targets = [one.target or (one.source if one.between else "") for one in in_order]
    return source, spaced([one.source for one in sentences], targets), ""


def spaced(sources: list[str], targets: list[str]) -> str:
    """Translations one after the other, parted wherever the English is at that place."""
    gaps = [bool(a[-1:].isspace() or b[:1].isspace()) for a, b in pairwise(sources)]
    text = ""
    for number, target in enumerate(targets):
        parted = number == 0 or text[-1:].isspace() or target[:1].isspace() or not target
        apart = gaps[number - 1] if 0 < number <= len(gaps) else True
        text += target if parted or not apart else f" {target}"
    return text


def still_english(source: str, text: str) -> str:
    """The beginning of a sentence of the English that stands as it is in the translation of a text
    of several, or nothing: a tool that shows one sentence at a time, such as OmegaT, leaves those
    that nobody translated yet so."""
    parts = _END.split(source)
    same = (one for one in parts if len(parts) > 1 and one in text)
    return next((_start(one) for one in same if len(_WORD.findall(one)) > _LONGEST_NAME), "")


def _start(text: str) -> str:
    return " ".join(text.split())[:_SHOWN]


def _is_missing(one: Sentence) -> bool:
    return not one.between and not one.target.strip() and re.search(r"\w", one.source) is not None
