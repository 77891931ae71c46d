"""How many prints were given out, and who is told of what is new each month."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from app.models.base import Utc, moment


class PrintCount(SQLModel, table=True):
    """How often an edition was given out in a format within a month, by the month's first day.
    Nothing tells to whom."""

    __tablename__ = "print_count"
    code: str = Field(primary_key=True, foreign_key="edition.code")
    format: str = Field(primary_key=True)
    month: date = Field(primary_key=True, index=True)
    prints: int


class MailSubscription(SQLModel, table=True):
    """Somebody asked for the monthly mail. With the code in it, whoever has the mail can stop it
    without signing in; it can do nothing else."""

    __tablename__ = "mail_subscription"
    user_id: int = Field(primary_key=True, foreign_key="account.id")
    stop_code: str = Field(unique=True)
    asked_at: datetime = moment()


class MonthlyMail(SQLModel, table=True):
    """The mail of one month to one person, written before it is sent, so that two workers never
    send the same. `failed` says that the server refused it at the last of its `tries`."""

    __tablename__ = "monthly_mail"
    user_id: int = Field(primary_key=True, foreign_key="account.id")
    month: date = Field(primary_key=True)
    taken_at: datetime = moment()
    tries: int = 1
    sent_at: datetime | None = Field(default=None, sa_type=Utc)
    failed: bool = False
