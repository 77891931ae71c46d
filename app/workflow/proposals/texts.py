"""A text as its authors want it: its proposal, or its English as it stands, and what is on record
of a proposal. The steps that authors take are in `writing`.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlmodel import Session, col, select

from app.db import hold
from app.languages import ENGLISH
from app.models import Proposal, ProposalState, ProposalStep, Role, SourceRevision, User, now
from app.models.base import Json
from app.resources.editing import Data, ids, written
from app.resources.kinds import rules
from app.resources.load import checked
from app.resources.schema import Resource
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Missing
from app.workflow.source.archived import refuse_archived
from app.workflow.source.revisions import english, find_resource, key, newest_revision, revision
from app.workflow.transitions import transition


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

    @cached_property
    def resource(self) -> Resource:
        """The text as a resource, checked once."""
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
    if not rules(row.kind).folder:
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


def said_with(session: Session, slug: str, reading_version: str) -> dict[int, tuple[str, str]]:
    """What was said with each English that came of a proposal, by its id, and who wrote it."""
    of = (Proposal.slug == slug, Proposal.reading_version == reading_version)
    query = (
        select(Proposal.revision_id, Proposal.why, User.name)
        .join(ProposalStep, col(ProposalStep.proposal_id) == col(Proposal.id))
        .join(User, col(User.id) == col(ProposalStep.actor_id))
        .where(*of, col(Proposal.revision_id).is_not(None), ProposalStep.action != "hand_in")
        .order_by(col(ProposalStep.id))
    )
    found: dict[int, tuple[str, dict[str, None]]] = {}
    for number, why, name in session.exec(query):
        found.setdefault(number or 0, (why, {}))[1][name] = None
    return {number: (why, ", ".join(names)) for number, (why, names) in found.items()}


def require_author(actor: Actor) -> Role:
    """The role in which this person writes; raises Refused."""
    return actor.require_role(transition("write").roles, ENGLISH.tag)


def hold_text(session: Session, slug: str, reading_version: str) -> None:
    """Nobody else writes this text until the end of the transaction."""
    hold(session, "proposal", slug, reading_version)


def proposal_of(writing: Writing, actor: Actor) -> Proposal:
    """The proposal of a text, or a new one, not stored, where nobody changes it yet."""
    return writing.proposal or Proposal(
        slug=writing.slug,
        kind=writing.kind,
        reading_version=writing.reading_version,
        base_id=key(writing.base) if writing.base else None,
        content=writing.data,
        created_by=actor.id,
    )


def rewrite(session: Session, proposal: Proposal, data: Data) -> None:
    """Store a proposal with this content."""
    proposal.content, proposal.changed_at = data, now()
    session.add(proposal)
    session.flush()


def end(proposal: Proposal, actor: Actor, state: ProposalState, why: str) -> None:
    """Nobody works on it any more."""
    proposal.state, proposal.why = state, why.strip()
    proposal.ended_by, proposal.ended_at = actor.id, now()


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
