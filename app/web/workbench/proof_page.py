"""What the proofs are handed: the working text of a translation drawn as readers would see it, as a
page or as sheets of paper on which each segment leads back to the editor. They are for people who
signed in, are marked as drafts in English and in the language, and are never editions (H4).
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from app.config import settings
from app.render import words
from app.render.fonts import FontsNotBuilt
from app.render.html import Reading
from app.render.interface import translations
from app.render.local import MissingContactError
from app.render.proof import Region, Sheet, bare, spans
from app.resources.text_messages import SENT
from app.services import services
from app.web.frame.addresses import address, at
from app.web.frame.staff import Link
from app.web.frame.staff_presenters import formats
from app.web.workbench.desk_page import DeskPage
from app.workflow.editions.proof import undrawable_segments, working_resource
from app.workflow.people.accounts import is_demo
from app.workflow.refusals import Refused
from app.workflow.translation.desk import Desk


@dataclass(frozen=True, kw_only=True)
class ProofPage(DeskPage):
    """The text as a page. `mark` says that it is a draft, `current` is the path of the segment at
    work."""

    mark: str
    heading: Markup
    summary: Markup
    body: Markup
    current: str
    sent: tuple[Markup, ...] = ()
    """What is sent to phones, and stands on no page."""

    @property
    def easy_read(self) -> bool:
        return self.desk.reading_version == "easy_read"

    @property
    def back(self) -> str:
        return self.address

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
        parts = (
            reading.inline(resource.title),
            reading.inline(resource.summary),
            reading.html(),
            *(reading.inline(getattr(resource, field) or "") for field in SENT),
        )
    except MissingContactError as missing:
        raise Refused(str(missing)) from None
    # The parts are markup already, and `spans` escapes the paths that it adds.
    heading, summary, body, *sent = (Markup(spans(part, paths)) for part in parts)  # noqa: S704
    return ProofPage(
        desk=desk,
        mark=draft_mark(desk),
        heading=heading,
        summary=summary,
        body=body,
        sent=tuple(filter(None, sent)),
        current=current,
    )


def draft_mark(desk: Desk) -> str:
    """“Draft” in the language of the text."""
    return bare(words.draft_mark(translations(desk.language.tag, is_demo(desk.session))))


@dataclass(frozen=True)
class Area:
    """One line of a segment on a sheet, and where a click on it leads."""

    region: Region
    href: str
    label: str
    current: bool
    is_first: bool


@dataclass(frozen=True)
class Obstacle:
    """What keeps a proof from being printed, with the segments concerned."""

    words: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SheetsPage(DeskPage):
    """One sheet of the proof on paper in the format `name`, or what keeps it from being printed:
    the sheet `wanted`, or else the first on which the segment at work, `current`, stands."""

    name: str
    mark: str
    sheets: Sequence[Sheet] = ()
    wanted: int | None = None
    current: str = ""
    problems: tuple[Obstacle, ...] = ()

    @property
    def back(self) -> str:
        return self.address

    @property
    def pdf(self) -> str:
        return f"{self.address}/proof/{self.name}.pdf"

    @property
    def total(self) -> int:
        return len(self.sheets)

    @cached_property
    def number(self) -> int:
        """Of the sheet that is shown, from 1."""
        at_work = (
            number
            for number, sheet in enumerate(self.sheets, 1)
            if any(region.path == self.current for region in sheet.regions)
        )
        return min(max(self.wanted or next(at_work, 1), 1), self.total)

    @property
    def sheet(self) -> Sheet:
        return self.sheets[self.number - 1]

    @cached_property
    def picture(self) -> str:
        return b64encode(self.sheet.picture).decode()

    @property
    def areas(self) -> tuple[Area, ...]:
        first = {region.path: region for region in reversed(self.sheet.regions)}
        return tuple(
            Area(
                region,
                at(self.address, region.path),
                f"text {self.desk.numbers[region.path]}",
                region.path == self.current,
                first[region.path] is region,
            )
            for region in self.sheet.regions
        )

    @property
    def cut_off(self) -> tuple[Link, ...]:
        """What runs over the edge of any sheet."""
        return tuple(
            Link(
                f"text {self.desk.numbers[path]} (sheet {where})",
                at(self.address, path),
            )
            for where, each in enumerate(self.sheets, 1)
            for path in each.cut_off
        )

    @property
    def previous(self) -> str:
        return self._turn(self.number - 1)

    @property
    def next(self) -> str:
        return self._turn(self.number + 1)

    def _turn(self, to: int) -> str:
        within = 1 <= to <= self.total
        return f"{self.address}/proof/{self.name}/pages?page={to}" if within else ""


def refused_sheets(desk: Desk, name: str, mark: str, reason: str) -> SheetsPage:
    """Why a proof cannot be drawn, and in which segments to put it right, as when a letter is in
    none of our fonts (H7)."""
    place = address(*desk.ref.parts)
    try:
        failures = undrawable_segments(desk)
    except FontsNotBuilt:  # which is the reason already
        failures = ()
    obstacles = tuple(
        Obstacle(
            f"{each.what} {each.mend}",
            (Link(f"text {desk.numbers[each.place]}", at(place, each.place)),),
        )
        for each in failures
    )
    return SheetsPage(
        desk=desk,
        name=name,
        mark=mark,
        problems=obstacles or tuple(Obstacle(bare(line)) for line in reason.splitlines()),
    )


@dataclass(frozen=True)
class ProofPane:
    """The proof beside the editor: what one may choose, and the address of the one chosen."""

    choices: tuple[Link, ...]
    src: str
    known: frozenset[str] = frozenset()
    """What may be kept as one's choice."""


def proof_pane(desk: Desk, path: str, chosen: str) -> ProofPane:
    place = address(*desk.ref.parts)
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
