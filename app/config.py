"""Settings from the environment, and where the parts of the repository lie.

Nothing here reads a file or touches the database.
"""

import os
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import ExpectedError

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
CONTENT = ROOT / "content"
LOCALES = ROOT / "locales"
STYLE_SHEETS = ROOT / "docs" / "languages"
TEMPLATES = ROOT / "templates"


WebAddress = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[^/\s]+(/[^\s?#]*)?$"),
    AfterValidator(lambda address: address.rstrip("/")),  # the paths behind it begin with one
]


LeaveTo = Annotated[str, StringConstraints(pattern=r"^/$|^https://[^/\s;,'\"]+(/[^\s?#;,'\"]*)?$")]


Secrets = Annotated[str, StringConstraints(pattern=r"^$|^[^\s,]{32,}([\s,]+[^\s,]{32,})*$")]


HeaderWord = Annotated[str, StringConstraints(pattern=r"^[!-~]*$")]


SignInWords = Annotated[str, StringConstraints(pattern=r"^[ -~]*$")]


Days = Annotated[int, Field(ge=1, le=3650)]


Minutes = Annotated[int, Field(ge=5, le=720)]


Port = Annotated[int, Field(ge=1, le=65_535)]


Mailbox = Annotated[str, StringConstraints(pattern=r"^$|^[^\r\n]*[^@\s<>]+@[^@\s<>]+>?$")]


Seconds = Annotated[float, Field(gt=0, le=86_400)]


def processors() -> int:
    """How many this process may use: a container or a service unit may have fewer than the
    machine."""
    allowed = getattr(os, "sched_getaffinity", None)  # Linux alone has it
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def memory_in_use(*, addresses: bool = False) -> int:
    """Bytes that this process holds or, with `addresses`, has addresses for; 0 where the system
    does not say, as Linux alone does."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[0 if addresses else 1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


class SettingsError(ExpectedError):
    """A variable cannot be used; the message names it and the mend."""


class Settings(BaseSettings):
    """Every setting, read from variables that begin with BIRTHWORDS_."""

    model_config = SettingsConfigDict(env_prefix="BIRTHWORDS_", frozen=True)

    data: Path = Path("data")
    database_url: str = ""
    base_url: WebAddress = "http://127.0.0.1:8000"
    secret: Secrets = ""
    leave_to: LeaveTo = "https://www.bbc.co.uk/weather"
    demo: bool = False
    idle_minutes: Minutes = 60
    prerender: bool = True
    quick_prints: bool = True
    worker: bool = True
    apertium: bool = False
    argos_index: str = ""
    models: Path | None = None
    libretranslate: str = ""
    libretranslate_key: str = ""
    chat_key: HeaderWord = ""
    plan_retention_days: Days | None = None
    plan_keys: Path | None = None
    withdraw_overdue_days: Days | None = None
    engines: str = "argos ctranslate libretranslate"
    engine_seconds: Seconds = 600
    smtp_host: HeaderWord = ""
    smtp_port: Port = 587
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: SignInWords = ""
    smtp_password: SignInWords = ""
    mail_from: Mailbox = ""

    def database(self) -> str:
        """The SQLAlchemy address of the database: by default SQLite in the data folder."""
        if not self.database_url:
            return f"sqlite:///{self.data.resolve() / 'birthwords.sqlite3'}"
        scheme, mark, rest = self.database_url.partition("://")
        # Hosts hand out both names; psycopg 3 is the driver that is installed.
        known = {
            "postgres": "postgresql+psycopg",
            "postgresql": "postgresql+psycopg",
            "postgresql+psycopg": "postgresql+psycopg",
            "sqlite": "sqlite",
        }
        if scheme not in known or not mark:
            # The rest may hold a password, so it is not repeated.
            raise SettingsError(
                "BIRTHWORDS_DATABASE_URL: write postgresql://… or sqlite:///…, or leave it out."
            )
        try:
            urlsplit(self.database_url).port  # noqa: B018  # raises when it is no number
        except ValueError:
            raise SettingsError("BIRTHWORDS_DATABASE_URL: the port must be a number.") from None
        return f"{known[scheme]}{mark}{rest}"


@lru_cache
def settings() -> Settings:
    """The settings of this process, read once; raises SettingsError."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"BIRTHWORDS_{str(first['loc'][0]).upper()}"
        # A secret is never repeated.
        given = "" if name in _SECRETS else f"={first['input']!r}"
        raise SettingsError(f"{name}{given}: {_MENDS.get(name, first['msg'])}") from None


_SECRETS = ("BIRTHWORDS_SECRET", "BIRTHWORDS_CHAT_KEY", "BIRTHWORDS_SMTP_PASSWORD")
_MENDS = {
    "BIRTHWORDS_BASE_URL": "write the address that readers type, such as https://leaflets.example.",
    "BIRTHWORDS_SECRET": "write at least 32 letters and digits, as `openssl rand -hex 32` prints; "
    "to change it, put the new one first and a comma after it.",
    "BIRTHWORDS_DEMO": "write 1 or 0.",
    "BIRTHWORDS_IDLE_MINUTES": "write after how many minutes without a page someone is signed out, "
    "5 to 720.",
    "BIRTHWORDS_PRERENDER": "write 1 or 0.",
    "BIRTHWORDS_QUICK_PRINTS": "write 1 or 0.",
    "BIRTHWORDS_WORKER": "write 1 or 0.",
    "BIRTHWORDS_APERTIUM": "write 1 or 0.",
    "BIRTHWORDS_CHAT_KEY": "write the server's key in letters, digits and signs without a space.",
    "BIRTHWORDS_ENGINE_SECONDS": "write how many seconds an engine may take for one batch.",
    "BIRTHWORDS_WITHDRAW_OVERDUE_DAYS": "write how many days after its review date a text is "
    "withdrawn, 1 to 3650; leave it out to withdraw none by itself.",
    "BIRTHWORDS_MAIL_FROM": "write an address such as birthwords@trust.example.",
    "BIRTHWORDS_SMTP_HOST": "write the name of the mail server, such as smtp.trust.example.",
    "BIRTHWORDS_SMTP_PORT": "write a number from 1 to 65535.",
    "BIRTHWORDS_SMTP_USER": "write it in letters, digits and signs of ASCII.",
    "BIRTHWORDS_SMTP_PASSWORD": "mail servers are signed in to with letters, digits and signs of "
    "ASCII alone, so without £ or é: set another password there.",
    "BIRTHWORDS_SMTP_SECURITY": "write starttls, tls or none.",
    "BIRTHWORDS_PLAN_RETENTION_DAYS": "write after how many days a stored plan is deleted, "
    "1 to 3650; leave it out to store none.",
}
