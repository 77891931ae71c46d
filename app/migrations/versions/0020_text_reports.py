"""What readers and staff say is wrong in a published text."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "text_report",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("edition_id", sa.Integer(), sa.ForeignKey("edition.id"), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("fault", sa.String(20), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=True),
        sa.Column("at", moment, nullable=False),
        sa.Column("last_at", moment, nullable=False),
        sa.Column("closed_at", moment, nullable=True),
        sa.Column("closed_by", sa.Integer(), sa.ForeignKey("account.id"), nullable=True),
        sa.Column("done", sa.String(), nullable=False),
    )
    op.create_index("ix_text_report_open", "text_report", ["edition_id", "closed_at"])
