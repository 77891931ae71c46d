"""What the proofs are handed: the working text of a translation drawn as readers would see it, as a
page or as sheets of paper on which each segment leads back to the editor. They are for people who
signed in, are marked as drafts in English and in the language, and are never editions (H4).
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import Markup

from app.config import settings
from app.languages import Language
from app.render import words
from app.render.fonts import FontsNotBuilt
from app.render.html import Reading
from app.render.interface import translations
from app.render.local import MissingContactError
from app.render.proof import Sheet, bare, spans
from app.services import services
from app.web.frame.addresses import address, at
from app.web.frame.staff import Link
from app.web.frame.staff_presenters import formats
from app.web.workbench.translation_page import title
from app.workflow.editions.proof import undrawable_strings, working_resource
from app.workflow.people.accounts import is_demo
from app.workflow.refusals import Refused
from app.workflow.translation.desk import Desk


@dataclass(frozen=True, kw_only=True)
class ProofPage:
    """The text as a page. `current` is the path of the segment at work."""

    title: str
    language: Language
    mark: str
    heading: Markup
    summary: Markup
    body: Markup
    easy_read: bool
    back: str
    current: str

    @property
    def stylesheet(self) -> str:
        return "site.rtl.css" if self.language.direction == "rtl" else "site.css"


def proof_page(desk: Desk, current: str = "") -> ProofPage:
    """The proof of a translation; raises Refused when a number that it asks for is missing."""
    resource = working_resource(desk, marked=True)
    paths = tuple(desk.segments)
    reading = Reading(
        resource=resource,
        language=desk.language,
        services=services().services,
        demo=settings().demo,
    )
    try:
        parts = (reading.inline(resource.title), reading.inline(resource.summary), reading.html())
    except MissingContactError as missing:
        raise Refused(str(missing)) from None
    # The parts are markup already, and `spans` escapes the paths that it adds.
    heading, summary, body = (Markup(spans(part, paths)) for part in parts)  # noqa: S704
    return ProofPage(
        title=title(desk),
        language=desk.language,
        mark=draft_mark(desk),
        heading=heading,
        summary=summary,
        body=body,
        easy_read=desk.reading_version == "easy_read",
        back=address(desk.slug, desk.reading_version, desk.language.tag),
        current=current,
    )


def draft_mark(desk: Desk) -> str:
    """“Draft” in the language of the text."""
    return bare(words.draft_mark(translations(desk.language.tag, is_demo(desk.session))))


@dataclass(frozen=True, kw_only=True)
class Area:
    """One line of a segment on a sheet, and where a click on it leads."""

    href: str
    label: str
    left: float
    top: float
    width: float
    height: float
    current: bool
    is_first: bool


_Problem: TypeAlias = tuple[str, tuple[Link, ...]]


@dataclass(frozen=True, kw_only=True)
class SheetsPage:
    """One sheet of the proof on paper. `cut_off` leads to what runs over the edge of any sheet;
    `problems` are what keeps it from being printed, each with the segments concerned."""

    title: str
    language: Language
    mark: str
    back: str
    pdf: str
    number: int
    total: int
    width: float
    height: float
    picture: str
    areas: tuple[Area, ...]
    cut_off: tuple[Link, ...]
    problems: tuple[_Problem, ...]
    previous: str
    next: str


def sheets_page(
    desk: Desk, name: str, mark: str, sheets: Sequence[Sheet], wanted: int | None, current: str
) -> SheetsPage:
    """The sheet with this number, or else the first on which the segment at work stands. It is made
    once the session is closed, and so asks nothing: `mark` says that it is a draft."""
    place = address(desk.slug, desk.reading_version, desk.language.tag)
    here = next((n for n, s in enumerate(sheets, 1) if current in {r.path for r in s.regions}), 1)
    number = min(max(wanted or here, 1), len(sheets))
    sheet = sheets[number - 1]
    numbers = desk.numbers

    def turn(to: int) -> str:
        return f"{place}/proof/{name}/pages?page={to}" if 1 <= to <= len(sheets) else ""

    first = {region.path: region for region in reversed(sheet.regions)}
    areas = (
        Area(
            href=at(place, region.path),
            label=f"text {numbers[region.path]}",
            left=region.left,
            top=region.top,
            width=region.width,
            height=region.height,
            current=region.path == current,
            is_first=first[region.path] is region,
        )
        for region in sheet.regions
    )
    return SheetsPage(
        title=title(desk),
        language=desk.language,
        mark=mark,
        back=place,
        pdf=f"{place}/proof/{name}.pdf",
        number=number,
        total=len(sheets),
        width=sheet.width,
        height=sheet.height,
        picture=b64encode(sheet.picture).decode(),
        areas=tuple(areas),
        cut_off=tuple(
            Link(f"text {numbers[path]} (sheet {where})", at(place, path))
            for where, each in enumerate(sheets, 1)
            for path in each.cut_off
        ),
        problems=(),
        previous=turn(number - 1),
        next=turn(number + 1),
    )


def refused_sheets(desk: Desk, name: str, mark: str, reason: str) -> SheetsPage:
    """Why a proof cannot be drawn, and in which segments to put it right, as when a letter is in
    none of our fonts (H7)."""
    place = address(desk.slug, desk.reading_version, desk.language.tag)
    pdf = f"{place}/proof/{name}.pdf"
    try:
        failures = undrawable_strings(desk)
    except FontsNotBuilt:  # which is the reason already
        failures = ()
    lines: list[_Problem] = [
        (f"{f.what} {f.mend}", (Link(f"text {desk.numbers[f.place]}", at(place, f.place)),))
        for f in failures
    ]
    lines = lines or [(bare(line), ()) for line in reason.splitlines()]
    return SheetsPage(
        title=title(desk),
        language=desk.language,
        mark=mark,
        back=place,
        pdf=pdf,
        number=0,
        total=0,
        width=0,
        height=0,
        picture="",
        areas=(),
        cut_off=(),
        problems=tuple(lines),
        previous="",
        next="",
    )


@dataclass(frozen=True)
class ProofPane:
    """The proof beside the editor: what one may choose, and the address of the one chosen."""

    choices: tuple[Link, ...]
    src: str
    known: frozenset[str] = frozenset()
    """What may be kept as one's choice."""


def proof_pane(desk: Desk, path: str, chosen: str) -> ProofPane:
    place = address(desk.slug, desk.reading_version, desk.language.tag)
    kinds = (("Page", "page"), *formats(desk.kind, desk.reading_version, desk.language.tag))
    known = {file for _, file in kinds}
    links = [
        Link(text, at(place, path, proof=file), file == chosen)
        for text, file in (*kinds, ("None", "none"))
    ]
    src = ""
    if chosen == "page":
        src = f"{place}/proof?at={path}"
    elif chosen in known:
        src = f"{place}/proof/{chosen}/pages?at={path}"
    return ProofPane(tuple(links), src, frozenset({*known, "none"}))
