"""A chat-completions server that the organisation runs: which models it has, and one question at a
time, bounded in time and length, tried again where that may help, and left alone when it fails.

What is asked and what an answer means is chat_prompt.py's to say.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from ssl import SSLContext, create_default_context
from threading import Lock
from typing import Any, TypeVar

import httpx
import pybreaker
import tenacity

from app.config import settings
from app.engines import chat_prompt
from app.engines.chat_models import ChatModel
from app.engines.chat_prompt import Unusable
from app.engines.server import ServerBusy, ServerFailed, ask

CONNECT, LOOK = 3.0, 5.0
"""Seconds to reach the server, and for its list of models."""
TRIES = 3
FAILURES, REST = 3, 60.0
"""After so many failures in a row nothing is sent for so many seconds."""
REMEMBERED = 300.0
"""Seconds for which a server's list of models is believed."""
MAX_ANSWER = 500_000
SEED = 7
Result = TypeVar("Result")


@dataclass(frozen=True)
class ModelList:
    """What a server said of its models by their names, and when."""

    models: Mapping[str, Mapping[str, str]]
    at: float


class ChatServer:
    """One server, however many models of it are used."""

    def __init__(self, address: str, *, pause: float = 0.5, rest: float = REST) -> None:
        self.address = address
        self._pause = pause
        self._breaker = pybreaker.CircuitBreaker(
            fail_max=FAILURES,
            reset_timeout=rest,
            exclude=[Unusable],  # the server did its part
            throw_new_error_on_trip=False,
        )
        self._offer: ModelList | None = None
        self._lock = Lock()

    def models(self) -> Mapping[str, Mapping[str, str]]:
        """What the server says of each of its models; raises ServerFailed. It is asked once in five
        minutes, and again when it had to be left alone."""
        with self._lock:
            old = self._offer
            rested = self._breaker.current_state != pybreaker.STATE_CLOSED
            if old is None or rested or time.monotonic() - old.at > REMEMBERED:
                self._offer = old = self._guarded(self._look)
            return old.models

    def translate(self, entry: ChatModel, told: str, asked: str, text: str) -> str:
        """What a model makes of one text; raises Unusable and ServerFailed."""
        said = {
            **entry.extra,
            "model": entry.model,
            "messages": [{"role": "system", "content": told}, {"role": "user", "content": asked}],
            "temperature": 0,
            "seed": SEED,
            "max_tokens": chat_prompt.longest_answer(text),
            "stream": False,
            "response_format": chat_prompt.FORMAT,
        }
        seconds = min(entry.seconds, 0.9 * settings().engine_seconds)
        again = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(ServerBusy),
            stop=tenacity.stop_after_attempt(TRIES) | tenacity.stop_before_delay(seconds),
            wait=tenacity.wait_random_exponential(self._pause, max=10),
            reraise=True,
        )
        until = time.monotonic() + seconds
        return self._guarded(lambda: again(self._once, entry.model, said, text, until))

    def _once(self, model: str, said: object, text: str, until: float) -> str:
        left = max(until - time.monotonic(), 0.1)
        with self._client(left) as client:
            address = f"{self.address}/chat/completions"
            answer = ask(client, "POST", address, said, until=until, most=MAX_ANSWER)
        try:
            made_by, choice = answer["model"], answer["choices"][0]
        except (TypeError, KeyError, IndexError):
            raise ServerFailed("its answer is not that of a chat server.") from None
        if made_by != model:
            raise ServerFailed(f"another model answered: {str(made_by)[:100]!r}.")
        return chat_prompt.read(choice, text)

    def _look(self) -> ModelList:
        with self._client(LOOK) as client:
            rows = _rows(ask(client, "GET", f"{self.address}/models"), "data", "id")
            if not rows:
                raise ServerFailed("it lists no model.")
            try:  # Ollama's own list says more of each
                base = self.address.removesuffix("/v1")
                more = _rows(ask(client, "GET", f"{base}/api/tags"), "models", "name")
            except ServerBusy:
                raise
            except ServerFailed:
                more = {}
        models = {name: {**more.get(name, {}), **row} for name, row in rows.items()}
        return ModelList(models, time.monotonic())

    def _guarded(self, call: Callable[[], Result]) -> Result:
        """Through the breaker, which is not held meanwhile: others may ask at the same time."""
        try:
            with self._breaker.calling():
                return call()
        except pybreaker.CircuitBreakerError:
            raise ServerFailed(
                f"it failed {FAILURES} times in a row, so it is left alone for a minute."
            ) from None

    @contextmanager
    def _client(self, read: float) -> Iterator[httpx.Client]:
        """No redirect is followed and no proxy used: text goes to the named server or nowhere."""
        key = settings().chat_key
        with httpx.Client(
            timeout=httpx.Timeout(read, connect=min(CONNECT, read)),
            headers={"Authorization": f"Bearer {key}"} if key else {},
            trust_env=False,
            verify=_authorities(),
        ) as client:
            yield client


@lru_cache
def _authorities() -> SSLContext:
    """Those that this machine trusts, so that an organisation's own counts; reading them takes
    longer than asking a quick server."""
    return create_default_context()


def _rows(answer: Any, kind: str, name: str) -> dict[str, dict[str, str]]:
    """What a list of models says of each, by its name; what is no word or number is left out."""
    listed = answer.get(kind) if isinstance(answer, dict) else None
    if not isinstance(listed, list):
        raise ServerFailed("its list of models cannot be read.")
    rows = [row for row in listed if isinstance(row, dict) and isinstance(row.get(name), str)]
    return {row[name]: _facts(row) for row in rows}


def _facts(row: Mapping[str, Any], before: str = "") -> dict[str, str]:
    facts: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, dict) and not before:
            facts |= _facts(value, f"{name}.")
        elif isinstance(value, str | int) and not isinstance(value, bool):
            facts[before + name] = str(value)
    return facts
