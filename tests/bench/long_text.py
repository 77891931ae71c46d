"""Whether one string opens in the editor as quickly in a translation of a hundred thousand strings
as in one of a thousand: what the route does, the page written out, the two databases in turn.
"""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.db import Database
from app.models import ResourceRow, SegmentText, SourceRevision, Status
from app.models.text_ref import TextRef
from app.resources.load import parse
from app.resources.segments import content_hash
from app.web.frame.staff import Frame, show
from app.web.workbench.editor_page import editor_page
from app.web.workbench.proof_page import proof_pane
from app.web.workbench.string_list import ListQuery
from app.workflow.dirty_texts import mark_dirty
from app.workflow.open_database import open_database
from app.workflow.people import accounts
from app.workflow.source import revisions
from app.workflow.translation.desk import open_desk, view
from tests.bench.figure import Figure
from tests.bench.timing import in_turn
from tests.factories import HEAD, SLUG, add_team

SMALL, LARGE = 1_000, 100_000
SENTENCE = "Eat little and often, say {n} times."


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        small, large = (_filled(Path(folder) / f"{n}.sqlite3", n) for n in (SMALL, LARGE))
        opened = in_turn(small, large, _open)
        small.dispose()
        large.dispose()
    yield opened.figure(
        "editor_growth", f"in a translation of {SMALL:,} strings", f"in one of {LARGE:,}"
    )


def _open(database: Database, chosen: random.Random) -> None:
    """One string in the editor, as a translator, a reviewer or a clinician opens it."""
    name, filter_ = chosen.choice(
        [("translator", "all"), ("translator", "mine"), ("reviewer", "mine"), ("clinician", "all")]
    )
    with database.reading() as session:
        actor = accounts.actor(session, f"{name}@x.test")
        desk = open_desk(session, SLUG, "standard", "pl")
        path = desk.extraction.segments[chosen.randrange(len(desk.segments))].path
        frame = Frame(demo=True, csrf="x", name=name)
        page = editor_page(frame, desk, actor, view(desk, path), ListQuery(filter_, "", path))
        proof_pane(desk, path, "")
        show("workbench/editor", page)


def _filled(path: Path, strings: int) -> Database:
    """One leaflet of so many strings, every second edited and every tenth revised, in Polish."""
    database = open_database(f"sqlite:///{path}")
    database.migrate()
    add_team(database)
    # One block is read and copied: no file may bring in as many parts.
    resource = parse(f"{HEAD}  - id: p0\n    type: paragraph\n    text: {SENTENCE.format(n=0)}\n")
    blocks = (
        resource.blocks[0].model_copy(update={"id": f"p{n}", "text": SENTENCE.format(n=n)})
        for n in range(strings - 2)
    )
    resource = resource.model_copy(update={"blocks": tuple(blocks)})
    with database.writing() as session:
        author, translator, reviewer = (
            accounts.actor(session, f"{name}@x.test").id
            for name in ("author", "translator", "reviewer")
        )
        row = ResourceRow(slug=SLUG, kind=resource.kind)
        session.add(row)
        session.flush()
        revision = SourceRevision(
            resource_id=row.id or 0, reading_version="standard", number=1, created_by=author,
            content=resource.model_dump(mode="json"), hash=content_hash(resource),
        )  # fmt: skip
        session.add(revision)
        session.flush()
        desk = open_desk(session, SLUG, "standard", "pl")
        session.add_all(
            SegmentText(
                translation_id=desk.translation_id, path=segment.path, source_text=segment.text,
                text="Jedz mało i często, powiedzmy "
                + "".join(filter(str.isdecimal, segment.text))
                + " razy.",
                status=Status.REVISED if number % 10 == 0 else Status.EDITED,
                source_hash=segment.hash, edited_by=translator,
                revised_by=reviewer if number % 10 == 0 else None,
            )
            for number, segment in enumerate(revisions.extraction(revision).segments)
            if number % 2 == 0
        )  # fmt: skip
        mark_dirty(session, TextRef(SLUG, "standard", "pl"), whole=True)
    return database
