"""The one way from a text to its draft: mask, translate all at once, unmask, or a refusal in words.

Whether a draft is any good is app/checks' to say.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import inf

from app.config import settings
from app.engines.base import Draft, Engine, Neighbour, ReadsAround, Surroundings
from app.engines.bounded import within
from app.engines.masking import (
    NO_WORDS,
    DamagedMask,
    Masked,
    has_words,
    mask,
    masked_in_english,
    unmask,
    veiled,
)
from app.resources.characters import is_sound, without_turns

Translate = Callable[[Sequence[str]], list[Draft]]


def draft_texts(
    engine: Engine,
    texts: Sequence[str],
    source: str,
    target: str,
    fixed: Mapping[str, str] = NO_WORDS,
    seconds: float = inf,
    around: Sequence[Surroundings] = (),
) -> list[Draft]:
    """One draft for each text, in order; `text` is None where it was refused. Raises EngineHung
    when the engine takes longer than `seconds` or the settings allow.

    `fixed` words become what stands for them (see `mask`). A text without words comes back as it
    is. What stands `around` each text, or nothing, is told to an engine that reads it.
    """

    limit = min(seconds, settings().engine_seconds)

    def plain(masked: Sequence[str]) -> list[Draft]:
        return within(limit, engine.id, lambda: engine.translate(masked, source, target))

    if engine.capability(source, target).state != "ready":
        return plain([mask(text, fixed).text for text in texts])
    if not around or not isinstance(engine, ReadsAround):
        return through(plain, engine.id, texts, fixed)
    told = [
        _veiled(about, fixed)
        for text, about in zip(texts, around, strict=True)
        if has_words(mask(text, fixed).text)
    ]

    def within_others(masked: Sequence[str]) -> list[Draft]:
        ask = partial(engine.translate_within, masked, told, source, target)
        return within(limit, engine.id, ask)

    return through(within_others, engine.id, texts, fixed)


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


def _veiled(around: Surroundings, fixed: Mapping[str, str]) -> Surroundings:
    """The same with nothing in it that is masked in a text (H17)."""

    def seen(neighbours: Sequence[Neighbour]) -> tuple[Neighbour, ...]:
        return tuple(
            Neighbour(text=veiled(each.text, fixed), words=veiled(each.words, fixed))
            for each in neighbours
        )

    return replace(around, before=seen(around.before), after=seen(around.after))


def _as_it_is(engine: str, masked: Masked) -> Draft:
    text = unmask(masked.text, masked)
    return Draft(text=text, engine=engine, flags=("nothing-to-translate", *_flags(masked)))


def _restored(draft: Draft, masked: Masked) -> Draft:
    if draft.text is None:
        return draft
    if not draft.text.strip():
        return replace(draft, text=None, reason="The engine gave nothing back.")
    if not is_sound(draft.text):
        return replace(draft, text=None, reason="The engine gave back signs that no file can hold.")
    try:
        text = unmask(without_turns(draft.text), masked)
    except DamagedMask as damage:
        return replace(draft, text=None, reason=str(damage))
    return replace(draft, text=text, flags=draft.flags + _flags(masked))


def _flags(masked: Masked) -> tuple[str, ...]:
    return ("unit-left-in-english",) if masked_in_english(masked) else ()
