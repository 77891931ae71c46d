"""What people decide: findings, back-translations, competence, agencies, changed English."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _ref(name: str, table: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=False)


def _text(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _at() -> sa.Column[Any]:
    return sa.Column("at", sa.DateTime(timezone=True), nullable=False)


def _until() -> sa.Column[Any]:
    return sa.Column("valid_until", sa.Date(), nullable=False)


def _by() -> list[sa.Column[Any]]:
    return [_ref("actor_id", "account"), sa.Column("role", sa.String(20), nullable=False), _at()]


def _of_text() -> list[sa.Column[Any]]:
    return [_id(), _ref("translation_id", "translation"), *_text("path")]


def upgrade() -> None:
    op.create_table(
        "finding_decision",
        *_of_text(),
        *_text("key", "action", "message", "source_hash", "text_hash", "why"),
        *_by(),
    )
    op.create_table(
        "back_translation",
        *_of_text(),
        *_text("source_hash", "text_hash", "text", "engine", "model", "version"),
        *_by(),
    )
    for table in ("finding_decision", "back_translation"):
        op.create_index(f"ix_{table}_translation_id", table, ["translation_id"])
    op.create_table(
        "competence",
        _id(),
        _ref("user_id", "account"),
        *_text("language", "evidence"),
        _until(),
        sa.Column("ended", sa.Boolean(), nullable=False),
        _ref("actor_id", "account"),
        _at(),
    )
    op.create_index("ix_competence_user_id", "competence", ["user_id"])
    op.create_table(
        "agency_evidence",
        _id(),
        *_text("agency", "language", "evidence"),
        _ref("translator_id", "account"),
        _ref("reviser_id", "account"),
        _until(),
        _ref("actor_id", "account"),
        _at(),
    )
    op.create_index("ix_agency_evidence_language", "agency_evidence", ["language"])
    op.create_table(
        "source_change",
        _id(),
        _ref("edition_id", "edition"),
        _ref("source_revision_id", "source_revision"),
        sa.Column("remedy", sa.String(20), nullable=False),
        *_text("why"),
        *_by(),
    )
    op.create_index("ix_source_change_edition_id", "source_change", ["edition_id"])
    op.add_column(
        "sign_off", sa.Column("relies_on", sa.JSON(), nullable=False, server_default="{}")
    )
