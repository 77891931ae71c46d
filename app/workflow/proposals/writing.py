"""Writing English: one proposal a text, shared by all authors, always a whole resource. Each step
changes one block; nothing here changes what translators, clinicians or readers have.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, delete, select

from app.db import hold
from app.languages import ENGLISH
from app.models import (
    Proposal,
    ProposalState,
    ProposalStep,
    Role,
    SourceRevision,
    UnsavedBlock,
    User,
    now,
)
from app.models.base import Json
from app.models.sources import ResourceRow
from app.resources.editing import (
    ABOUT,
    SOURCES,
    CannotEdit,
    Data,
    fingerprint,
    first_words,
    ids,
    part,
    place,
    put_back,
    written,
)
from app.resources.load import checked
from app.resources.schema import READING_VERSIONS, Resource
from app.services import services
from app.workflow.lengths import REASON, refuse_longer
from app.workflow.own_rows import put_own
from app.workflow.people.accounts import Actor
from app.workflow.proposals.wrong import refuse_wrong
from app.workflow.refusals import Missing, Refused
from app.workflow.source.archived import refuse_archived
from app.workflow.source.revisions import english, find_resource, key, newest_revision, revision
from app.workflow.source.unresolved import refuse_unresolved
from app.workflow.transitions import transition

Change = Callable[[Data], Data]


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


@dataclass(frozen=True, kw_only=True)
class Writing:
    """A text as its authors want it, open for writing. `proposal` is none until someone changes
    something; `base` is the English that it began from, none for a new text."""

    kind: str
    slug: str
    reading_version: str
    data: Data
    before: Data
    """The English that it began from; empty for a new text."""
    proposal: Proposal | None
    base: SourceRevision | None

    @property
    def resource(self) -> Resource:
        return checked(self.data, self.slug)

    @property
    def is_changed(self) -> bool:
        return self.data != self.before


def open_writing(session: Session, slug: str, reading_version: str) -> Writing:
    """A text as its authors want it, or as it stands; raises Missing."""
    proposal = open_proposal(session, slug, reading_version)
    if proposal is not None:
        base = revision(session, proposal.base_id) if proposal.base_id else None
        return Writing(
            kind=proposal.kind,
            slug=slug,
            reading_version=reading_version,
            data=proposal.content,
            before=written(english(base)) if base else {},
            proposal=proposal,
            base=base,
        )
    row, newest = find_resource(session, slug), newest_revision(session, slug, reading_version)
    if row.kind == "interface":
        raise Missing(f"Nobody writes {slug!r} here.")
    refuse_archived(session, row)
    found = written(english(newest))
    return Writing(
        kind=row.kind,
        slug=slug,
        reading_version=reading_version,
        data=found,
        before=found,
        proposal=None,
        base=newest,
    )


def open_proposal(session: Session, slug: str, reading_version: str) -> Proposal | None:
    """The proposal that is worked on, if any."""
    return session.exec(
        select(Proposal).where(
            Proposal.slug == slug,
            Proposal.reading_version == reading_version,
            Proposal.state == ProposalState.OPEN,
        )
    ).first()


def open_proposals(session: Session) -> tuple[Proposal, ...]:
    """All that are worked on, the newest step first."""
    query = select(Proposal).where(Proposal.state == ProposalState.OPEN)
    return tuple(session.exec(query.order_by(col(Proposal.changed_at).desc())).all())


def begin(session: Session, actor: Actor, resource: Resource, *, is_file: bool = False) -> Proposal:
    """Propose a whole text: a new one, or an easy-read version of one that stands. Raises
    Refused."""
    role = _author(actor)
    if resource.reading_version not in READING_VERSIONS or resource.kind == "interface":
        raise Refused("Choose a leaflet, a plan, a message or a guide.")
    hold_text(session, resource.slug, resource.reading_version)
    row = session.exec(select(ResourceRow).where(ResourceRow.slug == resource.slug)).first()
    if row is not None and row.kind != resource.kind:
        raise Refused(f"{resource.slug} is a {row.kind} already. Choose another name.")
    if row is not None and row.archived:
        raise Refused(
            f"{resource.slug} was taken out of all lists. Bring it back on its page in the library "
            "before anyone writes it."
        )
    if open_proposal(session, resource.slug, resource.reading_version) is not None:
        raise Refused(f"Someone writes {resource.slug} already. Open it in the list of texts.")
    try:
        base = newest_revision(session, resource.slug, resource.reading_version)
    except Missing:
        base = None
    refuse_unresolved(resource, services())
    refuse_wrong(session, {}, resource)
    proposal = _new(resource.kind, resource.slug, resource.reading_version, base, actor)
    proposal.content = written(resource)
    session.add(proposal)
    session.flush()
    note_step(session, proposal, actor, role, "file" if is_file else "begin")
    return proposal


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
    role = _author(actor)
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
    refuse_wrong(session, before.data, after)
    ref = (before.slug, before.reading_version)
    if (after.slug, after.reading_version, after.kind) != (*ref, before.kind):
        raise CannotEdit("The kind, name and reading version of a text stay as they are.")
    data = written(after)
    if data == before.data:
        return before
    refuse_unresolved(after, services())
    proposal = before.proposal or _new(before.kind, *ref, before.base, actor)
    spot = _spot(before.data, block)
    proposal.content, proposal.changed_at = data, now()
    session.add(proposal)
    session.flush()
    was, stands = (_found(side, block) for side in (before.data, data))
    if not why and was and stands and _mark(was) != _mark(stands):
        raise Refused(
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
    _author(actor)
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
    role = _author(actor)
    hold_text(session, *ref)
    proposal = open_proposal(session, *ref)
    if proposal is None:
        raise Missing("There are no changes to throw away.")
    proposal.state, proposal.why = ProposalState.DROPPED, why.strip()
    proposal.ended_by, proposal.ended_at = actor.id, now()
    session.add(proposal)
    note_step(session, proposal, actor, role, "drop")
    return proposal


def names_used(session: Session, writing: Writing) -> set[str]:
    """Ids that a new part of this text may not have: those that stand, and those of every block
    that ever stood in it, so that no translation of something else is taken for its own."""
    used = set(ids(writing.data)) | set(ids(writing.before))
    query = select(Proposal.content).where(
        Proposal.slug == writing.slug, Proposal.reading_version == writing.reading_version
    )
    for content in session.exec(query):
        used.update(ids(content))
    if writing.proposal is not None:
        steps = select(ProposalStep.before).where(ProposalStep.proposal_id == writing.proposal.id)
        for before in session.exec(steps):
            used.update(ids(before))
    return used


def steps_of(session: Session, proposal: Proposal) -> list[tuple[ProposalStep, str]]:
    """What was done to a proposal, newest first, with the person's name."""
    query = (
        select(ProposalStep, User.name)
        .join(User, col(User.id) == col(ProposalStep.actor_id))
        .where(ProposalStep.proposal_id == proposal.id)
        .order_by(col(ProposalStep.id).desc())
    )
    return list(session.exec(query).all())


