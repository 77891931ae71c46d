"""Pages of background work: what was ordered and how far it is, and the forms that order, cancel
and repeat a job. They write a job's row and answer at once; workers do the work.
"""

from collections.abc import Callable

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.db import Database
from app.languages import UnknownLanguage
from app.models import Job
from app.web.drafting.job_pages import PLACE, job_address, job_page, jobs_page
from app.web.frame.deps import Db, Posted, Reads, ReadSession, SignedIn, Visitor, needs
from app.web.frame.staff import Frame, Problem, StaffFrame, show
from app.workflow.drafting import jobs
from app.workflow.drafting.job_views import for_reader, job_view, job_views
from app.workflow.drafting.jobs import Scope
from app.workflow.refusals import Missing, Refused
from app.workflow.source.revisions import titles
from app.workflow.translation.permissions import READERS

router = APIRouter(prefix=PLACE, dependencies=[needs(*READERS, reads=Reads.JOBS)])
DONE = {"cancelled": "Cancelled. What was drafted before stays."}


@router.get("")
def list_jobs(who: SignedIn, frame: StaffFrame, session: ReadSession) -> Response:
    return show("drafting/jobs", jobs_page(frame, who.actor, job_views(session), _offered(session)))


@router.post("")
def order(database: Db, who: SignedIn, frame: StaffFrame, data: Posted) -> Response:
    scope = Scope(str(data.get("slug", "")), "", str(data.get("language", "")))
    return _ordered(database, who, frame, lambda s: jobs.start(s, who.actor, scope))


@router.get("/{job_id}")
def one_job(
    who: SignedIn, frame: StaffFrame, session: ReadSession, job_id: str, done: str = ""
) -> Response:
    job = for_reader(job_view(session, job_id), who.actor)
    page = job_page(frame, who.actor, job, titles(session, archived=True), DONE.get(done, ""))
    return show("drafting/job", page)


@router.post("/{job_id}/cancel")
def cancel(database: Db, who: SignedIn, data: Posted, job_id: str) -> Response:
    with database.writing() as session:
        jobs.cancel(session, who.actor, job_id)
    return RedirectResponse(f"{job_address(job_id)}?done=cancelled", 303)


@router.post("/{job_id}/retry")
def retry(database: Db, who: SignedIn, frame: StaffFrame, data: Posted, job_id: str) -> Response:
    return _ordered(database, who, frame, lambda s: jobs.retry(s, who.actor, job_id))


def _ordered(
    database: Database, who: Visitor, frame: Frame, start: Callable[[Session], Job]
) -> Response:
    """To the page of the job, or the list with the reason why there is none."""
    try:
        with database.writing() as session:
            job_id = start(session).id
    except Missing:
        raise
    except (Refused, UnknownLanguage) as refusal:
        problem = Problem(str(refusal), "#language")
        with database.reading() as session:
            page = jobs_page(frame, who.actor, job_views(session), _offered(session), problem)
        status = refusal.status if isinstance(refusal, Refused) else 403
        return show("drafting/jobs", page, status)
    return RedirectResponse(job_address(job_id), 303)


def _offered(session: Session) -> dict[str, str]:
    """What can be drafted: every text that is translated, by slug."""
    return titles(session, translated=True)
