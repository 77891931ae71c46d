"""What the database knows about one segment for one person, beside its words: the segments round
it, the next with findings, and the sections. It is read before the editor's page is drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from app.models import Unsaved
from app.web.workbench.sections import SECTIONS, terms
from app.workflow.lists import strings
from app.workflow.lists.strings import Listed, SegmentFilter, Text
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.translation.desk import Desk, SegmentView


@dataclass(frozen=True)
class Side:
    """One section beside the field; `it` is what its template draws, or None."""

    name: str
    title: str
    it: object | None


@dataclass(frozen=True, kw_only=True)
class Beside:
    """All of it; `names` are everybody's."""

    names: Mapping[int, str]
    source: Markup
    """The English with its terms, which are the database's."""
    near: tuple[Listed, ...]
    """The segments just before and after in the text."""
    with_findings: str
    """The path of the next segment with findings; empty when no other has any."""
    sides: tuple[Side, ...]
    unsaved: Unsaved | None
    """What the person typed here and did not save."""


def beside(
    desk: Desk, text: Text, actor: Actor, shown: SegmentView, unsaved: Unsaved | None
) -> Beside:
    number = desk.numbers[shown.path]
    return Beside(
        names=accounts.names(desk.session),
        source=terms.source(desk, shown),
        near=strings.numbered(desk.session, text, (number - 1, number + 1)),
        with_findings=_next_finding(desk, text, actor, number),
        sides=tuple(Side(each.name, each.title, each.of(desk, shown, actor)) for each in SECTIONS),
        unsaved=unsaved,
    )


def _next_finding(desk: Desk, text: Text, actor: Actor, number: int) -> str:
    """The next segment with findings, or else the first one."""
    for start in (number, 0):
        choice = SegmentFilter(strings.WITH_FINDINGS)
        rows = strings.following(desk.session, text, actor, choice, start, 1)
        if rows and rows[0].number != number:
            return rows[0].path
    return ""
