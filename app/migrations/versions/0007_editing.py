"""Words that were typed and not saved, and where each person was last."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unsaved_text",
        *_whose(),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("translation_id", "path", "account_id"),
    )
    op.create_table(
        "place_at_work",
        *_whose(),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("translation_id", "account_id"),
    )
    for table in ("unsaved_text", "place_at_work"):
        for column in ("translation_id", "account_id"):
            op.create_index(f"ix_{table}_{column}", table, [column])


def _whose() -> tuple[sa.Column[int], ...]:
    return (
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("translation_id", sa.Integer(), sa.ForeignKey("translation.id"), nullable=False),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
    )
