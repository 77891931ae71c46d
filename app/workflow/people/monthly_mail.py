"""Who asked for the monthly mail, and to whom that of a month goes: a row for each person and month
is written before it is sent, so that nobody gets it twice. Sending is `app.jobs.mail`'s.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import Session, col

from app.db import hold
from app.models import MailSubscription, MonthlyMail, User, now
from app.workflow.people.accounts import Actor

AGAIN = timedelta(hours=1)
"""After which a mail that the server did not take is tried again; each time after twice as long."""
AT_MOST = timedelta(days=1)
"""After which it is tried again at the latest, until the mail of the next month replaces it."""


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Whom one mail goes to, with the code that stops it."""

    user_id: int
    name: str
    email: str
    stop_code: str


def is_subscribed(session: Session, actor: Actor) -> bool:
    return session.get(MailSubscription, actor.id) is not None


def subscribe(session: Session, actor: Actor, wanted: bool) -> None:
    """From now on send the person the mail, or do not; saying the same again changes nothing."""
    hold(session, "mail-subscription", str(actor.id))
    found = session.get(MailSubscription, actor.id)
    if found is not None and not wanted:
        session.delete(found)
    if found is None and wanted:
        session.add(MailSubscription(user_id=actor.id, stop_code=secrets.token_urlsafe(24)))


def stop(session: Session, code: str) -> bool:
    """Stop the mail of whoever has this code in it; says whether there was any."""
    query = select(MailSubscription).where(col(MailSubscription.stop_code) == code)
    found = session.execute(query).scalar()
    if found is not None:
        session.delete(found)
    return found is not None


def take_next(session: Session, month: date, after: date) -> Recipient | None:
    """Someone who asked before the day `after` and has not had the mail of this month, theirs from
    now on to be sent by the caller alone; None where everybody has it."""
    hold(session, "monthly-mail")
    again = and_(col(MonthlyMail.failed).is_(True), _has_waited())
    row = session.execute(
        select(User, col(MailSubscription.stop_code), MonthlyMail)
        .join(MailSubscription, col(MailSubscription.user_id) == col(User.id))
        .outerjoin(
            MonthlyMail,
            (col(MonthlyMail.user_id) == col(User.id)) & (col(MonthlyMail.month) == month),
        )
        .where(
            col(User.active).is_(True),
            col(User.demo).is_(False),
            col(MailSubscription.asked_at) < datetime.combine(after, time(), UTC),
            or_(col(MonthlyMail.user_id).is_(None), again),
        )
        .order_by(col(User.id))
        .limit(1)
    ).first()
    if row is None:
        return None
    user, code, mail = row
    if mail is None:
        mail = MonthlyMail(user_id=user.key, month=month)
    else:
        mail.taken_at, mail.tries, mail.failed = now(), mail.tries + 1, False
    session.add(mail)
    return Recipient(user_id=user.key, name=user.name, email=user.email, stop_code=code)


def _has_waited() -> ColumnElement[bool]:
    tries, taken, at = col(MonthlyMail.tries), col(MonthlyMail.taken_at), now()
    steps: list[ColumnElement[bool]] = [taken < at - AT_MOST]
    wait, count = AGAIN, 1
    while wait < AT_MOST:
        steps.append(and_(tries <= count, taken < at - wait))
        wait, count = wait * 2, count + 1
    return or_(*steps)


def say(session: Session, user_id: int, month: date, *, sent: bool) -> None:
    """What became of a mail that was taken."""
    mail = session.get_one(MonthlyMail, (user_id, month))
    mail.sent_at, mail.failed = (now() if sent else None), not sent
    session.add(mail)
