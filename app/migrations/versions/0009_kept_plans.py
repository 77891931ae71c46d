"""The tables of 0006 for a database that passed it while it was empty."""

import sqlalchemy as sa
from alembic import op

from app.migrations.versions import plans_0006

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if not sa.inspect(op.get_bind()).has_table("stored_plan"):
        plans_0006.upgrade()
