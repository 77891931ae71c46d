"""Editions that nobody has looked at again for too long, taken away from readers where the
organisation says after how many days.
"""

from datetime import date, timedelta

from sqlmodel import Session, col, select

from app.languages import ENGLISH, format_date
from app.models import Edition, ResourceRow
from app.resources.kinds import PUBLIC
from app.workflow.editions.published import current_ids
from app.workflow.editions.publishing import withdraw
from app.workflow.people import accounts


def withdraw_overdue(session: Session, days: int, today: date) -> tuple[str, ...]:
    """Withdraw every edition for families whose review was due more than so many days ago, in the
    service's own name, and say the codes. The words around the texts are left: without them no
    page of the language could be read."""
    found = session.exec(
        select(Edition)
        .join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
        .where(
            col(Edition.id).in_(current_ids()),
            col(ResourceRow.kind).in_(PUBLIC),
            col(Edition.review_by) < today - timedelta(days=days),
        )
        .order_by(col(Edition.id))
    ).all()
    if found:
        service = accounts.system(session)
        for edition in found:
            due = format_date(edition.review_by, ENGLISH)
            why = f"Its review was due by {due}, and nobody has reviewed it."
            withdraw(session, service, edition.code, why)
    return tuple(edition.code for edition in found)
