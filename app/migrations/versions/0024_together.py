"""Languages that are published together, and what people decided about the two reading versions of
a text whose English is no longer alike.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "publication_set",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("resource_id", sa.Integer(), sa.ForeignKey("resource.id"), nullable=False),
        sa.Column("reading_version", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("created_by", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("ended_by", sa.Integer(), sa.ForeignKey("account.id"), nullable=True),
        sa.Column("ended_at", moment, nullable=True),
    )
    where = sa.text("state = 'open'")
    op.create_index(
        "ix_publication_set_open",
        "publication_set",
        ["resource_id", "reading_version"],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )
    op.create_table(
        "sibling_decision",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "resource_id", sa.Integer(), sa.ForeignKey("resource.id"), nullable=False, index=True
        ),
        sa.Column("reading_version", sa.String(), nullable=False),
        sa.Column(
            "sibling_revision_id", sa.Integer(), sa.ForeignKey("source_revision.id"), nullable=False
        ),
        sa.Column("actor_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("why", sa.String(), nullable=False),
    )
