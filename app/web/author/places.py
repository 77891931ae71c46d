"""Where authors' pages stand, and what they say after a step."""

from sqlmodel import Session

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
