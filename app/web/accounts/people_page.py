"""What the admins' page is handed: everybody with their roles and competence, agencies with their
evidence, and a new link.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sqlmodel import Session

from app.config import settings
from app.languages import ENGLISH, find, format_date, languages
from app.models import AgencyEvidence, Competence, Role, now
from app.web.accounts.events import event_line, role_line
from app.web.frame.staff import Frame, Link, Problem
from app.workflow.imports import agency
from app.workflow.people import accounts, competence
from app.workflow.people.accounts import Actor, is_valid
from app.workflow.people.competence import Person
from app.workflow.work import leaving

SOON = 60
"""Days before its end in which a competence is shown as ending soon."""


@dataclass(frozen=True)
class CompetenceLine:
    """What one reviewer may revise, as it is on record."""

    row: Competence

    @property
    def tag(self) -> str:
        return self.row.language

    @property
    def language(self) -> str:
        return find(self.row.language).english_name

    @property
    def evidence(self) -> str:
        return self.row.evidence

    @property
    def until(self) -> str:
        return format_date(self.row.valid_until, ENGLISH)

    @property
    def state(self) -> str:
        return self._state[0]

    @property
    def colour(self) -> str:
        return self._state[1]

    @property
    def may_end(self) -> bool:
        return not self.row.ended

    @property
    def _state(self) -> tuple[str, str]:
        if self.row.ended:
            return "Ended", "grey"
        if not is_valid(self.row):
            return "Expired", "red"
        left = (self.row.valid_until - now().date()).days
        return ("Ends soon", "orange") if left <= SOON else ("Holds", "green")


@dataclass(frozen=True)
class PersonRow:
    """One account. `events` say what was taken away or closed, by whom, when and why; newest
    first."""

    person: Person
    events: Sequence[str]

    @property
    def id(self) -> int:
        return self.person.user.key

    @property
    def name(self) -> str:
        return self.person.user.name

    @property
    def email(self) -> str:
        return self.person.user.email

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(role_line(role.value, tag) for role, tag in self.person.grants)

    @property
    def competences(self) -> tuple[CompetenceLine, ...]:
        return tuple(map(CompetenceLine, self.person.competences))

    @property
    def missing(self) -> str:
        """The languages that a reviewer cannot revise today."""
        reviews = any(role is Role.REVIEWER for role, _ in self.person.grants)
        missing = self.person.missing if reviews else ()
        return ", ".join(find(tag).english_name for tag in missing)

    @property
    def active(self) -> bool:
        return self.person.user.active


@dataclass(frozen=True)
class AgencyRow:
    """An agency's evidence for one language; `names` are everybody's."""

    row: AgencyEvidence
    names: Mapping[int, str]

    @property
    def id(self) -> int:
        return self.row.id or 0

    @property
    def agency(self) -> str:
        return self.row.agency

    @property
    def language(self) -> str:
        return find(self.row.language).english_name

    @property
    def people(self) -> str:
        return f"{self.names[self.row.translator_id]}, {self.names[self.row.reviser_id]}"

    @property
    def evidence(self) -> str:
        return self.row.evidence

    @property
    def until(self) -> str:
        return format_date(self.row.valid_until, ENGLISH)

    @property
    def valid(self) -> bool:
        return self.row.valid_until >= now().date()


@dataclass(frozen=True)
class NewLink:
    """A link that sets a password, to be handed over. It is shown this once."""

    name: str
    code: str
    is_first: bool = False

    @property
    def page(self) -> str:
        return f"{settings().base_url}/account/reset"

    @property
    def address(self) -> str:
        """The code stands behind the `#`, which browsers send to no server (ADR 21)."""
        return f"{self.page}#{self.code}"


@dataclass(frozen=True, kw_only=True)
class PeoplePage:
    """Everybody who has an account; `told` are the lines of what happened to each, by their id."""

    frame: Frame
    everyone: Sequence[Person]
    told: Mapping[int, Sequence[str]]
    recorded: Sequence[AgencyEvidence]
    names: Mapping[int, str]
    link: NewLink | None = None
    form: str = ""
    """The last part of the address of the form that was refused, and what was typed there."""
    sent: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def people(self) -> tuple[PersonRow, ...]:
        return tuple(PersonRow(each, self.told.get(each.user.key, ())) for each in self.everyone)

    @property
    def agencies(self) -> tuple[AgencyRow, ...]:
        return tuple(AgencyRow(row, self.names) for row in self.recorded)

    @property
    def languages(self) -> tuple[Link, ...]:
        return tuple(Link(each.english_name, each.tag) for each in languages())

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(role.value for role in Role)

    def typed(self, form: str, name: str) -> str:
        """What stood in a field of a form that was refused."""
        return self.sent.get(name, "") if form == self.form else ""

    @property
    def closed(self) -> bool:
        """Whether there is an account to open again."""
        return any(not person.active for person in self.people)


def people_page(
    session: Session, actor: Actor, frame: Frame, done: str, *problems: Problem
) -> PeoplePage:
    names = accounts.names(session)
    told: dict[int, list[str]] = {}
    for event in leaving.events(session, actor):
        told.setdefault(event.user_id, []).append(event_line(event, names))
    return PeoplePage(
        frame=frame.at("People", "/people", done, *problems),
        everyone=competence.everyone(session, actor),
        told=told,
        recorded=agency.recorded(session, actor),
        names=names,
    )
