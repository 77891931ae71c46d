"""A published text to pass on: the address of its page, the code of it for a phone, and a short
message in its language. Nothing is sent from here. What the messages of a poster are is in
`sending`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from app.config import settings
from app.languages import Language, find
from app.render.html import Reading
from app.render.qr import qr_svg
from app.resources import addresses
from app.resources.text_messages import measure, on_a_phone
from app.services import chosen
from app.web.frame.deps import ReadSession, signed_in
from app.web.frame.staff import Frame, Link, StaffFrame, show
from app.web.frame.staff_presenters import VERSIONS, count
from app.web.library.sending import ToCopy
from app.workflow.editions import published
from app.workflow.editions.edition_views import EditionView
from app.workflow.refusals import Missing

router = APIRouter(prefix="/library", dependencies=[signed_in()])


@dataclass(frozen=True, kw_only=True)
class SharePage:
    """One edition to pass on; `languages` are the tags in which the text is published."""

    frame: Frame
    edition: EditionView
    languages: Sequence[str]

    @property
    def title(self) -> str:
        return self.edition.english.title

    @property
    def version(self) -> str:
        return VERSIONS[self.edition.reading_version]

    @property
    def language(self) -> Language:
        return find(self.edition.language)

    @property
    def choices(self) -> tuple[Link, ...]:
        """The same text in each of its languages."""
        view = self.edition
        named = sorted((find(tag).english_name, tag) for tag in self.languages)
        return tuple(
            Link(name, place(view.slug, view.reading_version, tag), tag == view.language)
            for name, tag in named
        )

    @property
    def address(self) -> str:
        view = self.edition
        path = addresses.page(view.language, view.kind, view.slug, view.reading_version)
        return settings().base_url + path

    @property
    def code(self) -> Markup:
        return qr_svg(self.address, "Code of the page, to scan with a phone")

    @cached_property
    def texts(self) -> tuple[ToCopy, ...]:
        """The address alone, a text message, and a longer one with what the text is about."""
        title, summary = self._plain("title"), self._plain("summary")
        short = f"{title}\n{self.address}"
        long = f"{title}\n{summary}\n{self.address}" if summary else ""
        size = measure(short)
        said = f"{count(size.parts, 'part')}: {count(size.units, 'character')}."
        letters = f"{count(len(long), 'character')}, for WhatsApp or an email"
        found = [ToCopy("sms", "Text message (SMS)", short, said)]
        if long:
            found.append(ToCopy("chat", "Longer message", long, letters))
        return tuple(found)

    def _plain(self, name: str) -> str:
        text = getattr(self.edition.resource, name)
        return on_a_phone(self._reading.plain(text), self.language.direction) if text else ""

    @cached_property
    def _reading(self) -> Reading:
        view = self.edition
        return Reading(
            resource=view.resource,
            language=self.language,
            services=chosen(view.services, None),
            demo=view.demo,
        )


def place(slug: str, version: str, tag: str) -> str:
    """Where a text is passed on."""
    return f"/library/{slug}/{version}/{tag}/share"


@router.get("/{slug}/{version}/{tag}/share")
def share(frame: StaffFrame, session: ReadSession, slug: str, version: str, tag: str) -> Response:
    language = find(tag)
    edition = published.edition(session, slug, version, tag)
    if edition is None:
        raise Missing(f"{slug!r} is not published in {language.english_name}.")
    if (edition.kind, version) == ("message", "standard"):
        return RedirectResponse(f"/library/messages/{slug}/send?language={language.tag}", 303)
    page = SharePage(
        frame=frame.at(f"Share: {edition.english.title}", "/library"),
        edition=edition,
        languages=published.languages_of(session, slug, version),
    )
    return show("library/share", page)