# ---- words that someone typed and did not save ----


def autosave(
    session: Session,
    actor: Actor,
    ref: tuple[str, str],
    block: str,
    form: Iterable[tuple[str, str]],
    seen: str,
) -> None:
    """Keep what a person typed into the form of a block, for their eyes alone. Raises Refused and
    Missing."""
    role = _author(actor)
    hold_text(session, *ref)
    writing = open_writing(session, *ref)
    proposal = writing.proposal
    if proposal is None:
        proposal = _new(writing.kind, *ref, writing.base, actor)
        proposal.content = writing.data
        session.add(proposal)
        session.flush()
        note_step(session, proposal, actor, role, "begin")
    whose = {"proposal_id": proposal.id, "part": block, "account_id": actor.id}
    what = {"form": [list(pair) for pair in form], "seen": seen, "at": now()}
    put_own(session, UnsavedBlock, whose, what)


def typed(session: Session, actor: Actor, proposal: Proposal | None) -> dict[str, UnsavedBlock]:
    """What this person typed and did not save, by block."""
    if proposal is None:
        return {}
    query = select(UnsavedBlock).where(
        UnsavedBlock.proposal_id == proposal.id, UnsavedBlock.account_id == actor.id
    )
    return {row.part: row for row in session.exec(query)}


def forget_typed(session: Session, actor: Actor, proposal: Proposal, block: str) -> None:
    """Throw away what this person typed there and did not save."""
    session.exec(
        delete(UnsavedBlock).where(
            col(UnsavedBlock.proposal_id) == proposal.id,
            col(UnsavedBlock.part) == block,
            col(UnsavedBlock.account_id) == actor.id,
        )
    )


def _author(actor: Actor) -> Role:
    return actor.require_role(transition("write").roles, ENGLISH.tag)


def hold_text(session: Session, slug: str, reading_version: str) -> None:
    """Nobody else writes this text until the end of the transaction."""
    hold(session, "proposal", slug, reading_version)


def new_proposal(writing: Writing, actor: Actor) -> Proposal:
    """A proposal of a text that nobody changes yet, not stored."""
    return _new(writing.kind, writing.slug, writing.reading_version, writing.base, actor)


def _new(
    kind: str, slug: str, reading_version: str, base: SourceRevision | None, actor: Actor
) -> Proposal:
    return Proposal(
        slug=slug,
        kind=kind,
        reading_version=reading_version,
        base_id=key(base) if base else None,
        created_by=actor.id,
    )


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


def note_step(
    session: Session,
    proposal: Proposal,
    actor: Actor,
    role: Role,
    action: str,
    block: str = "",
    before: Json | None = None,
    after: Json | None = None,
    spot: tuple[Any, ...] = (),
    why: str = "",
) -> None:
    """Put a step on record."""
    session.add(
        ProposalStep(
            proposal_id=proposal.id or 0,
            action=action,
            part=block,
            before=before,
            after=after,
            place=list(spot),
            actor_id=actor.id,
            role=role,
            why=why,
        )
    )
    session.flush()


def _mark(block: Data | None) -> object:
    """How a block that stood is marked; one that is new or gone changes no mark."""
    return block.get("safety_critical") if block else None


def _last_hand(session: Session, proposal: Proposal | None) -> str:
    if proposal is None:
        return "Someone"
    steps = steps_of(session, proposal)
    return steps[0][1] if steps else "Someone"
