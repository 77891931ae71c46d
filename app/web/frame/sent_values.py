"""Values that a browser or a program sends, made fit for the columns, files and pages behind them.

A form is cleaned of characters that nothing can hold; an address that has one names no page.
"""

from collections.abc import Callable
from email.message import Message
from typing import Annotated
from urllib.parse import unquote_to_bytes

from fastapi import HTTPException, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import ExpectedError
from app.resources.characters import is_sound, sound

LARGEST = 2**31 - 1
"""What an id can be on every database."""
Number = Annotated[int, Query(ge=0, le=LARGEST)]
LONGEST_SEARCH = 200
LONGEST_NAME = 200
"""Characters of the name of an uploaded file that are kept."""
NO_PAGE = "This address holds a value that no page has."


class WrongCharset(ExpectedError):
    """A form in letters of another kind than browsers send."""

    status = 415


def number(text: str, otherwise: int = -1) -> int:
    """The number in a field, in digits of any script; `otherwise` if it is none that fits."""
    found = int(text) if text.isdecimal() and len(text) <= 10 else otherwise
    return found if found <= LARGEST else otherwise


def sound_form(data: FormData) -> FormData:
    """The same fields and files, without characters that nothing can hold."""
    return FormData([(sound(name), _sound_value(value)) for name, value in data.multi_items()])


def _sound_value(value: UploadFile | str) -> UploadFile | str:
    if isinstance(value, str):
        return sound(value)
    value.filename = sound(value.filename or "")[-LONGEST_NAME:]
    return value


def refuse_charset(request: Request) -> None:
    """Raises WrongCharset for a form in parts that is not in UTF-8, which every browser sends:
    some of Python's codecs are no encodings of text at all."""
    said = Message()
    said["content-type"] = request.headers.get("content-type", "")
    charset = said.get_param("charset", "utf-8")
    if str(charset).lower() not in ("utf-8", "utf8", "us-ascii"):
        raise WrongCharset("Send the form in UTF-8.")


Refuse = Callable[[Request, Exception], Response]


class SoundAddresses:
    """Answers at once what no route and no database must be asked: an address with a character
    that nothing can hold."""

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self.app = app
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _is_sound_address(scope):
            await self.app(scope, receive, send)
            return
        plain = {**scope, "path": sound(scope["path"]), "query_string": b""}
        answer = await run_in_threadpool(self.refuse, Request(plain), HTTPException(404, NO_PAGE))
        await answer(scope, receive, send)


def _is_sound_address(scope: Scope) -> bool:
    query: bytes = scope["query_string"]
    try:
        query.decode()
    except UnicodeDecodeError:  # no browser sends it, and the address could not be put together
        return False
    return is_sound(scope["path"]) and is_sound(unquote_to_bytes(query).decode("utf-8", "replace"))
