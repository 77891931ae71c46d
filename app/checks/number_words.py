"""Numbers written as words, in English and the fifteen languages. Digits are read in numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from app.checks.compounds import composed, single_words
from app.checks.lexicon.fractions import FRACTIONS
from app.checks.lexicon.numbers import TABLES
from app.checks.lexicon.scales import IDLE, SCALES
from app.checks.lexicon.spans import SPANS
from app.checks.surface import ENDS, STARTS, WORD, fold

LONGEST_STEM = 40
"""Letters of a stem in the tables, at most."""


@dataclass(frozen=True)
class NumberWord:
    """A number word found in a text; `sure` when it can hardly mean anything else."""

    value: Fraction
    sure: bool
    start: int
    end: int


@dataclass(frozen=True)
class _Lexicon:
    forms: dict[str, tuple[tuple[Fraction, bool], ...]]
    stems: dict[str, tuple[Fraction, ...]]
    phrases: re.Pattern[str] | None
    idle: re.Pattern[str] | None


def _rows(language: str) -> Iterator[tuple[Fraction, str, bool]]:
    for line in TABLES.get(language, "").strip().splitlines():
        value, _, forms = line.partition(":")
        for form in forms.split():
            yield Fraction(value), fold(form.lstrip("~")), not form.startswith("~")
    for number, form in single_words(language):
        yield Fraction(number), fold(form.lstrip("~")), not form.startswith("~")
    for row in FRACTIONS.get(language, "").split(";"):
        share, *words = row.split() or ["0"]
        for form in words:
            yield Fraction(share), fold(form), False


@cache
def _lexicon(language: str) -> _Lexicon:
    forms: dict[str, tuple[tuple[Fraction, bool], ...]] = {}
    stems: dict[str, tuple[Fraction, ...]] = {}
    phrases: list[str] = []
    for value, form, sure in _rows(language):
        if form.endswith("*"):
            if value not in stems.get(form[:-1], ()):
                stems[form[:-1]] = (*stems.get(form[:-1], ()), value)
            continue
        form = re.sub(r"[_\-']", " ", form)
        if any(known == value for known, _ in forms.get(form, ())):
            continue
        if " " in form and form not in forms:
            phrases.append(form.replace(" ", "[ '-]"))
        forms[form] = (*forms.get(form, ()), (value, sure))
    joined = "|".join(sorted(phrases, key=len, reverse=True))
    idle = IDLE.get(language)
    return _Lexicon(
        forms,
        stems,
        re.compile(f"{STARTS}(?:{joined}){ENDS}") if phrases else None,
        re.compile(fold(idle)) if idle else None,
    )


def read_number_words(text: str, language: str) -> list[NumberWord]:
    """Every number word of a comparable text; a form with two values is found twice."""
    lexicon = _lexicon(language)
    if lexicon.idle is not None:
        text = lexicon.idle.sub(lambda m: "." * len(m.group()), text)
    found: list[NumberWord] = []
    if (several := composed(language)) is not None:
        for m in several.pattern.finditer(text):
            found.append(NumberWord(Fraction(several.value(m)), True, *m.span()))
            text = text[: m.start()] + "." * len(m.group()) + text[m.end() :]
    if lexicon.phrases is not None:
        for m in lexicon.phrases.finditer(text):
            form = re.sub("['-]", " ", m.group())
            found += [NumberWord(v, s, *m.span()) for v, s in lexicon.forms[form]]
        text = lexicon.phrases.sub(lambda m: "." * len(m.group()), text)
    for m in WORD.finditer(text):
        word = m.group()
        known = lexicon.forms.get(word)
        if known is not None:
            found += [NumberWord(v, s, *m.span()) for v, s in known]
        elif lexicon.stems:
            found += [NumberWord(v, False, *m.span()) for v in _by_stem(word, lexicon.stems)]
    return found


def _by_stem(word: str, stems: dict[str, tuple[Fraction, ...]]) -> tuple[Fraction, ...]:
    for length in range(min(len(word), LONGEST_STEM), 2, -1):
        if (values := stems.get(word[:length])) is not None:
            return values
    return ()


@cache
def _spans(language: str) -> tuple[re.Pattern[str], tuple[tuple[Fraction, str], ...]] | None:
    groups, meanings = [], []
    for row in SPANS.get(language, "").split(";"):
        head, colon, forms = row.partition(":")
        if not colon:
            continue
        value, unit = head.split()
        choices = [
            re.escape(fold(form.rstrip("*"))).replace("_", "[ -]")
            + ("" if form.endswith("*") else ENDS)
            for form in forms.split()
        ]
        groups.append(f"({'|'.join(choices)})")
        meanings.append((Fraction(value), unit))
    return (re.compile(f"{STARTS}(?:{'|'.join(groups)})"), tuple(meanings)) if groups else None


def read_spans(text: str, language: str) -> list[tuple[NumberWord, str]]:
    """Words for a span of time, such as a fortnight, as a number of the unit beside it."""
    spans = _spans(language)
    if spans is None:
        return []
    pattern, meanings = spans
    found = []
    for m in pattern.finditer(text):
        value, unit = meanings[(m.lastindex or 1) - 1]
        found.append((NumberWord(value, False, *m.span()), unit))
    return found


@cache
def scales(language: str) -> tuple[re.Pattern[str], dict[str, int]] | None:
    """What may follow digits and multiply them: the pattern and each word's factor."""
    if language not in SCALES:
        return None
    factors: dict[str, int] = {}
    for row in SCALES[language].split(";"):
        value, _, forms = row.partition(":")
        factors |= {fold(form): int(value) for form in forms.split()}
    joined = "|".join(sorted(factors, key=len, reverse=True))
    return re.compile(rf"\s?({joined}){ENDS}"), factors
