"""English that authors bring as a file: it becomes a proposal, with the same preview as what they
write here.
"""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from app.exchange.opening import MAX_BYTES, FileRefused
from app.exchange.reader import ReaderBusy
from app.models import Role
from app.resources.as_yaml import taken_from
from app.resources.content_problems import ContentError
from app.resources.schema import Resource
from app.web.author.places import address
from app.web.frame.bodies import takes
from app.web.frame.deps import Db, FileReader, Posted, Reads, SignedIn, needs
from app.web.frame.staff import Frame, Link, Problem, StaffFrame, show
from app.web.frame.staff_presenters import ResultPage, UploadPage
from app.workflow.proposals.files import TakenFile, take_file, take_word
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
        return _form(frame, "Choose a YAML or Word file.")
    try:
        content = file.file.read()
        found = reader.english(content, file.filename[:200])
        with database.writing() as session:
            if isinstance(found, Resource):
                taken = take_file(session, who.actor, found, taken_from(content))
            else:
                taken = take_word(session, who.actor, found)
    except ContentError as error:
        return _form(frame, *map(str, error.problems))
    except (FileRefused, Refused) as refusal:
        return _form(frame, str(refusal))
    except ReaderBusy as busy:
        return _form(frame, str(busy), status=503)
    if taken.clashes or taken.not_taken:
        return show("layouts/result", _partly(frame, taken))
    if not taken.is_new:
        return show("layouts/result", _nothing(frame, taken))
    return RedirectResponse(f"{address(taken.writing)}/proposal?done=read", 303)


def _nothing(frame: Frame, taken: TakenFile) -> ResultPage:
    return ResultPage(
        frame.at("The file changes nothing", "/author"),
        ("This is the English that is here already. Nothing has changed.",),
        (),
        Link("Open the text", address(taken.writing)),
    )


def _partly(frame: Frame, taken: TakenFile) -> ResultPage:
    """What of the file is in the proposal, and what is not."""
    left = tuple((each.place, each.reason) for each in taken.not_taken)
    clashes = tuple(
        (
            each.path,
            f"Changed in the file and here. Here: “{each.mine}”. In the file: “{each.theirs}”.",
        )
        for each in taken.clashes
    )
    title = "File taken in, but not all of it"
    if taken.clashes and not left:
        title = "File taken in, but for what was changed here too"
    said = ["What is below is not in the text. What stood here stays."]
    if not taken.is_new:
        title, said = "Nothing of the file was taken in", [*said, "Nothing has changed."]
    return ResultPage(
        frame.at(title, "/author"),
        tuple(said),
        (*clashes, *left),
        Link("See what changes", f"{address(taken.writing)}/proposal"),
        "Changed on both sides" if not left else "Not taken, and why",
    )


def _form(frame: Frame, *errors: str, status: int = 422) -> Response:
    problems = tuple(Problem(error, "#file") for error in errors)
    page = UploadPage(
        frame=frame.at("Bring in English", "/author", "", *problems),
        action=PLACE,
        label="YAML or Word file",
        hint="YAML of at most 1 MB, or a Word file that was downloaded here, of at most 10 MB. "
        "You see what it changes before anything counts.",
        accept=".yaml,.yml,.docx",
        errors=errors,
    )
    return show("imports/upload", page, status if errors else 200)
