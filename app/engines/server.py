"""One request to a server that the operator names, and every way in which it can fail, in words.

What is asked and what an answer means is for the engines to say.
"""

import json
import time
from math import inf
from typing import Any

import httpx

MAX_ANSWER = 5_000_000
MAX_COMPLAINT = 200
"""Characters of a server's own reason that are repeated."""


class ServerFailed(Exception):
    """The server did not answer as it should; the message says how."""


class ServerBusy(ServerFailed):
    """The same, but trying again may help."""


def ask(
    client: httpx.Client,
    method: str,
    address: str,
    said: object = None,
    *,
    until: float = inf,
    most: int = MAX_ANSWER,
) -> Any:
    """The JSON of one answer of at most `most` bytes, whole before `until` on the monotonic clock;
    raises ServerBusy where trying again may help, else ServerFailed."""
    try:
        with client.stream(method, address, json=said) as answer:
            if answer.status_code != 200:
                again = answer.status_code == 429 or answer.status_code >= 500
                kind = ServerBusy if again else ServerFailed
                raise kind(f"it answers {answer.status_code}{_complaint(answer, until)}.")
            content = _read(answer, until, most)
    except httpx.TimeoutException:
        raise ServerBusy("it does not answer in time.") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ServerBusy(f"it cannot be reached ({type(error).__name__}).") from None
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise ServerFailed("its answer is no JSON.") from None


def _read(answer: httpx.Response, until: float, most: int) -> bytes:
    content = bytearray()
    for chunk in answer.iter_bytes():
        content += chunk
        if len(content) > most:
            raise ServerFailed("its answer is far too long.")
        if time.monotonic() > until:
            raise ServerBusy("it does not answer in time.")
    return bytes(content)


def _complaint(answer: httpx.Response, until: float) -> str:
    """What the server itself says of a refusal, where it says it as such servers do."""
    try:
        error = json.loads(_read(answer, until, MAX_ANSWER))["error"]
        words = error["message"] if isinstance(error, dict) else error
        words = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    except (ServerFailed, ValueError, RecursionError, KeyError, TypeError):
        return ""
    return f" (“{words[:MAX_COMPLAINT].rstrip('.')}”)" if words else ""
