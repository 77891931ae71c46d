"""English that authors bring as a file: it becomes a proposal, with the same preview as what they
write here.
"""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from app.exchange.opening import FileRefused
from app.exchange.reader import ReaderBusy
from app.models import Role
from app.resources.load import MAX_BYTES, ContentError
from app.web.author.places import address
from app.web.frame.bodies import takes
from app.web.frame.deps import Db, FileReader, Posted, Reads, SignedIn, needs
from app.web.frame.staff import Frame, Link, Problem, StaffFrame, show
from app.web.frame.staff_presenters import ResultPage, UploadPage
from app.workflow.proposals.files import TakenFile, take_file
from app.workflow.refusals import Refused

PLACE = "/library/bring-in"
router = APIRouter(prefix=PLACE, dependencies=[needs(Role.AUTHOR, reads=Reads.ENGLISH)])


@router.get("")
def ask_for_english(frame: StaffFrame) -> Response:
    return _form(frame)


@router.post("", dependencies=[takes(MAX_BYTES + 100_000)])
def post_english(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, reader: FileReader
) -> Response:
    """Put the file into the proposal of its text, and show what that changes."""
    file = data.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return _form(frame, "Choose a YAML file.")
    try:
        resource = reader.english(file.file.read(), file.filename[:200])
        with database.writing() as session:
            taken = take_file(session, who.actor, resource)
    except ContentError as error:
        return _form(frame, *map(str, error.problems))
    except (FileRefused, Refused) as refusal:
        return _form(frame, str(refusal))
    except ReaderBusy as busy:
        return _form(frame, str(busy), status=503)
    if not taken.writing.is_changed:
        return show("layouts/result", _nothing(frame, taken))
    if taken.clashes:
        return show("layouts/result", _clashes(frame, taken))
    return RedirectResponse(f"{address(taken.writing)}/proposal?done=read", 303)


def _nothing(frame: Frame, taken: TakenFile) -> ResultPage:
    return ResultPage(
        frame.at("The file changes nothing", "/author"),
        ("This is the English that is here already. Nothing has changed.",),
        (),
        Link("Open the text", address(taken.writing)),
    )


def _clashes(frame: Frame, taken: TakenFile) -> ResultPage:
    return ResultPage(
        frame.at("File taken in, but for what was changed here too", "/author"),
        ("What is below was changed in the file and here. What stood here stays.",),
        tuple(
            (each.path, f"Here: “{each.mine}”. In the file: “{each.theirs}”.")
            for each in taken.clashes
        ),
        Link("See what changes", f"{address(taken.writing)}/proposal"),
        "Changed on both sides",
    )


def _form(frame: Frame, *errors: str, status: int = 422) -> Response:
    problems = tuple(Problem(error, "#file") for error in errors)
    page = UploadPage(
        frame=frame.at("Bring in English", "/author", "", *problems),
        action=PLACE,
        label="YAML file",
        hint="At most 1 MB. You see what it changes before anything counts.",
        accept=".yaml,.yml",
        errors=errors,
    )
    return show("imports/upload", page, status if errors else 200)
