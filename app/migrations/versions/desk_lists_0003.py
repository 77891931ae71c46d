"""Conversation about strings, and the lists that a day's work is chosen from."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _remarks()


def _remarks() -> None:
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("translation_id", sa.Integer(), sa.ForeignKey("translation.id"), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "question_id", sa.Integer(), sa.ForeignKey("remark.id"), nullable=True, unique=True
        ),
        sa.Column("source_hash", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_remark_translation_id", "remark", ["translation_id"])
