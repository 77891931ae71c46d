"""Beginning a text: a new one, or the easy-read version of one that stands. It is a whole resource
from the start, with one block.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.errors import ExpectedError
from app.models import Proposal, ResourceRow, SourceRevision, now
from app.resources.addresses import NAMES_OF_PAGES
from app.resources.content_problems import ContentError
from app.resources.editing import ABOUT, Data, new_id, with_ids
from app.resources.kinds import rules
from app.resources.load import checked
from app.web.author import fields
from app.web.author.fields import Field
from app.web.author.filled_in import Posted, paragraphs
from app.web.author.problems import problems_of
from app.web.frame.staff import Frame, Problem
from app.web.frame.staff_presenters import KINDS
from app.workflow.people.accounts import Actor
from app.workflow.proposals.writing import begin
from app.workflow.proposals.wrong import REVIEWED_FOR, wrong_about
from app.workflow.refusals import Refused, Unfilled
from app.workflow.source.revisions import all_sources, english, known_title

FROM_ANOTHER = ("owner", "organisation", "approver")
"""What a new text takes from the one that was written last, until its author changes it."""

LABELS = {"text": "First paragraph", "slug": "Name in its web address"}
"""What this form calls differently than that of a block."""
NO_NAME = (
    "The title has no letters from a to z, from which its web address could be made. Write a name "
    "for the address."
)


_NEEDED = {
    "title": "Write the title.",
    "first": "Write the first paragraph. You can change it afterwards.",
}
_STAND_IN = "new-text"


@dataclass(frozen=True)
class FieldFault:
    """One thing that is wrong, and the field in which it is put right."""

    said: str
    field: str


class NotBegun(ExpectedError):
    """All that is wrong with a new text."""

    status = 422

    def __init__(self, faults: tuple[FieldFault, ...]) -> None:
        super().__init__(" ".join(each.said for each in faults))
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class NewPage:
    """The form of a new text: what it is, and its first words."""

    frame: Frame
    kinds: tuple[tuple[str, str], ...]
    siblings: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]
    posted: Posted
    values: Data

    @property
    def asks_for_name(self) -> bool:
        """Whether the title gives no web address."""
        title = self.posted.one("title")
        return self.posted.has("slug") or (bool(title) and not _has_latin(title))

    def value(self, name: str) -> str:
        return self.posted.one(name) or str(self.values.get(name, ""))


def new_page(
    frame: Frame, session: Session, posted: Posted, faults: Sequence[FieldFault] = ()
) -> NewPage:
    found = [
        revision for row, revision in all_sources(session, readable=True) if rules(row.kind).folder
    ]
    siblings = tuple(
        (row.slug, known_title(each, row.slug)) for row, each in _without_easy_read(session)
    )
    names = ("title", "summary", "reference", "owner", "organisation", "approver", "review_by")
    last = english(max(found, key=lambda r: r.id or 0)) if found else None
    values: Data = {name: getattr(last, name) for name in FROM_ANOTHER} if last else {}
    values["review_by"] = (now().date() + REVIEWED_FOR).isoformat()
    return NewPage(
        frame=frame.at(
            "Begin a text", "/author", "", *(Problem(e.said, f"#f-{e.field}") for e in faults)
        ),
        kinds=tuple((kind, name) for kind, name in KINDS.items() if rules(kind).folder),
        siblings=siblings,
        fields=tuple(f for f in fields.fields_of(ABOUT) if f.name in names),
        posted=posted,
        values=values,
    )


def _without_easy_read(session: Session) -> Iterator[tuple[ResourceRow, SourceRevision]]:
    """The texts whose easy-read version can be begun."""
    found = all_sources(session)
    both = {row.slug for row, revision in found if revision.reading_version == "easy_read"}
    for row, revision in found:
        if row.slug not in both and row.kind in ("leaflet", "plan"):
            yield row, revision


def faults_of(refusal: Exception) -> tuple[FieldFault, ...]:
    """All that is wrong with a new text, each with the field in which it is put right."""
    if isinstance(refusal, NotBegun):
        return refusal.faults
    if isinstance(refusal, ContentError):
        return tuple(_faults(refusal))
    field = refusal.field if isinstance(refusal, Unfilled) else "title"
    return tuple(FieldFault(said, field) for said in problems_of(refusal, labels=LABELS))


def _faults(refusal: ContentError) -> Iterator[FieldFault]:
    asked = {field.name for field in fields.fields_of(ABOUT)} | {"slug"}
    for each in refusal.problems:
        own = each.spot.field if each.spot.field in asked else "title"
        field = "first" if each.spot.kind else own
        for said in problems_of(ContentError((each,)), labels=LABELS):
            yield FieldFault(said, field)


def begin_text(session: Session, actor: Actor, posted: Posted) -> Proposal:
    """The proposal of a new text, in the caller's transaction. Raises NotBegun, Refused and
    ContentError."""
    faults: list[FieldFault] = []
    for name, unsaid in _NEEDED.items():
        if not posted.one(name).strip():
            faults.append(FieldFault(unsaid, name))
    title = " ".join(posted.one("title").split())
    taken = {row.slug for row, _ in all_sources(session, archived=True)}
    name, sibling = posted.one("slug"), posted.one("easy_read_of")
    try:
        slug = sibling or (_slug(title, name, taken) if title or name else _STAND_IN)
    except Unfilled as fault:
        faults += faults_of(fault)
        slug = _STAND_IN
    data = _data(session, posted, title or _STAND_IN, slug)
    try:
        resource = checked(data, title)
    except ContentError as refusal:
        raise NotBegun((*faults, *faults_of(refusal))) from refusal
    faults += (FieldFault(str(each), each.field) for each in wrong_about(session, resource))
    if faults:
        raise NotBegun(tuple(faults))
    return begin(session, actor, resource)


def _data(session: Session, posted: Posted, title: str, slug: str) -> Data:
    """The whole text; what is not written yet has a stand-in, so that the rest can be looked at."""
    kind, sibling = posted.one("kind"), posted.one("easy_read_of")
    if sibling:
        kinds = {row.slug: row.kind for row, _ in _without_easy_read(session)}
        if sibling not in kinds:
            raise Refused(f"{sibling} has an easy-read version already, or can have none.")
        kind = kinds[sibling]
    data: Data = {
        "kind": kind,
        "slug": slug,
        "title": title,
        "version": "1",
        **({"reading_version": "easy_read"} if sibling else {}),
        **{
            name: " ".join(posted.one(name).split())
            for name in ("summary", "reference", *FROM_ANOTHER, "review_by")
        },
    }
    used = set[str]()
    data["blocks"] = [
        with_ids({"type": "paragraph", "text": words}, used)
        for words in paragraphs(posted.one("first")) or [_STAND_IN]
    ]
    return data


def _slug(title: str, name: str, taken: set[str]) -> str:
    """The name in the address of a new text, from what its author wrote for it or from its title.
    Raises Refused."""
    if name in taken:
        raise Unfilled(
            f"Another text has the name “{name}” in its web address. Choose another.", "slug"
        )
    if not name and not _has_latin(title):
        raise Unfilled(NO_NAME, "slug")
    return name or new_id({"title": title}, taken | NAMES_OF_PAGES)


def _has_latin(title: str) -> bool:
    return bool(re.search("[a-z]", title.lower()))
