"""What changed in a text since it was signed: the newest signature of the person, or else of
anybody, also where nothing changed since their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from app.models import Proposal, ProposalStep, SegmentEvent, SignOff, User
from app.resources.beside_words import beside_words
from app.workflow.people.accounts import Actor
from app.workflow.review.as_read import both_as_read
from app.workflow.review.sign_off import covers, signatures
from app.workflow.source import revisions
from app.workflow.translation.desk import Desk, text_hash


@dataclass(frozen=True, kw_only=True)
class ChangedSegment:
    """One segment that is other than it was signed, as readers meet it; what did not stand then, or
    does not now, is empty. Of English both sides of the words are the source's."""

    path: str
    source_before: str
    source: str
    text_before: str
    text: str
    safety_critical: bool


@dataclass(frozen=True)
class SinceSigned:
    """Who signed, when, whether it was the person who asks, and what changed since; of English also
    what a signature covers `beside` its words, each a sentence."""

    by: str
    at: datetime
    is_own: bool
    changes: tuple[ChangedSegment, ...]
    beside: tuple[str, ...] = ()


def since_signed(desk: Desk, actor: Actor) -> SinceSigned | None:
    """What the person must read before they sign again; None where nobody signed yet."""
    signed = signatures(desk)
    if not signed:
        return None
    before = next((each for each in signed if each.actor_id == actor.id), signed[0])
    changes, beside = _changes(desk, before), _beside(desk, before)
    if not (changes or beside):  # an older text came back: what another signed since is undone
        before = signed[0]
        changes, beside = _changes(desk, before), _beside(desk, before)
    name = desk.session.get_one(User, before.actor_id).name
    return SinceSigned(name, before.at, before.actor_id == actor.id, tuple(changes), beside)


def said_by_authors(desk: Desk) -> tuple[tuple[str, str], ...]:
    """(author, words) of what was said with the English that is to be signed, oldest first: with
    each proposal since the last signature, and where a mark of what is safety-critical changed."""
    if not desk.language.is_source:
        return ()
    signed = signatures(desk)
    last = signed[0].source_revision_id if signed else 0
    handed = (
        select(User.name, Proposal.why)
        .join(User, col(User.id) == col(Proposal.ended_by))
        .where(
            Proposal.slug == desk.slug,
            Proposal.reading_version == desk.reading_version,
            col(Proposal.revision_id) > last,
        )
        .order_by(col(Proposal.id))
    )
    marks = (
        select(User.name, ProposalStep.part, ProposalStep.why)
        .join(User, col(User.id) == col(ProposalStep.actor_id))
        .join(Proposal, col(Proposal.id) == col(ProposalStep.proposal_id))
        .where(
            Proposal.slug == desk.slug,
            Proposal.reading_version == desk.reading_version,
            col(Proposal.revision_id) > last,
            ProposalStep.why != "",
        )
        .order_by(col(ProposalStep.id))
    )
    found = [(name, why) for name, why in desk.session.exec(handed) if why]
    changed = [
        (name, f"The mark “safety-critical” of {part} changed: {why}")
        for name, part, why in desk.session.exec(marks)
    ]
    return (*found, *changed)


def _beside(desk: Desk, signed: SignOff) -> tuple[str, ...]:
    if not desk.language.is_source:
        return ()
    then = revisions.revision(desk.session, signed.source_revision_id)
    try:
        return beside_words(revisions.extraction(then), desk.extraction)
    except ValueError:
        return ("The English that was signed is damaged: nobody knows what else is other.",)


def _changes(desk: Desk, signed: SignOff) -> list[ChangedSegment]:
    old = {path: (source, text) for path, source, text in signed.covers}
    now = {path: (source, text) for path, source, text in covers(desk)}
    paths = [path for path in {**now, **old} if old.get(path) != now.get(path)]
    then = revisions.known_segments(revisions.revision(desk.session, signed.source_revision_id))
    texts = _texts(desk, {path: old[path][1] for path in paths if path in old})
    found = []
    for path in paths:
        here, there = desk.segments.get(path), then.get(path)
        row = desk.rows.get(path) if not desk.language.is_source and here else None
        was, stands = there.text if there and path in old else "", here.text if here else ""
        read = (was, there), (stands, here)
        words = (texts.get(path, ""), there), (row.text if row else "", here)
        source_before, source = both_as_read(desk.resource, *read)
        text_before, text = both_as_read(desk.resource, *words, desk.language)
        found.append(
            ChangedSegment(
                path=path,
                source_before=source_before,
                source=source,
                text_before=text_before,
                text=text,
                safety_critical=any(each.safety_critical for each in (here, there) if each),
            )
        )
    return found


def _texts(desk: Desk, wanted: Mapping[str, str]) -> dict[str, str]:
    """The words that were signed, by path, from what happened to each segment."""
    if desk.language.is_source or not wanted:
        return {}
    query = (
        select(SegmentEvent.path, SegmentEvent.text)
        .where(
            SegmentEvent.translation_id == desk.translation.id,
            col(SegmentEvent.path).in_(wanted),
        )
        .distinct()
    )
    return {
        path: text for path, text in desk.session.exec(query) if text_hash(text) == wanted[path]
    }
