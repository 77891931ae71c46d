"""The English: from a loaded resource to an immutable source revision."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from cachetools import LRUCache, cached
from pydantic import ValidationError
from sqlalchemy.orm import defer, object_session
from sqlmodel import Session, col, select

from app.languages import ENGLISH
from app.models import (
    ResourceRow,
    Role,
    SourceRevision,
    Translation,
    User,
)
from app.models.text_ref import TextRef
from app.resources.addresses import NAMES_OF_PAGES
from app.resources.kinds import rules
from app.resources.schema import READING_VERSIONS, Option, Resource, all_parts
from app.resources.segments import Extraction, Segment, content_hash, extract
from app.services import services
from app.workflow.dirty_texts import mark_dirty
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Missing, Refused, Unfilled
from app.workflow.source.unresolved import refuse_unresolved


class DamagedEnglish(Refused, ValueError):
    """What is stored of a text's English can be read no more: nobody can work on it, and readers
    keep the editions that they have."""

    status = 503

    def __init__(self, revision: SourceRevision, problem: str) -> None:
        session = object_session(revision)
        row = session.get(ResourceRow, revision.resource_id) if session is not None else None
        slug = row.slug if row is not None else str(revision.resource_id)
        easy = " in easy read" if revision.reading_version != READING_VERSIONS[0] else ""
        super().__init__(
            f"The stored English of “{slug}”{easy}, revision {revision.number}, is damaged: "
            f"{problem}. Nobody can work on the text; readers keep the editions that they have. "
            "Bring the database back from a backup, or make newer English of it: on the page of "
            "its editions in the library an author publishes an older text anew, and birthwords "
            "import takes a file."
        )


def save_source(session: Session, actor: Actor, resource: Resource) -> tuple[SourceRevision, bool]:
    """Keep this English as a new revision, unless it is the newest already; says whether it is new.

    Raises Refused when the actor is no author, when a number or picture does not exist, or when
    the slug belongs to another kind.
    """
    newest, new = look_at_source(session, actor, resource)
    if newest is not None and not new:
        return newest, False
    row = session.exec(select(ResourceRow).where(ResourceRow.slug == resource.slug)).first()
    if row is None:
        row = ResourceRow(slug=resource.slug, kind=resource.kind)
        session.add(row)
        session.flush()
    revision = SourceRevision(
        resource_id=key(row),
        reading_version=resource.reading_version,
        number=newest.number + 1 if newest else 1,
        content=resource.model_dump(mode="json"),
        hash=content_hash(resource),
        created_by=actor.id,
    )
    session.add(revision)
    session.flush()
    for language in rules(resource.kind).languages:
        mark_dirty(session, TextRef(row.slug, resource.reading_version, language.tag), whole=True)
    return revision, True


def look_at_source(
    session: Session, actor: Actor, resource: Resource
) -> tuple[SourceRevision | None, bool]:
    """The newest revision, if any, and whether this English would become a newer one; nothing is
    written. Raises as `save_source` does."""
    actor.require_role(frozenset({Role.AUTHOR}), ENGLISH.tag)
    refuse_unresolved(resource, services())
    row = session.exec(select(ResourceRow).where(ResourceRow.slug == resource.slug)).first()
    if row is None:
        refuse_name(resource.slug)
        return None, True
    if row.kind != resource.kind:
        raise Refused(f"{resource.slug} is a {row.kind} already. Choose another slug.")
    if row.archived:
        raise Refused(
            f"“{title_of(session, row)}” was taken out of all lists. An author brings it back on "
            "its page in the library before new English comes in."
        )
    newest = newest_of(session, key(row), resource.reading_version)
    return newest, newest is None or newest.hash != content_hash(resource)


def refuse_name(slug: str) -> None:
    """Raises Refused for a new resource whose pages would stand where others do."""
    if slug in NAMES_OF_PAGES:
        raise Unfilled(
            f"A page of this service has the name “{slug}” in its web address. Choose another.",
            "slug",
        )


def find_resource(session: Session, slug: str) -> ResourceRow:
    """The resource with this slug; raises Missing."""
    row = session.exec(select(ResourceRow).where(ResourceRow.slug == slug)).first()
    if row is None:
        raise Missing(f"There is no resource {slug!r}.")
    return row


def newest_revision(session: Session, slug: str, reading_version: str) -> SourceRevision:
    """The newest English of one reading version; raises Missing."""
    revision = newest_of(session, key(find_resource(session, slug)), reading_version)
    if revision is None:
        raise Missing(f"{slug} has no {reading_version} version.")
    return revision


def try_newest(session: Session, slug: str, reading_version: str) -> SourceRevision | None:
    """The newest English of one reading version, if there is any."""
    row = session.exec(select(ResourceRow).where(ResourceRow.slug == slug)).first()
    return newest_of(session, key(row), reading_version) if row else None


def newest_of(session: Session, resource_id: int, reading_version: str) -> SourceRevision | None:
    """The same by the resource's id."""
    return session.exec(
        select(SourceRevision)
        .where(
            SourceRevision.resource_id == resource_id,
            SourceRevision.reading_version == reading_version,
        )
        .options(defer(CONTENT))
        .order_by(col(SourceRevision.number).desc())
        .limit(1)
    ).first()


