"""The midwife's desk: packs of blank prints for a clinic or an event, with their pages counted
before anything is printed."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from app.jobs.printing.packs import MOST, Packed, PackItem, as_pdf, as_zip, packed, wanted
from app.jobs.printing.printer import Printer
from app.languages import find
from app.models import Role
from app.render.pool import PoolBusy
from app.render.print_page import FORMAT_NAMES
from app.services import services
from app.web.frame.deps import Posted, ReadSession, needs
from app.web.frame.print_queue import SOON, Prints
from app.web.frame.sent_values import number
from app.web.frame.staff import ChosenService, Frame, Problem, StaffFrame, show
from app.workflow.editions import published
from app.workflow.editions.published import EditionView

router = APIRouter(prefix="/library/packs", dependencies=[needs(Role.MIDWIFE)])
MOST_COPIES = 200


@dataclass(frozen=True)
class Tick:
    """One box of the form."""

    value: str
    text: str
    ticked: bool


@dataclass(frozen=True)
class Chosen:
    """What was ticked."""

    texts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("standard",)
    copies: int = 1


@dataclass(frozen=True)
class PacksPage:
    """What a pack holds: chosen texts, languages and formats of what is published, and, once asked
    for, its prints."""

    frame: Frame
    editions: Sequence[EditionView]
    chosen: Chosen
    made: tuple[Packed, ...] = ()

    @property
    def texts(self) -> tuple[Tick, ...]:
        titles = sorted({each.slug: each.english.title for each in self.editions}.items())
        return tuple(Tick(slug, title, slug in self.chosen.texts) for slug, title in titles)

    @property
    def languages(self) -> tuple[Tick, ...]:
        tags = {each.language for each in self.editions if each.language}
        names = sorted((find(tag).english_name, tag) for tag in tags)
        return tuple(Tick(tag, name, tag in self.chosen.tags) for name, tag in names)

    @property
    def formats(self) -> tuple[Tick, ...]:
        return tuple(
            Tick(name, text, name in self.chosen.formats) for name, text in FORMAT_NAMES.items()
        )

    @property
    def copies(self) -> int:
        return self.chosen.copies or 1

    @property
    def pages(self) -> int:
        return sum(each.pages for each in self.made)

    @property
    def sheets(self) -> int:
        """Sheets of paper, printed on both sides, for all copies."""
        return sum((each.pages + 1) // 2 for each in self.made) * self.copies


@router.get("")
def ask(frame: StaffFrame, session: ReadSession) -> Response:
    return _form(frame, published.everything(session), Chosen())


@router.post("", dependencies=[SOON])
def make(
    data: Posted, prints: Prints, frame: StaffFrame, session: ReadSession, hospital: ChosenService
) -> Response:
    editions = published.everything(session)
    chosen = _chosen({name: [str(v) for v in data.getlist(name)] for name in data})
    found = wanted(editions, chosen.texts, chosen.tags, chosen.formats)
    if problem := _problem(found, chosen):
        return _form(frame, editions, chosen, problem=problem)
    service = hospital if hospital in {each.id for each in services().services} else None

    def draw(printer: Printer) -> Response:
        try:
            made = packed(printer, found, service)
        except PoolBusy as busy:
            return _form(frame, editions, chosen, problem=str(busy))
        if data.get("go") == "download":
            return _file("birthwords-pack.zip", "application/zip", as_zip(made, chosen.copies))
        if data.get("go") == "print" and any(each.pdf for each in made):
            return _file("birthwords-pack.pdf", "application/pdf", as_pdf(made, chosen.copies))
        return _form(frame, editions, chosen, made)

    return prints.draw(draw)


def _file(name: str, media: str, data: bytes) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(data, media_type=media, headers=headers)


def _chosen(data: dict[str, list[str]]) -> Chosen:
    copies = (data.get("copies") or ["1"])[-1].strip()
    copied = number(copies, 0)
    return Chosen(
        tuple(data.get("text", ())),
        tuple(data.get("language", ())),
        tuple(data.get("format", ())),
        copied,
    )


def _problem(found: Sequence[PackItem], chosen: Chosen) -> str:
    if not 1 <= chosen.copies <= MOST_COPIES:
        return f"Write how many copies of each: 1 to {MOST_COPIES}."
    if not found:
        return "Tick a text, a language and a format that are published together."
    if len(found) > MOST:
        return f"These are {len(found)} prints; a pack has at most {MOST}. Tick less, or make two."
    return ""


def _form(
    frame: Frame,
    editions: Sequence[EditionView],
    chosen: Chosen,
    made: tuple[Packed, ...] = (),
    problem: str = "",
) -> Response:
    problems = (Problem(problem, "#texts"),) if problem else ()
    at = frame.at("Packs of prints", "/library", "", *problems)
    page = PacksPage(at, editions, chosen, made)
    return show("midwife/packs", page, 422 if problem else 200)
