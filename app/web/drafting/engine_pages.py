"""What the pages on machine drafts are handed: engines, models, what became of drafts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlmodel import Session

from app.checks.needs import doubt, lacking
from app.engines import ENGINES, NAMES, chosen, engine_for
from app.engines.base import Capability
from app.languages import ENGLISH, Language, find, format_date, languages
from app.web.frame.staff import Frame, Link
from app.workflow.drafting.engine_quality import Trust, trust

PLACE = "/workbench/engines"
STATES = {
    "ready": ("Ready", "green"),
    "installable": ("Not installed", "yellow"),
    "unsupported": ("None", "grey"),
}
FEW = 20
"""Below so many approved drafts a share says little, and the page says so."""


@dataclass(frozen=True)
class ModelFacts:
    """What became of one maker's drafts, in words; `now` is what the language's engine would use
    today."""

    trust: Trust
    now: Capability

    @property
    def engine(self) -> str:
        return NAMES.get(self.trust.maker.engine, self.trust.maker.engine)

    @property
    def model(self) -> str:
        return f"{self.trust.maker.model} {self.trust.maker.version}".strip() or "–"

    @property
    def checksum(self) -> str:
        return self.trust.maker.checksum[:12]

    @property
    def approved(self) -> int:
        return self.trust.approved

    @property
    def unchanged(self) -> str:
        return _percent(self.trust.share_unchanged)

    @property
    def changed(self) -> str:
        return _percent(self.trust.changed)

    @property
    def last(self) -> str:
        return format_date(self.trust.last.date(), ENGLISH)

    @property
    def few(self) -> bool:
        return self.trust.approved < FEW

    @property
    def current(self) -> bool:
        checksum = self.trust.maker.checksum
        return bool(checksum) and checksum == self.now.checksum


@dataclass(frozen=True)
class EngineRow:
    """One language in the overview: its engine with what that can do, and what became of the
    drafts."""

    language: Language
    engine_id: str
    capability: Capability
    trusts: Sequence[Trust]

    @property
    def href(self) -> str:
        return f"{PLACE}/{self.language.tag}"

    @property
    def engine(self) -> str:
        return NAMES.get(self.engine_id, self.engine_id)

    @property
    def state(self) -> str:
        return STATES[self.capability.state][0]

    @property
    def colour(self) -> str:
        return STATES[self.capability.state][1]

    @property
    def model(self) -> str:
        return f"{self.capability.model} {self.capability.version}".strip() or "–"

    @property
    def licence(self) -> str:
        unsaid = "not said" if self.capability.state == "ready" else "–"
        return self.capability.licence or unsaid

    @property
    def size(self) -> str:
        return _size(self.capability)

    @cached_property
    def made(self) -> ModelFacts | None:
        """Of the model that is used now, or else of the first on record."""
        made = [ModelFacts(trust, self.capability) for trust in self.trusts]
        return next((each for each in made if each.current), made[0] if made else None)


@dataclass(frozen=True)
class EnginesPage:
    frame: Frame
    rows: tuple[EngineRow, ...]


@dataclass(frozen=True)
class PackageOffer:
    """One engine and what it can do for the language, and `back` into English; `used` where it
    drafts now."""

    engine_id: str
    capability: Capability
    back: Capability
    used: bool

    @property
    def name(self) -> str:
        return NAMES[self.engine_id]

    @property
    def state(self) -> str:
        if not self._is_idle:
            return STATES[self.capability.state][0]
        return "Ready, not used" if self.engine_id in chosen() else "Ready, turned off"

    @property
    def colour(self) -> str:
        return "white" if self._is_idle else STATES[self.capability.state][1]

    @property
    def reason(self) -> str:
        return self.capability.reason

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """(what, words) of all that is known."""
        one = self.capability
        facts = (
            ("Model", one.model),
            ("Version", one.version),
            ("Licence", one.licence or ""),
            ("Size", "" if one.size_mb is None else _size(one)),
            ("SHA-256 of its files", one.checksum),
            ("Back into English", "" if self.back.state == "unsupported" else self.back.reason),
        )
        return tuple(fact for fact in facts if fact[1])

    @property
    def _is_idle(self) -> bool:
        return self.capability.state == "ready" and not self.used


@dataclass(frozen=True, kw_only=True)
class EnginePage:
    """One language: its engines, what became of their drafts, and the ways without a machine."""

    frame: Frame
    language: Language
    capability: Capability
    """Of the engine that drafts now."""
    offers: tuple[PackageOffer, ...]
    trusts: Sequence[Trust]

    back = Link("All languages", PLACE)

    @property
    def machine(self) -> bool:
        return self.capability.state == "ready"

    @property
    def summary(self) -> str:
        return self.capability.reason

    @property
    def made(self) -> tuple[ModelFacts, ...]:
        return tuple(ModelFacts(trust, self.capability) for trust in self.trusts)

    @property
    def unread(self) -> tuple[str, ...]:
        """Of what safety checks have no words in this language."""
        return tuple(need.words for need in lacking(self.language.tag))

    @property
    def doubt(self) -> str:
        """Why safety-critical texts are read twice in this language; empty where once is enough."""
        return doubt(self.language.tag)


def engines_page(frame: Frame, session: Session) -> EnginesPage:
    rows = tuple(_row(session, language) for language in languages())
    return EnginesPage(frame.at("Machine drafts", PLACE), rows)


def engine_page(frame: Frame, session: Session, tag: str) -> EnginePage:
    """Raises UnknownLanguage."""
    language = find(tag)
    engine = engine_for(tag)
    return EnginePage(
        frame=frame.at(f"Machine drafts into {language.english_name}", PLACE),
        language=language,
        capability=engine.capability(ENGLISH.tag, tag),
        offers=tuple(_offer(tag, name, name == engine.id) for name in ENGINES if name != "none"),
        trusts=trust(session, tag),
    )


def _row(session: Session, language: Language) -> EngineRow:
    engine = engine_for(language.tag)
    able = engine.capability(ENGLISH.tag, language.tag)
    return EngineRow(language, engine.id, able, trust(session, language.tag))


def _offer(tag: str, name: str, used: bool) -> PackageOffer:
    engine = ENGINES[name]
    able, back = engine.capability(ENGLISH.tag, tag), engine.capability(tag, ENGLISH.tag)
    return PackageOffer(name, able, back, used)


def _size(capability: Capability) -> str:
    return "–" if capability.size_mb is None else f"{capability.size_mb:,.1f} MB"


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"
