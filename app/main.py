"""Puts the service together: settings, database, middleware, routers and what refusals look
like."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager, nullcontext
from typing import Any

from anyio import to_thread
from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from app import faults
from app.config import BUILD, settings
from app.connections import patient
from app.db import THREADS, Database
from app.exchange.reader import Reader
from app.jobs.health import Health
from app.jobs.printing.printer import Printer
from app.languages import UnknownLanguage
from app.plans.encryption import storing
from app.render import needs
from app.render.interface import interface_state
from app.render.pool import PoolBusy
from app.resources.characters import sound
from app.services import UnknownService
from app.web.accounts import own_account, people, sign_in
from app.web.drafting import jobs
from app.web.filling import prints as filled_prints
from app.web.filling import routes as filling
from app.web.filling.sent import PlanRefused
from app.web.frame import busy, errors, middleware, outages, print_queue
from app.web.frame.bodies import BodyLimit
from app.web.frame.busy import Admission
from app.web.frame.deps import FormRefused, SignInNeeded
from app.web.frame.outages import AGAIN
from app.web.frame.sent_values import NO_PAGE, SoundAddresses
from app.web.frame.shared_looks import SharedLooks
from app.web.library import routes as library
from app.web.midwife import answers, blank_plans, packs, reading_in, stored_plans
from app.web.public import api, fhir_api, pdfs
from app.web.public import routes as public
from app.web.public.cached_pages import CachedPages
from app.web.public.cached_pdfs import CachedPdfs
from app.web.workbench import routes as workbench
from app.workflow.editions.integrity import DamagedEdition
from app.workflow.interface import refresh
from app.workflow.lists import projection
from app.workflow.open_database import open_database
from app.workflow.plans.stored_plans import expire
from app.workflow.refusals import Missing, Refused


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
    app.add_middleware(SoundAddresses, refuse=_http_error)
    app.add_middleware(BodyLimit)
    app.add_middleware(middleware.Gzip)
    app.add_middleware(middleware.SecurityHeaders)
    app.add_middleware(CachedPages, service=app)
    app.add_middleware(middleware.HeadAsGet)
    app.mount("/static", StaticFiles(directory=BUILD / "static", check_dir=False), name="static")
    app.add_api_route("/healthz", _healthy, include_in_schema=False)
    app.add_api_route("/readyz", _ready, include_in_schema=False)
    app.include_router(api.router)
    app.include_router(fhir_api.router)
    if storing(settings()):
        app.include_router(stored_plans.router, include_in_schema=False)
    for module in (
        sign_in,
        own_account,
        reading_in,
        answers,
        blank_plans,
        packs,
        library,
        jobs,
        people,
        workbench,
        pdfs,
        filling,
        filled_prints,
        public,
    ):
        app.include_router(module.router, include_in_schema=False)
    _handle_errors(app)
    return app


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
    with patient():
        database.migrate()
        _try("asking which languages are open", lambda: insist_on_languages(database))
        _try("listing texts anew", lambda: projection.rebuild(database, only_outdated=True))
        _try("deleting old plans", lambda: _expire(database))
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


def _handle_errors(app: FastAPI) -> None:
    handlers: tuple[tuple[type[Exception], int], ...] = (
        (Missing, 404),
        (DamagedEdition, 503),
        (UnknownLanguage, 404),
        (UnknownService, 404),
        (FormRefused, 403),
        (Refused, 403),
    )
    for kind, status in handlers:
        app.add_exception_handler(kind, _refusal(status))
    app.add_exception_handler(PoolBusy, _many_prints)
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(PlanRefused, filling.refused)
    app.add_exception_handler(StarletteHTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _not_an_address)
    app.add_exception_handler(ClientDisconnect, _gone)
    for kind in outages.KINDS:
        app.add_exception_handler(kind, outages.answer)
    app.add_exception_handler(Exception, _broken)


def _refusal(status: int) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        return errors.page(request, status, str(error))

    return answer


async def _many_prints(request: Request, error: Exception) -> Response:
    return busy.refusal(request.url.path, str(error), seconds=20)


def _sign_in(request: Request, error: Exception) -> Response:
    address = error.address if isinstance(error, SignInNeeded) else "/workbench"
    return RedirectResponse(f"/account/login?next={address}", status_code=303)


def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException | StarletteHTTPException) else 500
    detail = str(getattr(error, "detail", ""))
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": detail}, status, getattr(error, "headers", None))
    return errors.page(request, status, detail, getattr(error, "headers", None))


def _not_an_address(request: Request, error: Exception) -> Response:
    """`?size=99` names no page; only a program is told which value was wrong, as JSON."""
    if isinstance(error, RequestValidationError) and request.url.path.startswith("/api/"):
        return JSONResponse({"detail": [_problem(each) for each in error.errors()]}, 422)
    return errors.page(request, 404, NO_PAGE)


def _problem(error: dict[str, Any]) -> dict[str, Any]:
    """What was wrong where; the value itself may be nothing that JSON can hold."""
    place = [sound(each) if isinstance(each, str) else each for each in error["loc"]]
    return {"type": error["type"], "loc": place, "msg": sound(error["msg"])}


def _gone(request: Request, error: Exception) -> Response:
    """Someone left while they sent: nobody reads the answer, and no error is logged."""
    return Response(status_code=400)


def _broken(request: Request, error: Exception) -> Response:
    return errors.page(request, 500, "")
