"""English that authors write beside what is published."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("slug", sa.String(), nullable=False, index=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reading_version", sa.String(), nullable=False),
        sa.Column("base_id", sa.Integer(), sa.ForeignKey("source_revision.id"), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column(
            "revision_id",
            sa.Integer(),
            sa.ForeignKey("source_revision.id"),
            nullable=True,
            index=True,
        ),
        sa.Column("created_by", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.Column("ended_by", sa.Integer(), sa.ForeignKey("account.id"), nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("why", sa.String(), nullable=False),
    )
    where = sa.text("state = 'open'")
    op.create_index(
        "ix_proposal_open",
        "proposal",
        ["slug", "reading_version"],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )
    op.create_table(
        "proposal_step",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "proposal_id", sa.Integer(), sa.ForeignKey("proposal.id"), nullable=False, index=True
        ),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("place", sa.JSON(), nullable=False),
        sa.Column("actor_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("why", sa.String(), nullable=False),
    )
    op.create_table(
        "unsaved_block",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "proposal_id", sa.Integer(), sa.ForeignKey("proposal.id"), nullable=False, index=True
        ),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column(
            "account_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False, index=True
        ),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.UniqueConstraint("proposal_id", "part", "account_id"),
    )
