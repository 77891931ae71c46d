"""What stands around a segment, for engines that read more than the text: its neighbours in reading
order with the words that people gave them, and the glossary's terms in it.
"""

from collections.abc import Mapping, Sequence

from app.checks.terms import find_terms
from app.engines.base import AgreedTerm, Neighbour, Surroundings
from app.models import Status
from app.resources.segments import Segment
from app.workflow.translation.desk import Desk, stands_for_now

FEW = 2
"""Neighbours on either side."""
BY_PEOPLE = (Status.EDITED, Status.REVISED)
"""Words that a machine alone gave are not shown, so that its mistakes do not spread."""


def surroundings(
    desk: Desk, segments: Sequence[Segment], fixed: Mapping[str, str]
) -> dict[str, Surroundings]:
    """What stands around each of a desk's segments, by path. `fixed` words are not among the terms:
    engines never see them."""
    order = list(desk.segments.values())
    place = {segment.path: number for number, segment in enumerate(order)}
    found = {}
    for segment in segments:
        here = place[segment.path]
        found[segment.path] = Surroundings(
            before=tuple(_neighbour(desk, s) for s in order[max(here - FEW, 0) : here]),
            after=tuple(_neighbour(desk, s) for s in order[here + 1 : here + 1 + FEW]),
            terms=_terms(desk, segment, fixed),
        )
    return found


def _neighbour(desk: Desk, segment: Segment) -> Neighbour:
    row = desk.rows.get(segment.path)
    if row is None or row.status not in BY_PEOPLE or not stands_for_now(desk, row, segment):
        return Neighbour(text=segment.text, words="")
    return Neighbour(text=segment.text, words=row.text)


def _terms(desk: Desk, segment: Segment, fixed: Mapping[str, str]) -> tuple[AgreedTerm, ...]:
    terms = dict.fromkeys(term for _, _, term in find_terms(segment.text, desk.terms))
    return tuple(
        AgreedTerm(term=term.term, words=term.approved, never=term.forbidden)
        for term in terms
        if not term.keep and term.term.partition("(")[0].strip() not in fixed
        if term.approved or term.forbidden
    )
