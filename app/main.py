"""Puts the service together: settings, database, middleware, routers and what starts and ends with
it. How errors are answered is in `web.frame.handlers`."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager, nullcontext
from functools import cache

from anyio import to_thread
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import PlainTextResponse
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.routing import BaseRoute

from app import faults
from app.config import BUILD, settings
from app.connections import patient
from app.db import THREADS, Database
from app.exchange.reader import Reader
from app.jobs.health import Health
from app.jobs.printing.print_counts import PrintCounts
from app.jobs.printing.printer import Printer
from app.plans.encryption import storing
from app.render import needs
from app.render.interface import interface_state
from app.services import services
from app.web.accounts import mail, own_account, people, sign_in
from app.web.author import downloads as author_downloads
from app.web.author import files as author_files
from app.web.author import proposal as author_proposal
from app.web.author import routes as author
from app.web.author import steps as author_steps
from app.web.decide import routes as decide
from app.web.drafting import jobs
from app.web.filling import prints as filled_prints
from app.web.filling import routes as filling
from app.web.filling.sent import PlanRefused
from app.web.frame import handlers, middleware, print_queue
from app.web.frame.bodies import BodyLimit
from app.web.frame.busy import Admission
from app.web.frame.outages import AGAIN
from app.web.frame.sent_values import SoundAddresses
from app.web.frame.shared_looks import SharedLooks
from app.web.library import (
    archive,
    counts,
    edition_files,
    guides,
    interpreter_card,
    languages,
    new,
    publishing,
    sending,
    sharing,
    shelf,
    siblings,
)
from app.web.library import routes as library
from app.web.library import wrong as staff_wrong
from app.web.midwife import answers, blank_plans, packs, reading_in, stored_plans
from app.web.public import api, feed, fhir_api, pdfs, wrong
from app.web.public import routes as public
from app.web.public.cached_pages import CachedPages
from app.web.public.cached_pdfs import CachedPdfs
from app.web.workbench import compare
from app.web.workbench import routes as workbench
from app.workflow.interface import refresh
from app.workflow.lists import projection
from app.workflow.open_database import open_database
from app.workflow.plans.stored_plans import expire


def create_app(database: Database | None = None) -> FastAPI:
    """The service. Without a database of the caller's it opens the one that the settings name."""
    app = FastAPI(
        title="Birthwords",
        version="1",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
    )
    app.state.reader, app.state.looks = Reader(), SharedLooks()
    app.state.database = database or open_database(settings().database())
    app.add_middleware(Admission)
    app.add_middleware(CachedPdfs, service=app)
    app.add_middleware(SoundAddresses, refuse=handlers.http_error)
    app.add_middleware(BodyLimit)
    app.add_middleware(middleware.Gzip)
    app.add_middleware(middleware.SecurityHeaders)
    app.add_middleware(CachedPages, service=app)
    app.add_middleware(middleware.HeadAsGet)
    app.mount("/static", StaticFiles(directory=BUILD / "static", check_dir=False), name="static")
    app.add_api_route("/healthz", _healthy, include_in_schema=False)
    app.add_api_route("/readyz", _ready, include_in_schema=False)
    app.router.routes.extend(_routes(stored=storing(settings())))
    handlers.install(app)
    app.add_exception_handler(PlanRefused, filling.refused)
    return app


@cache
def _routes(*, stored: bool) -> list[BaseRoute]:
    """The routes of all rooms. What each asks for is worked out at its first request, and once for
    every application of a process: tests make one each."""
    rooms = APIRouter()
    # Asked for at each step of a plan, and so before the many addresses of staff.
    rooms.include_router(filling.router, include_in_schema=False)
    rooms.include_router(filled_prints.router, include_in_schema=False)
    rooms.include_router(api.router)
    rooms.include_router(fhir_api.router)
    rooms.include_router(feed.router, include_in_schema=False)
    if stored:
        rooms.include_router(stored_plans.router, include_in_schema=False)
    for module in (
        sign_in,
        own_account,
        mail,
        reading_in,
        answers,
        blank_plans,
        packs,
        author_files,
        author,
        author_steps,
        author_proposal,
        author_downloads,
        decide,
        archive,
        counts,
        guides,
        interpreter_card,
        languages,
        new,
        publishing,
        sending,
        sharing,
        shelf,
        siblings,
        compare,
        edition_files,
        staff_wrong,
        library,
        jobs,
        people,
        workbench,
        pdfs,
    ):
        rooms.include_router(module.router, include_in_schema=False)
    for last in (filling.doors, wrong.router, public.router):
        rooms.include_router(last, include_in_schema=False)
    return rooms.routes


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """What starts and stops blocks, and the workflow library refuses to start inside an event
    loop, so that a thread does both."""
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    with ExitStack() as running:
        await run_in_threadpool(_start, app, running)
        try:
            yield
        finally:
            await run_in_threadpool(running.close)


def _start(app: FastAPI, running: ExitStack) -> None:
    database: Database = app.state.database
    running.callback(database.dispose)
    running.callback(app.state.reader.close)
    services()  # a list of hospitals that cannot be used is said now, not to a reader
    with patient():
        database.migrate()
        _try("asking which languages are open", lambda: insist_on_languages(database))
        _try("listing texts anew", lambda: projection.rebuild(database, only_outdated=True))
        _try("deleting old plans", lambda: _expire(database))
    app.state.print_counts = running.enter_context(PrintCounts.running(database))
    print_queue.install(app, running.enter_context(Printer.running(database)))
    _try(_WORK, lambda: running.enter_context(_worker(database)))


_WORK = "starting background work, which will begin at the next start,"


def _try(doing: str, step: Callable[[], object]) -> None:
    """A step without which readers can be served: its failure is logged where the disk or the
    database is to blame."""
    try:
        step()
    except Exception as error:
        if not faults.tell(error, doing):
            raise


def insist_on_languages(database: Database) -> None:
    """Raise LanguageListError where a language that is open lacks anything. Nothing is asked of the
    database where none lacks anything."""

    def is_open(tag: str) -> bool:
        refresh(database)
        return interface_state(tag, settings().demo) == "open"

    needs.insist(is_open)


def _expire(database: Database) -> None:
    """Also where no more plans are stored now."""
    with database.writing() as session:
        expire(session)


def _worker(database: Database) -> AbstractContextManager[object]:
    """This process works on jobs too, unless the settings leave that to others."""
    if not settings().worker:
        return nullcontext()
    from app.jobs.worker.process import working  # the workflow library takes a second to load

    return working(database)


async def _healthy() -> PlainTextResponse:
    """Asks nothing and waits for nobody: the process lives."""
    return PlainTextResponse("ok")


async def _ready(request: Request) -> PlainTextResponse:
    """Ready when the database answers and a print comes out. What does not work has a line each,
    the disk and what draws quickly too. Prints of the catalogue may still be made in the
    background."""
    state = request.app.state
    if not hasattr(state, "health"):
        state.health = Health(state.database, getattr(state, "printer", None))
    report = await state.health.report()
    said = ("ready", *report.problems) if report.is_ready else report.problems
    text = "\n".join(said)
    return PlainTextResponse(text) if report.is_ready else PlainTextResponse(text, 503, AGAIN)
