"""The right script and variety: never Devanagari for a reader of Romi, nor Iran's words as Dari.

Which words a text uses for its terms is another matter, left to the glossary.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from app.checks.base import Fix, Flaw, Pair, Severity
from app.checks.contacts import EMAIL, URL
from app.checks.lexicon.varieties import DIACRITICS, LETTERS, VARIETIES
from app.checks.surface import ENDS, STARTS, TOKEN, WORD
from app.languages import languages
from app.resources.characters import HIDDEN, TURNING, without_turns

SCRIPTS = {"Latn": "Latin", "Deva": "Devanagari", "Beng": "Bengali", "Arab": "Arabic"}
RANGES = {
    "Latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "Devanagari": re.compile(r"[\u0904-\u0939\u0958-\u0961\u0972-\u097f]"),
    "Bengali": re.compile(r"[\u0985-\u09b9\u09dc-\u09e1\u09ce]"),
    "Arabic": re.compile(r"[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufeff]"),
    "Cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "Greek": re.compile(r"[\u0370-\u03bb\u03bd-\u03ff]"),
}

PASHTO_ONLY = re.compile(r"[ټډړږښځڅګڼۍې]")
DARI_WORDS = re.compile(rf"{STARTS}(?:است|را|شما|کنید|می|برای|این|هستید|باشید|شود){ENDS}")


def check_script(pair: Pair) -> Iterator[Flaw]:
    """The letters of the translation belong to the language's script."""
    text = _prose(pair.target)
    counts = {name: n for name, letters in RANGES.items() if (n := len(letters.findall(text)))}
    wanted = _scripts().get(pair.language, "")
    total = sum(counts.values())
    if not wanted or not total:
        return
    if wanted == "Latin":
        yield from _foreign_letters(pair, counts, total)
    else:
        yield from _latin_prose(pair, text, counts, wanted)


@cache
def _scripts() -> dict[str, str]:
    """The script that translations into each language are written in, by its tag."""
    return {language.tag: SCRIPTS.get(language.script, "") for language in languages()}


def _prose(text: str) -> str:
    for pattern in (TOKEN, EMAIL, URL):
        text = pattern.sub(" ", text)
    return text


def _foreign_letters(
    pair: Pair, counts: Counter[str] | dict[str, int], total: int
) -> Iterator[Flaw]:
    for name, n in counts.items():
        if name != "Latin" and not RANGES[name].search(pair.source):
            heavy = n * 10 >= total * 3
            severity = (
                Severity.BLOCKING if heavy or pair.language == "kok-Latn" else Severity.ADVISORY
            )
            message = f"There are {name} letters here; this language is written in Latin letters."
            yield Flaw(severity, message, *_first(RANGES[name], pair.target))


def _latin_prose(
    pair: Pair, text: str, counts: Counter[str] | dict[str, int], wanted: str
) -> Iterator[Flaw]:
    others = {n: c for n, c in counts.items() if n not in {wanted, "Latin"}}
    for name, n in others.items():
        severity = Severity.BLOCKING if n > counts.get(wanted, 0) else Severity.ADVISORY
        if not RANGES[name].search(pair.source):
            message = f"There are {name} letters here; this language is written in {wanted}."
            yield Flaw(severity, message, *_first(RANGES[name], pair.target))
    own = counts.get(wanted, 0)
    said = (
        _BRACKETS.sub(lambda found: _unless_english(found[0], pair.source), text) if own else text
    )
    latin = [w for w in re.findall(r"[A-Za-zÀ-ɏ]+", said) if len(w) > 2 and w[1:].islower()]
    quoted = set(_NAMES.findall(pair.source))
    plain = [w for w in latin if w[0].islower() or w not in quoted]
    if not plain:
        return
    if len(plain) >= 2 and sum(map(len, plain)) > own:
        message = f"The text is in Latin letters; this language is written in {wanted}."
        yield Flaw(Severity.BLOCKING, message)
    elif len(plain) >= 4:
        shown = " ".join(plain[:4])
        yield Flaw(Severity.ADVISORY, f"English is left in the text: “{shown}”.")


