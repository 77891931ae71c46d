"""The midwife's desk: packs of blank prints for a clinic or an event, with their pages counted
before anything is printed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from app.jobs.printing.packs import MOST, Packed, PackItem, as_pdf, as_zip, packed, wanted
from app.jobs.printing.printer import Printer
from app.languages import find
from app.models import Role
from app.render.pool import PoolBusy
from app.render.print_page import FORMAT_NAMES
from app.services import visible
from app.web.frame import cookies
from app.web.frame.deps import Posted, ReadSession, needs
from app.web.frame.errors import retry_after
from app.web.frame.given_out import note_print
from app.web.frame.print_queue import SOON, Prints
from app.web.frame.sent_values import number
from app.web.frame.staff import (
    SERVICE_COOKIE,
    SERVICE_YEAR,
    ChosenService,
    Frame,
    Link,
    Problem,
    StaffFrame,
    show,
)
from app.web.frame.staff_presenters import KINDS, count
from app.workflow.editions import published
from app.workflow.editions.edition_views import EditionView

router = APIRouter(prefix="/library/packs", dependencies=[needs(Role.MIDWIFE)])
MOST_COPIES = 200
UNSEEN = 100
"""Sheets of paper that may go to the printer before anybody has seen their sum."""
PACKET = 500
"""Sheets in a packet of paper."""


@dataclass(frozen=True)
class Tick:
    """One box of the form."""

    value: str
    text: str
    ticked: bool


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What was ticked, and whose numbers the prints give: a hospital's id, "" for all hospitals."""

    texts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("standard",)
    copies: int = 1
    service: str = ""


@dataclass(frozen=True, kw_only=True)
class PacksPage:
    """What a pack holds: chosen texts, languages and formats of what is published, and, once asked
    for, its prints. `held_back` says that the printer was asked for more than is sent unseen."""

    frame: Frame
    editions: Sequence[EditionView]
    chosen: Chosen
    made: tuple[Packed, ...] = ()
    held_back: bool = False

    @property
    def texts(self) -> tuple[Tick, ...]:
        titles = told_apart({each.slug: (each.english.title, each.kind) for each in self.editions})
        return tuple(Tick(slug, title, slug in self.chosen.texts) for slug, title in titles.items())

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
    def hospitals(self) -> tuple[Link, ...]:
        return tuple(Link(each.name, each.id, each.id == self.chosen.service) for each in visible())

    @property
    def hospital(self) -> str:
        """Whose numbers the prints give."""
        return next((each.text for each in self.hospitals if each.current), "all hospitals")

    @property
    def copies(self) -> int:
        return self.chosen.copies or 1

    @property
    def pages(self) -> int:
        """Printed pages of all copies."""
        return sum(each.pages for each in self.made) * self.copies

    @property
    def sheets(self) -> int:
        """Sheets of paper, printed on both sides, for all copies."""
        return sheets_of(self.made, self.copies)

    @property
    def sum(self) -> str:
        """What the printer is about to take."""
        prints = sum(1 for each in self.made if each.pdf)
        parts = f"{count(prints, 'print')}, {count(self.copies, 'copy', 'copies')} of each"
        pages, sheets = count(self.pages, "page"), count(self.sheets, "sheet")
        return f"{parts}: {pages} on {sheets} of paper"

    @property
    def packets(self) -> str:
        """The paper to have ready, where that is more than lies in a printer."""
        if self.sheets < PACKET:
            return ""
        return f"More than {count(self.sheets // PACKET, 'packet')} of {PACKET} sheets."


def told_apart(texts: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Titles by slug, in order, from title and kind; a leaflet and its poster may share one title,
    and then each says its kind."""
    times = Counter(title for title, _ in texts.values())
    named = {
        slug: f"{title} ({KINDS[kind].lower()})" if times[title] > 1 else title
        for slug, (title, kind) in texts.items()
    }
    return dict(sorted(named.items(), key=lambda each: (each[1].casefold(), each[0])))


def sheets_of(made: Iterable[Packed], copies: int) -> int:
    """Sheets of paper for so many copies, each beginning on a new sheet."""
    return sum(each.sheets for each in made) * copies


@router.get("")
def ask(
    frame: StaffFrame,
    session: ReadSession,
    hospital: ChosenService,
    text: Annotated[list[str] | None, Query()] = None,
    language: Annotated[list[str] | None, Query()] = None,
) -> Response:
    chosen = Chosen(
        texts=tuple(text or ()), tags=tuple(language or ()), service=_visible(hospital) or ""
    )
    return _form(frame, published.everything(session), chosen)


@router.post("", dependencies=[SOON])
def make(
    request: Request,
    data: Posted,
    prints: Prints,
    frame: StaffFrame,
    session: ReadSession,
    hospital: ChosenService,
) -> Response:
    editions = published.everything(session)
    sent = {name: [str(v) for v in data.getlist(name)] for name in data}
    chosen = _chosen({"service": [hospital], **sent})
    found = wanted(editions, chosen.texts, chosen.tags, chosen.formats)
    if problem := _problem(found, chosen):
        return _form(frame, editions, chosen, problem=problem)

    def draw(printer: Printer) -> Response:
        try:
            made = packed(printer, found, chosen.service or None)
        except PoolBusy as busy:
            form = _form(frame, editions, chosen, problem=str(busy), status=busy.status)
            form.headers.update(retry_after(busy))
            return form
        go, sheets = str(data.get("go", "")), sheets_of(made, chosen.copies)
        # What is said on the page was counted before it was asked for, or is little.
        seen = sheets <= UNSEEN or number(str(data.get("counted", "")), 0) == sheets
        gives = seen and go in ("download", "print")
        for each in made if gives else ():
            if each.pdf:
                which = each.wanted
                copies = chosen.copies
                note_print(request.app, request.scope, which.edition.code, which.format, copies)
        if seen and go == "download":
            return _file("birthwords-pack.zip", "application/zip", as_zip(made, chosen.copies))
        if seen and go == "print" and any(each.pdf for each in made):
            return _file("birthwords-pack.pdf", "application/pdf", as_pdf(made, chosen.copies))
        held_back = not seen and go in ("download", "print")
        answer = _form(frame, editions, chosen, made, held_back=held_back)
        cookies.remember(answer, SERVICE_COOKIE, chosen.service, SERVICE_YEAR)
        return answer

    return prints.draw(draw)


def _visible(service: str) -> str | None:
    return service if service in {each.id for each in visible()} else None


def _file(name: str, media: str, data: bytes) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(data, media_type=media, headers=headers)


def _chosen(data: dict[str, list[str]]) -> Chosen:
    return Chosen(
        texts=tuple(data.get("text", ())),
        tags=tuple(data.get("language", ())),
        formats=tuple(data.get("format", ())),
        copies=number((data.get("copies") or ["1"])[-1].strip(), 0),
        service=_visible(data["service"][-1]) or "",
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
    *,
    status: int = 422,
    held_back: bool = False,
) -> Response:
    """The form; `status` is that of a page with a problem."""
    problems = (Problem(problem, "#texts"),) if problem else ()
    page = PacksPage(
        frame=frame.at("Packs of prints", "/library", "", *problems),
        editions=editions,
        chosen=chosen,
        made=made,
        held_back=held_back,
    )
    return show("midwife/packs", page, status if problem else 200)
