"""How many prints were given out, by edition, format and month. Nothing here knows to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from app.config import settings
from app.languages import ENGLISH
from app.models import Edition, PrintCount, ResourceRow, TextSummary

Counts = Mapping[tuple[str, str, date], int]
"""Prints by the edition's code, the format, and the first day of the month."""
_AT_ONCE = 200


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How often one edition was given out in one format within a month."""

    month: date
    code: str
    slug: str
    kind: str
    title: str
    reading_version: str
    language: str
    number: int
    format: str
    prints: int


def add(session: Session, counts: Counts) -> None:
    """Add to what was counted before, by whichever process."""
    postgres = session.get_bind().dialect.name == "postgresql"
    rows = [
        {"code": code, "format": name, "month": month, "prints": prints}
        for (code, name, month), prints in sorted(counts.items())  # all take rows in one order
    ]
    for start in range(0, len(rows), _AT_ONCE):
        made: Any = (postgresql if postgres else sqlite).insert(PrintCount)
        made = made.values(rows[start : start + _AT_ONCE])
        session.execute(
            made.on_conflict_do_update(
                index_elements=["code", "format", "month"],
                set_={"prints": col(PrintCount.prints) + made.excluded.prints},
            )
        )


def months(session: Session) -> tuple[date, ...]:
    """Those in which anything was counted, newest first."""
    query = select(col(PrintCount.month)).distinct().order_by(col(PrintCount.month).desc())
    return tuple(session.execute(query).scalars())


def total(session: Session, month: date) -> int:
    """All prints of a month."""
    query = select(func.sum(col(PrintCount.prints))).where(col(PrintCount.month) == month)
    return int(session.execute(query).scalar() or 0)


def counted(
    session: Session, month: date | None = None, most: int | None = None
) -> tuple[Counted, ...]:
    """What was counted in a month or in all, newest month first and then the most given out."""
    english = (
        (col(TextSummary.resource_id) == col(Edition.resource_id))
        & (col(TextSummary.reading_version) == col(Edition.reading_version))
        & (col(TextSummary.language) == ENGLISH.tag)
    )
    query = (
        select(
            PrintCount,
            col(ResourceRow.slug),
            col(ResourceRow.kind),
            col(TextSummary.title),
            col(Edition.reading_version),
            col(Edition.language),
            col(Edition.number),
        )
        .join(Edition, col(Edition.code) == col(PrintCount.code))
        .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
        .outerjoin(TextSummary, english)
        .order_by(
            col(PrintCount.month).desc(),
            col(PrintCount.prints).desc(),
            col(PrintCount.code),
            col(PrintCount.format),
        )
    )
    if month is not None:
        query = query.where(col(PrintCount.month) == month)
    if not settings().demo:
        query = query.where(col(Edition.demo).is_(False))
    return tuple(
        Counted(
            month=row.month,
            code=row.code,
            slug=slug,
            kind=kind,
            title=title or slug,
            reading_version=version,
            language=tag,
            number=number,
            format=row.format,
            prints=row.prints,
        )
        for row, slug, kind, title, version, tag, number in session.execute(query.limit(most))
    )
