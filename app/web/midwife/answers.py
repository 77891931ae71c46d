"""What she ticked, in English for her midwife: as a page, as text to copy, as a PDF and as a code
for her phone. Nothing is stored unless a midwife keeps it: the answers travel sealed in the page's
own form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import Response
from markupsafe import Markup
from sqlmodel import Session
from starlette.datastructures import FormData

from app.config import settings
from app.errors import ExpectedError
from app.jobs.printing.filled import print_filled
from app.jobs.printing.printer import Printer
from app.languages import ENGLISH
from app.models import EditionState, Role
from app.plans.answers import Answers
from app.plans.codec import encode
from app.plans.keyed_answers import misplaced
from app.plans.sealed import begin
from app.render.filled import NoFilledPrint, Undrawable, Wishes
from app.render.html import Reading as Spoken
from app.render.pool import PoolBusy
from app.render.print_errors import PrintError
from app.render.printable import NoSuchFormatError
from app.render.qr import qr_svg
from app.resources import addresses
from app.web.filling.prints import PDF
from app.web.filling.sent import PlanRefused
from app.web.filling.steps import sealed, unsealed
from app.web.filling.summary import Summary
from app.web.frame.bodies import LONG_TEXT, takes
from app.web.frame.deps import Db, Posted, Reads, ReadSession, needs
from app.web.frame.errors import retry_after
from app.web.frame.print_queue import SOON, Prints
from app.web.frame.staff import ChosenService, Frame, Problem, StaffFrame, show
from app.web.midwife.print_choice import PrintChoice, format_for, own_version, print_choice
from app.workflow.editions.edition_views import EditionView
from app.workflow.plans import filling, stored_plans
from app.workflow.refusals import Missing, Refused

router = APIRouter(
    prefix="/library/plans", dependencies=[needs(Role.MIDWIFE, reads=Reads.PLAN), takes(LONG_TEXT)]
)
KEYED = ("keys", "edition", "which", "language")


@dataclass(frozen=True)
class StoreForm:
    """The form that keeps a plan: all its answers, and whose it is as far as they say."""

    code: str
    who: str


@dataclass(frozen=True, kw_only=True)
class AnswersPage:
    """What she ticked, in the English edition that the answers were given to. `again` leads to the
    form that was read, with what was `keyed` into it."""

    frame: Frame
    view: EditionView
    answers: Answers
    again: str
    keyed: Mapping[str, str]
    print_choice: PrintChoice
    store: StoreForm | None = None

    @cached_property
    def summary(self) -> Summary:
        return summary_of(self.view, self.answers)

    @cached_property
    def state(self) -> str:
        """The answers for the print; empty where there is none, and `unprinted` says why."""
        return "" if _unprinted(self.view, self.answers) else _sealed(self.answers)

    @property
    def unprinted(self) -> str:
        if self.state:
            return ""
        why = _unprinted(self.view, self.answers)
        return why or "There is too much text for a print. Copy the text instead."

    @cached_property
    def code(self) -> str:
        """The answers without her name, as her paper's code holds them."""
        return encode(self.answers, self.view.english)

    @property
    def phone_address(self) -> str:
        """Opens the plan on another device."""
        return settings().base_url + addresses.opened()

    @property
    def phone_code(self) -> Markup:
        return qr_svg(self.phone_address, "Code of this plan, to scan with her phone", self.code)

    @property
    def print_address(self) -> str:
        return f"/library/plans/{self.answers.slug}/ticked.pdf"

    @property
    def blank_address(self) -> str:
        """Where a blank one is chosen, in the language of her own words."""
        wanted = format_for(self.view.english, self.answers)
        asked = {"language": self.print_choice.language, "format": wanted}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"/library/plans/{self.answers.slug}/print{'?' if query else ''}{query}"


def answers_page(
    frame: Frame,
    session: Session,
    view: EditionView,
    answers: Answers,
    again: str,
    keyed: Mapping[str, str],
    *problems: Problem,
    status: int = 200,
) -> Response:
    """The page; `view` is the English edition that the answers were given to."""
    store = None
    if frame.may_store:
        code = stored_plans.code_of(session, view.english, answers)
        store = StoreForm(code, stored_plans.name_in(view.english, answers))
    page = AnswersPage(
        frame=frame.at("What she ticked", "/library/plans/code", "", *problems),
        view=view,
        answers=answers,
        again=again,
        keyed=keyed,
        print_choice=print_choice(session, view.english, answers, keyed.get("language", "")),
        store=store,
    )
    return show("midwife/answers", page, status)


