"""Who may do what: accounts, grants and signed-in browsers."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.base import Utc, choice, moment, now


class Role(StrEnum):
    ADMIN = "admin"
    AUTHOR = "author"
    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    CLINICIAN = "clinician"
    MIDWIFE = "midwife"


class User(SQLModel, table=True):
    __tablename__ = "account"
    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True)
    name: str
    password_hash: str
    demo: bool = False
    active: bool = True
    created_at: datetime = moment()

    @property
    def key(self) -> int:
        """The id of a stored user."""
        if self.id is None:
            raise ValueError("This user is not stored yet.")
        return self.id


class Grant(SQLModel, table=True):
    """A person may act in a role for one language, or for all with `*`."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("user_id", "role", "language"),)
    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="account.id", index=True)
    role: Role = choice(Role)
    language: str = "*"
    granted_at: datetime = moment()
    granted_by: int | None = Field(default=None, foreign_key="account.id")


class AccountEvent(SQLModel, table=True):
    """A role given or taken away, or an account closed; `role` and `language` are empty then."""

    __tablename__ = "account_event"
    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="account.id", index=True)
    action: str
    role: str = ""
    language: str = ""
    why: str = ""
    actor_id: int = Field(foreign_key="account.id")
    at: datetime = moment()


class SignInAttempt(SQLModel, table=True):
    """A failed attempt to sign in. `whose` is a digest of the account's or the sender's address;
    rows are deleted when they no longer count."""

    __tablename__ = "sign_in_attempt"
    id: int | None = Field(default=None, primary_key=True)
    whose: str = Field(index=True)
    at: datetime = Field(default_factory=now, sa_type=Utc, index=True)


class SignIn(SQLModel, table=True):
    """A signed-in browser. The cookie holds the token, this table only its SHA-256."""

    __tablename__ = "sign_in"
    token_hash: str = Field(primary_key=True)
    user_id: int = Field(foreign_key="account.id")
    csrf: str
    created_at: datetime = moment()
    expires_at: datetime = moment()
