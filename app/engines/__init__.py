"""Which engines there are and which one a language gets. Adding an engine is one file and one line
here; whether a draft is any good is app/checks' to say.
"""

from pathlib import Path

from app.config import SettingsError, settings
from app.engines.apertium import ApertiumEngine
from app.engines.argos import ArgosEngine
from app.engines.base import Capability, Draft, Engine, PackageRefused
from app.engines.ctranslate import CTranslateEngine
from app.engines.masking import DamagedMask, Masked, mask, unmask
from app.engines.none import NoEngine
from app.engines.packages import Package
from app.engines.remote import LibreTranslateEngine
from app.engines.round_trip import draft_texts

__all__ = [
    "ARGOS",
    "CTRANSLATE",
    "ENGINES",
    "NAMES",
    "Capability",
    "DamagedMask",
    "Draft",
    "Engine",
    "Masked",
    "PackageRefused",
    "draft_texts",
    "engine_for",
    "install_model",
    "mask",
    "unmask",
]

ARGOS = ArgosEngine()
CTRANSLATE = CTranslateEngine()
ENGINES: dict[str, Engine] = {
    "argos": ARGOS,
    "ctranslate": CTRANSLATE,
    "libretranslate": LibreTranslateEngine(),
    "apertium": ApertiumEngine(),
    "none": NoEngine(),
}
NAMES = {
    "argos": "Argos Translate",
    "ctranslate": "A model of your own",
    "libretranslate": "LibreTranslate server",
    "apertium": "Apertium",
    "none": "None",
}
"""What people call them."""


def chosen() -> tuple[str, ...]:
    """The ids of the engines that may draft here, in the order in which they are asked."""
    names = settings().engines.replace(",", " ").split()
    if unknown := [name for name in names if name not in ENGINES]:
        raise SettingsError(
            f"BIRTHWORDS_ENGINES: there is no engine {unknown[0]!r}: {', '.join(ENGINES)}."
        )
    return (*names, "apertium") if settings().apertium and "apertium" not in names else (*names,)


def engine_for(language_tag: str) -> Engine:
    """The first chosen engine that is ready for a language, or one that says why there is none."""
    waiting = []
    for name in chosen():
        capability = ENGINES[name].capability("en", language_tag)
        if capability.state == "ready":
            return ENGINES[name]
        if capability.state == "installable":
            waiting.append(capability)
    return NoEngine(asked=waiting[0] if waiting else ARGOS.capability("en", language_tag))


def install_model(archive: Path) -> Package:
    """Put a local `.argosmodel` file into the data folder. Raises PackageRefused with why."""
    return ARGOS.install(archive)
