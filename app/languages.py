"""The language registry: what `content/languages.yaml` says of each language, and the one
formatter of dates.

Engines, catalogues and fonts look languages up here; adding a language is one entry in the file
and no code.
"""

from datetime import date
from functools import cache
from typing import Annotated, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names
from pydantic import BaseModel, ConfigDict, StringConstraints
from ruamel.yaml import YAML

from app.config import ROOT

Direction = Literal["ltr", "rtl"]


class Locality(BaseModel):
    """Where a language ranks among the most common ones (1 is the most common)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    place: str
    rank: int


class Say(BaseModel):
    """What to say on the phone to get an interpreter, in Latin letters and in the reader's own
    script."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    latin: str
    own_script: str | None = None


class Language(BaseModel):
    """One written language. `digits` are its ten native digits, `months` Gregorian month names
    where CLDR has none that fit, `plural` gettext plural forms where Babel has none, `trial` the
    five sentences of app/engines/smoke.py, for a model that reads it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    tag: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]
    english_name: str
    own_name: str
    spoken_name: str
    direction: Direction = "ltr"
    script: Literal["Latn", "Deva", "Beng", "Arab"] = "Latn"
    locale: str
    digits: str = ""
    months: tuple[str, ...] = ()
    localities: tuple[Locality, ...] = ()
    reason: str = ""
    say: Say
    plural: str | None = None
    trial: tuple[()] | tuple[str, str, str, str, str] = ()

    @property
    def is_source(self) -> bool:
        """Whether texts are written in it rather than translated into it."""
        return is_source(self.tag)


class UnknownLanguage(LookupError):
    """No language has this tag."""


ENGLISH = Language(
    tag="en",
    english_name="English",
    own_name="English",
    spoken_name="English",
    locale="en_GB",
    say=Say(latin="I am pregnant."),
)


def is_source(tag: str) -> bool:
    """`Language.is_source`, where only the tag is at hand; a tag of no language of ours is none."""
    return tag == ENGLISH.tag


@cache
def languages() -> tuple[Language, ...]:
    """The languages that resources are translated into, English not among them, in the file's
    order."""
    data = YAML(typ="safe").load((ROOT / "content" / "languages.yaml").read_text(encoding="utf-8"))
    return tuple(Language.model_validate(entry) for entry in data["languages"])


def find(tag: str) -> Language:
    """The language with this BCP 47 tag, English included; raises UnknownLanguage."""
    for language in (ENGLISH, *languages()):
        if language.tag == tag:
            return language
    raise UnknownLanguage(f"{tag!r} is not a language of content/languages.yaml.")


def format_date(day: date, language: Language) -> str:
    """A Gregorian date with the month in words and ASCII digits: “6 August 2026”, “6 sierpnia
    2026”.

    CLDR's own patterns would give Persian years in fa-AF and ps and native digits in ne and bn
    (H12).
    """
    month = _months(language)[day.month - 1]
    joiner = _JOINERS.get(language.tag, " ")
    dot = "." if language.tag == "de" else ""
    return f"{day.day}{dot}{joiner}{month}{joiner}{day.year}"


_JOINERS = {"es": " de ", "pt-PT": " de "}


@cache
def _months(language: Language) -> tuple[str, ...]:
    if language.months:
        return language.months
    try:
        locale = Locale.parse(language.locale)
    except UnknownLocaleError:
        raise ValueError(
            f"{language.tag}: CLDR has no months for it. Add `months` to languages.yaml."
        ) from None
    names = get_month_names("wide", context="format", locale=locale)
    return tuple(names[number] for number in range(1, 13))
