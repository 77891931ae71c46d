"""Every number of a text as a typed value: digits and words, with the unit each one carries.

Phones and addresses are read before, in contacts; what two texts' numbers mean for each other is
decided in facts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from app.checks import clock, number_words, units
from app.checks.clock import Clock, DayPart
from app.checks.contacts import ContactWords, read_contacts
from app.checks.signs import is_below_nought
from app.checks.spoken import read_spoken
from app.checks.surface import Surface, surface
from app.languages import ENGLISH, is_source

DECIMAL_COMMA = frozenset({"pl", "ro", "pt-PT", "es", "fr", "it", "de"})
PERSIAN = frozenset({"fa-AF", "ps"})
VULGAR = {
    sign: Fraction(unicodedata.numeric(sign)).limit_denominator(10) for sign in "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
}
_SMALL = f"[{''.join(VULGAR)}]"
_POWER = r"(?:\^-?\d{1,3}(?![\d.,])|⁻?[⁰¹²³⁴-⁹]{1,3})"
_NUMBER = re.compile(
    rf"\d{{1,3}}(?: \d{{3}})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,٫٬']\d+)*(?: ?{_SMALL}|{_POWER})?"
    rf"|{_SMALL}"
)
_PLAIN = re.compile(rf"\d+(?:[.,]\d+)*(?: ?{_SMALL}|{_POWER})?|{_SMALL}")
_RAISED = re.compile(rf"(.*?)({_POWER})")
_HIGHEST_POWER = 30
_FRACTIONS = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 6)} | {
    (eighths, 8) for eighths in (1, 3, 5, 7)
}
_ONE_IN = re.compile(r"\b1 (?:in|out of)(?: every)? $")
_LABEL = re.compile(r"(?:[a-z]{1,2}|[a-z]+-)$")
_WEEK_NUMBER = re.compile(r"\b(?:weeks?|days?|months?) $")
_ROMAN = re.compile(r"(?<![^\W_])(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})(?![^\W_])")
_ROMAN_ORDER = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN_VALUES = {roman: n for n, roman in enumerate(_ROMAN_ORDER, 1)}
_LINK = re.compile(r"\s*[^\d\s.,;!?।]{0,6}\s*")
_LONGEST_LINK = 40
_DATE = re.compile(
    r"(?<!\d)(?:(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)|(20\d\d)-(\d\d)-(\d\d))(?!\d)"
)


NAMED_HOURS = {"noon": 12, "midnight": 0}
LONGEST = 30
"""Digits of a number that is read as one; more are no amount, and are compared as they stand."""


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A number and its unit. `values` holds each reading; `sure` is False for a mere hint, `share`
    True for the 1 of "1 in 4"."""

    values: frozenset[Fraction]
    unit: str | None
    start: int
    end: int
    word: bool = False
    sure: bool = True
    attached: bool = True
    label: bool = False
    part: str | None = None
    share: bool = False


@dataclass(frozen=True, kw_only=True)
class NumberReading:
    """What a text says in numbers."""

    surface: Surface
    language: str
    contacts: tuple[ContactWords, ...]
    clocks: tuple[Clock, ...]
    amounts: tuple[Amount, ...]
    parts: tuple[DayPart, ...]
    text: str

    @property
    def parts_named(self) -> frozenset[str]:
        """The kinds of the parts of the day that have a word."""
        return frozenset(part.kind for part in self.parts)

    @property
    def hours_named(self) -> frozenset[int]:
        """Noon and midnight, where a word says so."""
        return frozenset(NAMED_HOURS[kind] for kind in self.parts_named & NAMED_HOURS.keys())

    @property
    def values(self) -> frozenset[Fraction]:
        """Every value, however it is written."""
        return frozenset(v for a in self.amounts for v in a.values)

    def shown(self, item: Amount | Clock | ContactWords) -> str:
        """An item as its author wrote it; a sign may stand apart from it and is said in words."""
        written = self.surface.shown(item.start, item.end)
        below = isinstance(item, Amount) and all(v < 0 for v in item.values)
        return f"{written} below zero" if below else written


def values_of(written: str, language: str) -> frozenset[Fraction]:
    """Each value that one run of digits can have in a language."""
    written = written.strip()
    if len(written) > LONGEST:
        return frozenset({_as_written(written)})
    if written[-1] in VULGAR:
        whole = written[:-1].strip()
        return frozenset({Fraction(int(whole) if whole.isdigit() else 0) + VULGAR[written[-1]]})
    if (raised := _RAISED.fullmatch(written)) is not None:
        return frozenset(_raised(v, raised[2]) for v in values_of(raised[1], language))
    digits = written.replace(" ", "").replace("'", "")
    separators = [c for c in digits if not c.isdigit()]
    if not separators:
        return frozenset({Fraction(int(digits))})
    if len(set(separators)) > 1:
        return frozenset({_decimal(digits, separators[-1])})
    if len(separators) > 1 or separators[0] == "٬":
        return frozenset({Fraction(int(re.sub(r"\D", "", digits)))})
    return _one_separator(digits, separators[0], language)


