"""A limit on attempts to sign in. It is kept in the database, so that all processes of the service
count together.

A network has few tries at one account, and some at all of them. All networks together have more
tries at one account, but those that staff sign in from are not held to that: whoever guesses from
elsewhere locks nobody out of the hospital (ADR 21). Whether there is such an account plays no part:
the limit reads the same for both.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlmodel import Session, col, delete, select

from app.db import hold
from app.models import SignInAttempt, StaffNetwork, now
from app.workflow.refusals import Refused

WINDOW = timedelta(minutes=15)
PER_PAIR = 10
"""Tries of one network at one account."""
PER_NETWORK = 60
"""A hospital's staff share one address; whoever signs in does not count."""
PER_ACCOUNT = 50
"""Tries at one account of all networks that no staff sign in from."""
KNOWN_FOR = timedelta(days=30)
"""How long a network counts as one of the staff's after somebody signed in from it."""
_DIGITS = 5
"""Of a known network's digest: each value fits 4,096 addresses of IPv4, so that none is named."""


class TooMany(Refused):
    """Too many attempts; `seconds` until the next one is let through."""

    status = 429

    def __init__(self, seconds: int) -> None:
        minutes = max(1, -(-seconds // 60))
        super().__init__(
            "There were too many attempts to sign in with this e-mail address or from this "
            f"network. Try again in {minutes} minute{'' if minutes == 1 else 's'}."
        )
        self.seconds = seconds


@dataclass(frozen=True)
class Attempt:
    """Digests of the network, and of all that it counted for, the account with this network
    first."""

    network: str
    counted: tuple[str, ...]


def attempt(session: Session, email: str, address: str) -> Attempt:
    """Count an attempt before the password is looked at, so that many at once count too; gives
    what `succeeded` takes back. Raises TooMany, and then counts nothing."""
    who, place = email.strip().lower(), _network(address)
    network = _digest("net", place)
    limits = {_digest("pair", f"{place} {who}"): PER_PAIR, network: PER_NETWORK}
    session.exec(delete(SignInAttempt).where(col(SignInAttempt.at) < now() - WINDOW))
    if not _is_known(session, network):
        limits[_digest("account", who)] = PER_ACCOUNT
    for whose, limit in limits.items():
        hold(session, "sign-in", whose)
        _refuse_more(session, whose, limit)
    at = now()
    session.add_all([SignInAttempt(whose=whose, at=at) for whose in limits])
    return Attempt(network, tuple(limits))


def succeeded(session: Session, made: Attempt) -> None:
    """Forget this network's attempts at the account and this one attempt everywhere else, and know
    the network from now on."""
    pair, *others = made.counted
    session.exec(delete(SignInAttempt).where(col(SignInAttempt.whose) == pair))
    for whose in others:
        mine = select(SignInAttempt).where(SignInAttempt.whose == whose)
        if newest := session.exec(mine.order_by(col(SignInAttempt.id).desc()).limit(1)).first():
            session.delete(newest)
    hold(session, "staff-network")
    session.exec(delete(StaffNetwork).where(col(StaffNetwork.at) < now() - KNOWN_FOR))
    session.merge(StaffNetwork(digest=made.network[:_DIGITS], at=now()))


def _is_known(session: Session, network: str) -> bool:
    row = session.get(StaffNetwork, network[:_DIGITS])
    return row is not None and row.at >= now() - KNOWN_FOR


def _refuse_more(session: Session, whose: str, limit: int) -> None:
    query = select(SignInAttempt.at).where(
        SignInAttempt.whose == whose, col(SignInAttempt.at) >= now() - WINDOW
    )
    times: list[datetime] = sorted(session.exec(query).all(), reverse=True)
    if len(times) >= limit:
        raise TooMany(int((times[limit - 1] + WINDOW - now()).total_seconds()) + 1)


def _network(address: str) -> str:
    """The address, or of IPv6 the network that one household gets."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped is not None:
            return str(known.ipv4_mapped)
        return str(ip_network((known, 64), strict=False))
    return str(known)


def _digest(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind} {value}".encode()).hexdigest()
