"""A filled plan under lock: encrypted with AES-GCM and bound to its id, with keys from a file that
lies outside the database. The newest key locks; the others still open, until all is rotated.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.config import Settings, SettingsError
from app.errors import ExpectedError

_KEY = 32
_NONCE = 12
_BLOCK = 1024
"""What is locked is filled up to a multiple of this, so that its length tells little."""


@dataclass(frozen=True)
class Key:
    """A key of 256 bits and the name by which rows know it, which does not tell the key."""

    id: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True)
class Storing:
    """How an organisation stores filled plans: for how many days, and with which keys."""

    days: int
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Unlocked:
    """What a locked plan holds: whose it is, and the code of all its answers."""

    who: str = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True)
class Locked:
    """A plan as it may lie in a database."""

    key_id: str
    ciphertext: bytes


class LockedOut(ExpectedError):
    """Nothing was read: the key is not in the file, or what was stored has been changed."""

    status = 403


def storing(settings: Settings) -> Storing | None:
    """How plans are stored, or None where nobody chose to; raises SettingsError."""
    if settings.plan_retention_days is None:
        return None
    if settings.plan_keys is None:
        raise SettingsError(
            "BIRTHWORDS_PLAN_KEYS: plans are stored only with a key. Name a file with one key a "
            "line, as `openssl rand -base64 32` prints, or leave out "
            "BIRTHWORDS_PLAN_RETENTION_DAYS."
        )
    try:
        text = settings.plan_keys.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        raise SettingsError(
            f"BIRTHWORDS_PLAN_KEYS: {settings.plan_keys} cannot be read as a file of keys."
        ) from None
    return Storing(settings.plan_retention_days, keys_in(text))


def keys_in(text: str) -> tuple[Key, ...]:
    """The keys of a file, the newest first; raises SettingsError, which repeats no key."""
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise SettingsError("BIRTHWORDS_PLAN_KEYS: the file holds no key.")
    return tuple(_key(line, number) for number, line in lines)


def _key(line: str, number: int) -> Key:
    try:
        secret = base64.b64decode(line, validate=True)
    except ValueError:
        secret = b""
    if len(secret) != _KEY:
        raise SettingsError(
            f"BIRTHWORDS_PLAN_KEYS: line {number} is no key of 32 bytes in base64; write one as "
            "`openssl rand -base64 32` prints it."
        )
    return Key(hashlib.sha256(b"birthwords: name of a plan key" + secret).hexdigest()[:16], secret)


def new_id() -> str:
    return secrets.token_hex(16)


def lock(plan: Unlocked, plan_id: str, keys: Sequence[Key]) -> Locked:
    """The plan under the newest key."""
    plain = json.dumps({"who": plan.who, "code": plan.code}).encode()
    plain += b" " * (-len(plain) % _BLOCK)
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(keys[0].secret).encrypt(nonce, plain, _bound(plan_id))
    return Locked(keys[0].id, nonce + sealed)


def unlock(locked: Locked, plan_id: str, keys: Sequence[Key]) -> Unlocked:
    """The plan again; raises LockedOut."""
    key = next((each for each in keys if each.id == locked.key_id), None)
    if key is None:
        raise LockedOut("The key of this plan is not in the file of keys.")
    nonce, sealed = locked.ciphertext[:_NONCE], locked.ciphertext[_NONCE:]
    try:
        held = json.loads(AESGCM(key.secret).decrypt(nonce, sealed, _bound(plan_id)))
    except (InvalidTag, ValueError):
        raise LockedOut("What was stored of this plan has been changed.") from None
    return Unlocked(held["who"], held["code"])


def rotated(locked: Locked, plan_id: str, keys: Sequence[Key]) -> Locked:
    """The same plan under the newest key; raises LockedOut."""
    return lock(unlock(locked, plan_id, keys), plan_id, keys)


def _bound(plan_id: str) -> bytes:
    return f"birthwords: kept plan {plan_id}".encode()
