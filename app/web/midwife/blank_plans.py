"""A blank plan at the desk: its language, each of its prints with the pages counted first, and a
code that opens its form on the woman's own phone. No person's answer is here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from markupsafe import Markup

from app.config import settings
from app.jobs.printing.packs import Packed, packed, wanted
from app.jobs.printing.printer import Printer
from app.languages import Language, find
from app.render.pool import PoolBusy
from app.render.qr import qr_svg
from app.resources import addresses
from app.services import services
from app.web.frame.deps import ReadSession, signed_in
from app.web.frame.print_queue import Prints
from app.web.frame.staff import ChosenService, Frame, Link, Problem, StaffFrame, show
from app.web.frame.staff_presenters import FORMATS, VERSIONS, count
from app.web.library.rows import pdfs
from app.workflow.editions import published
from app.workflow.editions.published import EditionView
from app.workflow.refusals import Missing

router = APIRouter(prefix="/library/plans", dependencies=[signed_in()])


@dataclass(frozen=True, kw_only=True)
class BlankPrint:
    """One print: `amount` says how many pages it has, `refused` why there is none."""

    name: str
    version: str
    amount: str
    href: str
    refused: str = ""
    wanted: bool = False


@dataclass(frozen=True, kw_only=True)
class BlankPage:
    """A plan's languages, and once one is chosen, its prints and the code for a phone."""

    frame: Frame
    title: str
    action: str
    languages: tuple[Link, ...]
    chosen: Language | None
    prints: tuple[BlankPrint, ...]
    phone_address: str

    @property
    def phone_code(self) -> Markup:
        return qr_svg(self.phone_address, "Code of this form, to scan with her phone")


@router.get("/{slug}/print")
def blank(
    prints: Prints,
    frame: StaffFrame,
    session: ReadSession,
    chosen: ChosenService,
    slug: str,
    language: str = "",
    wanted_format: Annotated[str, Query(alias="format")] = "",
) -> Response:
    every = published.everything(session)
    plans = [each for each in every if (each.slug, each.kind) == (slug, "plan")]
    if not plans:
        raise Missing(f"No plan {slug!r} is published.")
    mine = [each for each in plans if each.language == language]
    service = chosen if chosen in {each.id for each in services().services} else None
    asked = wanted(mine, (slug,), (language,), tuple(FORMATS))

    def draw(printer: Printer) -> Response:
        problems = _problems(plans, language)
        made: tuple[Packed, ...] = ()
        try:
            made = packed(printer, asked, service)
        except PoolBusy as busy:
            problems = (Problem(str(busy), "#language"),)
        page = BlankPage(
            frame=frame.at(plans[0].english.title, "/library", "", *problems),
            title=plans[0].english.title,
            action=f"/library/plans/{slug}/print",
            languages=_languages(plans, language),
            chosen=find(language) if mine else None,
            prints=tuple(
                sorted((_print(each, service, wanted_format) for each in made), key=_in_order)
            ),
            phone_address=_phone_address(mine, slug, language, wanted_format),
        )
        return show("midwife/blank_plan", page, 422 if problems else 200)

    return prints.draw(draw)


def _problems(plans: Sequence[EditionView], tag: str) -> tuple[Problem, ...]:
    if not tag or any(each.language == tag for each in plans):
        return ()
    words = f"This plan is not published in {find(tag).english_name} yet. Book an interpreter."
    return (Problem(words, "#language"),)


def _languages(plans: Sequence[EditionView], chosen: str) -> tuple[Link, ...]:
    known = {each.language: find(each.language).english_name for each in plans}
    by_name = sorted(known.items(), key=lambda each: each[1])
    return tuple(Link(name, tag, tag == chosen) for tag, name in by_name)


def _phone_address(
    mine: Sequence[EditionView], slug: str, language: str, wanted_format: str
) -> str:
    """The form on her phone, in easy read where she asked for that and it is published."""
    is_easy = wanted_format == "easy_read" and any(x.reading_version == "easy_read" for x in mine)
    version = "easy_read" if is_easy else "standard"
    return settings().base_url.rstrip("/") + addresses.form(language, slug, version)


def _in_order(print_: BlankPrint) -> bool:
    """What she asked for in a plan that was read comes first."""
    return not print_.wanted


def _print(each: Packed, service: str | None, wanted: str) -> BlankPrint:
    edition, asked = each.wanted.edition, each.wanted.format
    text = next(text for name, text in FORMATS.items() if name == asked)
    href = next(link.href for link in pdfs(edition, service) if link.text == text)
    pages = "" if each.refused else count(each.pages, "page")
    return BlankPrint(
        name=text,
        version=VERSIONS[edition.reading_version],
        amount=pages,
        href=href,
        refused=each.refused,
        wanted=asked == wanted,
    )
