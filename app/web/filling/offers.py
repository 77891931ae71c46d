"""Which plan stands at an address and in what else it can be read: looked up once for as long as
the public records stay as they are. No answer comes here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlmodel import Session

from app.caches import SharedCache
from app.config import settings
from app.db import Database
from app.workflow import interface
from app.workflow.editions import published
from app.workflow.editions.published import PublicState
from app.workflow.plans import filling
from app.workflow.plans.filling import Plan

MOST = 300
"""Addresses that are remembered; their texts lie in `published`."""


class Address(NamedTuple):
    """Where a plan is filled in."""

    slug: str
    reading_version: str
    tag: str


@dataclass(frozen=True)
class PlanOffer:
    """A plan in one language, and the languages in which each reading version can be read."""

    plan: Plan
    tags_by_version: Mapping[str, tuple[str, ...]]


class _Key(NamedTuple):
    """What an offer depends on; a database is equal to itself alone."""

    database: Database
    state: PublicState
    demo: bool
    address: Address


_offers: SharedCache[_Key, PlanOffer] = SharedCache(MOST)


def offered(database: Database, session: Session, address: Address) -> PlanOffer | None:
    """What stands at an address now; None where nothing does. The session must have read nothing
    yet, so that it sees no older records than those that are looked at here."""
    key = _Key(database, published.public_state(database), settings().demo, address)
    if not interface.is_shown(database, key.state):
        # Whether a language is open is answered for other records than these.
        return _read(session, address)
    if (known := _offers.get(key)) is not None:
        return known
    found = _read(session, address)
    return None if found is None else _offers.put(key, found)


def _read(session: Session, address: Address) -> PlanOffer | None:
    plan = filling.plan(session, *address)
    return None if plan is None else PlanOffer(plan, published.versions_of(session, address.slug))
