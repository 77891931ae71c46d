"""The staff library: what is published in which language, printing it, withdrawing it, and bringing
in English.
"""

from collections.abc import Callable, Iterable, Mapping

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from app.exchange.opening import FileRefused
from app.exchange.reader import ReaderBusy
from app.jobs.printing.page_count import PrintAmount
from app.jobs.printing.printer import Printer, PrintProgress
from app.languages import find
from app.models import Role
from app.resources.load import MAX_BYTES, ContentError
from app.resources.style import lint
from app.services import find as find_service
from app.web.frame import cookies
from app.web.frame.bodies import takes
from app.web.frame.deps import (
    Db,
    FileReader,
    Posted,
    Reads,
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
    Link,
    Problem,
    StaffFrame,
    show,
)
from app.web.frame.staff_presenters import ResultPage, UploadPage
from app.web.library.archive import archived_page
from app.web.library.pages import StaffLibraryPage, StaffResourcePage, WithdrawPage, refused
from app.workflow.editions import published
from app.workflow.editions.published import EditionView
from app.workflow.editions.publishing import withdraw
from app.workflow.lists.coverage import coverages
from app.workflow.refusals import Missing, Refused
from app.workflow.review.siblings import lagging_siblings, sees_siblings
from app.workflow.source.archived import archived_resources
from app.workflow.source.revisions import save_source

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
        archived=archived_resources(session) if who.actor.languages(Role.AUTHOR) else (),
        publish="/library/publish" if who.actor.languages(Role.AUTHOR) else "",
    )
    answer = show("library/overview", page)
    if service is not None:
        cookies.remember(answer, SERVICE_COOKIE, service, SERVICE_YEAR)
    return answer


AUTHORS = [needs(Role.AUTHOR, reads=Reads.ENGLISH)]
WITHDRAWERS = [needs(Role.AUTHOR, Role.CLINICIAN)]


@router.get("/bring-in", dependencies=AUTHORS)
def ask_for_english(frame: StaffFrame) -> Response:
    return _english_form(frame)


@router.post("/bring-in", dependencies=[*AUTHORS, takes(MAX_BYTES + 100_000)])
def post_english(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, reader: FileReader
) -> Response:
    file = data.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return _english_form(frame, "Choose a YAML file.")
    try:
        resource = reader.english(file.file.read(), file.filename[:200])
        with database.writing() as session:
            revision, new = save_source(session, who.actor, resource)
    except ContentError as error:
        return _english_form(frame, *map(str, error.problems))
    except (FileRefused, Refused) as refusal:
        return _english_form(frame, str(refusal))
    except ReaderBusy as busy:
        return _english_form(frame, str(busy), status=503)
    outcome = (
        f"Revision {revision.number} of “{resource.title}” is in. Translations stay as they are, "
        "but texts whose English changed are open again, and a clinician signs the English anew."
        if new
        else "This is the English that is here already. Nothing has changed."
    )
    page = ResultPage(
        frame.at("English taken in", "/library/bring-in"),
        (outcome,),
        tuple((advice.path, advice.message) for advice in lint(resource)),
        Link("Open the resource", f"/library/{resource.slug}"),
        "Advice on plain English (nothing was refused)",
    )
    return show("layouts/result", page)


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
    live = [edition for edition in published.everything(session) if edition.slug == slug]
    places = {(s.reading_version, s.language) for s in mine}
    last = [published.last_withdrawn(session, slug, version, tag) for version, tag in places]
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


def _english_form(frame: Frame, *errors: str, status: int = 422) -> Response:
    problems = tuple(Problem(error, "#file") for error in errors)
    page = UploadPage(
        frame=frame.at("Bring in English", "/library/bring-in", "", *problems),
        action="/library/bring-in",
        label="YAML file",
        hint="At most 1 MB. The English becomes a new revision; only texts that changed open "
        "again.",
        accept=".yaml,.yml",
        errors=errors,
    )
    return show("imports/upload", page, status if errors else 200)
