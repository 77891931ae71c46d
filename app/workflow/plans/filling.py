"""What filling in a plan reads: the plan's editions, and the English that older answers were given
to. Nothing is written here: the server keeps no answer.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.caches import SharedCache
from app.config import settings
from app.languages import ENGLISH
from app.models import Edition, ResourceRow, SourceRevision
from app.plans.answers import Answers, Template
from app.plans.keyed_answers import misplaced, signs
from app.plans.migrate import carried
from app.resources.schema import Resource, questions_of
from app.workflow.editions import published
from app.workflow.editions.edition_views import EditionView
from app.workflow.refusals import Refused


@dataclass(frozen=True)
class Plan:
    """A plan to fill in, in one language, and the English that its answers are pinned to."""

    view: EditionView
    template: Template


def plan(session: Session, slug: str, reading_version: str, tag: str) -> Plan | None:
    """The current edition of a plan in a language."""
    view = published.edition(session, slug, reading_version, tag)
    return Plan(view, _pinned(session, view)) if view and view.kind == "plan" else None


def newest(session: Session, slug: str, reading_version: str) -> Template | None:
    """The English of a reading version that is published now."""
    found = plan(session, slug, reading_version, ENGLISH.tag)
    return found.template if found else None


def template(session: Session, pin: str) -> Template | None:
    """The English of a plan that was published, by what the hash of its revision begins with."""
    if (known := _found.get(pin)) is not None:
        return known
    row = session.exec(
        select(Edition.code, SourceRevision.hash)
        .join(SourceRevision, col(SourceRevision.id) == col(Edition.source_revision_id))
        .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
        .where(col(SourceRevision.hash).startswith(pin), ResourceRow.kind == "plan")
        .order_by(col(Edition.id))
        .limit(1)
    ).first()
    view = published.by_code(session, row[0]) if row else None
    return _found.put(pin, Template(row[1], view.english)) if row and view else None


def numbers_of(session: Session, slug: str, code: str = "") -> Plan | None:
    """The plan with the numbers that stand on a paper: of the edition whose code is on it, in any
    language, else of the newest in English."""
    if not code:
        return plan(session, slug, "standard", ENGLISH.tag)
    view = published.by_code(session, code)
    if view is None or (view.slug, view.kind) != (slug, "plan"):
        return None
    return Plan(view, _pinned(session, view))


@dataclass(frozen=True)
class Paper:
    """One English of a plan that was published, as its prints name it."""

    code: str
    version: str
    published_on: date


def papers(session: Session, slug: str) -> tuple[Paper, ...]:
    """What paper of a plan may be keyed by, newest first, each by the code of its newest edition:
    one for each way in which the questions and their answers were numbered. Where a newer one
    only added some, it reads the older paper too."""
    rows = session.exec(
        select(Edition.source_revision_id, Edition.code)
        .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
        .where(
            ResourceRow.slug == slug,
            ResourceRow.kind == "plan",
            Edition.language == ENGLISH.tag,
            Edition.reading_version == "standard",
        )
        .order_by(col(Edition.number).desc())
    ).all()
    newest_of: dict[int, str] = {}
    for revision, code in rows:
        newest_of.setdefault(revision, code)
    found: list[tuple[Numbering, Paper]] = []
    for code in newest_of.values():
        if (view := published.by_code(session, code)) is not None:
            mine = _numbering(view.english)
            if not any(mine <= known for known, _ in found):
                version = f"{view.english.version}.{view.number}"
                found.append((mine, Paper(view.code, version, view.published_on)))
    return tuple(paper for _, paper in found)


Numbering = frozenset[tuple[str, str, str, str]]


def _numbering(english: Resource) -> Numbering:
    """What each number on the paper stands for: of a question, and of an answer to it."""
    asked = (each for block in english.blocks for each in questions_of(block))
    return frozenset(
        (str(each.number), each.id, sign, answer)
        for each in asked
        for sign, answer in {"": "", **signs(english, each)}.items()
    )


def to_print(
    session: Session, answers: Answers, reading_version: str, tag: str
) -> tuple[EditionView, Answers]:
    """What a print of a filled plan in a language is made of now, by staff; raises Refused."""
    found = plan(session, answers.slug, reading_version, tag)
    before = template(session, answers.revision[:8])
    if found is None or before is None:
        raise Refused("This plan is not published in that language and format.")
    own = newest(session, answers.slug, answers.reading_version)
    moved = carried(answers, before, found.template, own)
    if moved.earlier:
        raise Refused(
            "Questions of this plan have changed since it was filled in. Open it from its code or "
            "file, and go through the answers with her before it is printed."
        )
    if misplaced(found.template.resource, moved):
        raise Refused(
            "Some ticks contradict each other, and a print would leave them out. Ask her first."
        )
    return found.view, moved


def as_it_was(session: Session, slug: str, revision: str, tag: str) -> EditionView | None:
    """The newest edition of a plan in a language that was made from this revision, replaced or
    not: it has the words of questions as they were answered."""
    code = session.exec(
        select(Edition.code)
        .join(SourceRevision, col(SourceRevision.id) == col(Edition.source_revision_id))
        .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
        .where(ResourceRow.slug == slug, SourceRevision.hash == revision, Edition.language == tag)
        .order_by(col(Edition.number).desc())
        .limit(1)
    ).first()
    return published.by_code(session, code) if code else None


_found: SharedCache[str, Template] = SharedCache(1_000)
"""Plans read before, by the beginning of their hash or by edition: a revision never changes."""


def _pinned(session: Session, view: EditionView) -> Template:
    key = f"{settings().demo} {view.stamp}"
    if (known := _found.get(key)) is not None:
        return known
    revision = session.exec(
        select(SourceRevision.hash)
        .join(Edition, col(Edition.source_revision_id) == col(SourceRevision.id))
        .where(Edition.code == view.code)
    ).one()
    return _found.put(key, Template(revision, view.english))
