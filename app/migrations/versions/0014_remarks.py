"""An index by which people find the answers to what they asked."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_remark_actor", "remark", ["actor_id", "id"])
