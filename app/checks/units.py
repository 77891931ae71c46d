"""Units of measure as people write them, in English and the fifteen languages.

The words stand in the lexicon. Which unit belongs to which number is decided in numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from app.checks.lexicon.units import SYMBOLS, TABLES
from app.checks.surface import ENDS, LETTER, STARTS, fold
from app.languages import ENGLISH

DOSES = frozenset({"ug", "mg", "g", "kg", "ml", "l", "iu", "percent"})
PERIODS = frozenset({"minute", "hour", "day", "week", "month", "year"})
MONEY = frozenset({"gbp", "eur", "usd"})
TEMPERATURES = frozenset({"celsius", "fahrenheit", "degree"})
NAMES = {"ug": "micrograms", "mg": "milligrams", "g": "grams", "kg": "kilograms", "ml": "ml",
         "l": "litres", "iu": "IU", "percent": "percent", "minute": "minutes", "hour": "hours",
         "day": "days", "week": "weeks", "month": "months", "year": "years", "second": "seconds",
         "gbp": "pounds (£)", "eur": "euros (€)", "usd": "dollars ($)", "celsius": "°C",
         "fahrenheit": "°F", "degree": "degrees", "mm": "millimetres", "cm": "centimetres",
         "km": "kilometres", "mile": "miles", "inch": "inches", "foot": "feet", "mmol": "mmol",
         "mmhg": "mmHg", "kpa": "kPa", "psi": "psi", "m": "metres", "kcal": "kcal", "kj": "kJ",
         "ounce": "ounces", "lb": "pounds (lb)", "stone": "stone", "pint": "pints",
         "gallon": "gallons", "floz": "fluid ounces"}  # fmt: skip
# For saying "the same amount in another unit": what is measured, and how much of it one unit is.
SIZES: dict[str, tuple[str, int | Fraction]] = {
    "ug": ("mass", 1), "mg": ("mass", 1000), "g": ("mass", 10**6), "kg": ("mass", 10**9),
    "ounce": ("mass", Fraction("28349523.125")), "lb": ("mass", 453592370),
    "stone": ("mass", 6350293180), "ml": ("volume", 1), "l": ("volume", 1000),
    "floz": ("volume", Fraction("28.4130625")), "pint": ("volume", Fraction("568.26125")),
    "gallon": ("volume", Fraction("4546.09")), "minute": ("time", 1), "hour": ("time", 60),
    "day": ("time", 1440), "week": ("time", 10080), "mm": ("length", 1), "cm": ("length", 10),
    "m": ("length", 1000), "km": ("length", 10**6), "inch": ("length", Fraction("25.4")),
    "foot": ("length", Fraction("304.8")), "mile": ("length", 1609344),
    "mmhg": ("pressure", Fraction("133.322")), "kpa": ("pressure", 1000),
    "psi": ("pressure", Fraction("6894.76")), "kcal": ("energy", Fraction("4.184")),
    "kj": ("energy", 1),
}  # fmt: skip
MEASURES = TEMPERATURES | frozenset(
    unit for unit, (kind, _) in SIZES.items() if kind in {"length", "pressure", "mass", "volume",
                                                          "energy"}
)  # fmt: skip
# Spellings of doses vary so much here that only another unit, never a missing one, is sure.
UNSURE = frozenset({"fj", "so", "kok-Latn", "kok-Deva"})

_SUFFIX = (
    r"(?:st|nd|rd|th|ª|º|°|er|ère|ème|e|eme|a|-a|-go|-tego|-ym|ka|da|ta|aad|ad|kii|tii|dii|kaas"
    r"|औं|ौं|औँ|ौँ|टा|वटा|ওম|তম|ম|টি|টা|जना|म|مه|م|مین|ام|-mal|\.)?"
)
_LINK = r"(?:de |di |d'|oo |na |ni |kii |की |چې |- ?)?"
_BEFORE_LINK = (
    r"(?:[ .:]|e |a |al |la |el |nr\.? |no\.? |number |numer |de |ee |مه |o |di |kii |ne )*"
)


@dataclass(frozen=True)
class Units:
    """The compiled units of one language."""

    after: re.Pattern[str]
    before: re.Pattern[str]
    anywhere: re.Pattern[str]


def _form(form: str) -> str:
    stem = form.endswith("*")
    if form in "£€$":
        return rf"{re.escape(form)}(?! ?\d)"
    if form == "°":
        return "°(?! ?[cf]\\b)"
    text = re.escape(fold(form.rstrip("*"))).replace(r"\*", f"{LETTER}*")
    text = text.replace("_", r"[ \u200c-]*")
    if stem:
        return f"{text}{LETTER}*"
    return text if not text[-1].isalpha() else text + ENDS


@cache
def units_of(language: str) -> Units:
    """The units of a language, with English names and symbols beside them."""
    forms: dict[str, list[str]] = {}
    for table in (TABLES.get(language, {}), SYMBOLS, TABLES[ENGLISH.tag]):
        for unit, row in table.items():
            forms.setdefault(unit, []).extend(_form(form) for form in row.split())
    groups = []
    # "38 degrees Fahrenheit" holds the word for degrees of no scale: the longer reading first.
    forms["degree"] = forms.pop("degree")
    for unit, group in forms.items():
        longest_first = sorted(set(group), key=len, reverse=True)
        groups.append(rf"(?P<{unit}>{'|'.join(longest_first)})")
    joined = "|".join(groups)
    return Units(
        re.compile(rf"(?:{_SUFFIX} ?[(]?{_LINK}|[ -]*)(?:{joined})"),
        re.compile(rf"{STARTS}(?:{joined}){_BEFORE_LINK}$"),
        re.compile(rf"{STARTS}(?:{joined})"),
    )


def unit_after(text: str, position: int, language: str) -> tuple[str, int] | None:
    """The unit that follows a number ending at `position`, and where it ends."""
    found = units_of(language).after.match(text, position)
    return (found.lastgroup or "", found.end()) if found else None


def unit_before(text: str, start: int, position: int, language: str) -> tuple[str, int] | None:
    """The unit between `start` and a number that begins at `position`, and where it begins."""
    window = text[max(start, position - 30) : position]
    found = units_of(language).before.search(window)
    return (found.lastgroup or "", position - len(window) + found.start()) if found else None


def units_in(text: str, language: str) -> list[str]:
    """Every unit that a text names, with a number or without, in order."""
    return [m.lastgroup or "" for m in units_of(language).anywhere.finditer(text)]
