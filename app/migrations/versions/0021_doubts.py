"""Which listed segments hold words that whoever drafted them was not sure of."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    flag: sa.Column[bool] = sa.Column(
        "doubt", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("segment_listing", flag)
    where = sa.text("doubt")
    op.create_index(
        "ix_segment_listing_doubt",
        "segment_listing",
        ["summary_id", "waits", "position"],
        sqlite_where=where,
        postgresql_where=where,
    )
