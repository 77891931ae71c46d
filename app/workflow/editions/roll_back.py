"""Publishing an older text anew: its English becomes the newest again, and with it come back the
words that were approved for it. A clinician signs it and an author publishes it as ever.
"""

from dataclasses import dataclass

from sqlmodel import Session, select

from app.db import hold
from app.languages import ENGLISH, languages
from app.models import Edition, SourceRevision
from app.workflow.editions.integrity import is_whole_source
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Missing, Refused
from app.workflow.review.returning import return_approved
from app.workflow.source import revisions
from app.workflow.source.archived import refuse_archived
from app.workflow.source.revisions import english, newest_revision, save_source
from app.workflow.transitions import transition
from app.workflow.translation.desk import open_desk


@dataclass(frozen=True)
class RolledBack:
    """The new revision, and how many approved words came back by language."""

    revision: SourceRevision
    returned: dict[str, int]


def bring_back_text(session: Session, actor: Actor, code: str) -> RolledBack:
    """Make the English of an older edition the newest; raises Refused and Missing."""
    role = actor.require_role(transition("roll_back").roles, ENGLISH.tag)
    edition = session.exec(select(Edition).where(Edition.code == code)).first()
    if edition is None:
        raise Missing(f"There is no edition {code!r}.")
    old = revisions.revision(session, edition.source_revision_id)
    if not is_whole_source(old):
        raise Refused("The stored English of this edition is damaged: it cannot come back.")
    resource = english(old)
    hold(session, "translation", resource.slug, resource.reading_version, ENGLISH.tag)
    refuse_archived(session, revisions.find_resource(session, resource.slug))
    if newest_revision(session, resource.slug, resource.reading_version).hash == old.hash:
        raise Refused("The English of this edition is the newest: there is nothing to bring back.")
    revision, _ = save_source(session, actor, resource)
    returned = {}
    for language in languages():
        desk = open_desk(session, resource.slug, resource.reading_version, language.tag)
        if paths := return_approved(desk, actor, role):
            returned[language.tag] = len(paths)
    return RolledBack(revision, returned)
