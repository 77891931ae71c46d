"""Which engines there are and which one a language gets. Adding an engine is one file and one line
here; whether a draft is any good is app/checks' to say.
"""

from pathlib import Path

from app.config import settings
from app.engines.apertium import ApertiumEngine
from app.engines.argos import ArgosEngine
from app.engines.base import Capability, Draft, Engine, PackageRefused
from app.engines.masking import DamagedMask, Masked, mask, unmask
from app.engines.none import NoEngine
from app.engines.packages import Package
from app.engines.round_trip import draft_texts

__all__ = [
    "ARGOS",
    "ENGINES",
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
ENGINES: dict[str, Engine] = {
    "argos": ARGOS,
    "apertium": ApertiumEngine(),
    "none": NoEngine(),
}


def engine_for(language_tag: str) -> Engine:
    """The first engine that is ready for a language, or one that says why there is none."""
    chosen = ("argos", "apertium") if settings().apertium else ("argos",)
    for name in chosen:
        if ENGINES[name].capability("en", language_tag).state == "ready":
            return ENGINES[name]
    return NoEngine(asked=ENGINES["argos"].capability("en", language_tag))


def install_model(archive: Path) -> Package:
    """Put a local `.argosmodel` file into the data folder. Raises PackageRefused with why."""
    return ARGOS.install(archive)