def _raised(base: Fraction, power: str) -> Fraction:
    exponent = int(unicodedata.normalize("NFKC", power).lstrip("^").replace("\u2212", "-"))
    if abs(exponent) > _HIGHEST_POWER or base == 0:
        return _as_written(f"{base}{power}")
    return base**exponent


def _as_written(text: str) -> Fraction:
    """A value that equals that of the very same signs alone, and is greater than any number that
    is read as one."""
    return Fraction(int.from_bytes(text.encode()))


def _one_separator(digits: str, separator: str, language: str) -> frozenset[Fraction]:
    whole, _, rest = digits.partition(separator)
    grouped = len(rest) == 3 and len(whole) <= 3 and whole.strip("0") != ""
    decimal, thousands = _decimal(digits, separator), Fraction(int(whole + rest))
    if not grouped or separator == "٫":
        return frozenset({decimal})
    if language in PERSIAN or (separator == "," and language in DECIMAL_COMMA):
        return frozenset({decimal, thousands})
    thousands_mark = "." if language in DECIMAL_COMMA else ","
    return frozenset({thousands if separator == thousands_mark else decimal})


def _decimal(digits: str, separator: str) -> Fraction:
    whole, _, rest = digits.rpartition(separator)
    return Fraction(f"{re.sub(r'[^0-9]', '', whole) or '0'}.{rest}")


def _digit_amounts(text: str, language: str, known: frozenset[Fraction]) -> list[Amount]:
    pattern = _PLAIN if is_source(language) else _NUMBER
    found, text = _date_amounts(text)
    for m in pattern.finditer(text):
        written = m.group()
        values = values_of(written, language)
        if " " in written and written[-1] not in VULGAR and not values & known:
            parts = list(_PLAIN.finditer(text, *m.span()))
            split = [values_of(p.group(), language) for p in parts]
            if all(part & known for part in split):
                found += [
                    Amount(values=v, unit=None, start=p.start(), end=p.end())
                    for v, p in zip(split, parts, strict=True)
                ]
                continue
        found.append(Amount(values=values, unit=None, start=m.start(), end=m.end()))
    return _scaled(_with_fractions(found, text, language, known), text, language)


def _date_amounts(text: str) -> tuple[list[Amount], str]:
    """Day and year of a date in digits; its month, compared in months, is only a hint here."""
    found: list[Amount] = []
    for m in _DATE.finditer(text):
        groups = (1, 2, 3) if m[1] else (6, 5, 4)
        for group, sure in zip(groups, (True, False, True), strict=True):
            value = frozenset({Fraction(int(m[group]))})
            start, end = m.span(group)
            found.append(
                Amount(values=value, unit=None, start=start, end=end, word=not sure, sure=sure)
            )
    return found, _DATE.sub(lambda m: "." * len(m.group()), text)


def _with_fractions(
    found: list[Amount], text: str, language: str, known: frozenset[Fraction]
) -> list[Amount]:
    if "/" not in text and "⁄" not in text:
        return found
    joined: list[Amount] = []
    for amount in found:
        before = joined[-1] if joined else None
        if before is not None and text[before.end : amount.start].strip() in {"/", "⁄"}:
            a, b = max(before.values), max(amount.values)
            pair = (int(a), int(b))
            fraction = Fraction(*pair) if pair in _FRACTIONS else None
            small = language in PERSIAN and max(pair) < 10**LONGEST
            decimal = Fraction(f"{pair[0]}.{pair[1]}") if small else None
            wanted = fraction if is_source(language) or fraction in known else None
            value = wanted if wanted is not None else decimal if decimal in known else None
            if value is not None:
                joined[-1] = replace(before, values=frozenset({value}), end=amount.end)
                continue
        joined.append(amount)
    return joined


def _scaled(found: list[Amount], text: str, language: str) -> list[Amount]:
    for i, amount in enumerate(found):
        for scale in {language, ENGLISH.tag}:
            scales = number_words.scales(scale)
            if scales is not None and (m := scales[0].match(text, amount.end)):
                factor = scales[1][m.group(1)]
                values = frozenset(v * factor for v in amount.values)
                found[i] = replace(amount, values=values, end=m.end())
                break
    return found


def _word_amounts(text: str, language: str) -> list[Amount]:
    found = [
        Amount(
            values=frozenset({w.value}), unit=None, start=w.start, end=w.end, word=True, sure=w.sure
        )
        for w in number_words.read_number_words(text, language)
    ]
    if language in DECIMAL_COMMA:
        found += [
            Amount(
                values=frozenset({Fraction(_ROMAN_VALUES[m.group()])}),
                unit=None,
                start=m.start(),
                end=m.end(),
                word=True,
                sure=False,
            )
            for m in _ROMAN.finditer(text)
        ]
    return found


