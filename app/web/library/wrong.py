"""*Something is wrong in this text* for staff, who may use words; and what was done about it."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from app.languages import find
from app.models import TextFault
from app.web.frame.deps import Db, Posted, Reads, ReadSession, SignedIn, needs, signed_in
from app.web.frame.sent_values import number
from app.web.frame.staff import Frame, Link, Problem, StaffFrame, show
from app.web.frame.staff_presenters import FAULTS
from app.workflow.editions import published, text_reports
from app.workflow.editions.edition_views import EditionView
from app.workflow.refusals import Missing, Refused

router = APIRouter()
MENDERS = [needs(*text_reports.READERS, reads=Reads.TEXTS)]


@dataclass(frozen=True, kw_only=True)
class SayWrongPage:
    """The form about one edition, with what was sent when it is refused."""

    frame: Frame
    edition: EditionView
    fault: str = ""
    place: str = ""
    words: str = ""

    longest = text_reports.LONGEST

    @property
    def title(self) -> str:
        return self.edition.english.title

    @property
    def language(self) -> str:
        return find(self.edition.language).english_name

    @property
    def faults(self) -> tuple[Link, ...]:
        return tuple(Link(said, name, name == self.fault) for name, said in FAULTS.items())

    @property
    def places(self) -> tuple[Link, ...]:
        found = text_reports.places(self.edition.english)
        return tuple(Link(heading, id_, id_ == self.place) for id_, heading in found)

    @property
    def action(self) -> str:
        return f"/library/editions/{self.edition.code}/wrong"

    @property
    def back(self) -> str:
        return f"/library/{self.edition.slug}"


@router.get("/library/editions/{code}/wrong", dependencies=[signed_in()])
def ask_what(frame: StaffFrame, session: ReadSession, code: str) -> Response:
    at = frame.at("Something is wrong in this text", "/library")
    return show("library/wrong", SayWrongPage(frame=at, edition=_edition(session, code)))


@router.post("/library/editions/{code}/wrong", dependencies=[signed_in()])
def post_what(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, session: ReadSession, code: str
) -> Response:
    edition = _edition(session, code)
    sent = {name: str(data.get(name, "")) for name in ("fault", "place", "words")}
    try:
        if sent["fault"] not in FAULTS:
            raise Refused("Choose what is wrong.")
        with database.writing() as writing:
            text_reports.report(
                writing,
                edition.code,
                sent["place"],
                TextFault(sent["fault"]),
                sent["words"],
                who.actor,
            )
    except Refused as refusal:
        where = "#fault" if sent["fault"] not in FAULTS else "#words"
        at = frame.at(
            "Something is wrong in this text", "/library", "", Problem(str(refusal), where)
        )
        return show("library/wrong", SayWrongPage(frame=at, edition=edition, **sent), 422)
    return RedirectResponse(f"/library/{edition.slug}?done=said", 303)


@router.post("/workbench/text-report", dependencies=MENDERS)
def post_done(database: Db, who: SignedIn, data: Posted) -> Response:
    with database.writing() as session:
        report_id = number(str(data.get("report", "")))
        text_reports.close(session, who.actor, report_id, str(data.get("done", "")))
    return RedirectResponse("/workbench?done=mended", 303)


def _edition(session: ReadSession, code: str) -> EditionView:
    found = published.by_code(session, code)
    if found is None:
        raise Missing(f"There is no edition {code!r}.")
    return found
