"""Taking a resource that nobody wants any more out of all lists, and bringing it back. Nothing is
deleted: its texts, signatures and history stay, and the prints of its editions tell where they
stand.
"""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.db import hold
from app.languages import ENGLISH
from app.models import Edition, ResourceEvent, ResourceRow, Translation
from app.models.text_ref import TextRef
from app.render import interface_resource
from app.resources.kinds import rules
from app.resources.schema import READING_VERSIONS
from app.workflow.dirty_texts import mark_dirty
from app.workflow.editions.published import current_ids
from app.workflow.editions.publishing import withdraw
from app.workflow.lengths import REASON, refuse_empty, refuse_longer
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.source.revisions import find_resource, key
from app.workflow.transitions import transition
from app.workflow.translation import memory


def archive(session: Session, actor: Actor, slug: str, why: str) -> ResourceEvent:
    """Take a resource out of all lists, in every language and reading version, and its editions
    away from readers; raises Refused and Missing."""
    row = _held(session, actor, slug)
    if row.kind == interface_resource.KIND:
        raise Refused("These are the words around every text: they cannot be taken out.")
    if row.archived:
        raise Refused("This is out of all lists already.")
    event = _say(session, actor, row, True, why)
    for edition in live_editions(session, row):
        withdraw(session, actor, edition.code, f"Taken out of all lists: {event.why}"[:REASON])
    memory.forget(session, key(row))
    return event


def bring_back(session: Session, actor: Actor, slug: str, why: str) -> ResourceEvent:
    """Put a resource into all lists again, its texts as they stood. Its editions stay withdrawn: a
    clinician signs it anew before it is published. Raises Refused and Missing."""
    row = _held(session, actor, slug)
    if not row.archived:
        raise Refused("This is in the lists: there is nothing to bring back.")
    event = _say(session, actor, row, False, why)
    memory.recall(session, key(row))
    return event


def live_editions(session: Session, resource: ResourceRow) -> tuple[Edition, ...]:
    """The editions of a resource that readers have, by reading version and language."""
    query = (
        select(Edition)
        .where(Edition.resource_id == key(resource), col(Edition.id).in_(current_ids()))
        .order_by(col(Edition.reading_version).desc(), col(Edition.language))
    )
    return tuple(session.exec(query).all())


@dataclass(frozen=True)
class Trace:
    """One translation of a resource, begun or published, and the codes on the prints of its
    editions, newest first."""

    slug: str
    reading_version: str
    language: str
    codes: tuple[str, ...]


def traces(session: Session, resource: ResourceRow) -> tuple[Trace, ...]:
    """What there ever was of a resource, standard before easy read, by language."""
    begun = session.exec(
        select(Translation.reading_version, Translation.language).where(
            Translation.resource_id == key(resource)
        )
    ).all()
    codes: dict[tuple[str, str], list[str]] = {place: [] for place in begun}
    editions = select(Edition.reading_version, Edition.language, Edition.code).where(
        Edition.resource_id == key(resource)
    )
    for version, tag, code in session.exec(editions.order_by(col(Edition.number).desc())):
        codes.setdefault((version, tag), []).append(code)
    order = sorted(codes, key=lambda place: (READING_VERSIONS.index(place[0]), place[1]))
    return tuple(Trace(resource.slug, *place, tuple(codes[place])) for place in order)


def _held(session: Session, actor: Actor, slug: str) -> ResourceRow:
    """The resource, about which nobody else decides meanwhile; raises Refused for whoever may not
    and Missing."""
    actor.require_role(transition("archive").roles, ENGLISH.tag)
    hold(session, "resource", slug)
    return find_resource(session, slug)


def _say(
    session: Session, actor: Actor, row: ResourceRow, archived: bool, why: str
) -> ResourceEvent:
    role = actor.require_role(transition("archive").roles, ENGLISH.tag)
    refuse_empty(why, "Say why: the reason stays on record.")
    refuse_longer(why, REASON, "The reason")
    refs = [
        TextRef(row.slug, version, language.tag)
        for version in READING_VERSIONS
        for language in rules(row.kind).languages
    ]
    for ref in refs:  # whoever is in the middle of a step there ends it first
        hold(session, "translation", *ref.parts)
        mark_dirty(session, ref, whole=True)
    row.archived = archived
    session.add(row)
    event = ResourceEvent(
        resource_id=key(row), archived=archived, actor_id=actor.id, role=role, why=why.strip()
    )
    session.add(event)
    session.flush()
    return event
