"""Hospitals and their numbers: what `content/services.yaml` says. An edition freezes what it
used."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from app.config import ROOT, settings
from app.errors import ExpectedError

LIST_NAME = "content/services.yaml"
TRIAGE, COMMUNITY, INTERPRETER = "triage", "community", "interpreter"
EARLY_PREGNANCY, PALS = "early_pregnancy", "pals"
CONTACTS = (TRIAGE, EARLY_PREGNANCY, COMMUNITY, INTERPRETER, PALS)
"""Whom a number may reach. `early_pregnancy` and `pals` are not at every hospital; `triage` is:
pages and prints give its number when someone may be in danger, whatever their text says (H22, H29).
"""

Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-4]):[0-5]\d$")]
Phone = Annotated[str, StringConstraints(pattern=r"^[0-9 ]{3,16}$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Hours(_Entry):
    """When a phone is answered; 00:00 to 24:00 is the whole day."""

    days: Literal["every_day", "monday_to_friday"]
    opens: Clock
    closes: Clock


class ContactDetails(_Entry):
    """A number, when it is answered, and the number that takes text messages (SMS), if any."""

    phone: Phone
    hours: Hours
    text: Phone | None = None


class AfterBirth(_Entry):
    """How long after the birth something holds: in days or in weeks, as the hospital says it."""

    days: Annotated[int, Field(ge=2, le=90)] | None = None
    weeks: Annotated[int, Field(ge=2, le=26)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.days is None) == (self.weeks is None):
            raise ValueError("write either `days` or `weeks`, such as {weeks: 6}")
        return self


class Hub(_Entry):
    id: str
    name: str
    town: str


class Service(_Entry):
    """A hospital with its community hubs; `contacts` maps a contact's id (`triage`) to its
    numbers. Before the week `triage_from_week` of pregnancy its early pregnancy unit takes calls,
    and its triage takes a mother's until `triage_after_birth`."""

    id: str
    name: str
    town: str
    hubs: tuple[Hub, ...] = ()
    contacts: Mapping[str, ContactDetails]
    triage_from_week: Annotated[int, Field(ge=1, le=40)] | None = None
    triage_after_birth: AfterBirth | None = None

    @model_validator(mode="after")
    def _early_pregnancy_has_a_week(self) -> Self:
        has_unit = EARLY_PREGNANCY in self.contacts
        if has_unit != (self.triage_from_week is not None):
            raise ValueError(
                "the contact `early_pregnancy` and `triage_from_week`, the week from which triage "
                "takes calls, stand together. Write both, or neither"
            )
        return self


class ServiceData(_Entry):
    """One approved version of all numbers."""

    version: str
    approved_by: str
    demo: bool = False
    services: tuple[Service, ...]

    def frozen(self) -> dict[str, Any]:
        """As an edition keeps it. What a hospital does not say is left out, so that a new kind of
        field changes no edition that lacks it."""
        return self.model_dump(mode="json", exclude_none=True)


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
        if TRIAGE not in service.contacts:
            yield (
                ("services", number, "contacts"),
                f"`{TRIAGE}` is missing: pages and prints say it to whoever may be in danger. Add "
                f"`{TRIAGE}:` with its `phone` and `hours`, like the entries beside it.",
            )
        for contact in service.contacts:
            if contact not in CONTACTS:
                yield (
                    ("services", number, "contacts", contact),
                    f"`{contact}`: no text asks for it. Write one of {', '.join(CONTACTS)}.",
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
    if fault["type"] == "value_error":  # ours, which says the mend itself
        return fault["msg"].removeprefix("Value error, ")
    return f"`{field}` {said}" if field else f"the list {said}"


_MENDS = {
    "missing": "is missing. Add it.",
    "extra_forbidden": "is not known here. Check the spelling, or remove it.",
    "string_type": "must be a text. Put it in quotes.",
}
_PATTERNS = {
    "phone": "must be 3 to 16 digits and spaces, such as 01632 960101.",
    "text": "must be a number for text messages in digits and spaces, such as 07700 900101.",
    "triage_from_week": "must be a week of pregnancy, such as 16.",
    "opens": 'must be a time in quotes, such as "09:00".',
    "closes": 'must be a time in quotes, such as "17:00"; "24:00" is the end of the day.',
    "days": "must be every_day or monday_to_friday.",
}


def visible() -> tuple[Service, ...]:
    """The services whose numbers anyone may see: those of a demonstration in demo mode alone, since
    nobody answers them (H24)."""
    data = services()
    return data.services if settings().demo or not data.demo else ()


def chosen(known: Iterable[Service], service_id: str | None) -> tuple[Service, ...]:
    """Those of some services whose numbers show: the one that was chosen, or all."""
    return tuple(each for each in known if service_id in (None, each.id))


def find(service_id: str) -> Service:
    """The service with this id; raises UnknownService."""
    for service in services().services:
        if service.id == service_id:
            return service
    raise UnknownService(f"{service_id!r} is not a service of {LIST_NAME}.")
