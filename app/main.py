"""Puts the service together: settings, database, middleware, routers and what refusals look
like."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager, nullcontext

from fastapi import FastAPI, HTTPException, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from app.config import BUILD, settings
from app.db import Database
from app.languages import UnknownLanguage
from app.plans.keeping import storing
from app.services import UnknownService
from app.web import (
    account,
    api,
    blank_plans,
    errors,
    fhir_api,
    filled_prints,
    jobs,
    kept,
    keying,
    library,
    middleware,
    own_account,
    packs,
    pdfs,
    people,
    plans,
    public,
    ticked,
    workbench,
)
from app.web.deps import FormRefused, SignInNeeded
from app.web.filling.sent import PlanRefused
from app.web.kept_prints import KeptPrints
from app.workflow import kept_plans, listing
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
    app.state.database = database or Database(settings().database())
    app.add_middleware(KeptPrints, service=app)
    middleware.install(app)
    app.mount("/static", StaticFiles(directory=BUILD / "static", check_dir=False), name="static")
    app.add_api_route("/healthz", _healthy, include_in_schema=False)
    app.add_api_route("/readyz", _ready, include_in_schema=False)
    app.include_router(api.router)
    app.include_router(fhir_api.router)
    if storing(settings()):
        app.include_router(kept.router, include_in_schema=False)
    for module in (
        account,
        own_account,
        keying,
        ticked,
        blank_plans,
        packs,
        library,
        jobs,
        people,
        workbench,
        pdfs,
        plans,
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
    with ExitStack() as running:
        await run_in_threadpool(_start, app, running)
        try:
            yield
        finally:
            await run_in_threadpool(running.close)


def _start(app: FastAPI, running: ExitStack) -> None:
    running.callback(app.state.database.dispose)
    app.state.database.migrate()
    listing.rebuild(app.state.database, only_outdated=True)
    with app.state.database.writing() as session:  # also where no more plans are kept now
        kept_plans.expire(session)
    app.state.printer = running.enter_context(pdfs.printer(app.state.database))
    app.state.pdf_sizes = app.state.printer.sizes
    running.enter_context(_worker(app.state.database))


def _worker(database: Database) -> AbstractContextManager[object]:
    """This process works on jobs too, unless the settings leave that to others."""
    if not settings().worker:
        return nullcontext()
    from app.jobs.worker import working  # the workflow library takes a second to load

    return working(database)


def _healthy() -> PlainTextResponse:
    return PlainTextResponse("ok")


def _ready(request: Request) -> PlainTextResponse:
    """Ready as soon as the database answers; prints may still be made in the background."""
    request.app.state.database.ready()
    return PlainTextResponse("ready")


def _handle_errors(app: FastAPI) -> None:
    handlers: tuple[tuple[type[Exception], int], ...] = (
        (Missing, 404),
        (UnknownLanguage, 404),
        (UnknownService, 404),
        (FormRefused, 403),
        (Refused, 403),
    )
    for kind, status in handlers:
        app.add_exception_handler(kind, _refusal(status))
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(PlanRefused, plans.refused)
    app.add_exception_handler(StarletteHTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _not_an_address)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _broken)


def _refusal(status: int) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        return errors.page(request, status, str(error))

    return answer


def _sign_in(request: Request, error: Exception) -> Response:
    address = error.address if isinstance(error, SignInNeeded) else "/workbench"
    return RedirectResponse(f"/account/login?next={address}", status_code=303)


def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException | StarletteHTTPException) else 500
    detail = str(getattr(error, "detail", ""))
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": detail}, status_code=status)
    return errors.page(request, status, detail, getattr(error, "headers", None))


def _not_an_address(request: Request, error: Exception) -> Response:
    """`?size=99` names no page; only a program is told which value was wrong, as JSON."""
    if isinstance(error, RequestValidationError) and request.url.path.startswith("/api/"):
        return JSONResponse({"detail": jsonable_encoder(error.errors())}, status_code=422)
    return errors.page(request, 404, "This address holds a value that no page has.")


def _gone(request: Request, error: Exception) -> Response:
    """Someone left while they sent: nobody reads the answer, and no error is logged."""
    return Response(status_code=400)


def _broken(request: Request, error: Exception) -> Response:
    return errors.page(request, 500, "")
