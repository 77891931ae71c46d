"""A translation as readers would see it if it were published now, gaps marked: for the eyes of
staff alone.

What readers do see is an edition, in `published`.
"""

from collections.abc import Mapping

from sqlmodel import Session

from app.render.gates import GateFailure, undrawable
from app.render.pdf import Passage
from app.render.printable import Printable, draft_of
from app.render.proof import mark
from app.resources import inline
from app.resources.inline import without_tokens
from app.resources.schema import Resource
from app.resources.segments import Segment, rebuild
from app.workflow.people.accounts import Actor, is_demo
from app.workflow.translation.desk import Desk, open_desk
from app.workflow.translation.permissions import READERS

MISSING = "(not translated)"
DAMAGED = "(the tags of this text are damaged)"


def working_resource(desk: Desk, *, marked: bool = False) -> Resource:
    """The working text of a translation put together, with a marker in English for each segment
    that has no words or whose tags are damaged. `marked` lets `render.proof` find each segment
    again, by its place in `desk.segments`."""
    if desk.language.is_source and not marked:
        return desk.resource
    rows = desk.rows.whole()
    texts = {
        path: segment.text
        if desk.language.is_source
        else _shown(segment, rows[path].text if path in rows else "")
        for path, segment in desk.segments.items()
    }
    return rebuild(desk.extraction, _findable(texts) if marked else texts)


def _findable(texts: Mapping[str, str]) -> dict[str, str]:
    return {path: mark(text, number) for number, (path, text) in enumerate(texts.items())}


def _english(desk: Desk, *, marked: bool) -> Resource:
    """The English that stands beside the text; its segments are found again as those of the text
    are."""
    if not marked:
        return desk.resource
    texts = {path: segment.text for path, segment in desk.segments.items()}
    return rebuild(desk.extraction, _findable(texts))


def undrawable_segments(desk: Desk) -> tuple[GateFailure, ...]:
    """The segments with letters that are in none of our fonts (H7), each with its path; takes
    milliseconds. Raises FontsNotBuilt."""
    rows = desk.rows.whole()
    texts = (
        {path: segment.text for path, segment in desk.segments.items()}
        if desk.language.is_source
        else {path: rows[path].text for path in desk.segments if path in rows}
    )
    held = [Passage(path, without_tokens(text), desk.language.tag) for path, text in texts.items()]
    return undrawable(held, desk.language.script)


def _shown(segment: Segment, text: str) -> str:
    if not text.strip():
        return _marked(segment, MISSING)
    try:
        inline.detokenise(text, segment.tokens)
    except inline.MarkupError:
        return _marked(segment, DAMAGED)
    return text


def _marked(segment: Segment, marker: str) -> str:
    """The marker with every token of the source beside it, since a text without them is refused."""
    tokens = (
        f"<{t.number}/>" if t.kind == "fact" else f"<{t.number}>…</{t.number}>"
        for t in segment.tokens
    )
    return " ".join((marker, *tokens))


def printable(session: Session, actor: Actor, slug: str, version: str, tag: str) -> Printable:
    """The working text for a proof on paper; raises Refused for those who may not read drafts."""
    actor.require_role(READERS, tag)
    return printable_of(open_desk(session, slug, version, tag))


def printable_of(desk: Desk, *, marked: bool = False) -> Printable:
    """The working text of an open translation for a proof on paper."""
    return draft_of(
        working_resource(desk, marked=marked),
        _english(desk, marked=marked),
        desk.language.tag,
        demo=is_demo(desk.session),
    )
