"""What an author typed into the form of a block and did not save, for their eyes alone."""

from collections.abc import Iterable

from sqlmodel import Session, col, delete, select

from app.models import Proposal, UnsavedBlock, now
from app.workflow.own_rows import put_own
from app.workflow.people.accounts import Actor
from app.workflow.proposals.texts import (
    hold_text,
    note_step,
    open_writing,
    proposal_of,
    require_author,
    rewrite,
)


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
    role = require_author(actor)
    hold_text(session, *ref)
    writing = open_writing(session, *ref)
    proposal = proposal_of(writing, actor)
    if writing.proposal is None:
        rewrite(session, proposal, writing.data)
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
