"""The tables of 0006 for a database that passed it while it was empty."""

import sqlalchemy as sa
from alembic import context, op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if not sa.inspect(op.get_bind()).has_table("stored_plan"):
        context.script.get_revision("0006").module.upgrade()
