"""A whole text drafted at once, for tests that need drafts and no job."""

from dataclasses import dataclass

from app.db import Database
from app.engines.base import Engine
from app.languages import ENGLISH
from app.models import SegmentOutcome
from app.workflow.drafting.drafts import gather, make, refuse_english, write
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.transitions import transition
from app.workflow.translation.desk import open_desk


@dataclass(frozen=True)
class Drafted:
    """What one run did: segments drafted, taken from memory, and kept out with the reason."""

    drafted: int
    remembered: int
    refused: tuple[tuple[str, str], ...]


def draft_translation(
    database: Database, actor: Actor, slug: str, reading_version: str, tag: str, engine: Engine
) -> Drafted:
    """Draft every segment that has no words yet, as a job does piece by piece; raises
    Refused when the engine cannot do this language."""
    actor.require_role(transition("draft").roles, tag)
    refuse_english(tag)
    with database.writing() as session:
        gathered = gather(open_desk(session, slug, reading_version, tag), engine=engine)
    capability = engine.capability(ENGLISH.tag, tag)
    if capability.state != "ready" and gathered.todo and not gathered.known:
        raise Refused(capability.reason)
    made = make(engine, tag, gathered)
    with database.writing() as session:
        outcomes = write(open_desk(session, slug, reading_version, tag), actor, made)
    kinds = [outcome.kind for outcome in outcomes]
    return Drafted(
        kinds.count(SegmentOutcome.DRAFTED),
        kinds.count(SegmentOutcome.REMEMBERED),
        tuple((o.segment.path, o.reason) for o in outcomes if o.kind is SegmentOutcome.REFUSED),
    )
