"""How long a text may be: a translation by its source, what people say about texts and each other
by a number. Nothing is cut: what is too long is refused, and whoever wrote it shortens it.
"""

from app.resources.segments import Segment
from app.workflow.refusals import Unfilled

LONGEST = 20_000
"""Characters of a translation; the longest paragraph of a leaflet has some 600."""
TIMES = 10
"""How many times its source a translation may be: “Yes” may need a sentence, but no page."""
ALWAYS = 500
"""Characters that every translation may have, however short its source."""
REASON = 4_000
WORDS = 1_000
"""Of a glossary: a meaning, a note."""
NAME = 200
"""A name, an e-mail address, a term or the words of one language for it."""


def longest(source: str) -> int:
    """Characters that a translation of this source may have."""
    return min(LONGEST, max(ALWAYS, TIMES * len(source)))


def too_long(segment: Segment, text: str) -> str:
    """Why a text is no translation of a segment; empty when its length is right."""
    most = longest(segment.text)
    if len(text) <= most:
        return ""
    return (
        f"The text has {len(text):,} characters. For an English of {len(segment.text):,} "
        f"it may have {most:,}. Shorten it."
    )


def refuse_longer(text: str, most: int, what: str, field: str = "why") -> None:
    """Raises Unfilled for more characters than `most`; `what` begins the sentence, `field` is how
    the form calls it."""
    if len(text) > most:
        raise Unfilled(f"{what} has {len(text):,} characters. Write at most {most:,}.", field)


def refuse_empty(text: str, unsaid: str, field: str = "why") -> None:
    """Raises Unfilled, with what is `unsaid`, where a field holds no words."""
    if not text.strip():
        raise Unfilled(unsaid, field)
