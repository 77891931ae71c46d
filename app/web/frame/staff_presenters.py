"""What staff pages share, and what the pages that answer a step are handed, chosen and formatted. A
translation's own page is in `workbench.translation_page`, the staff library in `library.pages`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from typing import get_args

from app.languages import ENGLISH, Language, is_source, languages
from app.models import TextFault
from app.render import words
from app.render.print_page import FORMAT_NAMES
from app.render.printable import formats_of
from app.resources.schema import Stage
from app.services import CONTACTS, ContactDetails, Service, visible
from app.web.frame.staff import Frame, Link
from app.workflow.lists.coverage import Coverage

KINDS = {
    "leaflet": "Leaflet",
    "plan": "Plan",
    "message": "Message",
    "guide": "Guide for staff",
    "interface": "Interface",
}
VERSIONS = {"standard": "Standard", "easy_read": "Easy read"}
FAULTS: Mapping[str, str] = {
    TextFault.WORDS: "A word or a sentence is wrong",
    TextFault.NUMBER: "A number is wrong",
    TextFault.UNCLEAR: "It is hard to understand",
    TextFault.OTHER: "Something else",
}
"""What can be wrong in a text."""


def with_version(words: str, reading_version: str) -> str:
    """“Leaflet”, “Plan, easy read”: the standard version needs no name, nor does a whole resource,
    ""."""
    if reading_version in ("standard", ""):
        return words
    return f"{words}, {VERSIONS[reading_version].lower()}"


@dataclass(frozen=True)
class Filter:
    """One choice by which a list is narrowed; `empty` are the words for none."""

    label: str
    name: str
    empty: str
    links: tuple[Link, ...]


def formats(kind: str, version: str, tag: str) -> tuple[tuple[str, str], ...]:
    """(name, file name) of each format in which a text is printed."""
    return tuple((FORMAT_NAMES[found], found) for found in formats_of(kind, version, tag))


def count(number: int, noun: str, many: str = "") -> str:
    """“1 text”, “3 texts”, “1,200 texts”; `many` is a plural that adds no s."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


@dataclass(frozen=True)
class PrintForm:
    """Language and hospital, to choose what to print."""

    languages: tuple[Link, ...]
    hospitals: tuple[Link, ...]


def print_form(tag: str | None, service: str | None, published: Collection[str]) -> PrintForm:
    """The form; a language of which nothing is `published` (tags) says so in the list."""
    return PrintForm(
        tuple(
            Link(_named(each, published), each.tag, each.tag == tag)
            for each in (ENGLISH, *languages())
        ),
        tuple(Link(each.name, each.id, each.id == service) for each in visible()),
    )


def _named(language: Language, published: Collection[str]) -> str:
    name = language.english_name
    return name if language.tag in published else f"{name} (only an interpreter card)"


@dataclass(frozen=True)
class HospitalNumber:
    """One number as readers are given it, in English for staff: whom it reaches, and all that is
    said beside it."""

    label: str
    phone: str
    notes: tuple[str, ...]


def numbers_of(service: Service) -> tuple[HospitalNumber, ...]:
    """What pages and prints say of a hospital."""
    known = (each for each in CONTACTS if each in service.contacts)
    return tuple(_number(service, contact, service.contacts[contact]) for contact in known)


def _number(service: Service, contact: str, details: ContactDetails) -> HospitalNumber:
    english = NullTranslations()
    stages: tuple[Stage, ...] = get_args(Stage)
    notes = (
        words.hours(details.hours, english, ENGLISH),
        *(words.whom_for(contact, service, stage, english) for stage in stages),
        f"{words.text_message(english)} {details.text}" if details.text else "",
    )
    label = words.contact_label(contact, english)
    return HospitalNumber(label, details.phone, tuple(filter(None, dict.fromkeys(notes))))


def progress(coverage: Coverage) -> str:
    """How far a translation is, in words."""
    if is_source(coverage.language):
        return "the source"
    if coverage.done:
        return "all revised"
    parts: Mapping[str, int] = {
        "empty": coverage.empty,
        "draft": coverage.draft,
        "sent back": coverage.sent_back,
        "to revise": coverage.edited,
        "changed English": coverage.stale,
    }
    left = ", ".join(f"{number} {name}" for name, number in parts.items() if number)
    return f"{coverage.revised} of {coverage.total} revised; {left}"


@dataclass(frozen=True)
class ResultPage:
    """What a file or a run of drafts did, and what it left with the reason for each segment."""

    frame: Frame
    outcome: tuple[str, ...]
    left: tuple[tuple[str, str], ...]
    back: Link
    left_heading: str = "Left out, and why"


@dataclass(frozen=True, kw_only=True)
class UploadPage:
    """A form that takes one file, and all that was wrong with the last one."""

    frame: Frame
    action: str
    label: str
    hint: str
    accept: str
    errors: tuple[str, ...] = ()
