"""The language registry: what `content/languages.yaml` says of each language, and the one
formatter of dates.

Engines, catalogues and fonts look languages up here. Adding one begins with an entry in the file;
CONTRIBUTING.md says what follows.
"""

import re
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import get_month_names
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from app.config import CONTENT
from app.errors import ExpectedError

LIST = CONTENT / "languages.yaml"
LIST_NAME = "content/languages.yaml"
MOST_NUMBERS = 89
"""Numbers above this are those of other answers beside languages."""
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
    """One written language. `number` stands beside it on the paper of a plan. `say_after_birth` is
    what she says once her baby is born. `months` are Gregorian
    month names where CLDR has none that fit, `plural` gettext plural forms where Babel has none,
    `colon` and `full_stop` what pages put between what they join,
    `trial` the five sentences of app/engines/smoke.py, for a model that reads it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    tag: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]
    number: Annotated[int, Field(ge=1, le=MOST_NUMBERS)]
    english_name: str
    own_name: str
    spoken_name: str
    direction: Direction = "ltr"
    script: Annotated[str, StringConstraints(pattern=r"^[A-Z][a-z]{3}$")] = "Latn"
    locale: str
    months: tuple[()] | Annotated[tuple[str, ...], Field(min_length=12, max_length=12)] = ()
    localities: tuple[Locality, ...] = ()
    reason: str = ""
    say: Say
    say_after_birth: Say
    plural: str | None = None
    colon: str = ":"
    full_stop: str = "."
    trial: tuple[()] | tuple[str, str, str, str, str] = ()

    @property
    def is_source(self) -> bool:
        """Whether texts are written in it rather than translated into it."""
        return is_source(self.tag)


class UnknownLanguage(ExpectedError):
    """No language has this tag."""

    status = 404


class LanguageListError(ExpectedError):
    """The list of languages cannot be used as it is; the message names the entry and the mend."""


ENGLISH = Language(
    tag="en",
    number=1,
    english_name="English",
    own_name="English",
    spoken_name="English",
    locale="en_GB",
    say=Say(latin="I am pregnant."),
    say_after_birth=Say(latin="I have a new baby."),
)


def is_source(tag: str) -> bool:
    """`Language.is_source`, where only the tag is at hand; a tag of no language of ours is none."""
    return tag == ENGLISH.tag


@cache
def languages() -> tuple[Language, ...]:
    """The languages that resources are translated into, English not among them, in the file's
    order; raises LanguageListError."""
    try:
        entries = YAML(typ="safe").load(LIST.read_text(encoding="utf-8"))["languages"]
        found = tuple(_language(entry) for entry in entries)
    except (YAMLError, KeyError, TypeError) as error:
        raise LanguageListError(f"{LIST_NAME} cannot be read: {error}.") from None
    tags = [language.tag for language in (ENGLISH, *found)]
    if twice := sorted({tag for tag in tags if tags.count(tag) > 1}):
        raise LanguageListError(f"{LIST_NAME}: {twice[0]} stands twice. Take one out.")
    numbers = [language.number for language in (ENGLISH, *found)]
    if twice_numbered := sorted({each for each in numbers if numbers.count(each) > 1}):
        raise LanguageListError(
            f"{LIST_NAME}: two languages have the number {twice_numbered[0]}. Give the newer one "
            f"{max(numbers) + 1}."
        )
    return found


def _language(entry: dict[str, Any]) -> Language:
    try:
        return Language.model_validate(entry)
    except ValidationError as error:
        wrong = error.errors()[0]
        place = ".".join(str(part) for part in (entry.get("tag"), *wrong["loc"]))
        raise LanguageListError(f"{LIST_NAME}: {place}: {wrong['msg']}.") from None


def find(tag: str) -> Language:
    """The language with this BCP 47 tag, English included; raises UnknownLanguage."""
    for language in (ENGLISH, *languages()):
        if language.tag == tag:
            return language
    raise _unknown(tag)


def _unknown(tag: str) -> UnknownLanguage:
    ours = ", ".join(each.tag for each in (ENGLISH, *languages()))
    return UnknownLanguage(f"{tag!r} is not a language of this service. It has: {ours}.")


def of_a_file(tag: str) -> Language:
    """The language that another program's tag means: `de_DE.UTF-8`, `DE`, `deu` are German.

    A region or script falls back to the language, unless the list names which one it has: `pt-BR`
    and plain `pt` are not pt-PT, `fa` and `fa-IR` are not fa-AF. Raises UnknownLanguage.
    """
    language, script, region, rest = _parts(tag.strip())
    named = [each for each in (ENGLISH, *languages()) if each.tag.split("-")[0] == language]
    for each in named:
        _, its_script, its_region, _ = _parts(each.tag)
        scripts = (its_script,) if its_script else ("", each.script)
        if not rest and its_region in ("", region) and script in scripts:
            return each
    if not named:
        raise _unknown(tag)
    ours = " or ".join(f"{each.tag} ({each.english_name})" for each in named)
    raise UnknownLanguage(
        f"{tag!r} does not say that it is {ours}, and one variety is never taken for another. "
        "If it is, write that tag in the file."
    )


_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?:\.[\w-]+)?(?:@(?P<modifier>\w+))?",
    re.IGNORECASE,
)
_SCRIPTS = {"latin": "Latn", "devanagari": "Deva", "arabic": "Arab", "bengali": "Beng"}
"""How gettext's tags name scripts: `kok@latin`."""


def _parts(tag: str) -> tuple[str, str, str, bool]:
    """Language, script and region of a tag, and whether it says more than these."""
    found = _TAG.fullmatch(tag.replace("_", "-"))
    if found is None:
        return re.split("[-_]", tag.lower())[0], "", "", True
    modifier = (found["modifier"] or "euro").lower()
    script = found["script"] or _SCRIPTS.get(modifier, "")
    language = found["language"].lower()
    means = str(get_global("language_aliases").get(language, language))
    language, _, region = means.partition("_")
    more = not script and modifier != "euro"
    return language, script.title(), (found["region"] or region).upper(), more


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


def gaps(language: Language) -> tuple[str, ...]:
    """Fields of the list that must be filled in because Babel knows nothing to put there."""
    locale = _locale(language)
    have = {"months": locale is not None and _has_months(locale), "plural": locale is not None}
    filled = {"months": language.months, "plural": language.plural}
    return tuple(name for name, known in have.items() if not known and not filled[name])


def _locale(language: Language) -> Locale | None:
    try:
        return Locale.parse(language.locale)
    except (UnknownLocaleError, ValueError):
        return None


def _has_months(locale: Locale) -> bool:
    """Locales without months of their own have the root's, which are M01 to M12."""
    return str(get_month_names("wide", context="format", locale=locale)[1]) != "M01"


@cache
def _months(language: Language) -> tuple[str, ...]:
    if language.months:
        return language.months
    locale = _locale(language)
    if locale is None:
        raise ValueError(f"{language.tag}: CLDR has no months for it. Add `months` to {LIST_NAME}.")
    names = get_month_names("wide", context="format", locale=locale)
    return tuple(names[number] for number in range(1, 13))
