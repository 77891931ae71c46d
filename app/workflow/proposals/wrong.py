"""What a text may not be, though it is a whole resource: signs that nobody sees, links that lead
nowhere, a review that was due before, a reference that another text has. It is said at once, before
anyone signs it.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from sqlmodel import Session

from app.models import now
from app.resources.addresses import FOLDERS
from app.resources.characters import TURNING, is_sound
from app.resources.editing import MOST_BLOCKS, TOO_MANY, Data, ids, places
from app.resources.schema import Resource
from app.resources.segments import Segment, extract
from app.workflow.lengths import LONGEST
from app.workflow.refusals import Missing, Refused, Unfilled
from app.workflow.source.revisions import all_sources, english, find_resource

REVIEWED_FOR = timedelta(days=3 * 365)
"""How far ahead a review may be."""


def refuse_wrong(session: Session, before: Data, after: Resource, data: Data) -> None:
    """Raises Refused with the first thing that is wrong and was not there `before`; `data` is
    `after` as an author wrote it."""
    refuse_too_many(before, data)
    for segment in extract(after).segments:
        _refuse_words(segment)
    here = set(ids(after.model_dump(mode="json")))
    for words, ref in _links(after):
        _refuse_dead(session, after, here, words, ref)
    if str(after.review_by) != before.get("review_by"):
        _refuse_day(after.review_by)
    if after.reference != before.get("reference"):
        _refuse_taken(session, after)


def refuse_too_many(before: Data, after: Data) -> None:
    """Raises Refused for a text of more blocks than one may have, unless it had them `before`."""
    if sum(1 for _ in places(after)) > max(MOST_BLOCKS, sum(1 for _ in places(before))):
        raise Refused(TOO_MANY)


def _refuse_words(segment: Segment) -> None:
    if not is_sound(segment.text) or TURNING.search(segment.text):
        raise Refused(
            f"In “{_first(segment)}” a sign that nobody sees turns letters round or cannot be "
            "printed. Type the words anew."
        )
    if len(segment.text) > LONGEST:
        raise Refused(
            f"“{_first(segment)}” has {len(segment.text):,} letters. Write at most {LONGEST:,} in "
            "one block."
        )


def _first(segment: Segment) -> str:
    seen = "".join(each for each in segment.text[:40] if is_sound(each))
    return TURNING.sub("", seen)


def _links(resource: Resource) -> Iterator[tuple[str, str]]:
    """(words, where to) of every link."""
    for segment in extract(resource).segments:
        for token in segment.tokens:
            if token.kind == "link":
                yield _said(segment, token.number), token.ref


def _said(segment: Segment, number: int) -> str:
    try:
        return segment.text.split(f"<{number}>")[1].split(f"</{number}>")[0]
    except IndexError:
        return segment.text


def _refuse_dead(session: Session, resource: Resource, here: set[str], words: str, to: str) -> None:
    kind, _, slug = to.partition(":")
    if to.startswith("#") and to[1:] not in here:
        raise Refused(f"The link “{words}” leads to {to}, which is no block of this text.")
    if kind not in FOLDERS or slug == resource.slug:
        return
    try:
        found = find_resource(session, slug)
    except Missing:
        raise Refused(f"The link “{words}” leads to {to}, and there is no such text.") from None
    if found.kind != kind:
        raise Refused(f"The link “{words}” leads to {to}. It is a {found.kind}: write that.")


def wrong_about(session: Session, resource: Resource) -> Iterator[Unfilled]:
    """All that is wrong with what a new text says of itself."""
    checks: tuple[Callable[[], None], ...] = (
        lambda: _refuse_taken(session, resource),
        lambda: _refuse_day(resource.review_by),
    )
    for check in checks:
        try:
            check()
        except Unfilled as fault:
            yield fault


def _refuse_day(day: date) -> None:
    today = now().date()
    if not today < day <= today + REVIEWED_FOR:
        raise Unfilled(
            "Choose a day for the review that comes, and at most three years ahead.", "review_by"
        )


def _refuse_taken(session: Session, resource: Resource) -> None:
    for row, revision in all_sources(session, readable=True):
        other = english(revision)
        if other.reference == resource.reference and (
            (row.slug, revision.reading_version) != (resource.slug, resource.reading_version)
        ):
            raise Unfilled(
                f"“{other.title}” has the reference {resource.reference} already. Choose another.",
                "reference",
            )
