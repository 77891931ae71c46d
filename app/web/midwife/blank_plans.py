"""A blank plan at the desk: its language, each of its prints with the pages counted first, and a
code that opens its form on the woman's own phone. No person's answer is here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from markupsafe import Markup

from app.config import settings
from app.jobs.printing.packs import Packed, packed, wanted
from app.jobs.printing.page_count import PrintAmount
from app.jobs.printing.printer import Printer
from app.languages import Language, find
from app.render.pool import PoolBusy
from app.render.print_page import FORMAT_NAMES
from app.render.qr import qr_svg
from app.resources import addresses
from app.services import visible
from app.web.frame import cookies
from app.web.frame.deps import ReadSession, signed_in
from app.web.frame.errors import retry_after
from app.web.frame.print_queue import Prints
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
from app.web.frame.staff_presenters import VERSIONS
from app.web.library.rows import amount_words, pdfs
from app.workflow.editions import published
from app.workflow.editions.edition_views import EditionView
from app.workflow.refusals import Missing

router = APIRouter(prefix="/library/plans", dependencies=[signed_in()])


@dataclass(frozen=True)
class BlankPrint:
    """One print, with the numbers of the hospital `service`; `wanted` is one that she asked for in
    a plan that was read."""

    packed: Packed
    service: str | None
    wanted: bool

    @property
    def name(self) -> str:
        return FORMAT_NAMES[self.packed.wanted.format]

    @property
    def version(self) -> str:
        return VERSIONS[self.packed.wanted.edition.reading_version]

    @property
    def amount(self) -> str:
        """How many pages and sheets it has."""
        return "" if self.refused else amount_words(PrintAmount(self.packed.pages))

    @property
    def href(self) -> str:
        links = pdfs(self.packed.wanted.edition, self.service)
        return next(link.href for link in links if link.text == self.name)

    @property
    def refused(self) -> str:
        """Why there is none."""
        return self.packed.refused


@dataclass(frozen=True, kw_only=True)
class BlankPage:
    """A plan's languages, and once one is chosen, its prints and the code for a phone. `plans` are
    its editions, at least one; `language` and `format` are what was asked for."""

    frame: Frame
    plans: Sequence[EditionView]
    language: str
    format: str
    made: tuple[Packed, ...]
    service: str | None

    @property
    def title(self) -> str:
        return self.plans[0].english.title

    @property
    def action(self) -> str:
        return f"/library/plans/{self.plans[0].slug}/print"

    @property
    def languages(self) -> tuple[Link, ...]:
        known = {each.language: find(each.language).english_name for each in self.plans}
        by_name = sorted(known.items(), key=lambda each: each[1])
        return tuple(Link(name, tag, tag == self.language) for tag, name in by_name)

    @property
    def hospitals(self) -> tuple[Link, ...]:
        return tuple(Link(each.name, each.id, each.id == self.service) for each in visible())

    @property
    def chosen(self) -> Language | None:
        return find(self.language) if self._mine else None

    @cached_property
    def prints(self) -> tuple[BlankPrint, ...]:
        """What she asked for in a plan that was read comes first."""
        prints = (
            BlankPrint(each, self.service, each.wanted.format == self.format) for each in self.made
        )
        return tuple(sorted(prints, key=lambda each: not each.wanted))

    @property
    def phone_address(self) -> str:
        """The form on her phone, in easy read where she asked for that and it is published."""
        easy_read = any(each.reading_version == "easy_read" for each in self._mine)
        version = "easy_read" if self.format == "easy_read" and easy_read else "standard"
        form = addresses.form(self.language, self.plans[0].slug, version)
        return settings().base_url + form

    @property
    def phone_code(self) -> Markup:
        return qr_svg(self.phone_address, "Code of this form, to scan with her phone")

    @cached_property
    def _mine(self) -> tuple[EditionView, ...]:
        return tuple(each for each in self.plans if each.language == self.language)


@router.get("/{slug}/print")
def blank(
    prints: Prints,
    frame: StaffFrame,
    session: ReadSession,
    chosen: ChosenService,
    slug: str,
    language: str = "",
    wanted_format: Annotated[str, Query(alias="format")] = "",
    asked_service: Annotated[str | None, Query(alias="service")] = None,
) -> Response:
    every = published.everything(session)
    plans = [each for each in every if (each.slug, each.kind) == (slug, "plan")]
    if not plans:
        raise Missing(f"No plan {slug!r} is published.")
    mine = [each for each in plans if each.language == language]
    asked_for = chosen if asked_service is None else asked_service
    service = asked_for if asked_for in {each.id for each in visible()} else None
    asked = wanted(mine, (slug,), (language,), tuple(FORMAT_NAMES))

    def draw(printer: Printer) -> Response:
        problems = _problems(plans, language)
        status, again = (422, {}) if problems else (200, {})
        made: tuple[Packed, ...] = ()
        try:
            made = packed(printer, asked, service)
        except PoolBusy as busy:
            problems = (Problem(str(busy), "#language"),)
            status, again = busy.status, retry_after(busy)
        page = BlankPage(
            frame=frame.at(plans[0].english.title, "/library", "", *problems),
            plans=plans,
            language=language,
            format=wanted_format,
            made=made,
            service=service,
        )
        answer = show("midwife/blank_plan", page, status)
        answer.headers.update(again)
        if asked_service is not None:
            cookies.remember(answer, SERVICE_COOKIE, service or "", SERVICE_YEAR)
        return answer

    return prints.draw(draw)


def _problems(plans: Sequence[EditionView], tag: str) -> tuple[Problem, ...]:
    if not tag or any(each.language == tag for each in plans):
        return ()
    words = f"This plan is not published in {find(tag).english_name} yet. Book an interpreter."
    return (Problem(words, "#language"),)
