"""Who may do what: accounts, grants, signed-in browsers and links that set a password."""

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
    """A role taken away, an account closed or opened again, a password changed or a link to set one
    made or used; `role` and `language` are empty where they say nothing."""

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
    """A failed attempt to sign in. `whose` is a digest of the account's or the sender's address, or
    of both; rows are deleted when they no longer count."""

    __tablename__ = "sign_in_attempt"
    id: int | None = Field(default=None, primary_key=True)
    whose: str = Field(index=True)
    at: datetime = Field(default_factory=now, sa_type=Utc, index=True)


class StaffNetwork(SQLModel, table=True):
    """A network that somebody signed in from lately. The digest is so short that thousands of
    addresses share it, and says nothing of who."""

    __tablename__ = "staff_network"
    digest: str = Field(primary_key=True)
    at: datetime = moment()


class SignIn(SQLModel, table=True):
    """A signed-in browser. The cookie holds the token, this table only its SHA-256."""

    __tablename__ = "sign_in"
    token_hash: str = Field(primary_key=True)
    user_id: int = Field(foreign_key="account.id", index=True)
    csrf: str
    browser: str = ""
    """Its family and system, such as “Firefox on Windows”, for its owner to know it by."""
    created_at: datetime = moment()
    last_seen: datetime = moment()
    """To a minute."""
    expires_at: datetime = moment()


class PasswordLink(SQLModel, table=True):
    """A link that an admin made for somebody to set a password with. The link holds a code, this
    table only its SHA-256; the row goes when it is used or another takes its place."""

    __tablename__ = "password_link"
    code_hash: str = Field(primary_key=True)
    user_id: int = Field(foreign_key="account.id", index=True)
    expires_at: datetime = moment()
