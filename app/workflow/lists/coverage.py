"""How far each resource stands in each language: the table that the library is made of, read from
the lists that `projection` writes.
"""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.languages import ENGLISH, languages
from app.models import Edition, ResourceRow, TextSummary
from app.workflow.editions.published import current_ids, is_current

_Place = tuple[int, str, str]


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """One translation in numbers; `stale` segments count in `stale` alone. `signed` is true when a
    signature covers exactly what stands now, `published` when the current edition is that very
    text with the numbers of today.
    """

    slug: str
    kind: str
    reading_version: str
    title: str
    owner: str
    language: str
    total: int
    empty: int
    draft: int
    sent_back: int
    edited: int
    revised: int
    stale: int
    signed: bool = False
    published: bool = False
    edition_code: str | None = None

    @property
    def done(self) -> bool:
        return self.revised == self.total

    @property
    def begun(self) -> bool:
        return self.empty < self.total


def coverages(
    session: Session, tags: frozenset[str] | None = None, slug: str = ""
) -> tuple[Coverage, ...]:
    """Every reading version in every language (or in `tags`), by resource and then language,
    English first; with `slug` those of one resource."""
    order = {
        found.tag: number
        for number, found in enumerate((ENGLISH, *languages()))
        if tags is None or "*" in tags or found.tag in tags
    }
    query = select(TextSummary).where(col(TextSummary.language).in_(order))
    if slug:
        query = query.where(TextSummary.slug == slug)
    codes = _codes(session, slug)
    rows = sorted(session.exec(query), key=lambda row: (*_source(row), order[row.language]))
    return tuple(_coverage(row, codes) for row in rows)


def _source(row: TextSummary) -> tuple[str, str, bool]:
    return row.kind, row.slug, row.reading_version != "standard"


def _coverage(row: TextSummary, codes: dict[_Place, str]) -> Coverage:
    return Coverage(
        slug=row.slug,
        kind=row.kind,
        reading_version=row.reading_version,
        title=row.title,
        owner=row.owner,
        language=row.language,
        total=row.total,
        empty=row.empty,
        draft=row.draft,
        sent_back=row.sent_back,
        edited=row.edited,
        revised=row.revised,
        stale=row.stale,
        signed=row.stage in ("publish", "done"),
        published=row.stage == "done",
        edition_code=codes.get((row.resource_id, row.reading_version, row.language)),
    )


def _codes(session: Session, slug: str) -> dict[_Place, str]:
    """The code of each edition that readers see, by resource, version and language; with `slug`
    those of one resource."""
    query = select(Edition.resource_id, Edition.reading_version, Edition.language, Edition.code)
    if slug:
        named = select(ResourceRow.id).where(ResourceRow.slug == slug)
        rows = session.exec(query.where(col(Edition.resource_id).in_(named), is_current()))
    else:
        rows = session.exec(query.where(col(Edition.id).in_(current_ids())))
    return {(resource, version, tag): code for resource, version, tag, code in rows.all()}
