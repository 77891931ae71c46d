"""Names as the code has them now: the `state` of a listed segment, and the step that confirms an
approval when the English changed and its meaning did not."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE segment_listing RENAME COLUMN standing TO state")
    op.execute("UPDATE segment_event SET action = 'confirm_unchanged' WHERE action = 'keep'")
