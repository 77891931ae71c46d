"""Why work was given or given back, as when an account is closed."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "assignment", sa.Column("why", sa.String(), nullable=False, server_default=sa.text("''"))
    )
