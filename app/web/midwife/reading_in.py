"""The midwife's desk: ticks on paper keyed in by number, or a plan's code read. What is shown then
is in `answers`. Nothing is stored: answers come with the request and go with the answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from fastapi import APIRouter
from fastapi.responses import Response
from sqlmodel import Session
from starlette.datastructures import FormData

from app.languages import ENGLISH, Language, format_date, is_source, languages
from app.models import Role
from app.plans.answers import Template
from app.plans.codec import CodeError, decode
from app.plans.keyed_answers import Keyed, read_keys, signs
from app.resources.schema import Question, Resource, questions_of
from app.web.frame.bodies import LONG_TEXT, takes
from app.web.frame.deps import Posted, Reads, ReadSession, needs
from app.web.frame.staff import Frame, Link, Problem, StaffFrame, show
from app.web.midwife.answers import answers_page
from app.workflow.editions import published
from app.workflow.editions.edition_views import EditionView
from app.workflow.plans import filling
from app.workflow.refusals import Missing

router = APIRouter(
    prefix="/library/plans", dependencies=[needs(Role.MIDWIFE, reads=Reads.PLAN), takes(LONG_TEXT)]
)
WHY = {
    "empty": "Scan or paste the code first.",
    "damaged": "This code cannot be read. A part may be missing. Scan or copy all of it again.",
    "newer": "This code was made by a newer Birthwords.",
    "unknown": "The plan that this code belongs to is not here.",
}
MOST = 20_000


@dataclass(frozen=True)
class Numbered:
    """A question with what may be keyed for it."""

    question: Question
    choices: tuple[tuple[str, str], ...]
    how: str


@dataclass(frozen=True)
class KeysPage:
    """The field to key ticks into, with what was `given`, beside the plan's questions by number."""

    frame: Frame
    view: EditionView
    template: Template
    given: Mapping[str, str]
    papers: Sequence[filling.Paper] = ()
    """What the paper may be of, where its code has to be known."""

    @property
    def which(self) -> tuple[Link, ...]:
        chosen = self.given.get("which", "")
        return tuple(
            Link(
                f"Version {each.version}, published {format_date(each.published_on, ENGLISH)}",
                each.code,
                each.code == chosen,
            )
            for each in self.papers
        )

    @property
    def action(self) -> str:
        return f"/library/plans/{self.view.slug}/keys"

    @property
    def title(self) -> str:
        return self.template.resource.title

    @property
    def edition(self) -> str:
        return f"{self.template.resource.version}.{self.view.number}"

    @property
    def code(self) -> str:
        return self.given.get("edition", "")

    @property
    def keys(self) -> str:
        return self.given.get("keys", "")

    @property
    def language(self) -> str:
        return self.given.get("language", "")

    @property
    def languages(self) -> tuple[Language, ...]:
        return (ENGLISH, *languages())

    @property
    def questions(self) -> tuple[Numbered, ...]:
        return tuple(_numbered(self.template.resource))


@dataclass(frozen=True)
class CodePage:
    """The field to scan or paste a plan's code into."""

    frame: Frame
    plans: tuple[Link, ...]


@router.get("/code")
def ask_for_code(frame: StaffFrame, session: ReadSession) -> Response:
    return _code_form(frame, session)


@router.post("/code")
def read_code(frame: StaffFrame, session: ReadSession, data: Posted) -> Response:
    try:
        answers = decode(str(data.get("code", "")), partial(filling.template, session))
    except CodeError as error:
        return _code_form(frame, session, WHY[error.reason])
    view = filling.as_it_was(session, answers.slug, answers.revision, ENGLISH.tag)
    if view is None:
        return _code_form(frame, session, WHY["unknown"])
    return answers_page(frame, session, view, answers, "/library/plans/code", {})


@router.get("/{slug}/keys")
def ask_for_keys(frame: StaffFrame, session: ReadSession, slug: str, edition: str = "") -> Response:
    view, template = _plan(session, slug, edition)
    papers = _papers(session, slug)
    return _keys_form(frame, view, template, {"edition": edition}, papers=papers)


