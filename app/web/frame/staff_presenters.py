"""What staff pages share, and what the pages that answer a step are handed, chosen and formatted. A
translation's own page is in `workbench.translation_page`, the staff library in `library.pages`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.languages import ENGLISH, is_source, languages
from app.render.print_page import FORMAT_NAMES
from app.render.printable import formats_of
from app.services import visible
from app.web.frame.staff import Frame, Link
from app.workflow.lists.coverage import Coverage

KINDS = {"leaflet": "Leaflet", "plan": "Plan", "message": "Message", "interface": "Interface"}
VERSIONS = {"standard": "Standard", "easy_read": "Easy read"}


def formats(kind: str, version: str, tag: str) -> tuple[tuple[str, str], ...]:
    """(name, file name) of each format in which a text is printed."""
    return tuple((FORMAT_NAMES[found], found) for found in formats_of(kind, version, tag))


def count(number: int, noun: str) -> str:
    """“1 text”, “3 texts”."""
    return f"{number} {noun if number == 1 else noun + 's'}"


@dataclass(frozen=True)
class PrintForm:
    """Language and hospital, to choose what to print."""

    languages: tuple[Link, ...]
    hospitals: tuple[Link, ...]


def print_form(tag: str | None, service: str | None) -> PrintForm:
    return PrintForm(
        tuple(
            Link(each.english_name, each.tag, each.tag == tag) for each in (ENGLISH, *languages())
        ),
        tuple(Link(each.name, each.id, each.id == service) for each in visible()),
    )


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
