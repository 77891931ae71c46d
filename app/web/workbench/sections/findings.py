"""What the checks say about the text, beside the field: what stands, with its mend where that is
certain, and what somebody decided about the rest.
"""

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


@dataclass(frozen=True, kw_only=True)
class FindingLine:
    """One finding, and the words of the text that it is about. `step` is what the person may do
    about it: dismiss, overrule or nothing."""

    severity: str
    colour: str
    message: str
    words: Markup
    start: int | None
    end: int | None
    key: str
    fix: Fix | None
    step: str


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A finding that was decided upon: what was said, and by whom."""

    message: str
    what: str
    who: str
    when: str
    why: str
    key: str
    may_reconsider: bool


@dataclass(frozen=True)
class Findings:
    lines: tuple[FindingLine, ...]
    settled: tuple[Settled, ...]


def section(desk: Desk, seen: SegmentView, actor: Actor) -> Findings | None:
    if not seen.findings and not seen.decided:
        return None
    return Findings(
        tuple(_line(each, seen, actor, desk.language.tag) for each in seen.findings),
        _settled(desk, seen, actor) if seen.decided else (),
    )


def _line(finding: Finding, seen: SegmentView, actor: Actor, tag: str) -> FindingLine:
    blocks = finding.severity is Severity.BLOCKING
    within = seen.text[finding.start : finding.end] if finding.start is not None else ""
    return FindingLine(
        severity="Must be put right" if blocks else "Look again",
        colour="red" if blocks else "grey",
        message=finding.message,
        words=tokens(within),
        start=finding.start,
        end=finding.end,
        key=finding.key,
        fix=finding.fix,
        step=_step(finding, seen, actor, tag),
    )


def _step(finding: Finding, seen: SegmentView, actor: Actor, tag: str) -> str:
    if finding.severity is not Severity.BLOCKING:
        return "dismiss" if may(actor, "dismiss", tag) else ""
    own = actor.id in (seen.edited_by, seen.revised_by)
    able = may(actor, "overrule", tag) and not own and finding.check not in CORRECTED_ONLY
    return "overrule" if able else ""


def _settled(desk: Desk, seen: SegmentView, actor: Actor) -> tuple[Settled, ...]:
    names = accounts.names(desk.session)
    return tuple(_one_settled(each, actor, desk.language.tag, names) for each in seen.decided)


def _one_settled(each: Decided, actor: Actor, tag: str, names: dict[int, str]) -> Settled:
    decision = each.decision
    overruled = decision.action == "overrule"
    return Settled(
        message=each.finding.message,
        what="Overruled by signed decision" if overruled else "Dismissed",
        who=f"{names.get(decision.actor_id, 'someone')} ({decision.role})",
        when=moment(decision.at),
        why=decision.why,
        key=decision.key,
        may_reconsider=may(actor, decision.action, tag),
    )
