"""Guides for staff, as a page and as a print. They are for everybody who signed in, and for nobody
else: neither a browser nor a proxy keeps them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from app.jobs.printing.printer import Printer
from app.languages import ENGLISH, format_date
from app.models import Role
from app.render.html import Reading
from app.services import chosen, visible
from app.web.frame.deps import ReadSession, SignedIn, signed_in
from app.web.frame.downloads import pdf
from app.web.frame.given_out import note_print
from app.web.frame.print_queue import Prints
from app.web.frame.staff import ChosenService, Frame, StaffFrame, show
from app.web.library.pages import SourceRow
from app.web.library.rows import PrintableRow
from app.workflow.editions.edition_views import EditionView
from app.workflow.editions.guides import guide
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Missing

router = APIRouter(prefix="/library/guides", dependencies=[signed_in()])
Size = Annotated[int | None, Query(ge=16, le=28)]


@dataclass(frozen=True, kw_only=True)
class GuidePage:
    """One guide to read, with its prints, its sources, and who answers for it."""

    frame: Frame
    actor: Actor
    edition: EditionView
    service: str | None

    @property
    def reading(self) -> Reading:
        view = self.edition
        return Reading(
            resource=view.resource,
            language=ENGLISH,
            services=chosen(view.services, self.service),
            demo=view.demo,
            library=view.library,
        )

    @property
    def printable(self) -> PrintableRow:
        return PrintableRow(self.edition, self.service)

    @property
    def sources(self) -> Sequence[SourceRow]:
        return tuple(map(SourceRow, self.edition.resource.sources))

    @property
    def signed(self) -> str:
        """When a clinician signed it; "" in a demonstration, where nobody did."""
        day = self.edition.signed_on
        return format_date(day, ENGLISH) if day and not self.edition.demo else ""

    @property
    def work(self) -> str:
        """Its page in the library, for those who mend, sign or withdraw it."""
        able = self.actor.languages(Role.AUTHOR, Role.CLINICIAN)
        return f"/library/{self.edition.slug}" if able else ""


@router.get("/{slug}")
def read(
    who: SignedIn,
    frame: StaffFrame,
    session: ReadSession,
    kept: ChosenService,
    slug: str,
    service: str | None = None,
) -> Response:
    edition = _guide(session, slug)
    page = GuidePage(
        frame=frame.at(edition.resource.title, "/library"),
        actor=who.actor,
        edition=edition,
        service=_known(kept if service is None else service),
    )
    return show("library/guide", page)


@router.get("/{slug}/{name}.pdf")
def print_guide(
    request: Request,
    session: ReadSession,
    prints: Prints,
    slug: str,
    name: str,
    service: str | None = None,
    size: Size = None,
) -> Response:
    """What it lists stands there as of today: the cache knows a print by all that is on it."""
    edition = _guide(session, slug)

    def draw(printer: Printer) -> Response:
        data = printer.edition(edition, name, _known(service), size)
        note_print(request.app, request.scope, edition.code, name)
        return pdf(data, f"{slug}-{name}.pdf", "no-store")

    return prints.draw(draw)


def _guide(session: ReadSession, slug: str) -> EditionView:
    found = guide(session, slug)
    if found is None:
        raise Missing(f"There is no guide {slug!r}, or it was withdrawn.")
    return found


def _known(service: str | None) -> str | None:
    return service if service in {each.id for each in visible()} else None
