"""Filled plans that an organisation chose to keep, encrypted, and who did what with them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STEPS = ("stored", "listed", "viewed", "printed", "exported", "deleted", "expired")
ROLES = ("admin", "author", "translator", "reviewer", "clinician", "midwife")


def upgrade() -> None:
    op.create_table(
        "stored_plan",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("revision", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("delete_after", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("created_at", "delete_after", "key_id"):
        op.create_index(f"ix_stored_plan_{column}", "stored_plan", [column], unique=False)
    op.create_table(
        "plan_access",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.String(), nullable=False),
        sa.Column("step", _choice("planstep", STEPS), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("role", _choice("role", ROLES), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_plan_access_plan_id", "plan_access", ["plan_id"], unique=False)


def _choice(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=20)
