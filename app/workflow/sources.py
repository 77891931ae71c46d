"""The English: from a loaded resource to an immutable source revision."""

from sqlmodel import Session, col, select

from app.languages import ENGLISH, languages
from app.models import ResourceRow, Role, SourceRevision, Translation
from app.resources.schema import Resource
from app.resources.segments import Extraction, content_hash, extract
from app.services import services
from app.workflow.people import Actor
from app.workflow.refusals import Missing, Refused
from app.workflow.release import refuse_unresolved
from app.workflow.touched import touch_text


def save_source(session: Session, actor: Actor, resource: Resource) -> tuple[SourceRevision, bool]:
    """Keep this English as a new revision, unless it is the newest already; says whether it is new.

    Raises Refused when the actor is no author, when a number or picture does not exist, or when
    the slug belongs to another kind.
    """
    actor.acting(frozenset({Role.AUTHOR}), "en")
    refuse_unresolved(resource, services())
    row = session.exec(select(ResourceRow).where(ResourceRow.slug == resource.slug)).first()
    if row is None:
        row = ResourceRow(slug=resource.slug, kind=resource.kind)
        session.add(row)
        session.flush()
    elif row.kind != resource.kind:
        raise Refused(f"{resource.slug} is a {row.kind} already. Choose another slug.")
    newest = _newest(session, key(row), resource.reading_version)
    digest = content_hash(resource)
    if newest is not None and newest.hash == digest:
        return newest, False
    revision = SourceRevision(
        resource_id=key(row),
        reading_version=resource.reading_version,
        number=newest.number + 1 if newest else 1,
        content=resource.model_dump(mode="json"),
        hash=digest,
        created_by=actor.id,
    )
    session.add(revision)
    session.flush()
    for language in (ENGLISH, *languages()):
        touch_text(session, (row.slug, resource.reading_version, language.tag), whole=True)
    return revision, True


def find_resource(session: Session, slug: str) -> ResourceRow:
    """The resource with this slug; raises Missing."""
    row = session.exec(select(ResourceRow).where(ResourceRow.slug == slug)).first()
    if row is None:
        raise Missing(f"There is no resource {slug!r}.")
    return row


def newest_revision(session: Session, slug: str, reading_version: str) -> SourceRevision:
    """The newest English of one reading version; raises Missing."""
    revision = _newest(session, key(find_resource(session, slug)), reading_version)
    if revision is None:
        raise Missing(f"{slug} has no {reading_version} version.")
    return revision


def all_sources(session: Session) -> list[tuple[ResourceRow, SourceRevision]]:
    """Every reading version's newest English, sorted by kind, slug and version."""
    found = []
    for row in session.exec(select(ResourceRow).order_by(ResourceRow.kind, ResourceRow.slug)).all():
        for version in ("standard", "easy_read"):
            revision = _newest(session, key(row), version)
            if revision is not None:
                found.append((row, revision))
    return found


def titles(session: Session) -> dict[str, str]:
    """The title of each resource by slug, of its standard version where it has one."""
    found: dict[str, str] = {}
    for row, revision in all_sources(session):
        found.setdefault(row.slug, english(revision).title)
    return found


_read: dict[str, tuple[Resource, Extraction]] = {}
"""English read before, by hash: a revision never changes, and reading one takes long."""
_KEPT = 500


def english(revision: SourceRevision) -> Resource:
    return _parsed(revision)[0]


def extraction(revision: SourceRevision) -> Extraction:
    """The translatable strings of a revision."""
    return _parsed(revision)[1]


def _parsed(revision: SourceRevision) -> tuple[Resource, Extraction]:
    if revision.hash not in _read:
        if len(_read) >= _KEPT:
            _read.clear()
        resource = Resource.model_validate(revision.content)
        _read[revision.hash] = (resource, extract(resource))
    return _read[revision.hash]


def key(row: ResourceRow | SourceRevision | Translation) -> int:
    """The id of a stored row."""
    if row.id is None:
        raise ValueError("This row is not stored yet.")
    return row.id


def _newest(session: Session, resource_id: int, reading_version: str) -> SourceRevision | None:
    return session.exec(
        select(SourceRevision)
        .where(
            SourceRevision.resource_id == resource_id,
            SourceRevision.reading_version == reading_version,
        )
        .order_by(col(SourceRevision.number).desc())
        .limit(1)
    ).first()
