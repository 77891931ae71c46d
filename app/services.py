"""Hospitals and their numbers: what `content/services.yaml` says. An edition freezes what it
used."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from app.config import ROOT, settings
from app.errors import ExpectedError

LIST_NAME = "content/services.yaml"
ALWAYS = "triage"
"""The contact of every hospital: pages and prints give its number when someone may be in danger,
whatever their text says (H22, H29)."""

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


class ServiceListError(ExpectedError):
    """The list of hospitals cannot be used; the message names each place and its mend."""


@cache
def services() -> ServiceData:
    """The numbers in force; raises ServiceListError."""
    try:
        text = (ROOT / LIST_NAME).read_text(encoding="utf-8")
        data = YAML(typ="safe").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise ServiceListError(
            f"{LIST_NAME}:{line}: this is not readable YAML ({error.problem or error.context}). "
            "Check the indentation, and that no name stands twice."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ServiceListError(f"{LIST_NAME} cannot be read: {error}.") from None
    try:
        found = ServiceData.model_validate(data)
    except ValidationError as error:
        faults = [(fault["loc"], _mend(fault)) for fault in error.errors()]
    else:
        faults = list(_lacking(found))
    if faults:
        marked = YAML(typ="rt").load(text)
        raise ServiceListError("\n".join(_said(marked, *fault) for fault in faults))
    return found


_Place = tuple[int | str, ...]


def _lacking(data: ServiceData) -> Iterator[tuple[_Place, str]]:
    """What no single line can tell; an edition keeps older lists, of which this is not asked."""
    if not data.services:
        yield ("services",), "no hospital is listed. Add one with its numbers."
    ids = [service.id for service in data.services]
    for number, service in enumerate(data.services):
        if ids.index(service.id) != number:
            yield (
                ("services", number, "id"),
                f"`id: {service.id}` stands twice. Give one hospital another id.",
            )
        if ALWAYS not in service.contacts:
            yield (
                ("services", number, "contacts"),
                f"`{ALWAYS}` is missing: pages and prints say it to whoever may be in danger. Add "
                f"`{ALWAYS}:` with its `phone` and `hours`, like the entries beside it.",
            )


def _said(node: Any, place: _Place, mend: str) -> str:
    """A fault with its line in the list, and the hospital that it is about."""
    line, name = 1, ""
    for step in place:
        marks = getattr(getattr(node, "lc", None), "data", None) or {}
        if step not in marks:
            break
        line = marks[step][0] + 1
        node = node[step]
        if isinstance(node, dict) and not name:
            name = str(node.get("id", ""))
    return f"{LIST_NAME}:{line}: {f'hospital {name}: ' if name else ''}{mend}"


def _mend(fault: ErrorDetails) -> str:
    field = next((str(step) for step in reversed(fault["loc"]) if isinstance(step, str)), "")
    said = _MENDS.get(fault["type"]) or _PATTERNS.get(field) or f"is wrong: {fault['msg']}."
    return f"`{field}` {said}" if field else f"the list {said}"


_MENDS = {
    "missing": "is missing. Add it.",
    "extra_forbidden": "is not known here. Check the spelling, or remove it.",
    "string_type": "must be a text. Put it in quotes.",
}
_PATTERNS = {
    "phone": "must be 3 to 16 digits and spaces.",
    "opens": 'must be a time in quotes, such as "09:00".',
    "closes": 'must be a time in quotes, such as "17:00"; "24:00" is the end of the day.',
    "days": "must be every_day or monday_to_friday.",
}


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
    raise UnknownService(f"{service_id!r} is not a service of {LIST_NAME}.")
