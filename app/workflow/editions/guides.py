"""Guides, which staff read and nobody else: their current editions, and what the library holds now
for those that list it.
"""

from dataclasses import replace

from sqlmodel import Session

from app.languages import ENGLISH
from app.render.library_now import LibraryNow, LibraryText
from app.resources.kinds import FOR_STAFF
from app.resources.review_date import today
from app.resources.schema import LibraryList
from app.workflow.editions import published
from app.workflow.editions.edition_views import EditionView

_ORDER = ("leaflet", "plan", "message")


def guides(session: Session) -> tuple[EditionView, ...]:
    """Those that staff have now, by slug."""
    found = published.everything(session, ENGLISH.tag, FOR_STAFF)
    return tuple(_as_of_now(session, each) for each in found)


def guide(session: Session, slug: str) -> EditionView | None:
    """The guide with this slug as staff have it now."""
    found = published.edition(session, slug, "standard", ENGLISH.tag, FOR_STAFF)
    return None if found is None else _as_of_now(session, found)


def _as_of_now(session: Session, view: EditionView) -> EditionView:
    if not any(isinstance(block, LibraryList) for block in view.resource.blocks):
        return view
    return replace(view, library=library_now(session))


def library_now(session: Session) -> LibraryNow:
    """What families can read now: leaflets, plans and messages, each by title."""
    found: dict[str, list[EditionView]] = {}
    for each in published.everything(session):
        found.setdefault(each.slug, []).append(each)
    texts = sorted(found.values(), key=lambda editions: _order(editions[0]))
    return LibraryNow(today(), tuple(map(_text, texts)))


def _order(view: EditionView) -> tuple[int, str]:
    return _ORDER.index(view.kind), view.english.title


def _text(editions: list[EditionView]) -> LibraryText:
    def tags(version: str) -> frozenset[str]:
        return frozenset(each.language for each in editions if each.reading_version == version)

    first = editions[0]
    href = f"/library/{first.slug}"
    return LibraryText(
        title=first.english.title,
        kind=first.kind,
        href=href,
        tags=tags("standard") or tags("easy_read"),
        easy_read=tags("easy_read"),
    )
