"""The staff library: what is published in which language, printing it, withdrawing it, and bringing
in English.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.jobs.printing.page_count import PrintAmount
from app.jobs.printing.printer import Printer, PrintProgress
from app.languages import find
from app.models import EditionState, Role
from app.resources.kinds import FOR_STAFF, PUBLIC, RULES
from app.resources.schema import READING_VERSIONS
from app.services import find as find_service
from app.web.frame import cookies
from app.web.frame.deps import (
    Db,
    Posted,
    ReadSession,
    SignedIn,
    needs,
    signed_in,
)
from app.web.frame.sent_values import LONGEST_SEARCH, number
from app.web.frame.staff import (
    SERVICE_COOKIE,
    SERVICE_YEAR,
    ChosenService,
    Frame,
    Problem,
    StaffFrame,
    show,
)
from app.web.library.archive import archived_page
from app.web.library.overview import OverviewPage
from app.web.library.pages import StaffResourcePage, WithdrawPage, refused
from app.workflow.editions import published
from app.workflow.editions.edition_views import EditionView
from app.workflow.editions.publishing import withdraw
from app.workflow.lists.coverage import coverages
from app.workflow.lists.library import LibraryQuery, library_list, owners, shelf_of
from app.workflow.refusals import Missing, Refused
from app.workflow.review.siblings import lagging_siblings, sees_siblings
from app.workflow.source.archived import archived_resources
from app.workflow.source.revisions import damaged, try_newest

router = APIRouter(prefix="/library", dependencies=[signed_in()])
DONE = {
    "withdrawn": "Withdrawn. Readers no longer see this edition; its page says whom to call.",
    "withdrawn-prints": "Withdrawn. The prints of that edition say now that it was withdrawn.",
    "said": "Thank you. Its authors and clinicians see it in their work.",
    "same": "Said, with your reason. Both versions count as saying the same.",
    "archived": "Taken out of all lists. It stays here with its history, and can be brought back.",
    "brought-back": "Brought back: its texts stand in the lists again.",
}


def refusals(request: Request, session: Session, slug: str = "") -> tuple[Problem, ...]:
    """The prints of what readers have now (or of one resource) that a gate refused, as far as the
    service that runs has tried."""
    printer: Printer | None = getattr(request.app.state, "printer", None)
    found = (
        [each for each in printer.refusals if slug in ("", each.edition.slug)] if printer else ()
    )
    codes = published.current_codes(session, {each.edition.code for each in found})
    return refused(each for each in found if each.edition.code in codes)


def amounts(
    request: Request, service: str | None
) -> Callable[[EditionView], Mapping[str, PrintAmount]]:
    """Says how many pages the prints of an edition have, as far as the service that runs knows."""
    printer: Printer | None = getattr(request.app.state, "printer", None)
    return lambda view: printer.amounts(view, service) if printer else {}


async def wanted_list(
    words: str = "", tag: str = "", state: str = "", owner: str = "", kind: str = ""
) -> LibraryQuery:
    """What the address narrows the list to."""
    return LibraryQuery(
        words=words.strip()[:LONGEST_SEARCH], tag=tag, state=state, owner=owner, kind=kind
    )


Wanted = Annotated[LibraryQuery, Depends(wanted_list)]


@router.get("")
def first_page(
    request: Request,
    who: SignedIn,
    frame: StaffFrame,
    session: ReadSession,
    kept: ChosenService,
    wanted: Wanted,
    language: str = "",
    service: str | None = None,
    page: str = "",
) -> Response:
    if language:
        find(language)
    chosen = kept if service is None else service
    if service:
        find_service(service)
    at = max(1, number(page, 1))
    printer: Printer | None = getattr(request.app.state, "printer", None)
    writes = bool(who.actor.languages(Role.AUTHOR))
    shown = OverviewPage(
        frame=frame.at("Library", "/library", "", *refusals(request, session)),
        actor=who.actor,
        published=published.published_languages(session),
        tag=language or None,
        service=chosen or None,
        printed=printer.ahead if printer else PrintProgress(0, 0),
        amounts=amounts(request, chosen or None),
        shelf=shelf_of(session, language, at) if language else None,
        wanted=wanted,
        listed=None if language else library_list(session, wanted, at),
        owners=() if language else owners(session),
        staff_editions=() if language else published.staff_editions(session),
        archived=archived_resources(session) if writes and not language else (),
    )
    answer = show("library/overview", shown)
    if service is not None:
        cookies.remember(answer, SERVICE_COOKIE, service, SERVICE_YEAR)
    return answer


WITHDRAWERS = [needs(Role.AUTHOR, Role.CLINICIAN)]


@router.get("/{slug}")
def resource(
    request: Request,
    who: SignedIn,
    frame: StaffFrame,
    session: ReadSession,
    slug: str,
    kept: ChosenService,
    done: str = "",
) -> Response:
    mine = coverages(session, slug=slug)
    if not mine:
        gone = archived_page(frame, session, who.actor, slug, DONE.get(done, ""))
        if gone is None:
            raise Missing(f"There is no resource {slug!r}.")
        return show("library/archived", gone)
    live = published.resource_editions(session, slug, (*PUBLIC, *FOR_STAFF))
    places = {(s.reading_version, s.language) for s in mine}
    last = [published.last_withdrawn(session, slug, *place, RULES) for place in places]
    problems = (*refusals(request, session, slug), *_damaged(session, slug))
    frame = frame.at(mine[0].title, "/library", DONE.get(done, ""), *problems)
    page = StaffResourcePage(
        frame=frame,
        actor=who.actor,
        coverages=mine,
        editions=live,
        withdrawn=[each for each in last if each],
        service=kept or None,
        amounts=amounts(request, kept or None),
        siblings=lagging_siblings(session, slug) if sees_siblings(who.actor) else (),
    )
    return show("library/resource", page)


def _damaged(session: Session, slug: str) -> Iterator[Problem]:
    """What is said of English of a resource that cannot be read."""
    newest = (try_newest(session, slug, version) for version in READING_VERSIONS)
    for said in damaged(session, [each.id or 0 for each in newest if each]).values():
        yield Problem(said)


@router.get("/editions/{code}/withdraw", dependencies=WITHDRAWERS)
def ask_why(frame: StaffFrame, session: ReadSession, code: str) -> Response:
    return _withdraw_form(frame, session, _edition(session, code))


@router.post("/editions/{code}/withdraw", dependencies=WITHDRAWERS)
def post_withdraw(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, session: ReadSession, code: str
) -> Response:
    edition = _edition(session, code)
    if edition.state == EditionState.WITHDRAWN:
        return _withdraw_form(frame, session, edition)
    try:
        with database.writing() as writing:
            withdraw(writing, who.actor, edition.code, str(data.get("why", "")))
    except Refused as refusal:
        return _withdraw_form(frame, session, edition, refusal, str(data.get("why", "")))
    done = "withdrawn" if edition.state == EditionState.CURRENT else "withdrawn-prints"
    return RedirectResponse(f"/library/{edition.slug}?done={done}", 303)


def _edition(session: ReadSession, code: str) -> EditionView:
    found = published.by_code(session, code)
    if found is None:
        raise Missing(f"There is no edition {code!r}.")
    return found


def _withdraw_form(
    frame: Frame,
    session: Session,
    edition: EditionView,
    refusal: Refused | None = None,
    why: str = "",
) -> Response:
    error = str(refusal or "")
    problems = (Problem(error, "#why"),) if error else ()
    frame = frame.at("Withdraw an edition", "/library", "", *problems)
    place = edition.slug, edition.reading_version, edition.language
    instead = (
        published.edition(session, *place, RULES)
        if edition.state == EditionState.SUPERSEDED
        else None
    )
    others = () if edition.state == EditionState.SUPERSEDED else _kept(session, edition)
    page = WithdrawPage(
        frame=frame, edition=edition, error=error, instead=instead, others=others, why=why
    )
    status = refusal.status if refusal else 403 if page.is_gone else 200
    return show("library/withdraw", page, status)


def _kept(session: Session, edition: EditionView) -> tuple[EditionView, ...]:
    """What readers have of the same text besides this edition: it may hold the same mistake."""
    live = published.resource_editions(session, edition.slug, RULES)
    return tuple(each for each in live if each.code != edition.code)