def _with_units(found: list[Amount], text: str, language: str) -> list[Amount]:
    """Give each number the unit after it, else the one just before, else its neighbour's."""
    taken = 0
    out: list[Amount] = []
    for amount in found:
        ahead = text[max(0, amount.start - 12) : amount.start]
        label = not amount.word and bool(_LABEL.search(ahead) or ahead.endswith("24/"))
        unit, attached, end = amount.unit, True, amount.end
        if (after := units.unit_after(text, amount.end, language)) is not None:
            unit, end = after
        elif (before := units.unit_before(text, taken, amount.start, language)) is not None:
            named = is_source(language) and _WEEK_NUMBER.search(ahead) is not None
            unit, attached = before[0], before[0] in units.MONEY or named
        taken = end
        out.append(replace(amount, unit=unit, attached=attached, end=end, label=label))
    return _shared_units(out, text)


def _shares(found: list[Amount], text: str) -> list[Amount]:
    """ "1 in 4" may be "every fourth" or "a quarter" elsewhere."""
    out = list(found)
    for i, amount in enumerate(found):
        if (
            i
            and _ONE_IN.search(text[max(0, amount.start - 20) : amount.start])
            and found[i - 1].values == {1}
        ):
            out[i - 1] = replace(found[i - 1], share=True)
            parts = frozenset(1 / v for v in amount.values if v)
            out[i] = replace(amount, values=amount.values | parts)
    return out


def _signed(amount: Amount, text: str, language: str) -> Amount:
    """The same below nought, where a sign or a word says so."""
    if not is_below_nought(text, amount.start, amount.end, amount.unit, language):
        return amount
    return replace(amount, values=frozenset(-v for v in amount.values))


def _shared_units(found: list[Amount], text: str) -> list[Amount]:
    for i in range(len(found) - 2, -1, -1):
        here, there = found[i], found[i + 1]
        if there.start - here.end > _LONGEST_LINK:
            continue
        if here.unit is None and there.unit and _LINK.fullmatch(text[here.end : there.start]):
            found[i] = replace(here, unit=there.unit, attached=False)
    return found


def _in_part(amount: Amount, parts: list[DayPart], text: str, language: str) -> Amount:
    """The same with the part of the day that stands by it, if it may be an hour."""
    if not parts or amount.unit not in {None, "hour"}:
        return amount
    part = clock.part_for(parts, amount.start, amount.end, text, language)
    return replace(amount, part=part) if part else amount


def _spoken(text: str, language: str, parts: list[DayPart]) -> tuple[list[Amount | Clock], str]:
    """Numbers and times said with a half or a quarter, and the text with them blanked."""
    said, rest = read_spoken(text, language)
    found: list[Amount | Clock] = []
    for number in said:
        part = clock.part_for(parts, number.start, number.end, text, language) if parts else None
        if number.clock:
            found.append(clock.spoken_clock(number.value, part, number.start, number.end))
            continue
        unit, end = units.unit_after(text, number.end, language) or (None, number.end)
        if (
            unit is None
            and number.inner
            and (inner := units.unit_after(text, number.inner[0], language))
        ):
            unit = inner[0]
        found.append(
            Amount(
                values=frozenset({number.value}),
                unit=unit,
                start=number.start,
                end=end,
                word=True,
                part=part,
            )
        )
    return found, rest


@lru_cache(maxsize=16)
def read(text: str, language: str, known: frozenset[Fraction] = frozenset()) -> NumberReading:
    """Everything a text says in numbers. `known` (the source's values) settles `12 400`. Kept for a
    moment, as several checks ask for the same."""
    whole = surface(text)
    contacts, rest = read_contacts(whole)
    parts = clock.read_parts(rest, language)
    clocks, rest = clock.read_clocks(rest, language, parts)
    said, rest = _spoken(rest, language, parts)
    clocks += [item for item in said if isinstance(item, Clock)]
    digits = _with_units(_digit_amounts(rest, language, known), rest, language)
    digits = [_signed(a, rest, language) for a in digits]
    digits = [_in_part(a, parts, rest, language) for a in digits]
    spoken = [
        replace(a, unit=after[0], end=after[1])
        if (after := units.unit_after(rest, a.end, language)) is not None
        else a
        for a in _word_amounts(rest, language)
    ]
    spoken = [_in_part(_signed(a, rest, language), parts, rest, language) for a in spoken]
    spoken += [item for item in said if isinstance(item, Amount)]
    spoken += [
        Amount(
            values=frozenset({w.value}), unit=unit, start=w.start, end=w.end, word=True, sure=False
        )
        for w, unit in number_words.read_spans(rest, language)
    ]
    if is_source(language):
        digits = _shares(digits, rest)
    return NumberReading(
        surface=whole,
        language=language,
        contacts=tuple(contacts),
        clocks=tuple(clocks),
        amounts=tuple(digits + spoken),
        parts=tuple(parts),
        text=rest,
    )


@lru_cache(maxsize=2048)
def read_source(text: str) -> NumberReading:
    """The English side, kept: one source is checked against many languages and many saves."""
    return read(text, ENGLISH.tag)
