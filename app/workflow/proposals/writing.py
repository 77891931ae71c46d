"""Writing English: one proposal a text, shared by all authors, always a whole resource. Each step
changes one block; nothing here changes what translators, clinicians or readers have.
"""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from app.models import Proposal, ProposalState, ProposalStep, Role
from app.models.sources import ResourceRow
from app.resources.editing import (
    ABOUT,
    SOURCES,
    CannotEdit,
    Change,
    Data,
    fingerprint,
    first_words,
    ids,
    part,
    place,
    put_back,
    written,
)
from app.resources.kinds import rules
from app.resources.load import checked
from app.resources.schema import Resource
from app.services import services
from app.workflow.lengths import REASON, refuse_longer
from app.workflow.people.accounts import Actor
from app.workflow.proposals.texts import (
    Writing,
    end,
    hold_text,
    note_step,
    open_proposal,
    open_writing,
    proposal_of,
    require_author,
    rewrite,
    steps_of,
)
from app.workflow.proposals.typed import forget_typed
from app.workflow.proposals.wrong import refuse_wrong
from app.workflow.refusals import Missing, Refused, Unfilled
from app.workflow.source.revisions import refuse_name, title_of, try_newest
from app.workflow.source.unresolved import refuse_unresolved


class BlockChanged(Refused):
    """Someone else wrote this block since it was opened. Nothing was overwritten; `theirs` is how
    it stands, none where it is gone."""

    status = 409

    def __init__(self, by: str, theirs: Data | None) -> None:
        gone = "took this block out" if theirs is None else "wrote this block anew"
        super().__init__(
            f"{by} {gone} after you opened it. What you wrote is still here: compare, then save."
        )
        self.theirs = theirs


def begin(session: Session, actor: Actor, resource: Resource, *, is_file: bool = False) -> Proposal:
    """Propose a whole text: a new one, or an easy-read version of one that stands. Raises
    Refused."""
    role = require_author(actor)
    hold_text(session, resource.slug, resource.reading_version)
    writing = whole_text(session, resource)
    proposal = proposal_of(writing, actor)
    rewrite(session, proposal, writing.data)
    note_step(session, proposal, actor, role, "file" if is_file else "begin")
    return proposal


def whole_text(session: Session, resource: Resource) -> Writing:
    """A whole text as it would be proposed, with nothing written. Raises Refused."""
    ref = (resource.slug, resource.reading_version)
    if not rules(resource.kind).folder:
        raise Refused("Choose a leaflet, a plan, a message or a guide.")
    row = session.exec(select(ResourceRow).where(ResourceRow.slug == resource.slug)).first()
    if row is None:
        refuse_name(resource.slug)
    elif row.kind != resource.kind:
        raise Refused(f"{resource.slug} is a {row.kind} already. Choose another name.")
    if row is not None and row.archived:
        raise Refused(
            f"“{title_of(session, row)}” was taken out of all lists. Bring it back on its page in "
            "the library before anyone writes it."
        )
    if open_proposal(session, *ref) is not None:
        raise Refused(f"Someone writes {resource.slug} already. Open it in the list of texts.")
    refuse_unresolved(resource, services())
    data = written(resource)
    refuse_wrong(session, {}, resource, data)
    return Writing(
        kind=resource.kind,
        slug=resource.slug,
        reading_version=resource.reading_version,
        data=data,
        before={},
        proposal=None,
        base=try_newest(session, *ref),
    )


def edit(
    session: Session,
    actor: Actor,
    ref: tuple[str, str],
    action: str,
    block: str,
    change: Change,
    *,
    seen: str | None = None,
    why: str = "",
) -> Writing:
    """Take one step at a block of (slug, reading version), in the caller's transaction. `seen` is
    the block's fingerprint when the person opened it. Raises Refused, Missing, BlockChanged,
    CannotEdit and ContentError; then nothing is written."""
    role = require_author(actor)
    hold_text(session, *ref)
    before = open_writing(session, *ref)
    if seen is not None and seen != fingerprint(before.data, block):
        raise BlockChanged(_last_hand(session, before.proposal), _found(before.data, block))
    return _step(session, actor, role, before, action, block, change, why.strip())


