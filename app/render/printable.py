"""From a text and what is known of it to the print layout: the words around it in the reader's
language, its dates, its code and the formats that it has.
"""

from dataclasses import dataclass
from datetime import date
from typing import get_args

from app.languages import ENGLISH, find, format_date, is_source
from app.render import words
from app.render.html import Reading
from app.render.interface import translations
from app.render.library_now import LibraryNow
from app.render.print_errors import NoSuchPrint
from app.render.print_page import Format, PrintPage
from app.resources import addresses
from app.resources.schema import Resource
from app.services import Service, chosen, services


class NoSuchFormatError(NoSuchPrint):
    """A text is not laid out in this format."""


@dataclass(frozen=True, kw_only=True)
class Printable:
    """A text ready to print. `code` is the edition's; a draft has neither code nor date of
    publication.

    `steps` say how the text was made, by role.
    """

    resource: Resource
    english: Resource
    language: str
    services: tuple[Service, ...]
    code: str
    published_on: date | None
    review_by: date
    steps: tuple[str, ...]
    demo: bool
    draft: bool = False
    number: int | None = None
    library: LibraryNow | None = None

    @property
    def version(self) -> str:
        """The English version and, behind a point, the edition of this text: 1.2."""
        own = self.resource.version
        return own if self.number is None else f"{own}.{self.number}"


def draft_of(resource: Resource, english: Resource, language: str, *, demo: bool) -> Printable:
    """A text in work, for a proof: every page says that it is a draft (H4)."""
    return Printable(
        resource=resource,
        english=english,
        language=language,
        services=services().services,
        code="",
        published_on=None,
        review_by=resource.review_by,
        steps=(),
        demo=demo,
        draft=True,
    )


def formats(printable: Printable) -> tuple[Format, ...]:
    """The formats of a text, its usual one first."""
    text = printable.resource
    return formats_of(text.kind, text.reading_version, printable.language)


def formats_of(kind: str, reading_version: str, language: str) -> tuple[Format, ...]:
    """A message is a poster; a leaflet, plan or guide has its reading version's own format, and
    stands beside English where it is translated. Each comes in large print, as easy read does by
    itself. The interface has no print of its own."""
    if kind == "interface":
        return ()
    if kind == "message":
        return ("poster", "large_print")
    own: tuple[Format, ...] = ("standard", "large_print")
    if reading_version == "easy_read":
        own = ("easy_read",)
    return own if is_source(language) else (*own, "facing")


def large_print_of(kind: str, reading_version: str, language: str) -> Format | None:
    """The format in which the letters of a text are large, None where it has none."""
    offered = formats_of(kind, reading_version, language)
    return next((each for each in offered if each in ("large_print", "easy_read")), None)


def as_format(name: str, printable: Printable) -> Format:
    """The format with this name: for large print of a text in easy read, which is large already,
    easy read; raises NoSuchFormatError."""
    text = printable.resource
    if name == "large_print":
        name = large_print_of(text.kind, text.reading_version, printable.language) or name
    for known in get_args(Format):
        if known == name and known in formats(printable):
            found: Format = known
            return found
    raise NoSuchFormatError(
        f"{printable.resource.slug} is not printed as {name!r} in {printable.language}: "
        f"choose {', '.join(formats(printable))}."
    )


def print_page(
    printable: Printable, name: str, *, service: str | None, size: int | None, base_url: str
) -> PrintPage:
    """The page for `print_page.print_job`; raises NoSuchFormatError, WrongSize and
    MissingContactError.

    `service` chooses whose numbers are printed (all hospitals' without it), `size` the points.
    """
    language = find(printable.language)
    spoken = translations(language.tag, printable.demo)
    shown = chosen(printable.services, service)
    published = printable.published_on
    return PrintPage(
        format=as_format(name, printable),
        reading=_reading(printable.resource, printable, shown),
        english=_reading(printable.english, printable, shown, in_english=True),
        reference=printable.resource.reference,
        version=printable.version,
        edition_code=printable.code,
        status_address=base_url + (addresses.status(printable.code) if printable.code else ""),
        published=format_date(published, language) if published else "–",
        review=format_date(printable.review_by, language),
        how_made=words.how_made(printable.steps, printable.demo, spoken),
        other_formats=words.other_formats(spoken),
        base_url=base_url,
        size_pt=size,
        watermark=(
            words.draft_mark(translations(ENGLISH.tag, printable.demo)),
            words.draft_mark(spoken),
        )
        if printable.draft
        else None,
        demo_notice=words.demo_notice(spoken) if printable.demo else None,
    )


def _reading(
    resource: Resource,
    printable: Printable,
    services: tuple[Service, ...],
    *,
    in_english: bool = False,
) -> Reading:
    return Reading(
        resource=resource,
        language=ENGLISH if in_english else find(printable.language),
        services=services,
        is_print=True,
        demo=printable.demo,
        library=printable.library,
        anchors="en-" if in_english else "",
        hers=find(printable.language),
    )
