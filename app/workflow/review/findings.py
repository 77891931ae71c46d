"""Decisions about findings: an advisory one is dismissed with a reason, a blocking one corrected or
overruled by a clinician's signed decision. Each holds for one source and one text only: that of the
version which the person `opened` (H30), where they had a page before them.
"""

from app.checks.base import Finding, Severity
from app.models import FindingDecision, Role
from app.workflow.lengths import REASON, refuse_empty, refuse_longer
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Conflict, Missing, Refused
from app.workflow.transitions import transition
from app.workflow.translation.desk import Decided, Desk, SegmentView, text_hash, view
from app.workflow.translation.recording import note

CORRECTED_ONLY = frozenset({"presence", "markup", "size"})
"""Checks that nobody overrules: a page cannot be made of an empty or torn text."""


def dismiss(
    desk: Desk, actor: Actor, path: str, key: str, why: str, opened: int | None = None
) -> FindingDecision | None:
    """Set an advisory finding aside; None when it is already. Raises Refused, Conflict and
    Missing."""
    role = actor.require_role(transition("dismiss").roles, desk.language.tag)
    seen = view(desk, path)
    if _is_decided(seen, key):
        return None
    _refuse_unseen(seen, opened)
    finding = _open(seen, key)
    if finding.severity is Severity.BLOCKING:
        raise Refused(
            "This must be put right. If the text is right as it stands, a clinician can overrule "
            "the finding with a signed decision."
        )
    return _decide(desk, actor, role, seen, finding, "dismiss", why)


def overrule(
    desk: Desk, actor: Actor, path: str, key: str, why: str, opened: int | None = None
) -> FindingDecision | None:
    """A clinician's signed decision that a blocking finding is wrong; None when it stands already.
    Raises Refused, Conflict and Missing."""
    role = actor.require_role(transition("overrule").roles, desk.language.tag)
    seen = view(desk, path)
    if _is_decided(seen, key):
        return None
    _refuse_unseen(seen, opened)
    finding = _open(seen, key)
    if finding.severity is not Severity.BLOCKING:
        raise Refused("This finding blocks nothing. Dismiss it with a reason.")
    if finding.check in CORRECTED_ONLY:
        raise Refused("A page cannot be made of this text. It has to be corrected.")
    if actor.id in (seen.edited_by, seen.revised_by):
        raise Refused("You wrote or revised this text, so another clinician must decide.")
    return _decide(desk, actor, role, seen, finding, "overrule", why)


def reconsider(
    desk: Desk, actor: Actor, path: str, key: str, why: str, opened: int | None = None
) -> FindingDecision:
    """Take a finding up again; what a clinician overruled, only a clinician. Raises Refused and
    Conflict."""
    seen = view(desk, path)
    _refuse_unseen(seen, opened)
    found = next((d for d in seen.decided if d.finding.key == key), None)
    if found is None:
        raise Missing("This finding is open, or the text has changed since. Reload the page.")
    role = actor.require_role(transition(found.decision.action).roles, desk.language.tag)
    return _decide(desk, actor, role, seen, found.finding, "reconsider", why)


def rested_on(views: tuple[SegmentView, ...]) -> list[Decided]:
    """Every decision that lets these texts stand."""
    return [decided for seen in views for decided in seen.decided]


def _is_decided(seen: SegmentView, key: str) -> bool:
    return any(decided.finding.key == key for decided in seen.decided)


def _refuse_unseen(seen: SegmentView, opened: int | None) -> None:
    """Raises Conflict where the text is not the one that the person read: the same finding may
    stand against other words."""
    if opened is not None and opened != seen.version:
        raise Conflict(seen.text, seen.text, seen.version)


def _open(seen: SegmentView, key: str) -> Finding:
    found = next((f for f in seen.findings if f.key == key), None)
    if found is None:
        raise Missing("This finding is no longer there: the text has changed. Reload the page.")
    return found


def _decide(
    desk: Desk,
    actor: Actor,
    role: Role,
    seen: SegmentView,
    finding: Finding,
    action: str,
    why: str,
) -> FindingDecision:
    refuse_empty(why, "Say why: the reason stays on record beside the finding.")
    refuse_longer(why, REASON, "The reason")
    taken = desk.decisions.setdefault(seen.path, [])
    row = FindingDecision(
        translation_id=desk.translation_id,
        path=seen.path,
        key=finding.key,
        action=action,
        message=finding.message,
        source_hash=seen.segment.hash,
        text_hash=text_hash(seen.text),
        actor_id=actor.id,
        role=role,
        why=why.strip(),
    )
    desk.session.add(row)
    taken.append(row)
    note(desk, actor, role, seen.path, action, f"{finding.message} {why.strip()}")
    return row
