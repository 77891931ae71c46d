"""Resources that were taken out of all lists, with who said so, when and why; and the index by
which the filters of *Find texts* are counted."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

COUNTED_BY = (
    "summary_id", "language", "waits", "safety_critical", "assignee_id", "edited_by", "revised_by",
    "due_on", "blocking", "advisory",
)  # fmt: skip


def upgrade() -> None:
    flag: sa.Column[bool] = sa.Column(
        "archived", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("resource", flag)
    op.create_table(
        "resource_event",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("resource_id", sa.Integer(), sa.ForeignKey("resource.id"), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("actor_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
    )
    op.create_index("ix_resource_event_resource_id", "resource_event", ["resource_id"])
    op.create_index("ix_segment_listing_counted", "segment_listing", [*COUNTED_BY])
