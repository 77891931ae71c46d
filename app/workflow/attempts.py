"""A limit on attempts to sign in, for each account and for each network that they come from. It is
kept in the database, so that all processes of the service count together.

Whether there is such an account plays no part: the limit reads the same for both.
"""

import hashlib
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlmodel import Session, col, delete, select

from app.db import hold
from app.models import SignInAttempt, now
from app.workflow.refusals import Refused

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 10
PER_NETWORK = 60
"""A hospital's staff share one address; whoever signs in does not count."""


class TooMany(Refused):
    """Too many attempts; `seconds` until the next one is let through."""

    def __init__(self, seconds: int) -> None:
        minutes = max(1, -(-seconds // 60))
        super().__init__(
            "There were too many attempts to sign in with this e-mail address or from this "
            f"network. Try again in {minutes} minute{'' if minutes == 1 else 's'}."
        )
        self.seconds = seconds


def attempt(session: Session, email: str, address: str) -> tuple[str, str]:
    """Count an attempt before the password is looked at, so that many at once count too; gives
    what `succeeded` takes back. Raises TooMany, and then counts nothing."""
    account, network = _digest("account", email.strip().lower()), _digest("net", _network(address))
    session.exec(delete(SignInAttempt).where(col(SignInAttempt.at) < now() - WINDOW))
    for whose, limit in ((account, PER_ACCOUNT), (network, PER_NETWORK)):
        hold(session, "sign-in", whose)
        _refuse_more(session, whose, limit)
    session.add_all([SignInAttempt(whose=account), SignInAttempt(whose=network)])
    return account, network


def succeeded(session: Session, account: str, network: str) -> None:
    """Forget the account's attempts, and this one of its network."""
    session.exec(delete(SignInAttempt).where(col(SignInAttempt.whose) == account))
    mine = select(SignInAttempt).where(SignInAttempt.whose == network)
    if newest := session.exec(mine.order_by(col(SignInAttempt.id).desc()).limit(1)).first():
        session.delete(newest)


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
        return str(ip_network((known, 64), strict=False))
    return str(known)


def _digest(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind} {value}".encode()).hexdigest()