def _step(
    session: Session,
    actor: Actor,
    role: Role,
    before: Writing,
    action: str,
    block: str,
    change: Change,
    why: str,
) -> Writing:
    after = checked(change(before.data), before.slug)
    data = written(after)
    refuse_wrong(session, before.data, after, data)
    ref = (before.slug, before.reading_version)
    if (after.slug, after.reading_version, after.kind) != (*ref, before.kind):
        raise CannotEdit("The kind, name and reading version of a text stay as they are.")
    if data == before.data:
        return before
    refuse_unresolved(after, services())
    proposal, spot = proposal_of(before, actor), _spot(before.data, block)
    rewrite(session, proposal, data)
    was, stands = (_found(side, block) for side in (before.data, data))
    if not why and was and stands and _mark(was) != _mark(stands):
        raise Unfilled(
            "You changed what is marked as safety-critical. Say why, for whoever signs it: the "
            "field for it is at the end of the form."
        )
    refuse_longer(why, REASON, "The reason")
    note_step(session, proposal, actor, role, action, block, was, stands, spot, why)
    forget_typed(session, actor, proposal, block)
    return open_writing(session, *ref)


def restore(session: Session, actor: Actor, ref: tuple[str, str], block: str) -> Writing:
    """Put back a block that was taken out, with its ids, so that its translations come back too.
    Raises Refused and Missing."""
    require_author(actor)
    hold_text(session, *ref)
    found = next((gone for gone in taken_out_blocks(session, *ref) if gone.id == block), None)
    if found is None:
        raise Missing("This block was not taken out, or it stands again.")
    return edit(
        session, actor, ref, "restore", block, lambda data: put_back(data, found.part, found.place)
    )


@dataclass(frozen=True)
class TakenOut:
    """A block that stood in the English before, or in the proposal, and does not stand now."""

    part: Data
    place: tuple[str, str, int]

    @property
    def id(self) -> str:
        return str(self.part["id"])

    @property
    def words(self) -> str:
        """How people know it."""
        return first_words(self.part)


def taken_out_blocks(session: Session, slug: str, reading_version: str) -> tuple[TakenOut, ...]:
    """What can be put back, newest first."""
    writing = open_writing(session, slug, reading_version)
    if writing.proposal is None:
        return ()
    here, found = set(ids(writing.data)), dict[str, TakenOut]()
    steps = select(ProposalStep).where(ProposalStep.proposal_id == writing.proposal.id)
    for step in session.exec(steps.order_by(col(ProposalStep.id).desc())):
        if step.action == "take_out" and step.before and step.part not in here:
            inside, field, at = step.place
            spot = (str(inside), str(field), int(at))
            found.setdefault(step.part, TakenOut(dict(step.before), spot))
    return tuple(found.values())


def drop(session: Session, actor: Actor, ref: tuple[str, str], why: str) -> Proposal:
    """Throw a proposal away; it stays on record. Raises Refused and Missing."""
    role = require_author(actor)
    hold_text(session, *ref)
    proposal = open_proposal(session, *ref)
    if proposal is None:
        raise Missing("There are no changes to throw away.")
    end(proposal, actor, ProposalState.DROPPED, why)
    session.add(proposal)
    note_step(session, proposal, actor, role, "drop")
    return proposal


def _found(data: Data, block: str) -> Data | None:
    try:
        return part(data, block)
    except CannotEdit:
        return None


def _spot(data: Data, block: str) -> tuple[Any, ...]:
    if block in (ABOUT, SOURCES, ""):
        return ()
    try:
        spot = place(data, block)
    except CannotEdit:
        return ()
    return spot.inside, spot.field, spot.at


def _mark(block: Data | None) -> object:
    """How a block that stood is marked; one that is new or gone changes no mark."""
    return block.get("safety_critical") if block else None


def _last_hand(session: Session, proposal: Proposal | None) -> str:
    if proposal is None:
        return "Someone"
    steps = steps_of(session, proposal)
    return steps[0][1] if steps else "Someone"
