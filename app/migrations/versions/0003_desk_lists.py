"""Conversation about strings, and the lists that a day's work is chosen from."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _remarks()
    _summaries()
    _listings()
    _assignments()
    _search()
    op.create_index("ix_segment_event_actor", "segment_event", ["actor_id", "id"])


def _remarks() -> None:
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("translation_id", sa.Integer(), sa.ForeignKey("translation.id"), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "question_id", sa.Integer(), sa.ForeignKey("remark.id"), nullable=True, unique=True
        ),
        sa.Column("source_hash", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_remark_translation_id", "remark", ["translation_id"])


def _summaries() -> None:
    op.create_table(
        "text_summary",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("resource_id", sa.Integer(), sa.ForeignKey("resource.id"), nullable=False),
        sa.Column("reading_version", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), sa.ForeignKey("source_revision.id"), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("slug", "kind", "title", "owner", "stage", "basis")
        ),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.Column("changed_at", sa.DateTime(timezone=True)),
        sa.Column("assignee_id", sa.Integer(), sa.ForeignKey("account.id")),
        sa.Column("due_on", sa.Date()),
        sa.UniqueConstraint("resource_id", "reading_version", "language"),
    )
    for name, columns in {
        "edit": ["language", "critical_to_edit", "to_edit", "id"],
        "revise": ["language", "critical_to_revise", "to_revise", "id"],
        "stage": ["stage", "language", "id"],
        "changed": ["language", "changed", "id"],
        "due": ["language", "due_on", "id"],
        "assignee": ["assignee_id", "id"],
        "totals": ["language", *TOTALS],
    }.items():
        op.create_index(f"ix_text_summary_{name}", "text_summary", columns)


def _listings() -> None:
    op.create_table(
        "segment_listing",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("summary_id", sa.Integer(), sa.ForeignKey("text_summary.id"), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in (
                "language", "path", "standing", "waits", "source", "text", "note", "found_by"
            )
        ),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("position", "blocking", "advisory", "words", "version")
        ),
        sa.Column("safety_critical", sa.Boolean(), nullable=False),
        sa.Column("question", sa.Boolean(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), sa.ForeignKey("account.id"))
            for name in ("edited_by", "revised_by", "assignee_id")
        ),
        sa.Column("changed_at", sa.DateTime(timezone=True)),
        sa.Column("due_on", sa.Date()),
        sa.UniqueConstraint("summary_id", "path"),
    )  # fmt: skip
    for name, columns in {
        "waits": ["language", "waits", "safety_critical", "id"],
        "language": ["language", "safety_critical", "id"],
        "assignee": ["assignee_id", "waits", "id"],
        "editor": ["edited_by", "waits", "language"],
        "place": ["summary_id", "waits", "position"],
    }.items():
        op.create_index(f"ix_segment_listing_{name}", "segment_listing", columns)


def _assignments() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("resource_id", sa.Integer(), sa.ForeignKey("resource.id"), nullable=False),
        sa.Column("reading_version", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("account.id")),
        sa.Column("due_on", sa.Date()),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(
        "ix_assignment_place", "assignment", ["resource_id", "reading_version", "language", "path"]
    )


def _search() -> None:
    """An index of three-letter pieces, which finds any run of three letters in every script."""
    bind = op.get_bind()
    if bind.dialect.name == "sqlite":
        for statement in SQLITE_SEARCH:
            bind.exec_driver_sql(statement)
        return
    try:
        with bind.begin_nested():
            bind.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            bind.exec_driver_sql(
                "CREATE INDEX ix_segment_listing_found_by ON segment_listing "
                "USING gin (found_by gin_trgm_ops)"
            )
    except sa.exc.DBAPIError:
        # Without the extension a search reads every row: slower, never wrong (docs/operations.md).
        pass


COUNTS = (
    "total", "empty", "draft", "edited", "revised", "stale", "blocking", "advisory", "questions",
    "changed", "to_edit", "critical_to_edit", "words_to_edit", "to_revise", "critical_to_revise",
    "words_to_revise",
)  # fmt: skip
TOTALS = (
    "total", "revised", "to_edit", "critical_to_edit", "words_to_edit", "changed", "to_revise",
    "critical_to_revise", "words_to_revise", "questions",
)  # fmt: skip
SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE segment_search USING fts5(found_by, content='segment_listing', "
    "content_rowid='id', tokenize='trigram case_sensitive 1')",
    "CREATE TRIGGER segment_search_insert AFTER INSERT ON segment_listing BEGIN "
    "INSERT INTO segment_search(rowid, found_by) VALUES (new.id, new.found_by); END",
    "CREATE TRIGGER segment_search_delete AFTER DELETE ON segment_listing BEGIN "
    "INSERT INTO segment_search(segment_search, rowid, found_by) "
    "VALUES ('delete', old.id, old.found_by); END",
    "CREATE TRIGGER segment_search_update AFTER UPDATE OF found_by ON segment_listing "
    "WHEN old.found_by IS NOT new.found_by BEGIN "
    "INSERT INTO segment_search(segment_search, rowid, found_by) "
    "VALUES ('delete', old.id, old.found_by); "
    "INSERT INTO segment_search(rowid, found_by) VALUES (new.id, new.found_by); END",
)
