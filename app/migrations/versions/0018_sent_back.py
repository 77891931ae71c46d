"""Texts that were sent back have a state of their own, and lists know who sent them. What stood as
the draft of a person can only have been sent back."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("sent_back", "to_answer"):
        column = sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0"))
        op.add_column("text_summary", column)
    # In words, since Alembic adds no column with a reference to a table of SQLite.
    op.execute("ALTER TABLE segment_listing ADD COLUMN sent_back_by INTEGER REFERENCES account(id)")
    op.drop_index("ix_text_summary_totals", "text_summary")
    op.create_index("ix_text_summary_totals", "text_summary", ["language", *TOTALS])
    op.execute(
        "UPDATE segment_text SET status = 'sent_back' "
        "WHERE status = 'draft' AND edited_by IS NOT NULL"
    )


TOTALS = (
    "total", "revised", "to_edit", "critical_to_edit", "words_to_edit", "changed", "to_revise",
    "critical_to_revise", "words_to_revise", "questions", "to_answer",
)  # fmt: skip
