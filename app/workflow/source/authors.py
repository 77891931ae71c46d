"""Who had a part in a text's English: whoever brought a revision in, and whoever took a step at the
proposal that became it. They sign nothing of it, and do not say that its meaning is the same (H3).
"""

from typing import Any

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from app.models import Proposal, ProposalStep, SourceRevision
from app.workflow.source.revisions import CONTENT, key, segments


def authors_since(session: Session, revision: SourceRevision, last: int = 0) -> frozenset[int]:
    """The accounts of all who had a part after the revision with the id `last`, up to this one."""
    after = (*_up_to(revision), col(SourceRevision.id) > last)
    brought_in = select(SourceRevision.created_by).where(*after)
    proposed = (
        select(ProposalStep.actor_id)
        .join(Proposal, col(Proposal.id) == col(ProposalStep.proposal_id))
        .join(SourceRevision, col(SourceRevision.id) == col(Proposal.revision_id))
        .where(*after)
    )
    return frozenset({*session.exec(brought_in), *session.exec(proposed.distinct())})


def authors_of_segment(
    session: Session, revision: SourceRevision, path: str, source_hash: str
) -> frozenset[int]:
    """Those of them who had a part in this segment since it had this hash."""
    query = select(SourceRevision).where(*_up_to(revision)).options(defer(CONTENT))
    found: frozenset[int] = frozenset()
    newer: tuple[SourceRevision, str] | None = None
    for each in session.exec(query.order_by(col(SourceRevision.id).desc())):
        here = _hash(each, path)
        if newer and newer[1] != here:
            found |= authors_since(session, newer[0], key(each))
        if here == source_hash:
            return found
        newer = each, here
    return found | (authors_since(session, newer[0]) if newer else frozenset())


def _up_to(revision: SourceRevision) -> tuple[Any, ...]:
    return (
        SourceRevision.resource_id == revision.resource_id,
        SourceRevision.reading_version == revision.reading_version,
        col(SourceRevision.id) <= key(revision),
    )


def _hash(revision: SourceRevision, path: str) -> str:
    try:
        segment = segments(revision).get(path)
    except ValueError:  # that English is damaged
        return "damaged"
    return segment.hash if segment else ""
