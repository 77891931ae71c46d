"""Texts by a LibreTranslate-compatible server that the operator names. What leaves this machine is
masked template text and nothing else: no number, phone, name of a hospital, or person's answer.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

import httpx
import pybreaker
import tenacity

from app.config import settings
from app.engines.base import Capability, Draft, refuse_all
from app.engines.directions import ENGLISH_CODE, ONLY_ENGLISH, Direction, direction
from app.engines.server import ServerBusy, ServerFailed, ask
from app.languages import is_source

AT_ONCE = 25
"""Texts in one request: servers limit how many they take."""
CONNECT, READ = 3.0, 60.0
TRIES = 3
FAILURES, REST = 3, 60.0
"""After so many failed batches in a row nothing is sent for so many seconds."""
REMEMBERED = 300.0
"""Seconds for which a server's list of languages is believed."""

CODES = {"pt-PT": "pt"}
"""Codes that differ from our tags. Dari has none: `fa` is Persian; nor has Roman Konkani."""
PARTED = frozenset({"pb", "pt-BR", "pt_BR"})
"""Only a server that keeps Brazilian apart means European Portuguese by `pt`."""


@dataclass(frozen=True)
class Offer:
    """What a server said of itself, and when: targets of each source, and its version."""

    targets: Mapping[str, frozenset[str]]
    version: str
    at: float


class LibreTranslateEngine:
    """Sends batches with time-outs, tries again where that may help, and rests a failing server."""

    id = "libretranslate"

    def __init__(
        self, address: str | None = None, *, pause: float = 0.5, rest: float = REST
    ) -> None:
        self._address = address
        self._pause = pause
        self._breaker = pybreaker.CircuitBreaker(fail_max=FAILURES, reset_timeout=rest)
        self._offer: Offer | None = None
        self._lock = Lock()

    @property
    def address(self) -> str:
        """The server, empty where none is named."""
        return (settings().libretranslate if self._address is None else self._address).rstrip("/")

    def capability(self, source: str, target: str) -> Capability:
        """Asks the server for its languages once in five minutes, and waits three seconds."""
        way = direction(source, target)
        if way is None:
            return Capability("unsupported", ONLY_ENGLISH)
        if not self.address:
            reason = "No LibreTranslate server is named: set BIRTHWORDS_LIBRETRANSLATE."
            return Capability("unsupported", reason)
        try:
            offer = self._offered()
        except (ServerFailed, pybreaker.CircuitBreakerError) as error:
            return Capability("installable", f"The LibreTranslate server cannot be used: {error}")
        code = _code(way, offer)
        if not code:
            name = way.language.english_name
            no = f"no {name} → English" if way.into_english else f"no {name}"
            reason = f"The LibreTranslate server offers {no}, and no other stands in for it."
            return Capability("unsupported", reason)
        reason = f"{way} by the LibreTranslate server at {self.address}."
        return Capability(
            "ready",
            reason,
            size_mb=None,
            licence="that of the server",
            model=code,
            version=offer.version,
        )

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]:
        """One draft for each masked text; those of a batch that failed are refused with why."""
        capability = self.capability(source, target)
        if capability.state != "ready":
            return refuse_all(texts, self.id, capability.reason)
        code = capability.model
        pair = (ENGLISH_CODE, code) if is_source(source) else (code, ENGLISH_CODE)
        drafts: list[Draft] = []
        for start in range(0, len(texts), AT_ONCE):
            batch = texts[start : start + AT_ONCE]
            try:
                made = self._breaker.call(self._send, batch, pair)
            except (ServerFailed, pybreaker.CircuitBreakerError) as error:
                drafts += refuse_all(batch, self.id, f"The LibreTranslate server failed: {error}")
                continue
            drafts += [
                Draft(text, self.id, model="-".join(pair), version=capability.version)
                for text in made
            ]
        return drafts

    def _offered(self) -> Offer:
        with self._lock:
            old = self._offer
            if old is None or time.monotonic() - old.at > REMEMBERED:
                self._offer = old = self._breaker.call(self._ask)
            return old

    def _ask(self) -> Offer:
        with self._client(READ / 12) as client:
            rows = ask(client, "GET", f"{self.address}/languages")
            try:
                every = [row["code"] for row in rows]
                targets = {
                    str(row["code"]): frozenset(str(t) for t in row.get("targets", every))
                    for row in rows
                }
            except (TypeError, KeyError, AttributeError):
                targets = {}
            if ENGLISH_CODE not in targets:
                raise ServerFailed("its list of languages has no English.")
            try:
                version = str(ask(client, "GET", f"{self.address}/spec")["info"]["version"])[:40]
            except (ServerFailed, TypeError, KeyError):
                version = ""
        return Offer(targets, version, time.monotonic())

    def _send(self, batch: Sequence[str], pair: tuple[str, str]) -> list[str]:
        again = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(ServerBusy),
            stop=tenacity.stop_after_attempt(TRIES),
            wait=tenacity.wait_random_exponential(self._pause, max=10),
            reraise=True,
        )
        return again(self._send_once, batch, pair)

    def _send_once(self, batch: Sequence[str], pair: tuple[str, str]) -> list[str]:
        said = {"q": list(batch), "source": pair[0], "target": pair[1], "format": "text"}
        if key := settings().libretranslate_key:
            said["api_key"] = key
        with self._client(READ) as client:
            answer = ask(client, "POST", f"{self.address}/translate", said)
        made = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(made, list) or len(made) != len(batch):
            raise ServerFailed("it lost count of the texts.")
        if not all(isinstance(text, str) for text in made):
            raise ServerFailed("it gave back something other than texts.")
        return made

    @contextmanager
    def _client(self, read: float) -> Iterator[httpx.Client]:
        """No redirect is followed: text goes to the named server or nowhere."""
        with httpx.Client(timeout=httpx.Timeout(read, connect=CONNECT)) as client:
            yield client


def _code(way: Direction, offer: Offer) -> str:
    code = CODES.get(way.tag, way.tag)
    if way.into_english:
        known = {source for source, targets in offer.targets.items() if ENGLISH_CODE in targets}
    else:
        known = set(offer.targets[ENGLISH_CODE])
    if way.tag == "pt-PT" and not known & PARTED:
        return ""
    return code if code in known else ""