def all_revisions(
    session: Session, slug: str, reading_version: str
) -> list[tuple[SourceRevision, str]]:
    """Every English of one reading version, newest first, with who brought it in; none where there
    is no such text."""
    query = (
        select(SourceRevision, User.name)
        .join(ResourceRow, col(ResourceRow.id) == col(SourceRevision.resource_id))
        .join(User, col(User.id) == col(SourceRevision.created_by))
        .where(ResourceRow.slug == slug, SourceRevision.reading_version == reading_version)
        .options(defer(CONTENT))
        .order_by(col(SourceRevision.number).desc())
    )
    return list(session.exec(query).all())


def stood_before(newest_first: Sequence[SourceRevision]) -> dict[int, int]:
    """Of the revisions whose very English had stood before: their number, and the number that this
    English bore first."""
    first: dict[str, int] = {}
    for each in reversed(newest_first):
        first.setdefault(each.hash, each.number)
    return {
        each.number: first[each.hash] for each in newest_first if first[each.hash] != each.number
    }


def numbered(session: Session, slug: str, reading_version: str, number: int) -> SourceRevision:
    """The English of one reading version with this number; raises Missing."""
    for each, _ in all_revisions(session, slug, reading_version):
        if each.number == number:
            return each
    raise Missing(f"There is no English {number} of {slug!r}.")


def revision(session: Session, number: int) -> SourceRevision:
    """A revision by its id; its long content is fetched when it was not read before."""
    query = select(SourceRevision).where(SourceRevision.id == number)
    return session.exec(query.options(defer(CONTENT))).one()


def all_sources(
    session: Session, *, archived: bool = False, readable: bool = False
) -> list[tuple[ResourceRow, SourceRevision]]:
    """Every reading version's newest English, sorted by kind, slug and version; what was taken out
    of all lists too, when `archived`; without what is damaged, when `readable`."""
    found = []
    query = select(ResourceRow).order_by(ResourceRow.kind, ResourceRow.slug)
    if not archived:
        query = query.where(col(ResourceRow.archived).is_(False))
    for row in session.exec(query).all():
        for version in READING_VERSIONS:
            revision = newest_of(session, key(row), version)
            if revision is not None and not (readable and _damage(revision)):
                found.append((row, revision))
    return found


def title_of(session: Session, row: ResourceRow) -> str:
    """The title of one resource, of its standard version where it has one; its slug before any
    English came in."""
    found = (newest_of(session, key(row), version) for version in READING_VERSIONS)
    return next((known_title(each, row.slug) for each in found if each), row.slug)