def _unless_english(brackets: str, source: str) -> str:
    """Nothing for the English itself in brackets, as on a sign, after the language's own words."""
    return "" if brackets[1:-1].casefold() in source.casefold() else brackets


_BRACKETS = re.compile(r"\([^()]*\)")
_NAMES = re.compile(r"(?<!^)(?<![.?!] )\b[A-Za-zÀ-ɏ]+\b")
"""Words that do not stand at the beginning of a sentence."""


def _first(pattern: re.Pattern[str], text: str) -> tuple[int, int] | tuple[None, None]:
    found = pattern.search(text)
    return found.span() if found else (None, None)


def check_direction(pair: Pair) -> Iterator[Flaw]:
    """Controls that turn the letters after them to run the other way, by which 12 mg reads as 21
    (H9). Marks between two directions turn no letter."""
    found = [m.start() for m in TURNING.finditer(pair.target)]
    if not found:
        return
    start, end = found[0], found[-1] + 1
    sign = f"U+{ord(pair.target[start]):04X}"
    fix = Fix(start, end, without_turns(pair.target[start:end]))
    message = f"A sign that nobody sees ({sign}) turns letters or numbers round. Take it out."
    yield Flaw(Severity.BLOCKING, message, start, end, fix)


def check_hidden(pair: Pair) -> Iterator[Flaw]:
    """Soft hyphens and spaces of no width, pasted with the words."""
    found = HIDDEN.search(pair.target)
    if found is None:
        return
    sign = f"U+{ord(found[0]):04X}"
    message = f"A sign that nobody sees ({sign}) came along with these words. Take it out."
    yield Flaw(Severity.ADVISORY, message, *found.span(), Fix(*found.span(), ""))


def check_letters(pair: Pair) -> Iterator[Flaw]:
    """Look-alike letters of another language's keyboard."""
    for letter, right in LETTERS.get(pair.language, {}).items():
        if (at := pair.target.find(letter)) >= 0:
            message = (
                f"Write {right} (U+{ord(right):04X}) instead of {letter} (U+{ord(letter):04X})."
            )
            last = pair.target.rfind(letter) + 1
            fix = Fix(at, last, pair.target[at:last].replace(letter, right))
            yield Flaw(Severity.ADVISORY, message, at, at + 1, fix)
    marks = DIACRITICS.get(pair.language)
    plain = marks and not any(c in marks for c in pair.target.lower())
    if marks and plain and len(pair.target) >= 60 and pair.target != pair.source:
        message = f"There is not one of the letters {' '.join(marks[:5])}: were they lost?"
        yield Flaw(Severity.ADVISORY, message)


@cache
def _variety(language: str) -> tuple[str, re.Pattern[str], dict[str, str]] | None:
    if language not in VARIETIES:
        return None
    name, table = VARIETIES[language]
    forms = [re.escape(f[:-1]) if f.endswith("*") else re.escape(f) + ENDS for f in table]
    right = {f.rstrip("*"): better for f, better in table.items()}
    return name, re.compile(rf"{STARTS}({'|'.join(forms)})", re.IGNORECASE), right


def check_variety(pair: Pair) -> Iterator[Flaw]:
    """Words of a neighbouring country or language where readers here have their own."""
    variety = _variety(pair.language)
    if variety is not None:
        name, pattern, right = variety
        for m in pattern.finditer(pair.target):
            better = right.get(m.group().lower(), "")
            message = f"“{m.group()}” is {name}; write “{better}”."
            yield Flaw(Severity.ADVISORY, message, *m.span())
    yield from _dari_or_pashto(pair)


def _dari_or_pashto(pair: Pair) -> Iterator[Flaw]:
    if pair.language not in {"fa-AF", "ps"}:
        return
    spoken = WORD.findall(pair.target)
    pashto = sum(bool(PASHTO_ONLY.search(w)) for w in spoken)
    dari = len(DARI_WORDS.findall(pair.target))
    if pair.language == "fa-AF" and pashto >= 3 and pashto * 5 >= len(spoken):
        yield Flaw(Severity.BLOCKING, "This looks like Pashto, not Dari.")
    if pair.language == "ps" and pashto == 0 and dari >= 2:
        yield Flaw(Severity.BLOCKING, "This looks like Dari or Persian, not Pashto.")
