"""Which engines there are and which one a language gets. Adding an engine is one file and one line
here; whether a draft is any good is app/checks' to say.
"""

from app.config import SettingsError, settings
from app.engines.apertium import ApertiumEngine
from app.engines.argos import ArgosEngine
from app.engines.base import Draft, Engine, PackageRefused
from app.engines.chat import ChatEngine
from app.engines.ctranslate import CTranslateEngine
from app.engines.none import NoEngine
from app.engines.remote import LibreTranslateEngine
from app.engines.round_trip import draft_texts
from app.languages import ENGLISH

__all__ = [
    "ARGOS",
    "CTRANSLATE",
    "ENGINES",
    "NAMES",
    "Draft",
    "Engine",
    "PackageRefused",
    "akin",
    "draft_texts",
    "engine_for",
    "into_english",
    "maker",
    "name_of",
    "named",
]

ARGOS = ArgosEngine()
CTRANSLATE = CTranslateEngine()
OFFERED: tuple[tuple[str, Engine], ...] = (
    ("Argos Translate", ARGOS),
    ("A model of your own", CTRANSLATE),
    ("LibreTranslate server", LibreTranslateEngine()),
    ("Language model server", ChatEngine()),
    ("Apertium", ApertiumEngine()),
    ("None", NoEngine()),
)
"""Every engine, with what people call it."""
ENGINES = {engine.id: engine for _, engine in OFFERED}
NAMES = {engine.id: name for name, engine in OFFERED}


def name_of(engine: str) -> str:
    """What people call an engine; one model of their own is called by its id."""
    return NAMES.get(engine) or engine.partition(":")[2] or engine


def named(engine: str) -> Engine:
    """The engine with this id, such as `argos` or `ctranslate:nllb-600m`; raises KeyError."""
    kind, _, model = engine.partition(":")
    return CTRANSLATE.one(model) if kind == CTRANSLATE.id and model else ENGINES[engine]


def maker(engine: str, model: str = "") -> str:
    """The id of what made a draft: of models that an operator brought each is an engine."""
    return f"{engine}:{model}" if engine == CTRANSLATE.id and model else engine


def akin(one: str, other: str) -> bool:
    """Whether two engines may make the same mistakes: the same, models of one family, or Argos and
    a LibreTranslate server, which runs Argos's models."""
    if one == other or {one, other} == {"argos", "libretranslate"}:
        return True
    (kind, _, model), (kind2, _, model2) = one.partition(":"), other.partition(":")
    if kind != kind2 or not (model and model2):
        return kind == kind2
    recipe = CTRANSLATE.recipe(model)
    return recipe not in ("", "plain") and recipe == CTRANSLATE.recipe(model2)


def into_english(tag: str) -> tuple[Engine, ...]:
    """The engines in use here that are ready to put a language into English."""
    found: list[Engine] = []
    for name in chosen():
        found += CTRANSLATE.each(tag, ENGLISH.tag) if name == CTRANSLATE.id else [ENGINES[name]]
    return tuple(engine for engine in found if engine.capability(tag, ENGLISH.tag).state == "ready")


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
        capability = ENGINES[name].capability(ENGLISH.tag, language_tag)
        if capability.state == "ready":
            return ENGINES[name]
        if capability.state == "installable":
            waiting.append(capability)
    return NoEngine(asked=waiting[0] if waiting else ARGOS.capability(ENGLISH.tag, language_tag))