@router.post("/{slug}/keys")
def read_ticks(frame: StaffFrame, session: ReadSession, slug: str, data: Posted) -> Response:
    given = _given(data)
    papers = _papers(session, slug)
    code = given["edition"] or given["which"]
    if code and filling.numbers_of(session, slug, code) is None:
        view, template = _plan(session, slug, "")
        said = (
            f"No print of this plan has the code “{code}”. Type it as it stands on the paper: "
            "it has 6 letters and numbers, and none is O, 0, I, 1 or L."
        )
        asked = Problem(said, "#edition")
        return _keys_form(frame, view, template, given, papers=papers, asked=asked)
    view, template = _plan(session, slug, code)
    if data.get("change"):
        return _keys_form(frame, view, template, given, papers=papers)
    if papers and not (given["edition"] or given["which"]):
        said = "This plan has been changed since it was first printed. Type the code on the paper, "
        asked = Problem(f"{said}or choose which edition it is.", "#which")
        return _keys_form(frame, view, template, given, papers=papers, asked=asked)
    # The code on her paper says its language too.
    language = given["language"] or (view.language if given["edition"] else "")
    keyed = read_keys(given["keys"], template, language, datetime.now(UTC).date())
    wrote = any(each.on_paper for each in keyed.answers.values.values())
    if keyed.misread or not keyed.answers.values or (wrote and not language):
        return _keys_form(frame, view, template, given, keyed, papers=papers)
    shown = {**given, "language": language}
    return answers_page(frame, session, view, keyed.answers, f"/library/plans/{slug}/keys", shown)


def _given(data: FormData) -> dict[str, str]:
    language = str(data.get("language", ""))
    known = language in {each.tag for each in languages()}
    return {
        "keys": str(data.get("keys", ""))[:MOST],
        "edition": str(data.get("edition", "")).strip().upper()[:20],
        "which": str(data.get("which", "")).strip().upper()[:20],
        "language": language if known or is_source(language) else "",
    }


def _plan(session: Session, slug: str, code: str) -> tuple[EditionView, Template]:
    """The plan whose numbers are on the paper: that of the code on it, else the newest; raises
    Missing."""
    found = filling.numbers_of(session, slug, code)
    if found is None:
        raise Missing(f"No print of this plan has the code {code!r}." if code else "No such plan.")
    return found.view, found.template


def _papers(session: Session, slug: str) -> tuple[filling.Paper, ...]:
    """What a paper without a code may be of, where there is more than one."""
    found = filling.papers(session, slug)
    return found if len(found) > 1 else ()


def _keys_form(
    frame: Frame,
    view: EditionView,
    template: Template,
    given: Mapping[str, str],
    keyed: Keyed | None = None,
    *,
    papers: Sequence[filling.Paper] = (),
    asked: Problem | None = None,
) -> Response:
    problems = [
        Problem(f"Line {each.line}, “{each.keyed[:40]}”: {each.why}", "#keys")
        for each in (keyed.misread if keyed else ())
    ]
    if keyed and not keyed.answers.values and not problems:
        problems = [Problem("Key at least one line.", "#keys")]
    elif keyed and not problems:
        said = "Choose the language in which she wrote, or type the code on her paper."
        problems = [Problem(said, "#language")]
    if asked:
        problems = [asked]
    at = frame.at("Key in a plan", "/library/plans/code", "", *problems)
    page = KeysPage(at, view, template, given, papers)
    return show("midwife/typed_answers", page, 422 if problems else 200)


def _numbered(resource: Resource) -> list[Numbered]:
    how = {"many": "one or more", "date": "day month year", "text": "*", "line": "*"}
    out = []
    for block in resource.blocks:
        for question in questions_of(block):
            words = {option.id: option.text for option in resource.options_of(question)}
            out.append(
                Numbered(
                    question,
                    tuple(
                        (sign, words.get(choice, ""))
                        for sign, choice in signs(resource, question).items()
                        if choice in words
                    ),
                    how.get(question.answer, "one"),
                )
            )
    return out


def _code_form(frame: Frame, session: Session, problem: str = "") -> Response:
    problems = (Problem(problem, "#code"),) if problem else ()
    plans = tuple(
        Link(each.resource.title, f"/library/plans/{each.slug}/keys")
        for each in published.library(session, ENGLISH.tag)
        if each.kind == "plan" and each.reading_version == "standard"
    )
    page = CodePage(frame.at("Read a plan", "/library/plans/code", "", *problems), plans)
    return show("midwife/code", page, 422 if problem else 200)
