"""Column kinds that every table uses."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import JSON, Column, DateTime, Dialect, Enum
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field

Json: TypeAlias = dict[str, Any]


class Utc(TypeDecorator[datetime]):
    """A moment in UTC, with its zone on SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return (value if value.tzinfo else value.replace(tzinfo=UTC)) if value else None


def now() -> datetime:
    return datetime.now(UTC)


def moment() -> Any:
    return Field(default_factory=now, sa_type=Utc)


def choice(kind: type[StrEnum], **options: Any) -> Any:
    """A column that stores the enum's value as text, so that a new value needs no new type."""
    stored = Enum(
        kind, native_enum=False, length=20, values_callable=lambda k: [choice.value for choice in k]
    )
    return Field(sa_type=stored, **options)


def json_object() -> Any:
    return Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
