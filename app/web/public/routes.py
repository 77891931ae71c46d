"""The pages that anyone reads: languages, libraries, leaflets, plans, messages and the status of a
print. They need no cookie and no script, and read editions only.
"""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from app.config import settings
from app.languages import ENGLISH, Language, find
from app.resources import addresses
from app.resources.addresses import KINDS
from app.services import services, visible
from app.web.frame.deps import ReadSession
from app.web.frame.drawn import Drawn
from app.web.frame.errors import NoSuchPage
from app.web.frame.reader import Choice, ErrorPage, ReaderFrame
from app.web.public.cached_pages import PublicPage
from app.web.public.changes import Changes, changes_of
from app.web.public.pages import (
    ClosedPage,
    HomePage,
    LibraryPage,
    ResourcePage,
    StatusPage,
    WorriedPage,
    address_of,
    reading_of,
)
from app.workflow.editions import published
from app.workflow.editions.changed_english import has_urgent_notice
from app.workflow.editions.edition_views import EditionView
from app.workflow.editions.new_english import EnglishChange

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
Editions = tuple[EditionView, ...]
Chosen = Annotated[str | None, Query()]


def frame_of(request: Request, asked: Language, service: str | None) -> ReaderFrame:
    """The frame of a page; raises NoSuchPage for a service that nobody knows."""
    known = visible()
    if service is not None and service not in {found.id for found in known}:
        raise NoSuchPage
    return ReaderFrame(asked, settings().demo, request.url.path, known, service)


@router.get("/")
def home(request: Request, session: ReadSession, service: Chosen = None) -> Response:
    frame = frame_of(request, ENGLISH, service)
    page = HomePage.of(published.published_languages(session), frame.demo)
    return PublicPage(lambda: frame.render("home", page))


@router.get(addresses.status("{code}"))
def status(request: Request, session: ReadSession, code: str, service: Chosen = None) -> Response:
    view = published.by_code(session, code)
    if view is None:
        raise NoSuchPage
    frame = frame_of(request, find(view.language), service)
    page = StatusPage(
        view,
        frame,
        view.services != services().services,
        _changes(
            session,
            view,
            frame,
            published.english_change(session, view),
            address_of(view) + frame.query,
        ),
    )
    return PublicPage(lambda: frame.render("status", page))


@router.get("/{tag}")
def library_without_slash(tag: str) -> Response:
    """The address as people type it; a relative one, since the Host header is not ours to trust."""
    return RedirectResponse(addresses.library(find(tag).tag), 308)


@router.get("/{tag}/")
def library(request: Request, session: ReadSession, tag: str, service: Chosen = None) -> Response:
    frame = frame_of(request, find(tag), service)
    if not frame.is_open:
        return PublicPage(lambda: frame.render("closed", ClosedPage.of(frame)))
    editions, english = _texts(session, frame.language)
    return PublicPage(lambda: frame.render("library", LibraryPage.of(editions, english, frame)))


@router.get(f"/{{tag}}/{addresses.WORRIED}")
def worried(request: Request, session: ReadSession, tag: str, service: Chosen = None) -> Response:
    frame = frame_of(request, find(tag), service)
    if not frame.is_open:
        raise NoSuchPage
    editions, english = _texts(session, frame.language)
    if not any(each.resource.worries for each in (*editions, *english)):
        return RedirectResponse(frame.library, 302)  # which says what there is instead
    return PublicPage(lambda: frame.render("worried", WorriedPage.of(editions, english, frame)))


def _texts(session: Session, language: Language) -> tuple[Editions, Editions]:
    """What is published in a language, and in English beside it."""
    english = () if language.is_source else published.library(session, ENGLISH.tag)
    return published.library(session, language.tag), english


@router.get("/{tag}/{folder}/{slug}")
def resource(
    request: Request, session: ReadSession, tag: str, folder: str, slug: str, service: Chosen = None
) -> Response:
    return _resource(request, session, tag, folder, slug, "standard", service)


@router.get(f"/{{tag}}/{{folder}}/{{slug}}/{addresses.EASY_READ}")
def easy_read(
    request: Request, session: ReadSession, tag: str, folder: str, slug: str, service: Chosen = None
) -> Response:
    return _resource(request, session, tag, folder, slug, "easy_read", service)


def _resource(
    request: Request,
    session: Session,
    tag: str,
    folder: str,
    slug: str,
    version: str,
    service: str | None,
) -> Response:
    frame = frame_of(request, find(tag), service)
    if folder not in KINDS or not frame.is_open:
        raise NoSuchPage
    links = frame.language_links(
        published.languages_of(session, slug, version),
        addresses.resource(KINDS[folder], slug, version),
    )
    view = published.edition(session, slug, version, tag)
    if view is None:
        return _missing(session, frame, links, (slug, version, tag))
    if view.kind != KINDS[folder]:
        raise NoSuchPage
    other = "standard" if version == "easy_read" else "easy_read"
    has_other = tag in published.languages_of(session, slug, other)
    change = published.english_change(session, view)
    urgent = bool(change and change.critical) and has_urgent_notice(session, view.code)
    changes = _changes(session, view, frame, change)

    def draw() -> str:
        page = ResourcePage(
            edition=view,
            frame=frame,
            languages=links,
            has_other_version=has_other,
            sizes=_sizes(request, view, service),
            urgent=urgent,
            changes=changes,
        )
        return frame.render("resource", page)

    return PublicPage(draw, stamp=view.stamp)


def _missing(
    session: Session, frame: ReaderFrame, links: tuple[Choice, ...], asked: tuple[str, str, str]
) -> Response:
    """Where a text is read that the language does not have: its easy read, or other languages."""
    slug, version, tag = asked
    gone = published.last_withdrawn(session, *asked) is not None
    if version == "standard" and not gone:
        easy = published.edition(session, slug, "easy_read", tag)
        if easy is not None:
            return RedirectResponse(address_of(easy) + frame.query, 302)
    english = None
    if any(each.language == ENGLISH for each in links):
        found = published.edition(session, slug, version, ENGLISH.tag)
        english = Choice(found.resource.title, address_of(found) + frame.query) if found else None
    page = ErrorPage(410 if gone else 404, languages=links, english=english)
    return Drawn(lambda: frame.render("error", page), page.status, {"Cache-Control": "no-cache"})


def _changes(
    session: Session,
    view: EditionView,
    frame: ReaderFrame,
    change: EnglishChange | None,
    page: str = "",
) -> Changes | None:
    """What of its English has changed, where that is so."""
    if change is None:
        return None
    english = published.edition(session, view.slug, view.reading_version, ENGLISH.tag)
    return changes_of(change, view, english, frame, reading_of, page)


def _sizes(request: Request, view: EditionView, service: str | None) -> Mapping[str, int]:
    """Bytes of the PDFs that have been made already, if the printer keeps them."""
    known = getattr(request.app.state, "pdf_sizes", None)
    return known(view, service) if known is not None else {}
