"""The staff library: what is published in which language, printing it, withdrawing it, and bringing
in English.
"""

from collections.abc import Callable, Iterable, Mapping

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.jobs.printing.page_count import PrintAmount
from app.jobs.printing.printer import Printer, PrintProgress
from app.languages import find
from app.models import Role
from app.resources.kinds import RULES
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
from app.web.library.pages import StaffLibraryPage, StaffResourcePage, WithdrawPage, refused
from app.workflow.editions import published
from app.workflow.editions.guides import guides
from app.workflow.editions.published import EditionView
from app.workflow.editions.publishing import withdraw
from app.workflow.lists.coverage import coverages
from app.workflow.refusals import Missing, Refused
from app.workflow.review.siblings import lagging_siblings, sees_siblings
from app.workflow.source.archived import archived_resources

router = APIRouter(prefix="/library", dependencies=[signed_in()])
DONE = {
    "withdrawn": "Withdrawn. Readers no longer see this edition; its page says whom to call.",
    "said": "Thank you. Its authors and clinicians see it in their work.",
    "same": "Said, with your reason. Both versions count as saying the same.",
    "archived": "Taken out of all lists. It stays here with its history, and can be brought back.",
    "brought-back": "Brought back: its texts stand in the lists again.",
}


def printed(request: Request, editions: Iterable[EditionView]) -> PrintProgress:
    """How far these editions are printed by the service that runs."""
    printer: Printer | None = getattr(request.app.state, "printer", None)
    return printer.progress(editions) if printer else PrintProgress(0, 0)


def amounts(
    request: Request, service: str | None
) -> Callable[[EditionView], Mapping[str, PrintAmount]]:
    """Says how many pages the prints of an edition have, as far as the service that runs knows."""
    printer: Printer | None = getattr(request.app.state, "printer", None)
    return lambda view: printer.amounts(view, service) if printer else {}


@router.get("")
def overview(
    request: Request,
    who: SignedIn,
    frame: StaffFrame,
    session: ReadSession,
    kept: ChosenService,
    language: str = "",
    service: str | None = None,
) -> Response:
    if language:
        find(language)
    chosen = kept if service is None else service
    if service:
        find_service(service)
    editions = published.everything(session)
    progress = printed(request, editions)
    page = StaffLibraryPage(
        frame=frame.at("Library", "/library", "", *refused(progress)),
        coverages=coverages(session),
        editions=editions,
        tag=language or None,
        service=chosen or None,
        printed=progress,
        amounts=amounts(request, chosen or None),
        staff_editions=guides(session),
        archived=archived_resources(session) if who.actor.languages(Role.AUTHOR) else (),
        publish="/library/publish" if who.actor.languages(Role.AUTHOR) else "",
    )
    answer = show("library/overview", page)
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
    everything = (*published.everything(session), *guides(session))
    live = [edition for edition in everything if edition.slug == slug]
    places = {(s.reading_version, s.language) for s in mine}
    last = [published.last_withdrawn(session, slug, *place, RULES) for place in places]
    frame = frame.at(
        mine[0].title, "/library", DONE.get(done, ""), *refused(printed(request, live))
    )
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


@router.get("/editions/{code}/withdraw", dependencies=WITHDRAWERS)
def ask_why(frame: StaffFrame, session: ReadSession, code: str) -> Response:
    return _withdraw_form(frame, _edition(session, code))


@router.post("/editions/{code}/withdraw", dependencies=WITHDRAWERS)
def post_withdraw(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, session: ReadSession, code: str
) -> Response:
    edition = _edition(session, code)
    try:
        with database.writing() as writing:
            withdraw(writing, who.actor, edition.code, str(data.get("why", "")))
    except Refused as refusal:
        return _withdraw_form(frame, edition, str(refusal))
    return RedirectResponse(f"/library/{edition.slug}?done=withdrawn", 303)


def _edition(session: ReadSession, code: str) -> EditionView:
    found = published.by_code(session, code)
    if found is None:
        raise Missing(f"There is no edition {code!r}.")
    return found


def _withdraw_form(frame: Frame, edition: EditionView, error: str = "") -> Response:
    problems = (Problem(error, "#why"),) if error else ()
    frame = frame.at("Withdraw an edition", "/library", "", *problems)
    return show("library/withdraw", WithdrawPage(frame, edition, error), 403 if error else 200)