def known_title(revision: SourceRevision, otherwise: str) -> str:
    """The title, where the English is damaged too much `otherwise`."""
    try:
        return english(revision).title
    except DamagedEnglish:
        stored = revision.content
        title = stored.get("title") if isinstance(stored, dict) else None
        return title if isinstance(title, str) and title else otherwise


def titles_of(session: Session, ids: Collection[int]) -> dict[int, str]:
    """The title of each of these revisions by its id; "" of one that is damaged."""
    query = select(SourceRevision).where(col(SourceRevision.id).in_(ids))
    return {key(row): known_title(row, "") for row in session.exec(query.options(defer(CONTENT)))}


def damaged(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Those of these revisions that are damaged, by id, with what is said of each."""
    query = select(SourceRevision).where(col(SourceRevision.id).in_(ids))
    found = {key(row): _damage(row) for row in session.exec(query.options(defer(CONTENT)))}
    return {number: said for number, said in found.items() if said}


def _damage(revision: SourceRevision) -> str:
    try:
        _parsed(revision)
    except DamagedEnglish as error:
        return str(error)
    return ""


def titles(session: Session, *, archived: bool = False, translated: bool = False) -> dict[str, str]:
    """The title of each resource by slug, of its standard version where it has one; of what was
    taken out of all lists too, when `archived`; of what is translated alone, when `translated`."""
    found: dict[str, str] = {}
    for row, revision in all_sources(session, archived=archived):
        if translated and not rules(row.kind).is_translated:
            continue
        found.setdefault(row.slug, known_title(revision, row.slug))
    return found


@dataclass(frozen=True)
class _Read:
    """English as it is worked with, `numbers` counting its segments from one."""

    resource: Resource
    extraction: Extraction
    segments: Mapping[str, Segment]
    numbers: Mapping[str, int]
    pictures: Mapping[str, str]


def english(revision: SourceRevision) -> Resource:
    return _parsed(revision).resource


def extraction(revision: SourceRevision) -> Extraction:
    """The translatable segments of a revision."""
    return _parsed(revision).extraction


def segments(revision: SourceRevision) -> Mapping[str, Segment]:
    """The same by path, in reading order."""
    return _parsed(revision).segments


def known_segments(revision: SourceRevision) -> Mapping[str, Segment]:
    """The same, none of English that is damaged: all that stands is other than that."""
    try:
        return segments(revision)
    except ValueError:
        return {}


def numbers(revision: SourceRevision) -> Mapping[str, int]:
    """The number of each segment by path, the first being 1."""
    return _parsed(revision).numbers


def pictures(revision: SourceRevision) -> Mapping[str, str]:
    """The name of the picture of each block that has one."""
    return _parsed(revision).pictures


REVISIONS_READ = 1_000
"""English that is remembered as it is worked with, some 100 KB each: more than a service has
texts, since whoever goes through more of them in turn has each read again."""


@cached(LRUCache(REVISIONS_READ), key=lambda revision: revision.hash, lock=Lock())
def _parsed(revision: SourceRevision) -> _Read:
    """English as it is worked with: a revision never changes, and reading one takes long. Raises
    DamagedEnglish."""
    try:
        resource = Resource.model_validate(revision.content)
        found = extract(resource)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "it"
        raise DamagedEnglish(revision, f"{place}: {first['msg']}") from error
    except ValueError as error:
        raise DamagedEnglish(revision, str(error).rstrip(".")) from error
    by_path = {segment.path: segment for segment in found.segments}
    counted = {path: number for number, path in enumerate(by_path, 1)}
    blocks = (part for part in all_parts(resource) if not isinstance(part, Option))
    named = ((part.id, getattr(part, "picture", None)) for part in blocks)
    shown = {block: name for block, name in named if name}
    return _Read(resource, found, by_path, counted, shown)


def key(row: ResourceRow | SourceRevision | Translation) -> int:
    """The id of a stored row."""
    if row.id is None:
        raise ValueError("This row is not stored yet.")
    return row.id


CONTENT: Any = SourceRevision.content
"""Long, and mostly read before: fetched when it is not."""
