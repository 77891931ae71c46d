"""The words around every text on their way through the workbench: brought in from the templates,
drafted from `locales/`, and shown to readers once they are published (H23).
"""

from threading import Lock

from sqlmodel import Session, select

from app.config import settings
from app.db import Database
from app.exchange.po import PoError
from app.languages import find
from app.models import Edition, ResourceRow
from app.render import interface, interface_resource
from app.resources.schema import Resource
from app.workflow.editions.integrity import is_whole
from app.workflow.editions.published import PublicState, public_state
from app.workflow.editions.publishing import current
from app.workflow.imports import shipped_drafts
from app.workflow.imports.translation_files import Imported, plan, take
from app.workflow.people.accounts import Actor
from app.workflow.source.revisions import key, save_source

_seen: list[tuple[str, tuple[int, ...]]] = [("", ())]
"""From which database words were last taken, by its address, and how far its events reached. One
value, replaced as a whole."""
_lock = Lock()


def keep_up(session: Session, actor: Actor) -> bool:
    """Bring in the English of the interface if the pages have other words now; says whether they
    had."""
    return save_source(session, actor, interface_resource.as_resource())[1]


def bring_in_drafts(session: Session, actor: Actor, tag: str) -> Imported | None:
    """The catalogue in `locales/` as drafts, where there is one that can be read."""
    try:
        file = shipped_drafts.read(interface_resource.as_resource(), find(tag))
    except (OSError, PoError):
        return None
    if file is None:
        return None
    return take(actor, plan(session, actor, file, "messages.po"))


def refresh(database: Database, state: PublicState | None = None) -> None:
    """Show readers the words that are published now, as the `state` says that was looked at; costs
    one small query, or none with a state, when nothing was published or withdrawn since."""
    newest = _events(public_state(database) if state is None else state)
    if _seen[0] == (database.url, newest):
        return
    with _lock, database.reading() as session:
        interface.release(_published(session))
        _seen[0] = (database.url, newest)


def is_shown(database: Database, state: PublicState) -> bool:
    """Whether the words of this state are shown already."""
    return _seen[0] == (database.url, _events(state))


def _events(state: PublicState) -> tuple[int, ...]:
    """What of a state tells of words: events of editions, theirs among them."""
    return (state.event, *state.counted[:1])


def _published(session: Session) -> dict[str, dict[str, str]]:
    row = session.exec(
        select(ResourceRow).where(ResourceRow.slug == interface_resource.SLUG)
    ).first()
    if row is None:
        return {}
    tags = session.exec(
        select(Edition.language).where(Edition.resource_id == row.id).distinct()
    ).all()
    editions = (current(session, key(row), "standard", tag) for tag in sorted(tags))
    return {
        edition.language: interface_resource.words_of(Resource.model_validate(edition.content))
        for edition in editions
        if edition is not None
        and (settings().demo or not edition.demo)
        and is_whole(edition, interface_resource.SLUG)
    }
