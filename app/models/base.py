"""Column kinds that every table uses."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import JSON, Column, ColumnElement, DateTime, Dialect, Enum
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
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


class _Raw(FunctionElement[Any]):
    """A column as SQLite holds it, before anyone takes its bytes for letters."""

    inherit_cache = True


@compiles(_Raw)
def _as_it_is(element: _Raw, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(_Raw, "sqlite")
def _as_bytes(element: _Raw, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} AS BLOB)"


class FrozenJson(TypeDecorator[Any]):
    """JSON that must be what was once written. What is no longer JSON is read as nothing, so that
    one damaged row, which its hash gives away, keeps no list from its readers."""

    impl = JSON
    cache_ok = True

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        raw = _Raw(column)
        raw.type = self
        return raw

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        process = super().result_processor(dialect, coltype)

        def read(value: Any) -> Any:
            try:
                return process(value) if process is not None else value
            except ValueError:
                return {}

        return read


def frozen_json() -> Any:
    return Field(default_factory=dict, sa_column=Column(FrozenJson, nullable=False))


def json_object() -> Any:
    return Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
