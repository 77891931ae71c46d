"""The glossary's pages: the terms in one language, one term, its steps and its files."""

from collections.abc import Callable

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.languages import find
from app.models import Use
from app.web.frame.deps import Db, Posted, Reads, ReadSession, SignedIn, needs, needs_here
from app.web.frame.downloads import download
from app.web.frame.staff import Problem, StaffFrame, show
from app.web.glossary.pages import PLACE, address, first_language, term_page, terms_page
from app.workflow.glossary import term_files, terms
from app.workflow.refusals import Missing, Refused, Unfilled

router = APIRouter(prefix="/terms", dependencies=[needs(*terms.READERS, reads=Reads.TERMS)])
HERE = [needs_here(*terms.READERS, reads=Reads.TERMS)]
DONE = {
    "describe": "The term is saved.",
    "agree": "The words are saved. From now on texts are compared with them.",
    "take-out": "The words are taken out.",
    "accept": "The form counts as the agreed words now.",
}


@router.get("")
def choose(who: SignedIn, language: str = "") -> Response:
    tag = find(language).tag if language else first_language(who.actor)
    return RedirectResponse(address(tag), 303)


@router.get("/{tag}", dependencies=HERE)
def list_terms(
    who: SignedIn,
    frame: StaffFrame,
    session: ReadSession,
    tag: str,
    q: str = "",
    language: str = "",
) -> Response:
    if language and language != tag:
        return RedirectResponse(address(find(language).tag), 303)
    return show("glossary/terms", terms_page(frame, session, who.actor, tag, q))


@router.get("/{tag}/term", dependencies=HERE)
def one(
    who: SignedIn, frame: StaffFrame, session: ReadSession, tag: str, term: str, done: str = ""
) -> Response:
    frame = frame.at("", PLACE, DONE.get(done, ""))
    return show("glossary/term", term_page(frame, session, who.actor, tag, term))


@router.get("/{tag}/export.{ending}", dependencies=HERE)
def export(session: ReadSession, tag: str, ending: str) -> Response:
    return download(term_files.export(session, tag, ending), f"glossary.{tag}.{ending}")


@router.post("/{tag}/{step}", dependencies=HERE)
def change(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, tag: str, step: str
) -> Response:
    """Take one step on one term; a refusal shows the page again."""
    given = {name: str(value) for name, value in data.items()}
    term = " ".join(given.get("term", "").split())
    if step not in _STEPS:
        raise Missing(f"There is no step {step!r} on a term.")
    try:
        with database.writing() as session:
            _STEPS[step](session, who, tag, given | {"term": term})
    except Missing:
        raise
    except Refused as refusal:
        field = "words" if given.get("id") else "term"
        field = refusal.field if isinstance(refusal, Unfilled) else field
        problem = Problem(str(refusal), f"#{field}")
        with database.reading() as session:
            if given.get("id"):
                page: object = term_page(frame, session, who.actor, tag, term, problem)
                return show("glossary/term", page, refusal.status)
            listed = terms_page(frame, session, who.actor, tag, "", problem)
            return show("glossary/terms", listed, refusal.status)
    return RedirectResponse(f"{address(tag, term)}&done={step}", 303)


def _describe(session: Session, who: SignedIn, _tag: str, given: dict[str, str]) -> None:
    terms.describe(
        session,
        who.actor,
        given["term"],
        given.get("definition", ""),
        given.get("note", ""),
        given.get("keep") == "yes",
        given.get("why", ""),
    )


def _agree(session: Session, who: SignedIn, tag: str, given: dict[str, str]) -> None:
    use = Use(given["use"]) if given.get("use") in tuple(Use) else Use.APPROVED
    words, why = given.get("words", ""), given.get("why", "")
    terms.agree(session, who.actor, given["term"], tag, words, use, why)


def _take_out(session: Session, who: SignedIn, tag: str, given: dict[str, str]) -> None:
    words, why = given.get("words", ""), given.get("why", "")
    terms.take_out(session, who.actor, given["term"], tag, words, why)


def _accept(session: Session, who: SignedIn, tag: str, given: dict[str, str]) -> None:
    terms.accept_form(session, who.actor, given["term"], tag, given.get("words", ""))


_STEPS: dict[str, Callable[[Session, SignedIn, str, dict[str, str]], None]] = {
    "describe": _describe,
    "agree": _agree,
    "take-out": _take_out,
    "accept": _accept,
}
