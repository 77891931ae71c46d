"""The editions of one text: any two compared word by word, and an older one brought back."""

from fastapi import APIRouter
from fastapi.responses import Response

from app.languages import find
from app.models import Role
from app.web.frame.deps import Db, Posted, ReadSession, SignedIn, needs, signed_in
from app.web.frame.staff import Link, StaffFrame, show
from app.web.frame.staff_presenters import ResultPage, count
from app.web.workbench.compare_page import compare_page
from app.workflow.editions.roll_back import bring_back_text
from app.workflow.refusals import Missing, Refused

router = APIRouter(prefix="/library")


@router.get("/{slug}/{version}/{tag}/editions", dependencies=[signed_in()])
def compare(
    who: SignedIn,
    frame: StaffFrame,
    session: ReadSession,
    slug: str,
    version: str,
    tag: str,
    before: str = "",
    after: str = "",
) -> Response:
    page = compare_page(frame, session, who.actor, (slug, version, find(tag).tag), before, after)
    return show("workbench/compare", page)


@router.post("/{slug}/{version}/{tag}/editions", dependencies=[needs(Role.AUTHOR)])
def post_back(
    database: Db,
    who: SignedIn,
    frame: StaffFrame,
    session: ReadSession,
    data: Posted,
    slug: str,
    version: str,
    tag: str,
) -> Response:
    place = slug, version, find(tag).tag
    code = str(data.get("code", ""))
    compare_page(frame, session, who.actor, place, code, "")  # one of this text, or nothing
    try:
        with database.writing() as writing:
            done = bring_back_text(writing, who.actor, code)
            number, returned = done.revision.number, dict(done.returned)
    except Missing:
        raise
    except Refused as refusal:
        page = compare_page(frame, session, who.actor, place, "", "", error=str(refusal))
        return show("workbench/compare", page, 422)
    words = tuple(
        f"{find(each).english_name}: {count(amount, 'approved text')} came back."
        for each, amount in returned.items()
    )
    said = (
        f"The English of edition {code} is revision {number} now. Readers see what they saw: a "
        "clinician signs it anew in each language, and an author publishes it.",
        *words,
    )
    link = Link("Open the resource", f"/library/{slug}")
    return show("layouts/result", ResultPage(frame.at("Brought back", "/library"), said, (), link))
