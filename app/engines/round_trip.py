"""The one way from a text to its draft: mask, translate all at once, unmask, or a refusal in words.

Whether a draft is any good is app/checks' to say.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import inf

from app.config import settings
from app.engines.base import Draft, Engine
from app.engines.bounded import within
from app.engines.masking import (
    NO_WORDS,
    DamagedMask,
    Masked,
    has_words,
    mask,
    masked_in_english,
    unmask,
)

Translate = Callable[[Sequence[str]], list[Draft]]


def draft_texts(
    engine: Engine,
    texts: Sequence[str],
    source: str,
    target: str,
    fixed: Mapping[str, str] = NO_WORDS,
    seconds: float = inf,
) -> list[Draft]:
    """One draft for each text, in order; `text` is None where it was refused. Raises EngineHung
    when the engine takes longer than `seconds` or the settings allow.

    `fixed` words become what stands for them (see `mask`). A text without words comes back as it
    is.
    """

    def translate(masked: Sequence[str]) -> list[Draft]:
        limit = min(seconds, settings().engine_seconds)
        return within(limit, engine.id, lambda: engine.translate(masked, source, target))

    if engine.capability(source, target).state != "ready":
        return translate([mask(text, fixed).text for text in texts])
    return through(translate, engine.id, texts, fixed)


def through(
    translate: Translate, engine: str, texts: Sequence[str], fixed: Mapping[str, str] = NO_WORDS
) -> list[Draft]:
    """The same with nothing but a function from masked texts to their drafts."""
    masked = [mask(text, fixed) for text in texts]
    worded = [each for each in masked if has_words(each.text)]
    made = iter(translate([each.text for each in worded]) if worded else [])
    return [
        _restored(next(made), each) if has_words(each.text) else _as_it_is(engine, each)
        for each in masked
    ]


def _as_it_is(engine: str, masked: Masked) -> Draft:
    text = unmask(masked.text, masked)
    return Draft(text=text, engine=engine, flags=("nothing-to-translate", *_flags(masked)))


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
