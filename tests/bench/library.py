"""Whether the library of staff stays as quick with five hundred resources as with fifty, in fifteen
languages: the page as a browser asks for it, in turn of a small and of a large library.

One leaflet that went all the way is copied with its editions; what becomes of each copy differs, so
that every state is met.
"""

import random
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import Connection, insert, select
from sqlmodel import col

from app.db import Database
from app.languages import ENGLISH, languages
from app.main import create_app
from app.models import (
    Edition,
    EditionEvent,
    EditionState,
    ResourceRow,
    Role,
    SourceRevision,
    TextSummary,
)
from app.resources.review_date import today
from app.web.frame.cookies import SIGN_IN
from app.workflow.editions.integrity import digest
from app.workflow.glossary.folding import fold
from app.workflow.lists.text_state import state_of_text
from app.workflow.open_database import open_database
from tests import factories
from tests.bench.catalogue import demonstration
from tests.bench.figure import Figure
from tests.bench.timing import in_turn

FEW, MANY = 50, 500
TAGS = (ENGLISH.tag, *(language.tag for language in languages()))
OWNERS = 12
ASKED = (
    "", "page=2", "tag=pl", "state=published", "state=sign", "state=withdrawn&tag=ar",
    "state=overdue", "kind=message", "owner=Owner 7", "words=gas", "words=no such words",
    "language=pl",
)  # fmt: skip
"""What is asked of the page: all of it, its later pages, each filter, and what can be printed."""


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder, demonstration(Path(folder) / "data"):
        small, large = (_filled(Path(folder) / f"{n}.sqlite3", n) for n in (FEW, MANY))
        browsers = {database.url: _browser(database) for database in (small, large)}

        def ask(database: Database, chosen: random.Random) -> None:
            query = ASKED[chosen.randrange(len(ASKED))]
            answer = browsers[database.url].get(f"/library?{query}")
            assert answer.status_code == 200

        growth = in_turn(small, large, ask)
        small.dispose()
        large.dispose()
    texts = f"resources in {len(TAGS) - 1} languages"
    yield growth.figure("library_growth", f"with {FEW} {texts}", f"with {MANY}")


def _browser(database: Database) -> TestClient:
    """In which an author is signed in, at a service that draws no print."""
    client = TestClient(create_app(database))
    token, _ = factories.signed_in(database, "author@x.test")
    client.cookies.set(SIGN_IN, token)
    return client


def _filled(path: Path, resources: int) -> Database:
    database = open_database(f"sqlite:///{path}")
    database.migrate()
    factories.add_team(database)
    factories.bring_in(database)
    factories.publish_leaflet(database)
    with database.writing() as session:
        first = session.get_one(ResourceRow, 1)
        revision = session.get_one(SourceRevision, 1)
        edition = session.execute(select(Edition).where(col(Edition.language) == "pl")).scalar_one()
        for number in range(1, resources):
            _copy(session.connection(), number, first, revision, edition)
    return database


KINDS = ("leaflet", "leaflet", "leaflet", "plan", "message")
WORDS = ("Pain relief", "Gas and air", "Your waters", "Feeding", "Vaccination", "Diabetes", "Tests")
STAGES = ("done",) * 7 + ("work", "publish", "sign", "begun", "")
"""Where a text stands, as often as here; `begun` and "" have no edition."""


def _copy(
    connection: Connection,
    number: int,
    first: ResourceRow,
    revision: SourceRevision,
    edition: Edition,
) -> None:
    chosen = random.Random(number)  # noqa: S311  # what a text is like, not a secret
    slug, kind = f"{first.slug}-{number}", chosen.choice(KINDS)
    title = f"{chosen.choice(WORDS)} {number}"
    resource = _added(connection, ResourceRow, {"slug": slug, "kind": kind, "archived": False})
    values = revision.model_dump(exclude={"id"}) | {"resource_id": resource}
    english = _added(connection, SourceRevision, values)
    for tag in TAGS:
        stage = "done" if tag == ENGLISH.tag else chosen.choice(STAGES)
        made, became = None, EditionState.SUPERSEDED
        if stage in ("done", "work", "publish"):
            frozen = _frozen(edition, resource, english, slug, title, tag, chosen)
            made = _added(connection, Edition, frozen), frozen["review_by"]
            for became in _states(chosen):
                event = EditionEvent(edition_id=made[0], state=became, actor_id=1, role=Role.AUTHOR)
                _added(connection, EditionEvent, event.model_dump(exclude={"id"}))
        live, open_ = became is EditionState.CURRENT, stage in ("work", "begun")
        work = "work" if stage in ("begun", "") else stage
        summary = TextSummary(
            resource_id=resource, reading_version="standard", language=tag, revision_id=english,
            slug=slug, kind=kind, title=title, filed_under=fold(title), stage=work,
            owner=f"Owner {number % OWNERS}", total=20, empty=0 if stage else 20,
            revised=12 if open_ else 20, to_edit=5 if open_ else 0, to_revise=3 if open_ else 0,
            state=state_of_text(work, bool(stage), live=live, gone=made is not None and not live),
            edition_id=made[0] if made else None, review_by=made[1] if made and live else None,
        )  # fmt: skip
        _added(connection, TextSummary, summary.model_dump(exclude={"id"}))


def _states(chosen: random.Random) -> tuple[EditionState, ...]:
    gone = chosen.random() < 0.05
    return (EditionState.CURRENT, *([EditionState.WITHDRAWN] if gone else []))


def _frozen(
    edition: Edition, resource: int, english: int, slug: str, title: str, tag: str,
    chosen: random.Random,
) -> dict[str, Any]:  # fmt: skip
    day = today() + timedelta(days=chosen.randrange(-30, 900))
    values = edition.model_dump(exclude={"id"}) | {
        "resource_id": resource,
        "source_revision_id": english,
        "language": tag,
        "code": f"{chosen.getrandbits(40):010X}",
        "content": {**edition.content, "slug": slug, "review_by": day.isoformat()},
        "english": {**edition.english, "slug": slug, "title": title, "review_by": day.isoformat()},
        "review_by": day,
    }
    return values | {"hash": digest(Edition(**values))}  # a damaged one is shown to nobody


def _added(connection: Connection, table: type[Any], values: dict[str, Any]) -> int:
    made = connection.execute(insert(table).values(values))
    return int(made.inserted_primary_key[0])  # type: ignore[index]
