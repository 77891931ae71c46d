"""The one way from a text to its draft: mask, translate all at once, unmask, or a refusal in words.

Whether a draft is any good is app/checks' to say.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.engines.base import Draft, Engine
from app.engines.masking import DamagedMask, Masked, has_words, mask, masked_in_english, unmask

Translate = Callable[[Sequence[str]], list[Draft]]


def draft_texts(
    engine: Engine, texts: Sequence[str], source: str, target: str, names: Sequence[str] = ()
) -> list[Draft]:
    """One draft for each text, in order; `text` is None where a draft was refused.

    `names` are further words that no language translates. A text without words comes back as it is.
    """
    if engine.capability(source, target).state != "ready":
        return engine.translate([mask(text, names).text for text in texts], source, target)
    return through(lambda masked: engine.translate(masked, source, target), engine.id, texts, names)


def through(
    translate: Translate, engine: str, texts: Sequence[str], names: Sequence[str] = ()
) -> list[Draft]:
    """The same with nothing but a function from masked texts to their drafts."""
    masked = [mask(text, names) for text in texts]
    worded = [each for each in masked if has_words(each.text)]
    made = iter(translate([each.text for each in worded]) if worded else [])
    return [
        _restored(next(made), each) if has_words(each.text) else _as_it_is(engine, text, each)
        for text, each in zip(texts, masked, strict=True)
    ]


def _as_it_is(engine: str, text: str, masked: Masked) -> Draft:
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
