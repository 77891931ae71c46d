"""Where authors' pages and files stand, and what they say after a step."""

from sqlmodel import Session

from app.languages import ENGLISH
from app.web.frame.staff import Link
from app.web.frame.staff_presenters import formats
from app.workflow.proposals.texts import Writing, open_writing
from app.workflow.refusals import Missing

PLACE = "/author"
DONE = {
    "saved": "Saved. It changes nothing for anybody else until you hand the text in.",
    "added": "Added.",
    "moved": "Moved.",
    "joined": "Joined with the next one.",
    "split": "Split in two.",
    "taken-out": "Taken out. You can put it back below, at the end.",
    "restored": "Put back where it stood.",
    "begun": "Begun. Add blocks to it, then look at the preview and hand it in.",
    "forgotten": "Thrown away.",
    "read": "The file is in these changes. Nothing is handed in yet: look it over first.",
}


def address(writing: Writing) -> str:
    """Where a text is written."""
    return f"{PLACE}/{writing.kind}/{writing.slug}/{writing.reading_version}"


def writing_at(session: Session, kind: str, slug: str, version: str) -> Writing:
    """The text at an address; raises Missing."""
    writing = open_writing(session, slug, version)
    if writing.kind != kind:
        raise Missing(f"There is no {kind} {slug!r}.")
    return writing


def downloads_of(writing: Writing) -> tuple[Link, ...]:
    """Where the text as it is written now is taken away."""
    place = address(writing)
    return (
        Link("YAML", f"{place}/english.yaml"),
        Link("Word", f"{place}/english.docx"),
        *pdfs_of(f"{place}/preview", writing.kind, writing.reading_version),
    )


def pdfs_of(place: str, kind: str, reading_version: str) -> tuple[Link, ...]:
    """The usual print of a text, in its folder."""
    offered = formats(kind, reading_version, ENGLISH.tag)
    return tuple(Link("PDF", f"{place}/{name}.pdf") for _, name in offered[:1])
