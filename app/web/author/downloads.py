"""English to take away: as it is written now, or as it was once, as YAML, Word and PDF."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from app.languages import ENGLISH, format_date
from app.models import Role, SourceRevision
from app.render.printable import draft_of
from app.web.author.places import PLACE, address, downloads_of, pdfs_of, writing_at
from app.web.frame.deps import Reads, ReadSession, needs
from app.web.frame.downloads import english_as_word, english_as_yaml
from app.web.frame.print_queue import Prints
from app.web.frame.sent_values import LARGEST
from app.web.frame.staff import Frame, Link, StaffFrame, show
from app.workflow.people.accounts import is_demo
from app.workflow.proposals.texts import Writing
from app.workflow.refusals import Missing
from app.workflow.source.revisions import all_revisions, english, numbered, stood_before

router = APIRouter(
    prefix=f"{PLACE}/{{kind}}/{{slug}}/{{version}}",
    dependencies=[needs(Role.AUTHOR, Role.CLINICIAN, reads=Reads.ENGLISH)],
)

Number = Annotated[int, Path(ge=0, le=LARGEST)]


@router.get("/english.yaml")
def now_as_yaml(session: ReadSession, kind: str, slug: str, version: str) -> Response:
    return english_as_yaml(writing_at(session, kind, slug, version).resource)


@router.get("/english.docx")
def now_as_word(session: ReadSession, kind: str, slug: str, version: str) -> Response:
    writing = writing_at(session, kind, slug, version)
    proposed = "English that is written now, not handed in"
    return english_as_word(
        writing.resource, proposed if writing.is_changed else _name(writing.base)
    )


@dataclass(frozen=True)
class OlderEnglish:
    """One state of the English: its number and day, who brought it in, and its files."""

    name: str
    by: str
    files: tuple[Link, ...]
    before: int | None
    """The number of the older one whose very words these are."""


@dataclass(frozen=True, kw_only=True)
class VersionsPage:
    """Every English of a text, newest first."""

    frame: Frame
    writing: Writing
    rows: tuple[OlderEnglish, ...]

    @property
    def title(self) -> str:
        return self.writing.resource.title

    @property
    def back(self) -> str:
        return address(self.writing)

    @property
    def now(self) -> tuple[Link, ...]:
        """The files of what is written and not handed in; none where nothing is."""
        return downloads_of(self.writing) if self.writing.is_changed else ()


@router.get("/versions")
def versions(
    frame: StaffFrame, session: ReadSession, kind: str, slug: str, version: str
) -> Response:
    writing = writing_at(session, kind, slug, version)
    place = f"{address(writing)}/versions"
    found = all_revisions(session, slug, version)
    again = stood_before([each for each, _ in found])
    rows = tuple(
        OlderEnglish(
            _name(each),
            by,
            (
                Link("YAML", f"{place}/{each.number}/english.yaml"),
                Link("Word", f"{place}/{each.number}/english.docx"),
                *pdfs_of(f"{place}/{each.number}", kind, version),
            ),
            again.get(each.number),
        )
        for each, by in found
    )
    title = f"All versions of “{writing.resource.title}”"
    return show(
        "author/versions", VersionsPage(frame=frame.at(title, PLACE), writing=writing, rows=rows)
    )


@router.get("/versions/{number}/english.yaml")
def older_as_yaml(
    session: ReadSession, kind: str, slug: str, version: str, number: Number
) -> Response:
    return english_as_yaml(english(_older(session, kind, slug, version, number)))


@router.get("/versions/{number}/english.docx")
def older_as_word(
    session: ReadSession, kind: str, slug: str, version: str, number: Number
) -> Response:
    found = _older(session, kind, slug, version, number)
    return english_as_word(english(found), _name(found))


@router.get("/versions/{number}/{name}.pdf")
def older_as_pdf(
    session: ReadSession,
    prints: Prints,
    kind: str,
    slug: str,
    version: str,
    number: Number,
    name: str,
) -> Response:
    """It says on every page that nobody may use it: what was published is printed by its edition
    (H4)."""
    resource = english(_older(session, kind, slug, version, number))
    text = draft_of(resource, resource, ENGLISH.tag, demo=is_demo(session))

    return prints.draw_pdf(
        lambda printer: printer.draft(text, name), f"DRAFT-{slug}-{number}-{name}.pdf"
    )


def _older(session: ReadSession, kind: str, slug: str, version: str, number: int) -> SourceRevision:
    found = numbered(session, slug, version, number)
    if english(found).kind != kind:
        raise Missing(f"There is no {kind} {slug!r}.")
    return found


def _name(revision: SourceRevision | None) -> str:
    if revision is None:
        return "English as it stands"
    return f"English {revision.number}, {format_date(revision.created_at.date(), ENGLISH)}"
