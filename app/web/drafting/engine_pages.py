"""What the pages on machine drafts are handed: engines, models, what became of drafts."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.checks.needs import lacking
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
    """What became of one maker's drafts, in words."""

    engine: str
    model: str
    checksum: str
    approved: int
    unchanged: str
    changed: str
    last: str
    few: bool
    current: bool


@dataclass(frozen=True)
class EngineRow:
    """One language in the overview."""

    language: Language
    href: str
    engine: str
    state: str
    colour: str
    model: str
    licence: str
    size: str
    made: ModelFacts | None


@dataclass(frozen=True)
class EnginesPage:
    frame: Frame
    rows: tuple[EngineRow, ...]


@dataclass(frozen=True)
class PackageOffer:
    """One engine and what it can do for the language."""

    name: str
    state: str
    colour: str
    reason: str
    facts: tuple[tuple[str, str], ...]
    used: bool


@dataclass(frozen=True)
class EnginePage:
    """One language: its engines, what became of their drafts, and the ways without a machine."""

    frame: Frame
    language: Language
    machine: bool
    summary: str
    offers: tuple[PackageOffer, ...]
    made: tuple[ModelFacts, ...]
    back: Link
    unread: tuple[str, ...]
    """Of what safety checks have no words in this language."""


def engines_page(frame: Frame, session: Session) -> EnginesPage:
    rows = tuple(_row(session, language) for language in languages())
    return EnginesPage(frame.at("Machine drafts", PLACE), rows)


def engine_page(frame: Frame, session: Session, tag: str) -> EnginePage:
    """Raises UnknownLanguage."""
    language = find(tag)
    engine = engine_for(tag)
    capability = engine.capability(ENGLISH.tag, tag)
    offers = [(n, ENGINES[n].capability(ENGLISH.tag, tag)) for n in ENGINES if n != "none"]
    return EnginePage(
        frame.at(f"Machine drafts into {language.english_name}", PLACE),
        language,
        capability.state == "ready",
        capability.reason,
        tuple(_offer(tag, name, found, name == engine.id) for name, found in offers),
        _made(trust(session, tag), capability),
        Link("All languages", PLACE),
        tuple(need.words for need in lacking(tag)),
    )


def _row(session: Session, language: Language) -> EngineRow:
    engine = engine_for(language.tag)
    found = engine.capability(ENGLISH.tag, language.tag)
    made = _made(trust(session, language.tag), found)
    state, colour = STATES[found.state]
    return EngineRow(
        language,
        f"{PLACE}/{language.tag}",
        NAMES.get(engine.id, engine.id),
        state,
        colour,
        f"{found.model} {found.version}".strip() or "–",
        found.licence or ("not said" if found.state == "ready" else "–"),
        _size(found),
        next((each for each in made if each.current), made[0] if made else None),
    )


def _offer(tag: str, name: str, found: Capability, used: bool) -> PackageOffer:
    state, colour = STATES[found.state]
    if found.state == "ready" and not used:
        state = "Ready, not used" if name in chosen() else "Ready, turned off"
        colour = "white"
    back = ENGINES[name].capability(tag, ENGLISH.tag)
    facts = (
        ("Model", found.model),
        ("Version", found.version),
        ("Licence", found.licence or ""),
        ("Size", "" if found.size_mb is None else _size(found)),
        ("SHA-256 of its files", found.checksum),
        ("Back into English", "" if back.state == "unsupported" else back.reason),
    )
    return PackageOffer(
        NAMES[name], state, colour, found.reason, tuple(f for f in facts if f[1]), used
    )


def _made(found: Sequence[Trust], now: Capability) -> tuple[ModelFacts, ...]:
    return tuple(
        ModelFacts(
            NAMES.get(each.maker.engine, each.maker.engine),
            f"{each.maker.model} {each.maker.version}".strip() or "–",
            each.maker.checksum[:12],
            each.approved,
            _percent(each.share_unchanged),
            _percent(each.changed),
            format_date(each.last.date(), ENGLISH),
            each.approved < FEW,
            bool(each.maker.checksum) and each.maker.checksum == now.checksum,
        )
        for each in found
    )


def _size(found: Capability) -> str:
    return "–" if found.size_mb is None else f"{found.size_mb:,.1f} MB"


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"
