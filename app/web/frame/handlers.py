"""How each error that leaves a route is answered: one handler for the family of `app.errors`, and
one each for what the server and its libraries raise. What the pages look like is in `errors`.
"""

import logging
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from app.errors import ExpectedError
from app.resources.characters import sound
from app.web.frame import busy, errors, outages
from app.web.frame.deps import SignInNeeded
from app.web.frame.sent_values import NO_PAGE

log = logging.getLogger("birthwords.web")


def install(app: FastAPI) -> None:
    """From now on every error has its answer. A room with pages of its own for an error adds their
    handler beside these: the closest one to the error's class answers."""
    app.add_exception_handler(ExpectedError, expected)
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(StarletteHTTPException, http_error)
    app.add_exception_handler(RequestValidationError, _not_an_address)
    app.add_exception_handler(ClientDisconnect, _gone)
    for kind in outages.KINDS:
        app.add_exception_handler(kind, outages.answer)
    app.add_exception_handler(Exception, _broken)


async def expected(request: Request, error: Exception) -> Response:
    """The error's status, in the reader's language with whom to call; its words for staff and
    programs. While too much is asked, no thread and no database is waited for."""
    if not isinstance(error, ExpectedError):
        raise error
    if error.status == 503 and error.seconds:
        return busy.refusal(request.url.path, str(error), error.seconds)
    return await run_in_threadpool(_expected, request, error)


def _expected(request: Request, error: ExpectedError) -> Response:
    if error.status == 500:
        log.error("%s: %s", type(error).__name__, error)
        return _broken(request, error)
    return _worded(request, error.status, str(error), errors.retry_after(error))


def _worded(request: Request, status: int, detail: str, headers: dict[str, str] | None) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": detail}, status, headers)
    return errors.page(request, status, detail, headers)


def _sign_in(request: Request, error: Exception) -> Response:
    address = error.address if isinstance(error, SignInNeeded) else "/workbench"
    return RedirectResponse(f"/account/login?next={address}", status_code=303)


def http_error(request: Request, error: Exception) -> Response:
    """What the server says: no such address, a method that an address does not have, and a body
    that is too large. Routes raise what is of the family."""
    status = error.status_code if isinstance(error, HTTPException | StarletteHTTPException) else 500
    detail = str(getattr(error, "detail", ""))
    return _worded(request, status, detail, getattr(error, "headers", None))


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
