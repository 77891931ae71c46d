"""Hospitals and their numbers: what `content/services.yaml` says. An edition freezes what it
used."""

from collections import Counter
from collections.abc import Iterator, Mapping
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
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from app.config import ROOT, settings
from app.errors import ExpectedError

LIST_NAME = "content/services.yaml"
TRIAGE, COMMUNITY, INTERPRETER = "triage", "community", "interpreter"
EARLY_PREGNANCY, PALS = "early_pregnancy", "pals"
CONTACTS = (TRIAGE, EARLY_PREGNANCY, COMMUNITY, INTERPRETER, PALS)
"""Whom a number may reach. `early_pregnancy` and `pals` are not at every hospital."""

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


class ServiceListError(ExpectedError):
    """The list of hospitals cannot be used as it is; the message names the entry and the mend."""


class UnknownService(ExpectedError):
    """No service has this id."""

    status = 404


@cache
def services() -> ServiceData:
    """The numbers in force; raises ServiceListError."""
    path = ROOT / LIST_NAME
    try:
        data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        found = ServiceData.model_validate(data)
    except (YAMLError, OSError, UnicodeDecodeError) as error:
        raise ServiceListError(f"{LIST_NAME} cannot be read: {error}.") from None
    except ValidationError as error:
        raise ServiceListError(_misfit(data, error)) from None
    if problem := next(_oversights(found), None):
        raise ServiceListError(f"{LIST_NAME}: {problem}")
    return found


def _misfit(data: Any, error: ValidationError) -> str:
    wrong = error.errors()[0]
    place: list[str] = []
    for part in wrong["loc"]:
        entry = _within(data, part)
        named = isinstance(part, int) and isinstance(entry, dict) and entry.get("id")
        place.append(str(named or part))
        data = entry
    said = wrong["msg"].removeprefix("Value error, ").rstrip(".")
    mend = _MENDS.get(place[-1] if place else "", "")
    where = ".".join(place).removeprefix("services.")
    return f"{LIST_NAME}: {where}: {said}.{mend}" if where else f"{LIST_NAME}: {said}."


_MENDS = {
    "phone": " Write digits and spaces, such as 01632 960101.",
    "text": " Write the number for text messages in digits and spaces, such as 07700 900101.",
    "opens": " Write the hour as “09:00”, in quotation marks.",
    "closes": " Write the hour as “17:00”, in quotation marks.",
    "triage_from_week": " Write a week of pregnancy, such as 16.",
}


def _within(data: Any, part: int | str) -> Any:
    try:
        return data[part]
    except (LookupError, TypeError):
        return None


def _oversights(data: ServiceData) -> Iterator[str]:
    """What only whoever writes the list can mean wrongly; an edition is never refused for it."""
    for name, times in Counter(service.id for service in data.services).items():
        if times > 1:
            yield f"the id {name!r} stands {times} times. Give each hospital an id of its own."
    for service in data.services:
        for contact in service.contacts:
            if contact not in CONTACTS:
                known = ", ".join(CONTACTS)
                yield f"{service.id}.contacts.{contact}: no text asks for it. Write one of {known}."


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
