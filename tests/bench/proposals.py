"""How long an author and a clinician wait: for a text in the editor, for what a proposal would do,
and for one changed sentence from the proposal to readers.
"""

import random
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median

from app.config import CONTENT
from app.db import Database
from app.languages import languages
from app.models import SegmentText, Status
from app.models.text_ref import TextRef
from app.resources import editing
from app.resources.editing import Data
from app.resources.load import load, parse
from app.web.author.forms import open_form
from app.web.author.pages import WritingPage
from app.web.frame.staff import Frame, drawn
from app.workflow.dirty_texts import mark_dirty
from app.workflow.editions.publishing import publish
from app.workflow.open_database import open_database
from app.workflow.people import accounts
from app.workflow.proposals import writing as steps
from app.workflow.proposals.advice import advice
from app.workflow.proposals.effects import effects_of
from app.workflow.proposals.handing_in import digest, hand_in
from app.workflow.proposals.texts import open_writing
from app.workflow.review.sign_off import sign_off
from app.workflow.source.revisions import save_source
from app.workflow.translation.desk import open_desk
from tests.bench.cost import timed
from tests.bench.figure import Figure
from tests.bench.rounds import in_turn
from tests.bench.timing import p95
from tests.factories import HEAD, SLUG, add_team

SEGMENTS = 60
RUNS = 12
OPENED = 150
PLAN = "my-birth-preferences"
REF = (SLUG, "standard")


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        database = _filled(Path(folder) / "proposals.sqlite3")
        numbers = count(100)
        proposed, published = [], []
        for _ in range(RUNS):
            _write(database, next(numbers))
            proposed.append(timed(lambda: _preview(database)))
            published.append(timed(lambda: _to_readers(database)))
        blocks = count()
        (opened,) = in_turn([lambda: timed(lambda: _open(database, next(blocks)))], OPENED, warm=10)
        database.dispose()
    what = f"{SEGMENTS} segments in {len(languages())} languages"
    yield Figure(
        "proposal_seconds", p95(proposed), "s", 1.0, samples=RUNS,
        detail=f"95th percentile; what one changed sentence of {what} would do",
    )  # fmt: skip
    yield Figure(
        "publish_change_seconds", p95(published), "s", 2.0, samples=RUNS,
        detail=f"95th percentile; one changed sentence of {what} handed in, signed and published",
    )  # fmt: skip
    yield Figure(
        "editor_open_p95_ms", p95(opened) * 1000, "ms", 300, samples=OPENED,
        detail=f"{PLAN} with one of its blocks open, the page written out; median "
        f"{median(opened) * 1000:.0f} ms",
    )  # fmt: skip


def _write(database: Database, number: int) -> None:
    def change(data: Data) -> Data:
        found = {**editing.part(data, "p7"), "text": f"Eat little and often, say {number} times."}
        return editing.changed(data, "p7", found)

    with database.writing() as session:
        steps.edit(session, accounts.actor(session, "author@x.test"), REF, "write", "p7", change)


def _preview(database: Database) -> None:
    with database.reading() as session:
        effects = effects_of(session, open_writing(session, *REF))
        assert len(effects.paths) == 1


def _to_readers(database: Database) -> None:
    with database.writing() as session:
        author = accounts.actor(session, "author@x.test")
        hand_in(session, author, REF, "A number.", digest(open_writing(session, *REF)))
    with database.writing() as session:
        sign_off(open_desk(session, *REF, "en"), accounts.actor(session, "clinician@x.test"))
    with database.writing() as session:
        publish(open_desk(session, *REF, "en"), accounts.actor(session, "author@x.test"))


def _open(database: Database, number: int) -> None:
    chosen = random.Random(number)  # noqa: S311  # which block, not a secret
    with database.reading() as session:
        writing = open_writing(session, PLAN, "standard")
        block = chosen.choice([each.id for each in editing.places(writing.data)])
        resource = writing.resource
        page = WritingPage(
            frame=Frame(demo=True, csrf="x", name="Author"),
            writing=writing,
            resource=resource,
            advice=advice(resource, writing.data),
            typed={},
            form=open_form(writing, block, None, take=False),
        )
    drawn("author/editor", page)


def _filled(path: Path) -> Database:
    """One leaflet of so many segments, revised in every language, and the birth plan."""
    database = open_database(f"sqlite:///{path}")
    database.migrate()
    add_team(database)
    blocks = "".join(
        f"  - id: p{n}\n    type: paragraph\n    text: Eat little and often, say {n} times.\n"
        for n in range(SEGMENTS - 2)
    )
    with database.writing() as session:
        author, translator, reviewer = (
            accounts.actor(session, f"{name}@x.test")
            for name in ("author", "translator", "reviewer")
        )
        save_source(session, author, parse(HEAD + blocks))
        save_source(session, author, load(CONTENT / "plans" / f"{PLAN}.yaml"))
        for language in languages():
            desk = open_desk(session, *REF, language.tag)
            session.add_all(
                SegmentText(
                    translation_id=desk.translation_id, path=segment.path, text=segment.text,
                    source_text=segment.text, source_hash=segment.hash, status=Status.REVISED,
                    edited_by=translator.id, revised_by=reviewer.id,
                )
                for segment in desk.segments.values()
            )  # fmt: skip
            mark_dirty(session, TextRef(*REF, language.tag), whole=True)
    return database
