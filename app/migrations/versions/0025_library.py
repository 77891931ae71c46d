"""What the staff library is listed and filtered by, how many prints were given out, and who asked
for the monthly mail.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    for column in (
        sa.Column("filed_under", sa.String(), nullable=False, server_default=""),
        sa.Column("state", sa.String(), nullable=False, server_default=""),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("review_by", sa.Date(), nullable=True),
    ):
        op.add_column("text_summary", column)  # the next start fills them
    op.create_index(
        "ix_text_summary_library",
        "text_summary",
        ["filed_under", "slug", "reading_version", "language", "state", "kind", "review_by"],
    )
    op.create_table(
        "print_count",
        sa.Column("code", sa.String(), sa.ForeignKey("edition.code"), primary_key=True),
        sa.Column("format", sa.String(), primary_key=True),
        sa.Column("month", sa.Date(), primary_key=True),
        sa.Column("prints", sa.Integer(), nullable=False),
    )
    op.create_index("ix_print_count_month", "print_count", ["month"])
    op.create_table(
        "mail_subscription",
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id"), primary_key=True),
        sa.Column("stop_code", sa.String(), nullable=False, unique=True),
        sa.Column("asked_at", moment, nullable=False),
    )
    op.create_table(
        "monthly_mail",
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id"), primary_key=True),
        sa.Column("month", sa.Date(), primary_key=True),
        sa.Column("taken_at", moment, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", moment, nullable=True),
        sa.Column("failed", sa.Boolean(), nullable=False),
    )
