"""Indexes by which one string of a long text is found without reading the others."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_segment_listing_place", "segment_listing")
    op.create_index(
        "ix_segment_listing_place",
        "segment_listing",
        ["summary_id", "waits", "position", "edited_by", "revised_by", "assignee_id"],
    )
    op.create_index("ix_segment_listing_order", "segment_listing", ["summary_id", "position"])
    found = sa.text("blocking + advisory > 0")
    op.create_index(
        "ix_segment_listing_findings",
        "segment_listing",
        ["summary_id", "position"],
        sqlite_where=found,
        postgresql_where=found,
    )
    op.create_index("ix_segment_event_string", "segment_event", ["translation_id", "path", "id"])
    for table in ("remark", "finding_decision", "back_translation"):
        op.create_index(f"ix_{table}_string", table, ["translation_id", "path"])
