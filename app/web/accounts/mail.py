"""The monthly mail: asking for it, and stopping it with the link that stands in it, for which
nobody has to sign in.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from app.config import settings
from app.jobs.mail import smtp
from app.web.frame.deps import Db, Posted, SignedIn, form
from app.web.frame.staff import Frame, show
from app.workflow.people import monthly_mail
from app.workflow.refusals import Refused

router = APIRouter(prefix="/account/mail")


@dataclass(frozen=True)
class StopPage:
    """The button that stops the mail with this code; `is_done` once it was pressed."""

    frame: Frame
    code: str
    is_done: bool = False


@router.post("")
def post_mail(who: SignedIn, database: Db, data: Posted) -> Response:
    wanted = str(data.get("wanted", "")) == "yes"
    if wanted and not smtp.is_set_up():
        raise Refused("This service sends no mail: whoever runs it has not set that up.")
    with database.writing() as session:
        monthly_mail.subscribe(session, who.actor, wanted)
    return RedirectResponse(f"/account?done={'mail' if wanted else 'no-mail'}", 303)


@router.get("/stop")
def ask_to_stop(code: str = "") -> Response:
    """Only the button stops it: programs that look at mails open every link in them."""
    return show("accounts/stop_mail", StopPage(_frame(), code))


@router.post("/stop")
def post_stop(database: Db, data: Annotated[FormData, Depends(form)], code: str = "") -> Response:
    """The page's button sends the code in its form, a mail program in the address (RFC 8058).
    Whether the code was known is not said: the mail is stopped in any case."""
    with database.writing() as session:
        monthly_mail.stop(session, str(data.get("code", "")) or code)
    return show("accounts/stop_mail", StopPage(_frame(), "", True))


def _frame() -> Frame:
    return Frame(demo=settings().demo).at("Stop the monthly mail")
