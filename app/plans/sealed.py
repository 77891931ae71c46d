"""Answers between two pages: sealed in the form that she holds, since the server keeps nothing.
Nobody can read or change them on the way; they hold for one plan and for a time.
"""

import base64
import hmac
import json
import secrets
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.plans.answers import Answer, Answers

PURPOSE = b"birthwords: the form of a plan, 1"
MOST = 64_000
"""How long a seal may be, in letters."""
HOLDS_FOR = 30 * 86_400
SHARED_FOR = 20 * 60
"""Seconds for which a form holds; on a device that others use, much less."""
_INSIDE = 400_000
_NONCE = 12


class SealError(ValueError):
    """Nothing was read from a form. `reason` says why: it was changed or belongs elsewhere, or its
    time is over."""

    def __init__(self, reason: Literal["damaged", "expired"]) -> None:
        super().__init__(f"The form is {reason}.")
        self.reason = reason


class TooLarge(ValueError):
    """The answers are longer than a form may carry."""


@dataclass(frozen=True)
class State:
    """A plan that is being filled in. `visit` is a random name under which it can be ended, `step`
    how many of its forms came before;
    `shared`: others use this device."""

    answers: Answers
    visit: str
    shared: bool = False
    sealed_at: int = 0
    step: int = 0


def begin(answers: Answers, *, shared: bool) -> State:
    return State(answers, secrets.token_hex(16), shared)


def seal(state: State, keys: Sequence[bytes], now: int) -> str:
    """A state as letters for a hidden field; raises TooLarge."""
    data = {
        "visit": state.visit,
        "shared": state.shared,
        "at": now,
        "step": state.step,
        "answers": _plain(state.answers),
    }
    packed = zlib.compress(json.dumps(data, ensure_ascii=False).encode(), 1)
    nonce = secrets.token_bytes(_NONCE)
    locked = AESGCM(keys[0]).encrypt(nonce, packed, _bound(state.answers.slug))
    out = base64.urlsafe_b64encode(nonce + locked).decode().rstrip("=")
    if len(out) > MOST:
        raise TooLarge
    return out


def unseal(text: str, slug: str, keys: Sequence[bytes], now: int) -> State:
    """The state again, for the plan that it was sealed for; raises SealError."""
    try:
        data = _opened(text, slug, keys)
    except (ValueError, zlib.error):
        raise SealError("damaged") from None
    state = State(
        _answers(data["answers"]), data["visit"], data["shared"], data["at"], data.get("step", 0)
    )
    if now - state.sealed_at > (SHARED_FOR if state.shared else HOLDS_FOR):
        raise SealError("expired")
    return state


def ticket(visit: str, keys: Sequence[bytes]) -> str:
    """The name of a visit for the button that ends it, so that nobody ends what never began."""
    return f"{visit}.{_mark(visit, keys[0])}"


def visit_of(text: str, keys: Sequence[bytes]) -> str:
    """The visit that a ticket names; "" for anything that is none of ours."""
    visit, _, mark = text[:100].partition(".")
    known = (_mark(visit, key).encode() for key in keys)
    return visit if any(hmac.compare_digest(mark.encode(), each) for each in known) else ""


def _mark(visit: str, key: bytes) -> str:
    return hmac.new(key, f"ends {visit}".encode(), "sha256").hexdigest()[:32]


def _bound(slug: str) -> bytes:
    return f"plan {slug}".encode()


def _opened(text: str, slug: str, keys: Sequence[bytes]) -> dict[str, Any]:
    if len(text) > MOST:
        raise ValueError(text[:20])
    raw = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    for key in keys:
        try:
            packed = AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], _bound(slug))
        except InvalidTag:
            continue
        data: dict[str, Any] = json.loads(zlib.decompressobj().decompress(packed, _INSIDE))
        return data
    raise ValueError("no key fits")


def _plain(answers: Answers) -> dict[str, Any]:
    return {
        "slug": answers.slug,
        "version": answers.reading_version,
        "revision": answers.revision,
        "out": sorted(answers.left_out),
        "earlier": [_plain(part) for part in answers.earlier],
        "values": {
            key: [list(each.options), each.text, each.text_language, each.on_paper]
            for key, each in answers.values.items()
        },
    }


def _answers(data: dict[str, Any]) -> Answers:
    return Answers(
        slug=data["slug"],
        reading_version=data["version"],
        revision=data["revision"],
        values={
            key: Answer(tuple(options), text, language, on_paper)
            for key, (options, text, language, on_paper) in data["values"].items()
        },
        left_out=frozenset(data["out"]),
        earlier=tuple(_answers(part) for part in data["earlier"]),
    )
