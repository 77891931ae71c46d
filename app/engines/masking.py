"""Hides from an engine what it must not touch, and puts it back exactly or not at all (H1, H17).

Inline tokens, numbers, doses, times, phones, addresses and names become marks such as ⟦1⟧.
Whether the rest of a draft is right is for app/checks to say.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.engines.names import kept

NUMBER = r"\d+(?:[.,]\d+)*"
NUMBERS = rf"{NUMBER}(?:\s?[–-]\s?{NUMBER})?"
# Units that English spells out stay English in the draft: `masked_in_english` tells the reviewer.
UNITS = (
    r"micrograms?|milligrams?|kilograms?|grams?|millilitres?|litres?|units?"
    r"|mcg|µg|mg|kg|ml|mL|IU|mmHg|mmol/L|mmol/l|cm|mm|°C|g|l"
)

KINDS = {
    # A pair that holds no words goes as one mark: an engine can't then part a link from its number.
    "wordless pair": r"<(?P<pair>\d+)>(?:(?![<>⟦⟧])[\W\d_])*</(?P=pair)>",
    "token": r"</?\d+>|<\d+/>",
    "address": r"https?://[^\s<>⟦⟧]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b(?:[\w-]+\.)+(?:uk|org|com)\b(?:/[^\s<>⟦⟧]*[\w/])?",
    "phone": r"(?<![\w+])(?:\+\d{1,3}[ -]?(?:\(0\))?\d{2,5}|\(?0\d{2,5}\)?)"
    r"(?:[ -]?\d{3,6}){1,3}(?!\w)",
    "time": r"(?<!\w)\d{1,2}(?:[:.]\d{2})?\s?[ap]m\b|(?<!\w)\d{1,2}:\d{2}(?!\w)|(?<!\w)24/7(?!\w)",
    "dose": rf"(?<!\w)(?:{NUMBERS})(?:\s?(?:{UNITS})(?!\w)|\s?%)",
    "code": r"(?<!\w)(?!\d+(?:st|nd|rd|th)\b)(?:[A-Z]+-?\d\w*|\d+[A-Za-z]\w*)",
    "number": rf"(?<!\w)(?:{NUMBERS})(?!\w)|[½¼¾]",
    # What means something to a tokenizer or to Apertium, and our own marks where a text has them.
    "sign": r"[⟦⟧<>_▁*@#\\^$]",
}
ENGLISH_UNIT = re.compile(r"\d\s?(?:(?:micro|milli|kilo)?(?:gram|litre)s?|units?|[ap]m)\b")
MARK = re.compile(r"⟦\s*(\d+)\s*⟧")
PAIR_TOKEN = re.compile(r"<(/?)(\d+)>")


class DamagedMask(ValueError):
    """A draft lost, doubled, broke or misplaced what was masked, so nobody may read it."""


@dataclass(frozen=True)
class Masked:
    """A text for an engine: mark ⟦n⟧ stands for `tokens[n - 1]`."""

    text: str
    tokens: tuple[str, ...]


def mask(text: str, names: Sequence[str] = ()) -> Masked:
    """Put a mark in the place of everything that must come back exactly as it stands, the names
    that no language translates (names.py) and those of `names` among it."""
    tokens: list[str] = []

    def hide(match: re.Match[str]) -> str:
        tokens.append(match[0])
        return f"⟦{len(tokens)}⟧"

    return Masked(_pattern(tuple(names)).sub(hide, text), tuple(tokens))


def unmask(draft: str, masked: Masked) -> str:
    """Put the tokens back. Raises DamagedMask unless each stands once and every pair closes."""
    found = Counter(int(number) for number in MARK.findall(draft))
    wanted = range(1, len(masked.tokens) + 1)
    if lost := [n for n in wanted if not found[n]]:
        raise DamagedMask(f"The engine lost {_shown(lost, masked)}.")
    if doubled := [n for n in wanted if found[n] > 1]:
        raise DamagedMask(f"The engine repeated {_shown(doubled, masked)}.")
    if len(found) > len(masked.tokens) or re.search("[⟦⟧]", MARK.sub("", draft)):
        raise DamagedMask("The engine added or broke a mark.")
    text = MARK.sub(lambda m: masked.tokens[int(m[1]) - 1], _tight(draft, masked))
    _refuse_crossed_pairs(text, masked)
    return text


def has_words(masked_text: str) -> bool:
    """Whether anything is left to translate once the marks are taken out."""
    return any(character.isalpha() for character in MARK.sub("", masked_text))


def masked_in_english(masked: Masked) -> bool:
    """Whether a unit or time spelled in English (`400 micrograms`, `9am`) went round the engine."""
    return any(ENGLISH_UNIT.search(token) for token in masked.tokens)


@lru_cache(8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    known = sorted({*kept(), *filter(None, names)}, key=len, reverse=True)
    name = "|".join(re.escape(each) for each in known)
    kinds = {**KINDS, "name": rf"(?<!\w)(?:{name})(?!\w)"}
    order = ("wordless pair", "token", "address", "name", "phone", "time", "dose", "code", "number")
    return re.compile("|".join(f"(?:{kinds[kind]})" for kind in (*order, "sign")))


def _shown(numbers: Sequence[int], masked: Masked) -> str:
    return ", ".join(f"“{masked.tokens[n - 1]}”" for n in numbers)


def _tight(draft: str, masked: Masked) -> str:
    """Take out spaces that an engine put inside a pair: `<1> the midwife </1>`."""
    for number, token in enumerate(masked.tokens, 1):
        here = rf"⟦\s*{number}\s*⟧"
        pair = PAIR_TOKEN.fullmatch(token)
        if pair is None:
            continue
        if not pair[1] and not re.search(here + r"\s", masked.text):
            draft = re.sub(rf"({here})\s+", r"\1", draft)
        elif pair[1] and not re.search(r"\s" + here, masked.text):
            draft = re.sub(rf"\s+({here})", r"\1", draft)
    return draft


def _refuse_crossed_pairs(text: str, masked: Masked) -> None:
    """Raise if a draft closes a pair before it opens, or crosses two, where the source did not."""
    source = MARK.sub(lambda m: masked.tokens[int(m[1]) - 1], masked.text)
    if _nested(source) and not _nested(text):
        raise DamagedMask("The engine moved one end of a link or of bold text past the other.")


def _nested(text: str) -> bool:
    opened: list[str] = []
    for closing, number in PAIR_TOKEN.findall(text):
        if not closing:
            opened.append(number)
        elif not opened or opened.pop() != number:
            return False
    return not opened
