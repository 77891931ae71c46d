"""When a browser was last seen and what it is, links to set a password, and the networks that staff
sign in from. Whoever is signed in stays so."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sign_in", sa.Column("last_seen", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE sign_in SET last_seen = created_at")
    with op.batch_alter_table("sign_in") as batch_op:
        batch_op.alter_column("last_seen", nullable=False)
        batch_op.add_column(
            sa.Column("browser", sa.String(), nullable=False, server_default=sa.text("''"))
        )
        batch_op.create_index("ix_sign_in_user_id", ["user_id"])
    op.create_table(
        "password_link",
        sa.Column("code_hash", sa.String(), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_password_link_user_id", "password_link", ["user_id"])
    op.create_table(
        "staff_network",
        sa.Column("digest", sa.String(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
