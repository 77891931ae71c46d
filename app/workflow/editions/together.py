"""Publishing many texts in one step: all of a resource that a clinician has signed, English first,
and sets of languages of which none goes out before all of them are signed.

Each text is published by `publishing.publish`, under all its rules.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.db import hold
from app.languages import ENGLISH, find, languages
from app.models import (
    Edition,
    PublicationSet,
    Role,
    SetState,
    TextSummary,
    now,
)
from app.models.text_ref import TextRef
from app.workflow.editions.publishing import open_set, publish, why_not_published
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Missing, Refused
from app.workflow.source.archived import refuse_archived
from app.workflow.source.revisions import DamagedEnglish, find_resource, key
from app.workflow.transitions import transition
from app.workflow.translation.desk import open_desk

SIGNED = ("publish", "done")
"""The stages of a text that a valid signature covers."""


@dataclass(frozen=True)
class Planned:
    """One text that is signed and would give readers a new edition. `refusal` says why it stays
    where it does; `waits_for` are the languages of its set that are not signed yet."""

    ref: TextRef
    title: str
    refusal: str = ""
    waits_for: tuple[str, ...] = ()

    @property
    def goes_out(self) -> bool:
        return not self.refusal and not self.waits_for


@dataclass(frozen=True)
class PublishOutcome:
    """What became of one text: its edition, or why there is none."""

    ref: TextRef
    title: str
    edition: Edition | None = None
    refusal: str = ""


def signed_texts(session: Session, actor: Actor, slug: str = "") -> tuple[Planned, ...]:
    """What the step would do now with every signed text that this person may publish, of one
    resource or of all, by title and English first. Nothing is written."""
    found = []
    for group in _groups(session, actor, slug):
        coming = {row.language for row in group}
        held = _held(session, group[0])
        for row in group:
            ref = _ref(row)
            waiting = held.get(row.language, ())
            reason = ""
            if not waiting:
                reason = _why_not(session, ref, beside_english=ENGLISH.tag in coming)
            found.append(Planned(ref, row.title, reason, waiting))
    return tuple(found)


def _why_not(session: Session, ref: TextRef, *, beside_english: bool) -> str:
    try:
        desk = open_desk(session, *ref.parts)
    except DamagedEnglish as damaged:
        return str(damaged)
    return why_not_published(desk, beside_english=beside_english)


def publish_signed(
    session: Session, actor: Actor, slug: str, version: str, tags: Collection[str]
) -> tuple[PublishOutcome, ...]:
    """Publish what is signed of one reading version in these languages, English first; raises
    Refused for whoever may publish nothing. A set of languages goes out whole or not at all. What
    another person published meanwhile is not published again."""
    actor.require_role(transition("publish").roles, _first(actor, tags))
    hold(session, "publication", slug, version)
    rows = [row for group in _groups(session, actor, slug) for row in group]
    mine = [row for row in rows if row.reading_version == version and row.language in tags]
    if not mine:
        return ()
    one = open_set(session, mine[0].resource_id, version)
    members = frozenset(one.languages) if one else frozenset()
    unsigned = _unsigned(session, one) if one else ()
    alone = [row for row in mine if row.language not in members]
    bound = [row for row in mine if row.language in members]
    english = [row for row in alone if row.language == ENGLISH.tag]
    out = [_publish_one(session, actor, row) for row in english]
    if one is not None and bound and not unsigned:
        whole = [r for r in rows if r.reading_version == version and r.language in members]
        out += _publish_set(session, actor, one, whole)
    elif bound:
        out += [PublishOutcome(_ref(row), row.title, refusal=waits(unsigned)) for row in bound]
    out += [_publish_one(session, actor, row) for row in alone if row not in english]
    return tuple(out)


def waits(unsigned: Collection[str]) -> str:
    """What a text waits for whose set is not signed yet."""
    return f"It waits for {names(unsigned)} to be signed."


def names(tags: Collection[str]) -> str:
    """Languages in English."""
    return ", ".join(find(tag).english_name for tag in tags)


def _publish_one(
    session: Session, actor: Actor, row: TextSummary, *, together: bool = False
) -> PublishOutcome:
    ref = _ref(row)
    try:
        edition = publish(open_desk(session, *ref.parts), actor, together=together)
    except Refused as refusal:
        return PublishOutcome(ref, row.title, refusal=str(refusal))
    return PublishOutcome(ref, row.title, edition)


def _publish_set(
    session: Session, actor: Actor, one: PublicationSet, rows: Sequence[TextSummary]
) -> Iterator[PublishOutcome]:
    """All languages of a set, or none where one of them is refused."""
    outcomes: list[PublishOutcome] = []
    try:
        with session.begin_nested():
            for row in rows:
                outcome = _publish_one(session, actor, row, together=True)
                outcomes.append(outcome)
                if outcome.refusal:
                    raise _SetRefused(outcome)
            _end(one, actor, SetState.PUBLISHED)
            session.add(one)
    except _SetRefused as refused:
        name = find(refused.outcome.ref.language).english_name
        why = f"Its set goes out together, and {name} was refused: {refused.outcome.refusal}"
        for row in rows:
            own = row.language == refused.outcome.ref.language
            reason = refused.outcome.refusal if own else why
            yield PublishOutcome(_ref(row), row.title, refusal=reason)
        return
    yield from outcomes


class _SetRefused(Exception):
    def __init__(self, outcome: PublishOutcome) -> None:
        super().__init__(outcome.refusal)
        self.outcome = outcome


def choose_set(
    session: Session, actor: Actor, slug: str, version: str, tags: Collection[str]
) -> PublicationSet:
    """Say that these languages are published together: none of them before all are signed. Raises
    Refused, Missing and UnknownLanguage."""
    role = actor.require_role(transition("publish").roles, ENGLISH.tag)
    hold(session, "publication", slug, version)
    resource = find_resource(session, slug)
    refuse_archived(session, resource)
    chosen = [tag for tag in _order() if tag in {find(each).tag for each in tags}]
    if len(chosen) <= 1:
        raise Refused("Choose at least two languages: one alone waits for no other.")
    for tag in chosen:
        actor.require_role(transition("publish").roles, tag)
    if open_set(session, key(resource), version) is not None:
        raise Refused("Languages of this text wait for each other already. Undo that first.")
    one = PublicationSet(
        resource_id=key(resource),
        reading_version=version,
        languages=chosen,
        created_by=actor.id,
        role=role,
    )
    session.add(one)
    session.flush()
    return one


def cancel_set(session: Session, actor: Actor, number: int) -> PublicationSet:
    """Let each language go out by itself again; raises Refused and Missing."""
    one = session.get(PublicationSet, number)
    if one is None:
        raise Missing("There is no such set of languages.")
    actor.require_role(transition("publish").roles, ENGLISH.tag)
    if one.state is SetState.PUBLISHED:
        raise Refused("These languages were published together already.")
    if one.state is SetState.OPEN:
        _end(one, actor, SetState.CANCELLED)
        session.add(one)
        session.flush()
    return one


def _end(one: PublicationSet, actor: Actor, state: SetState) -> None:
    one.state, one.ended_by, one.ended_at = state, actor.id, now()


@dataclass(frozen=True, kw_only=True)
class WaitingSet:
    """Languages that are published together, and those of them that are not signed yet."""

    number: int
    slug: str
    reading_version: str
    languages: tuple[str, ...]
    unsigned: tuple[str, ...]
    created_by: int


def waiting_sets(session: Session, slug: str) -> tuple[WaitingSet, ...]:
    """The sets of a resource that wait, standard before easy read."""
    resource = find_resource(session, slug)
    query = select(PublicationSet).where(
        PublicationSet.resource_id == key(resource), PublicationSet.state == SetState.OPEN
    )
    rows = session.exec(query.order_by(col(PublicationSet.reading_version).desc())).all()
    return tuple(
        WaitingSet(
            number=one.id or 0,
            slug=slug,
            reading_version=one.reading_version,
            languages=tuple(one.languages),
            unsigned=_unsigned(session, one),
            created_by=one.created_by,
        )
        for one in rows
    )


def _groups(session: Session, actor: Actor, slug: str) -> Iterator[list[TextSummary]]:
    """The texts to publish, those of one reading version together, English first."""
    query = select(TextSummary).where(TextSummary.stage == "publish")
    if slug:
        query = query.where(TextSummary.slug == slug)
    order = {tag: number for number, tag in enumerate(_order())}
    rows = [
        row
        for row in session.exec(query)
        if row.language in order and actor.can(Role.AUTHOR, row.language)
    ]
    by_place: dict[tuple[str, str], list[TextSummary]] = {}
    for row in sorted(rows, key=lambda r: (r.title, r.slug, order[r.language])):
        by_place.setdefault((row.slug, row.reading_version), []).append(row)
    standard_first = sorted(by_place, key=lambda place: (place[0], place[1] != "standard"))
    yield from (by_place[place] for place in standard_first)


def _order() -> tuple[str, ...]:
    return (ENGLISH.tag, *(language.tag for language in languages()))


def _first(actor: Actor, tags: Collection[str]) -> str:
    """A language of these that the person may publish, or any, for the refusal to name."""
    return next((tag for tag in tags if actor.can(Role.AUTHOR, tag)), next(iter(tags), ENGLISH.tag))


def _ref(row: TextSummary) -> TextRef:
    return TextRef(row.slug, row.reading_version, row.language)


def _held(session: Session, row: TextSummary) -> dict[str, tuple[str, ...]]:
    """The languages of a text that go out together, each with those that are not signed yet."""
    one = open_set(session, row.resource_id, row.reading_version)
    return dict.fromkeys(one.languages, _unsigned(session, one)) if one else {}


def _unsigned(session: Session, one: PublicationSet) -> tuple[str, ...]:
    query = select(TextSummary.language).where(
        TextSummary.resource_id == one.resource_id,
        TextSummary.reading_version == one.reading_version,
        col(TextSummary.stage).in_(SIGNED),
    )
    signed = set(session.exec(query).all())
    return tuple(tag for tag in one.languages if tag not in signed)
