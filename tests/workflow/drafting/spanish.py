"""The leaflet in Spanish, and it approved with nothing translated back."""

from app.db import Database
from app.models import TextRef
from app.workflow.review import steps
from app.workflow.translation.desk import open_desk
from tests.factories import SLUG, person, translate

SPANISH = {
    "title": "Náuseas",
    "summary": "Qué ayuda cuando tiene náuseas.",
    "vitamin": "Tome 10 microgramos de vitamina D cada día.",
    "call.heading": "Llámenos ahora",
    "call.who": "Llame a <1>triage</1> al <2/>.",
}


TEXT = TextRef(SLUG, "standard", "es")


def approved(database: Database, *paths: str, texts: dict[str, str] = SPANISH) -> None:
    """Edited and approved, and nothing translated back."""
    translate(database, texts, tag="es")
    actor = person(database, "reviewer")
    with database.writing() as session:
        desk = open_desk(session, *TEXT.parts)
        for path in paths or texts:
            steps.revise(desk, actor, path, desk.rows[path].version)
