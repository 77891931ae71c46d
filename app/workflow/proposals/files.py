"""English that somebody brings as a file becomes a proposal like any other, shown before it counts:
what others wrote meanwhile, here or in their own proposal, is never written over.
"""

from dataclasses import dataclass, replace

from sqlmodel import Session

from app.resources.editing import written
from app.resources.load import checked
from app.resources.merging import Clash, merge
from app.resources.schema import Resource
from app.services import services
from app.workflow.people.accounts import Actor
from app.workflow.proposals.texts import (
    Writing,
    hold_text,
    note_step,
    open_writing,
    proposal_of,
    require_author,
    rewrite,
)
from app.workflow.proposals.writing import begin, whole_text
from app.workflow.proposals.wrong import refuse_wrong
from app.workflow.refusals import Missing, Refused
from app.workflow.source.revisions import english, look_at_source
from app.workflow.source.unresolved import refuse_unresolved


@dataclass(frozen=True)
class TakenFile:
    """The text with the file in it, and where both the file and somebody here wrote: what stood
    here stays there."""

    writing: Writing
    clashes: tuple[Clash, ...]


def take_file(session: Session, actor: Actor, resource: Resource) -> TakenFile:
    """Put a file's English into the proposal of its text, which is begun if need be, in the
    caller's transaction. Raises Refused and ContentError."""
    role = require_author(actor)
    ref = (resource.slug, resource.reading_version)
    hold_text(session, *ref)
    taken = look_at_file(session, actor, resource)
    writing = taken.writing
    if writing.proposal is None and not writing.before:
        begin(session, actor, resource, is_file=True)
        return TakenFile(open_writing(session, *ref), ())
    if writing.data == (writing.proposal.content if writing.proposal else writing.before):
        return taken
    proposal = proposal_of(writing, actor)
    rewrite(session, proposal, writing.data)
    note_step(session, proposal, actor, role, "file")
    return TakenFile(open_writing(session, *ref), taken.clashes)


def look_at_file(session: Session, actor: Actor, resource: Resource) -> TakenFile:
    """What the same call would make, with nothing written; raises as it does."""
    require_author(actor)
    try:
        writing = open_writing(session, resource.slug, resource.reading_version)
    except Missing:
        return TakenFile(whole_text(session, resource), ())
    if writing.kind != resource.kind:
        raise Refused(f"{resource.slug} is a {writing.kind} already. Choose another slug.")
    refuse_unresolved(resource, services())
    merged = merge(writing.before, writing.data, written(resource))
    found = checked(merged.data, resource.slug)
    refuse_wrong(session, writing.data, found)
    return TakenFile(replace(writing, data=written(found)), merged.clashes)


def look_at_revision(session: Session, actor: Actor, resource: Resource) -> Writing | None:
    """A file's English beside the newest, as it would become a revision at once; none where it is
    the newest already. Nothing is written. Raises Refused."""
    newest, is_new = look_at_source(session, actor, resource)
    if not is_new:
        return None
    return Writing(
        kind=resource.kind,
        slug=resource.slug,
        reading_version=resource.reading_version,
        data=written(resource),
        before=written(english(newest)) if newest else {},
        proposal=None,
        base=newest,
    )
