"""What visitors see while the disk cannot be written to or the database does not answer: readers
whom to call, staff whether what they sent was saved, programs JSON. Which faults there are is in
`app.faults`.
"""

import sqlite3

import psycopg
from fastapi import Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app import faults
from app.faults import Fault
from app.web.frame import errors

KINDS: tuple[type[Exception], ...] = (
    DBAPIError,
    PoolTimeout,
    sqlite3.Error,
    psycopg.Error,
    OSError,
)
AGAIN = {"Retry-After": "30"}


def answer(request: Request, error: Exception) -> Response:
    """One clear page with 503; raises the error again when it is not the disk or the database."""
    fault = faults.fault_of(error)
    if fault is None:
        raise error
    path = request.url.path
    faults.tell(error, "serving a page")
    if path.startswith("/api/"):
        return JSONResponse({"detail": _said(fault, request.method)}, 503, AGAIN)
    if path == "/readyz":
        return PlainTextResponse(fault.said, 503, AGAIN)
    return errors.page(request, 503, _said(fault, request.method), AGAIN, database=fault.readable)


def _said(fault: Fault, method: str) -> str:
    if method in ("GET", "HEAD"):
        return f"{fault.said} Nothing is lost. Try again in a minute."
    if not fault.readable:
        return (
            f"{fault.said} What you sent was probably not saved. It is still in your browser: go "
            "back, copy it if it is long, and look whether it is there before you send it again."
        )
    if fault is faults.BUSY:
        return (
            f"Nothing was saved. {fault.said} What you typed is still in your browser: go back and "
            "send it again in a minute."
        )
    return (
        f"Nothing was saved. {fault.said} Tell whoever runs this service: until they have mended "
        "it, texts can be read and nothing can be changed. What you typed is still in your "
        "browser: go back and copy it."
    )
