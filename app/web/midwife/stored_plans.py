"""Filled plans that an organisation stores: from the page "what she ticked", then found, read,
printed, taken out as a file or deleted. These addresses exist only where storing is turned on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from app.config import settings
from app.jobs.printing.filled import print_filled
from app.jobs.printing.printer import Printer
from app.languages import ENGLISH, format_date
from app.models import PlanStep, Role
from app.plans.encryption import Storing, storing
from app.render.filled import Wishes
from app.render.print_errors import PrintError
from app.render.print_page import WrongSize
from app.render.printable import NoSuchFormatError
from app.resources import addresses
from app.web.filling.summary import Summary
from app.web.frame import errors
from app.web.frame.bodies import LONG_TEXT, takes
from app.web.frame.deps import Db, Posted, Reads, ReadSession, SignedIn, needs
from app.web.frame.print_queue import SOON, Prints
from app.web.frame.staff import STORED_PLANS, ChosenService, Frame, Problem, StaffFrame, show
from app.web.midwife.answers import StoreForm, summary_of, why_unprinted
from app.web.midwife.print_choice import PrintChoice, own_version, print_choice
from app.workflow.editions import published
from app.workflow.people.accounts import Actor
from app.workflow.plans import filling, stored_plans
from app.workflow.plans.stored_plans import AccessLine, Opened, StoredRow
from app.workflow.refusals import Missing, Refused

router = APIRouter(
    prefix=STORED_PLANS,
    dependencies=[needs(Role.MIDWIFE, Role.ADMIN, reads=Reads.STORED_LIST), takes(LONG_TEXT)],
)
READERS = [needs(Role.MIDWIFE, reads=Reads.STORED)]
OVERSEERS = [needs(Role.ADMIN, reads=Reads.STORED_HISTORY)]
DONE = {"stored": "The plan is stored.", "deleted": "The plan is deleted."}


def how_stored() -> Storing:
    """How plans are stored here; raises Missing."""
    if (found := storing(settings())) is None:
        raise Missing("No plans are stored here.")
    return found


How = Annotated[Storing, Depends(how_stored)]


@dataclass(frozen=True)
class StoredPlanLine:
    """One stored plan in the list."""

    row: StoredRow
    title: str

    @property
    def href(self) -> str:
        return f"{STORED_PLANS}/{self.row.id}"

    @property
    def number(self) -> str:
        """Tells plans apart where no name may be shown."""
        return self.row.id[:8]

    @property
    def stored(self) -> str:
        return f"{format_date(self.row.stored_at.date(), ENGLISH)}, {self.row.stored_by}"

    @property
    def until(self) -> str:
        return format_date(self.row.delete_after.date(), ENGLISH)


@dataclass(frozen=True, kw_only=True)
class StoredPlansPage:
    """The list, a page of it: with names for midwives, without for an admin. Plans are stored for
    so many `days`."""

    frame: Frame
    actor: Actor
    rows: Sequence[StoredRow]
    titles: Mapping[str, str]
    number: int
    days: int

    @cached_property
    def lines(self) -> tuple[StoredPlanLine, ...]:
        return tuple(StoredPlanLine(row, self.titles.get(row.slug, row.slug)) for row in self.rows)

    @property
    def reads(self) -> bool:
        return stored_plans.may_read(self.actor)

    @property
    def oversees(self) -> bool:
        return stored_plans.may_oversee(self.actor)

    @property
    def older(self) -> str:
        """Where the rest stands, if there may be more."""
        more = len(self.rows) == stored_plans.A_PAGE
        return f"{STORED_PLANS}?page={self.number + 1}" if more else ""


@dataclass(frozen=True)
class StorePage:
    """The form that keeps a plan, once more, since something was missing."""

    frame: Frame
    store: StoreForm


@dataclass(frozen=True)
class StoredPlanPage:
    """A stored plan in English, and what can be done with it."""

    frame: Frame
    plan: Opened
    summary: Summary
    print_choice: PrintChoice

    @property
    def href(self) -> str:
        return f"{STORED_PLANS}/{self.plan.id}"

    @property
    def until(self) -> str:
        return format_date(self.plan.delete_after.date(), ENGLISH)


@dataclass(frozen=True)
class DeletePage:
    """Asks once more before a plan is deleted."""

    frame: Frame
    line: StoredPlanLine


@dataclass(frozen=True)
class AccessHistoryPage:
    """Who did what with stored plans; nothing of their content."""

    frame: Frame
    lines: tuple["AccessRow", ...]


@dataclass(frozen=True)
class AccessRow:
    """One line of the audit as it is shown."""

    line: AccessLine

    @property
    def when(self) -> str:
        return f"{format_date(self.line.at.date(), ENGLISH)}, {self.line.at:%H:%M}"

    @property
    def who(self) -> str:
        return self.line.who

    @property
    def role(self) -> str:
        return self.line.role.value

    @property
    def step(self) -> str:
        return self.line.step.value

    @property
    def plan(self) -> str:
        return self.line.plan_id[:8] or "the list of names"


@router.get("")
def stored_list(
    frame: StaffFrame,
    session: ReadSession,
    db: Db,
    who: SignedIn,
    how: How,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    done: str = "",
) -> Response:
    with db.writing() as writing:
        rows = stored_plans.listed(writing, who.actor, how, page)
    shown = StoredPlansPage(
        frame=frame.at("Stored plans", STORED_PLANS, DONE.get(done, "")),
        actor=who.actor,
        rows=rows,
        titles=_titles(session),
        number=page,
        days=how.days,
    )
    return show("midwife/stored_plans", shown)


@router.post("", dependencies=READERS)
def store(frame: StaffFrame, db: Db, who: SignedIn, how: How, data: Posted) -> Response:
    form = StoreForm(str(data.get("code", "")), str(data.get("who", "")))
    try:
        with db.writing() as session:
            stored_plans.store(session, who.actor, how, form.code, form.who)
    except Refused as refusal:
        at = frame.at("Store this plan", STORED_PLANS, "", Problem(str(refusal), "#who"))
        return show("midwife/store", StorePage(at, form), 422)
    return RedirectResponse(f"{STORED_PLANS}?done=stored", 303)


@router.get("/history", dependencies=OVERSEERS)
def history(frame: StaffFrame, session: ReadSession, who: SignedIn) -> Response:
    lines = tuple(map(AccessRow, stored_plans.history(session, who.actor)))
    return show(
        "midwife/stored_plans_history",
        AccessHistoryPage(frame.at("Who saw stored plans", STORED_PLANS), lines),
    )


@router.get("/{plan_id}", dependencies=READERS)
def open_plan(
    frame: StaffFrame, session: ReadSession, db: Db, who: SignedIn, how: How, plan_id: str
) -> Response:
    with db.writing() as writing:
        plan = stored_plans.opened(writing, who.actor, how, plan_id, PlanStep.VIEWED)
    answers = plan.answers
    view = filling.as_it_was(session, answers.slug, answers.revision, ENGLISH.tag)
    if view is None:
        raise Missing("The English of this plan is not here.")
    at = frame.at("A stored plan", STORED_PLANS)
    printed = print_choice(session, view.english, answers)
    page = StoredPlanPage(at, plan, summary_of(view, answers), printed)
    return show("midwife/stored_plan", page)


@router.post("/{plan_id}/print", dependencies=[*READERS, SOON])
def print_plan(
    request: Request,
    data: Posted,
    prints: Prints,
    db: Db,
    who: SignedIn,
    how: How,
    plan_id: str,
    hospital: ChosenService,
) -> Response:
    tag, name = str(data.get("language", "")), str(data.get("format", ""))
    with db.writing() as session:
        view, answers = stored_plans.to_print(
            session, who.actor, how, plan_id, tag, own_version(name)
        )
    chosen = hospital if hospital in {each.id for each in view.services} else None
    wishes = Wishes(name, room=data.get("room") == "yes", service=chosen)

    def draw(printer: Printer) -> Response:
        try:
            pdf = print_filled(printer, view, answers, wishes)
        except (NoSuchFormatError, WrongSize):
            return errors.page(request, 422, "This plan has no such print. Choose another format.")
        except PrintError as error:
            said = " ".join(why_unprinted(error))
            return errors.page(request, error.status, said, errors.retry_after(error))
        return _taken(pdf, "application/pdf", 'inline; filename="plan.pdf"')

    return prints.draw(draw)


@router.post("/{plan_id}/file", dependencies=READERS)
def export(db: Db, who: SignedIn, how: How, data: Posted, plan_id: str) -> Response:
    with db.writing() as session:
        plan = stored_plans.opened(session, who.actor, how, plan_id, PlanStep.EXPORTED)
    text = f"{settings().base_url}{addresses.opened(plan.code)}\n".encode()
    return _taken(text, "text/plain; charset=utf-8", 'attachment; filename="plan.txt"')


@router.get("/{plan_id}/delete")
def ask_to_delete(frame: StaffFrame, session: ReadSession, who: SignedIn, plan_id: str) -> Response:
    row = stored_plans.see(session, who.actor, plan_id)
    line = StoredPlanLine(row, _titles(session).get(row.slug, row.slug))
    return show(
        "midwife/stored_plan_delete",
        DeletePage(frame.at("Delete a stored plan", STORED_PLANS), line),
    )


@router.post("/{plan_id}/delete")
def delete(db: Db, who: SignedIn, data: Posted, plan_id: str) -> Response:
    with db.writing() as session:
        stored_plans.remove(session, who.actor, plan_id)
    return RedirectResponse(f"{STORED_PLANS}?done=deleted", 303)


def _taken(data: bytes, media: str, disposition: str) -> Response:
    """A file whose name says nothing of what is in it (H21)."""
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(data, media_type=media, headers=headers)


def _titles(session: ReadSession) -> dict[str, str]:
    return {each.slug: each.resource.title for each in published.library(session, ENGLISH.tag)}
