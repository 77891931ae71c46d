"""From a proposal to the English that translators work with and a clinician signs; and from a newer
English back into the proposals that began before it.
"""

from hashlib import sha256
from json import dumps

from sqlmodel import Session

from app.languages import languages
from app.models import ProposalState, Role, SourceRevision
from app.resources.editing import written
from app.resources.kinds import rules
from app.resources.load import checked
from app.resources.merging import Clash, merge
from app.resources.segments import extract
from app.workflow.lengths import REASON, refuse_empty, refuse_longer
from app.workflow.people.accounts import Actor
from app.workflow.proposals.texts import (
    Writing,
    end,
    hold_text,
    note_step,
    open_writing,
    require_author,
    rewrite,
)
from app.workflow.refusals import Refused
from app.workflow.review.returning import return_approved
from app.workflow.source import revisions
from app.workflow.source.revisions import english, key, save_source, try_newest
from app.workflow.translation.desk import open_desk
from app.workflow.translation.state import changed_segments


class EnglishMoved(Refused):
    """A newer English came in since the proposal began."""

    status = 409


def digest(writing: Writing) -> str:
    """One word for all that would be handed in."""
    return sha256(dumps(writing.data, sort_keys=True).encode()).hexdigest()[:16]


def newer_english(session: Session, writing: Writing) -> SourceRevision | None:
    """The English that came in after the proposal began, if any did."""
    newest = try_newest(session, writing.slug, writing.reading_version)
    if newest is None or (writing.base is not None and key(newest) == key(writing.base)):
        return None
    return newest


def catch_up(session: Session, actor: Actor, ref: tuple[str, str]) -> tuple[Clash, ...]:
    """Take a newer English into a proposal: what only one side changed comes from it; where both
    wrote, the proposal's words stay and the place is named. Raises Refused, Missing and
    ContentError where both together are no text."""
    role = require_author(actor)
    hold_text(session, *ref)
    writing = open_writing(session, *ref)
    newest = newer_english(session, writing)
    if writing.proposal is None or newest is None:
        return ()
    theirs = written(english(newest))
    merged = merge(writing.before, writing.data, theirs)
    content = written(checked(merged.data, writing.slug))
    writing.proposal.base_id = key(newest)
    rewrite(session, writing.proposal, content)
    note_step(session, writing.proposal, actor, role, "catch_up")
    return merged.clashes


def hand_in(
    session: Session, actor: Actor, ref: tuple[str, str], why: str, seen: str
) -> SourceRevision:
    """Make a proposal the English: texts that it changed open again in every language, words that
    were approved for exactly the new English come back, and a clinician signs it. `seen` is the
    digest of what the person read. Raises Refused, EnglishMoved and Missing."""
    role = require_author(actor)
    hold_text(session, *ref)
    writing = open_writing(session, *ref)
    proposal = writing.proposal
    if proposal is None or not writing.is_changed:
        raise Refused("Nothing is changed, so there is nothing to hand in.")
    if seen != digest(writing):
        raise Refused("Someone changed this text since you looked. Read it again, then hand it in.")
    refuse_empty(why, "Say what you changed and why: whoever signs it reads that first.")
    refuse_longer(why, REASON, "What you say")
    if newer_english(session, writing) is not None:
        raise EnglishMoved(
            "Newer English came in since these changes began, from a file or from an older text "
            "that was published anew. Take it in first."
        )
    revision, _ = save_source(session, actor, writing.resource)
    _return_approved(session, actor, role, writing)
    end(proposal, actor, ProposalState.HANDED_IN, why)
    proposal.revision_id = key(revision)
    session.add(proposal)
    note_step(session, proposal, actor, role, "hand_in")
    return revision


def _return_approved(session: Session, actor: Actor, role: Role, writing: Writing) -> None:
    """Where English comes back that was here before, so do the words that were approved for it."""
    if writing.base is None or not rules(writing.kind).is_translated:
        return
    new = {each.path: each for each in extract(writing.resource).segments}
    changed = frozenset(changed_segments(revisions.segments(writing.base), new))
    for language in languages() if changed else ():
        desk = open_desk(session, writing.slug, writing.reading_version, language.tag)
        return_approved(desk, actor, role, changed)
