"""What the checks say about the text, beside the field: what stands, with its mend where that is
certain, and what somebody decided about the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from app.checks.base import Finding, Fix, Severity
from app.web.frame.labels import moment
from app.web.workbench.marked_text import tokens
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.review.findings import CORRECTED_ONLY
from app.workflow.translation.desk import Decided, Desk, SegmentView
from app.workflow.translation.permissions import may


@dataclass(frozen=True)
class FindingLine:
    """One finding in a text, for a person who works in the language `tag`."""

    finding: Finding
    seen: SegmentView
    actor: Actor
    tag: str

    @property
    def severity(self) -> str:
        return "Must be put right" if self._blocks else "Look again"

    @property
    def colour(self) -> str:
        return "red" if self._blocks else "grey"

    @property
    def message(self) -> str:
        return self.finding.message

    @property
    def words(self) -> Markup:
        """The words of the text that it is about."""
        start = self.finding.start
        return tokens("" if start is None else self.seen.text[start : self.finding.end])

    @property
    def start(self) -> int | None:
        return self.finding.start

    @property
    def end(self) -> int | None:
        return self.finding.end

    @property
    def key(self) -> str:
        return self.finding.key

    @property
    def fix(self) -> Fix | None:
        return self.finding.fix

    @property
    def step(self) -> str:
        """What the person may do about it: dismiss, overrule or nothing."""
        if not self._blocks:
            return "dismiss" if may(self.actor, "dismiss", self.tag) else ""
        own = self.actor.id in (self.seen.edited_by, self.seen.revised_by)
        able = may(self.actor, "overrule", self.tag) and not own
        return "overrule" if able and self.finding.check not in CORRECTED_ONLY else ""

    @property
    def _blocks(self) -> bool:
        return self.finding.severity is Severity.BLOCKING


@dataclass(frozen=True)
class Settled:
    """A finding that was decided upon, for a person who works in the language `tag`."""

    decided: Decided
    names: Mapping[int, str]
    actor: Actor
    tag: str

    @property
    def message(self) -> str:
        return self.decided.finding.message

    @property
    def what(self) -> str:
        overruled = self.decided.decision.action == "overrule"
        return "Overruled by signed decision" if overruled else "Dismissed"

    @property
    def who(self) -> str:
        decision = self.decided.decision
        return f"{self.names.get(decision.actor_id, 'someone')} ({decision.role})"

    @property
    def when(self) -> str:
        return moment(self.decided.decision.at)

    @property
    def why(self) -> str:
        return self.decided.decision.why

    @property
    def key(self) -> str:
        return self.decided.decision.key

    @property
    def may_reconsider(self) -> bool:
        return may(self.actor, self.decided.decision.action, self.tag)


@dataclass(frozen=True)
class Findings:
    lines: tuple[FindingLine, ...]
    settled: tuple[Settled, ...]


def section(desk: Desk, seen: SegmentView, actor: Actor) -> Findings | None:
    if not seen.findings and not seen.decided:
        return None
    tag = desk.language.tag
    names = accounts.names(desk.session) if seen.decided else {}
    return Findings(
        tuple(FindingLine(each, seen, actor, tag) for each in seen.findings),
        tuple(Settled(each, names, actor, tag) for each in seen.decided),
    )
