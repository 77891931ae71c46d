"""Translating back by engines as a job, the files of the model that did it, and when a worker was
last heard of."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "back_translation", sa.Column("checksum", sa.String(), nullable=False, server_default="")
    )
    op.add_column("job", sa.Column("kind", sa.String(20), nullable=False, server_default="draft"))
    op.add_column("job", sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True))
