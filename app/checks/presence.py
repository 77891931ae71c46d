"""Is there a translation at all? An empty text is silent: no other check can see it."""

from __future__ import annotations

from collections.abc import Iterator

from app.checks.base import Flaw, Pair, Severity
from app.checks.surface import TOKEN, surface


def check_presence(pair: Pair) -> Iterator[Flaw]:
    """A source with words needs a translation with words."""
    words_wanted = surface(TOKEN.sub("", pair.source)).text.strip()
    words_given = surface(TOKEN.sub("", pair.target)).text.strip()
    if pair.source.strip() and (not pair.target.strip() or (words_wanted and not words_given)):
        yield Flaw(Severity.BLOCKING, "The translation is empty.")
