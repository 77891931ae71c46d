"""English that somebody brings as a file becomes a proposal like any other, shown before it counts:
what others wrote meanwhile, here or in their own proposal, is never written over.
"""

from dataclasses import dataclass

from sqlmodel import Session

from app.languages import ENGLISH
from app.models import SourceRevision, now
from app.resources.editing import Data, written
from app.resources.load import checked
from app.resources.merging import Clash, merge
from app.resources.schema import Resource
from app.services import services
from app.workflow.people.accounts import Actor
from app.workflow.proposals.writing import (
    Writing,
    begin,
    hold_text,
    new_proposal,
    note_step,
    open_writing,
)
from app.workflow.proposals.wrong import refuse_wrong
from app.workflow.refusals import Missing, Refused
from app.workflow.source.revisions import english
from app.workflow.source.unresolved import refuse_unresolved
from app.workflow.transitions import transition


@dataclass(frozen=True)
class TakenFile:
    """The text with the file in it, whether the file changed anything, and where both the file and
    somebody here wrote: what stood here stays there."""

    writing: Writing
    is_new: bool
    clashes: tuple[Clash, ...]


def take_file(
    session: Session, actor: Actor, resource: Resource, *, base: SourceRevision | None = None
) -> TakenFile:
    """Put a file's English into the proposal of its text, which is begun if need be, in the
    caller's transaction. `base` is the revision that the file was taken from, where it says so;
    else the English that the proposal began from. Raises Refused and ContentError."""
    role = actor.require_role(transition("write").roles, ENGLISH.tag)
    ref = (resource.slug, resource.reading_version)
    hold_text(session, *ref)
    try:
        writing = open_writing(session, *ref)
    except Missing:
        begin(session, actor, resource, is_file=True)
        return TakenFile(open_writing(session, *ref), True, ())
    if writing.kind != resource.kind:
        raise Refused(f"{resource.slug} is a {writing.kind} already. Choose another slug.")
    refuse_unresolved(resource, services())
    before: Data = written(english(base)) if base is not None else writing.before
    merged = merge(before, writing.data, written(resource))
    found = checked(merged.data, resource.slug)
    refuse_wrong(session, writing.data, found)
    data = written(found)
    if data == writing.data:
        return TakenFile(writing, False, merged.clashes)
    proposal = writing.proposal or new_proposal(writing, actor)
    proposal.content, proposal.changed_at = data, now()
    session.add(proposal)
    session.flush()
    note_step(session, proposal, actor, role, "file")
    return TakenFile(open_writing(session, *ref), True, merged.clashes)