def summary_of(view: EditionView, answers: Answers) -> Summary:
    """The answers in English, as the edition that was answered words them."""
    spoken = Spoken(resource=view.english, language=ENGLISH, services=view.services, demo=view.demo)
    edition = f"{view.english.reference}, version {view.english.version}.{view.number}"
    if view.state != EditionState.CURRENT:
        gone = view.state == EditionState.WITHDRAWN
        edition += ", withdrawn since" if gone else ", replaced since"
    return Summary(spoken, answers, edition)


def _unprinted(view: EditionView, answers: Answers) -> str:
    """Why these ticks are not printed: a print would leave out a tick that contradicts another, or
    hand on an edition that was taken back (H16)."""
    if misplaced(view.english, answers):
        return "Some ticks contradict each other, and a print would leave them out. Ask her first."
    if view.state == EditionState.WITHDRAWN:
        return "This plan was withdrawn, and is not printed. Copy the text instead."
    return ""


def _sealed(answers: Answers) -> str:
    """For as long as a computer that others use may hold it, or nothing if it is too long."""
    try:
        return sealed(begin(answers, shared=True))
    except PlanRefused:
        return ""


@router.post("/{slug}/ticked.pdf", dependencies=[SOON])
def ticked_pdf(
    data: Posted,
    prints: Prints,
    frame: StaffFrame,
    session: ReadSession,
    db: Db,
    slug: str,
    chosen: ChosenService,
) -> Response:
    """The plan in English with only what was answered or, where that was asked for, in a language
    and a format."""
    try:
        answers = unsealed(str(data.get("state", "")), slug, lambda _: False).answers
    except PlanRefused:
        raise Missing("This page was open for too long. Scan or key in the plan again.") from None
    view = filling.as_it_was(session, slug, answers.revision, ENGLISH.tag)
    if view is None:
        raise Missing("The plan that was ticked is not here.")
    if why := _unprinted(view, answers):
        raise Refused(why)

    def not_printed(error: ExpectedError, status: int) -> Response:
        keyed = {name: str(data.get(name)) for name in KEYED if data.get(name) is not None}
        again = f"/library/plans/{slug}/keys" if keyed else "/library/plans/code"
        problems = (Problem(words, "#text") for words in why_unprinted(error))
        with db.reading() as anew:
            page = answers_page(frame, anew, view, answers, again, keyed, *problems, status=status)
        page.headers.update(retry_after(error))
        return page

    try:
        hers = _in_hers(session, answers, data, chosen) if data.get("go") == "hers" else None
    except Refused as refusal:
        return not_printed(refusal, 422)

    def draw(printer: Printer) -> Response:
        try:
            pdf = print_filled(printer, *(hers or (view, answers, _wishes(view, chosen))))
        except PrintError as error:
            return not_printed(error, error.status)
        return Response(pdf, media_type="application/pdf", headers=PDF)

    return prints.draw(draw)


def _in_hers(
    session: Session, answers: Answers, data: FormData, chosen: str
) -> tuple[EditionView, Answers, Wishes]:
    """What is printed in the language and format that were chosen; raises Refused."""
    tag, name = str(data.get("print_language", "")), str(data.get("format", ""))
    if not tag:
        raise Refused("Choose the language of the print.")
    version = own_version(name) or answers.reading_version
    view, moved = filling.to_print(session, answers, version, tag)
    hospital = chosen if chosen in {each.id for each in view.services} else None
    return view, moved, Wishes(name, room=data.get("room") == "yes", service=hospital)


def _wishes(view: EditionView, chosen: str) -> Wishes:
    """Its own format, with the numbers of the hospital that the midwife has chosen."""
    name = "easy_read" if view.reading_version == "easy_read" else "standard"
    return Wishes(name, service=chosen if chosen in {each.id for each in view.services} else None)


def why_unprinted(error: ExpectedError) -> tuple[str, ...]:
    """In words for the midwife, who has the text to copy."""
    match error:
        case Undrawable():
            return tuple(
                f"Question {each.question}: these characters cannot be printed: {each.letters}. "
                "Copy the text instead."
                for each in error.where
            )
        case PoolBusy():
            return ("Other prints are being made. Try again in a minute.",)
        case NoSuchFormatError():
            return ("There is no such print in this language. Choose another format.",)
        case Refused():
            return (str(error),)
        case NoFilledPrint():
            return (f"{error} Copy the text instead.",)
        case _:
            return ("This plan could not be printed. Copy the text instead.",)
