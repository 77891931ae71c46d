"""A published message as staff send it to phones: its text for an SMS, the longer one, the address
and code of its page, and a picture of its poster. Nothing is sent from here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from markupsafe import Markup

from app.config import settings
from app.jobs.printing.printer import Printer
from app.languages import ENGLISH, Language, find
from app.render import poppler
from app.render.html import Reading
from app.render.qr import qr_svg
from app.resources import addresses
from app.resources.text_messages import CHAT, MOST_PARTS, SMS, Sms, measure, on_a_phone
from app.services import chosen, visible
from app.web.frame import cookies
from app.web.frame.deps import ReadSession, signed_in
from app.web.frame.downloads import picture
from app.web.frame.print_queue import Prints
from app.web.frame.staff import (
    SERVICE_COOKIE,
    SERVICE_YEAR,
    ChosenService,
    Frame,
    Link,
    StaffFrame,
    show,
)
from app.web.frame.staff_presenters import count
from app.workflow.editions import published
from app.workflow.editions.edition_views import EditionView
from app.workflow.refusals import Missing

router = APIRouter(prefix="/library/messages", dependencies=[signed_in()])
Tag = Annotated[str, Query(alias="language")]
Service = Annotated[str | None, Query()]


@dataclass(frozen=True)
class ToCopy:
    """A text to take away, with what is said of its size."""

    id: str
    label: str
    text: str
    size: str
    warning: str = ""


@dataclass(frozen=True, kw_only=True)
class SendPage:
    """A message in one language with the numbers of the hospital `service`, or of all. `languages`
    are the tags in which it is published."""

    frame: Frame
    edition: EditionView
    languages: Sequence[str]
    service: str | None

    @property
    def title(self) -> str:
        return self.edition.english.title

    @property
    def language(self) -> Language:
        return find(self.edition.language)

    @property
    def action(self) -> str:
        return f"/library/messages/{self.edition.slug}/send"

    @property
    def choices(self) -> tuple[Link, ...]:
        """The languages to choose from."""
        names = sorted((find(tag).english_name, tag) for tag in self.languages)
        return tuple(Link(name, tag, tag == self.edition.language) for name, tag in names)

    @property
    def hospitals(self) -> tuple[Link, ...]:
        return tuple(Link(each.name, each.id, each.id == self.service) for each in visible())

    @property
    def notices(self) -> tuple[str, ...]:
        """What to know before it is sent: a text on a phone cannot be called back."""
        edition = self.edition
        found = {
            "This is a demonstration: nobody has checked these texts. Do not send them.":
                edition.demo,
            "Its English has changed since this edition. Ask its owner before you send it.":
                edition.source_changed,
            "Its review is overdue. Ask its owner before you send it.": edition.overdue,
        }  # fmt: skip
        return tuple(words for words, is_so in found.items() if is_so)

    @cached_property
    def texts(self) -> tuple[ToCopy, ...]:
        """What the edition has to copy."""
        found = []
        if words := self._words(SMS):
            size = measure(words)
            too_long = size.parts > MOST_PARTS
            warning = f"This is more than {MOST_PARTS} parts. Ask for a shorter text."
            found.append(
                ToCopy("sms", "Text message (SMS)", words, self._said(size), warning * too_long)
            )
        if words := self._words(CHAT):
            letters = f"{count(len(words), 'character')}, for WhatsApp or an email"
            found.append(ToCopy("chat", "Longer message", words, letters))
        return tuple(found)

    def _words(self, field: str) -> str:
        text = getattr(self.edition.resource, field)
        return on_a_phone(self._reading.plain(text), self.language.direction) if text else ""

    @cached_property
    def _reading(self) -> Reading:
        edition = self.edition
        return Reading(
            resource=edition.resource,
            language=self.language,
            services=chosen(edition.services, self.service),
            demo=edition.demo,
        )

    def _said(self, size: Sms) -> str:
        with_page = measure(f"{self._words(SMS)} {self.address}")
        letters = count(size.units, "character")
        room = 70 if size.parts == 1 else 67
        odd = f" Some are outside the SMS alphabet, so that a part holds {room}."
        return (
            f"{count(size.parts, 'part')}: {letters}.{'' if size.is_gsm else odd} "
            f"With the address of the page, {count(with_page.parts, 'part')}."
        )

    @property
    def address(self) -> str:
        """Where the page of the message is read."""
        edition = self.edition
        return settings().base_url + addresses.page(
            edition.language, edition.kind, edition.slug, edition.reading_version
        )

    @property
    def code(self) -> Markup:
        return qr_svg(self.address, "Code of the page, to scan with a phone")

    @property
    def picture(self) -> str:
        """Where the picture of the poster is; "" where none can be made."""
        if not poppler.draws_pictures():
            return ""
        asked = f"language={self.edition.language}&service={self.service or ''}"
        return f"/library/messages/{self.edition.slug}/picture.png?{asked}"


@router.get("/{slug}/send")
def send(
    frame: StaffFrame,
    session: ReadSession,
    kept: ChosenService,
    slug: str,
    language: Tag = ENGLISH.tag,
    service: Service = None,
) -> Response:
    edition = _message(session, slug, language)
    hospital = _service(edition, kept if service is None else service)
    page = SendPage(
        frame=frame.at(edition.english.title, "/library"),
        edition=edition,
        languages=published.languages_of(session, slug, edition.reading_version),
        service=hospital,
    )
    answer = show("library/send", page)
    if service is not None:
        cookies.remember(answer, SERVICE_COOKIE, hospital or "", SERVICE_YEAR)
    return answer


@router.get("/{slug}/picture.png")
def poster_picture(
    session: ReadSession,
    prints: Prints,
    kept: ChosenService,
    slug: str,
    language: Tag = ENGLISH.tag,
    service: Service = None,
) -> Response:
    """It is named by the code of the edition: on a phone that others look at, its name says nothing
    of what it is about."""
    edition = _message(session, slug, language)
    if not poppler.draws_pictures():
        raise Missing("No picture can be made here: poppler is not installed.")
    hospital = _service(edition, kept if service is None else service)

    def draw(printer: Printer) -> Response:
        return picture(printer.picture(edition, hospital), f"{edition.code}.png")

    return prints.draw(draw)


def _message(session: ReadSession, slug: str, tag: str) -> EditionView:
    """The message as readers have it now: what was withdrawn is sent to nobody."""
    language = find(tag)
    edition = published.edition(session, slug, "standard", tag)
    if edition is None or edition.kind != "message":
        raise Missing(f"No message {slug!r} is published in {language.english_name}.")
    return edition


def _service(edition: EditionView, wanted: str) -> str | None:
    known = {each.id for each in visible()} & {each.id for each in edition.services}
    return wanted if wanted in known else None
