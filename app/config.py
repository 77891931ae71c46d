"""Settings from the environment, and where the parts of the repository lie.

Nothing here reads a file or touches the database.
"""

from functools import lru_cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
CONTENT = ROOT / "content"
LOCALES = ROOT / "locales"
TEMPLATES = ROOT / "templates"


class Settings(BaseSettings):
    """Every setting, read from variables that begin with BIRTHWORDS_."""

    model_config = SettingsConfigDict(env_prefix="BIRTHWORDS_", frozen=True)

    data: Path = Path("data")
    database_url: str = ""
    base_url: str = "http://127.0.0.1:8000"
    secret: str = ""
    demo: bool = False
    prerender: bool = True
    apertium: bool = False

    def database(self) -> str:
        """The SQLAlchemy address of the database: by default SQLite in the data folder."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'birthwords.sqlite3'}"


@lru_cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
