"""Hospitals and their numbers: what `content/services.yaml` says. An edition freezes what it
used."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints
from ruamel.yaml import YAML

from app.config import ROOT, settings
from app.errors import ExpectedError

Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-4]):[0-5]\d$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Hours(_Entry):
    """When a phone is answered; 00:00 to 24:00 is the whole day."""

    days: Literal["every_day", "monday_to_friday"]
    opens: Clock
    closes: Clock


class ContactDetails(_Entry):
    phone: Annotated[str, StringConstraints(pattern=r"^[0-9 ]{3,16}$")]
    hours: Hours


class Hub(_Entry):
    id: str
    name: str
    town: str


class Service(_Entry):
    """A hospital with its community hubs; `contacts` maps a contact's id (`triage`) to its
    numbers."""

    id: str
    name: str
    town: str
    hubs: tuple[Hub, ...] = ()
    contacts: Mapping[str, ContactDetails]


class ServiceData(_Entry):
    """One approved version of all numbers."""

    version: str
    approved_by: str
    demo: bool = False
    services: tuple[Service, ...]


class UnknownService(ExpectedError):
    """No service has this id."""

    status = 404


@cache
def services() -> ServiceData:
    """The numbers in force."""
    data = YAML(typ="safe").load((ROOT / "content" / "services.yaml").read_text(encoding="utf-8"))
    return ServiceData.model_validate(data)


def visible() -> tuple[Service, ...]:
    """The services whose numbers anyone may see: those of a demonstration in demo mode alone, since
    nobody answers them (H24)."""
    data = services()
    return data.services if settings().demo or not data.demo else ()


def find(service_id: str) -> Service:
    """The service with this id; raises UnknownService."""
    for service in services().services:
        if service.id == service_id:
            return service
    raise UnknownService(f"{service_id!r} is not a service of content/services.yaml.")
