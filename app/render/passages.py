"""The segments of an edition in the order in which a print shows them, as plain words with their
paths: what the gates hold a finished print against. Drawing them is `html`'s.
"""

from collections.abc import Iterator
from itertools import groupby

from app.render.html import Reading
from app.render.pdf import Passage
from app.resources.inline import detokenise
from app.resources.schema import Question, Resource, all_parts
from app.resources.segments import Segment, extract
from app.resources.text_messages import SENT

SUMMARY = "summary"
"""The path of the words under the title: they stand after a card with what is urgent."""


def passages(shown: Reading) -> tuple[Passage, ...]:
    """Every segment in reading order, without the words of pictures, which are not drawn, and what
    is sent to phones; options that questions share come again with each. Raises
    MissingContactError."""
    return tuple(
        Passage(
            path=segment.path,
            text=shown.plain(detokenise(segment.text, segment.tokens)),
            language=shown.language.tag,
            flow=f"{shown.language.tag} summary" if segment.path == SUMMARY else "",
        )
        for segment in _drawn(shown.resource)
    )


def _drawn(resource: Resource) -> Iterator[Segment]:
    segments = extract(resource).segments
    drawn = [each for each in segments if not each.path.endswith(".alt") and each.path not in SENT]
    blocks = {block: list(strings) for block, strings in groupby(drawn, lambda each: each.block)}
    sets = {found.id for found in resource.option_sets}
    shared = {
        part.id: part.option_set
        for part in all_parts(resource)
        if isinstance(part, Question) and part.option_set
    }
    for block, strings in blocks.items():
        if block not in sets:
            yield from strings
            yield from blocks[shared[block]] if block in shared else ()
