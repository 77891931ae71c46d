"""Hides from an engine what it must not touch, and puts it back exactly or not at all (H1, H17).

Inline tokens, numbers, doses, times, phones, addresses, names and words with one fixed translation
become marks such as ⟦1⟧.
Whether the rest of a draft is right is for app/checks to say.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
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
BEGINNING = re.compile(r"(?:^|[.!?…।؟]\s)\W*$")
INLINE = re.compile(r"</?\d+>")
PAIR_TOKEN = re.compile(r"<(/?)(\d+)>")


class DamagedMask(ValueError):
    """A draft lost, doubled, broke or misplaced what was masked, so nobody may read it."""


@dataclass(frozen=True)
class Masked:
    """A text for an engine: mark ⟦n⟧ stands for `tokens[n - 1]` in the draft. `words` are the
    numbers of marks that stand for translated words, which begin a sentence in upper case."""

    text: str
    tokens: tuple[str, ...]
    words: tuple[int, ...] = ()


NO_WORDS: Mapping[str, str] = {}


def mask(text: str, fixed: Mapping[str, str] = NO_WORDS) -> Masked:
    """Put a mark in the place of everything that must come back exactly as it stands, the names
    that no language translates (names.py) among it, and in the place of `fixed` words, which come
    back as what stands for them: a name for itself, a term for its one translation."""
    tokens: list[str] = []
    words: list[int] = []

    def hide(match: re.Match[str]) -> str:
        instead = _instead(match[0], fixed)
        tokens.append(match[0] if instead is None else instead)
        if instead not in (None, match[0]):
            words.append(len(tokens))
        return f"⟦{len(tokens)}⟧"

    hidden = _pattern(tuple(fixed), _translated(fixed)).sub(hide, text)
    return Masked(hidden, tuple(tokens), tuple(words))


def veiled(text: str, fixed: Mapping[str, str] = NO_WORDS) -> str:
    """A text that an engine only reads: what would be masked is left out for good."""
    return MARK.sub("…", mask(INLINE.sub("", text), fixed).text)


def _instead(found: str, fixed: Mapping[str, str]) -> str | None:
    """What stands for fixed words, which may begin in upper case because a sentence does."""
    return fixed.get(found, fixed.get(found[:1].lower() + found[1:]))


def _translated(fixed: Mapping[str, str]) -> frozenset[str]:
    return frozenset(words for words, instead in fixed.items() if words != instead)


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
    tight = _tight(draft, masked)
    text = MARK.sub(lambda m: _put_back(m, tight, masked), tight)
    _refuse_crossed_pairs(text, masked)
    return text


def has_words(masked_text: str) -> bool:
    """Whether anything is left to translate once the marks are taken out."""
    return any(character.isalpha() for character in MARK.sub("", masked_text))


def masked_in_english(masked: Masked) -> bool:
    """Whether a unit or time spelled in English (`400 micrograms`, `9am`) went round the engine."""
    return any(ENGLISH_UNIT.search(token) for token in masked.tokens)


def _put_back(mark: re.Match[str], draft: str, masked: Masked) -> str:
    number = int(mark[1])
    token = masked.tokens[number - 1]
    if number not in masked.words or not _begins(draft[: mark.start()], masked):
        return token
    return token[:1].upper() + token[1:]


def _begins(before: str, masked: Masked) -> bool:
    """Whether a sentence begins here; ends of links and of bold text are no words of it."""

    def shown(mark: re.Match[str]) -> str:
        return "" if INLINE.fullmatch(masked.tokens[int(mark[1]) - 1]) else "x"

    return BEGINNING.search(MARK.sub(shown, before)) is not None


@lru_cache(8)
def _pattern(fixed: tuple[str, ...], translated: frozenset[str]) -> re.Pattern[str]:
    known = sorted({*kept(), *filter(None, fixed)}, key=len, reverse=True)
    name = "|".join(_either_case(each) if each in translated else re.escape(each) for each in known)
    kinds = {**KINDS, "name": rf"(?<!\w)(?:{name})(?!\w)"}
    order = ("wordless pair", "token", "address", "name", "phone", "time", "dose", "code", "number")
    return re.compile("|".join(f"(?:{kinds[kind]})" for kind in (*order, "sign")))


def _either_case(words: str) -> str:
    first = {words[0], words[0].upper()}
    return f"[{''.join(map(re.escape, sorted(first)))}]{re.escape(words[1:])}"


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
