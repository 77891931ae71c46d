"""Which engines there are, which one a language gets, and the one way from a text to its draft.

Adding an engine is one file and one line here. Whether a draft is any good is app/checks' to say.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.config import settings
from app.engines.apertium import ApertiumEngine
from app.engines.argos import ArgosEngine
from app.engines.base import Capability, Draft, Engine
from app.engines.masking import DamagedMask, Masked, has_words, mask, masked_in_english, unmask
from app.engines.none import NoEngine
from app.engines.packages import Package, PackageRefused

__all__ = [
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

_ARGOS = ArgosEngine()
ENGINES: dict[str, Engine] = {
    "argos": _ARGOS,
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
    return _ARGOS.install(archive)


def draft_texts(
    engine: Engine, texts: Sequence[str], source: str, target: str, names: Sequence[str] = ()
) -> list[Draft]:
    """Mask, translate all texts at once, unmask: one draft for each text, in order.

    `text` is None where a draft was refused. `names` are further words that no language translates.
    A text without words comes back as it is.
    """
    masked = [mask(text, names) for text in texts]
    if engine.capability(source, target).state != "ready":
        return engine.translate([each.text for each in masked], source, target)
    worded = [each for each in masked if has_words(each.text)]
    made = iter(engine.translate([each.text for each in worded], source, target) if worded else [])
    return [
        _restored(next(made), each) if has_words(each.text) else _as_it_is(engine, text, each)
        for text, each in zip(texts, masked, strict=True)
    ]


def _as_it_is(engine: Engine, text: str, masked: Masked) -> Draft:
    return Draft(text=text, engine=engine.id, flags=("nothing-to-translate", *_flags(masked)))


def _restored(draft: Draft, masked: Masked) -> Draft:
    if draft.text is None:
        return draft
    if not draft.text.strip():
        return replace(draft, text=None, reason="The engine gave nothing back.")
    try:
        text = unmask(draft.text, masked)
    except DamagedMask as damage:
        return replace(draft, text=None, reason=str(damage))
    return replace(draft, text=text, flags=draft.flags + _flags(masked))


def _flags(masked: Masked) -> tuple[str, ...]:
    return ("unit-left-in-english",) if masked_in_english(masked) else ()
