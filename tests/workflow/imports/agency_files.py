"""Files as an agency gives them back."""

from datetime import timedelta

from app.db import Database
from app.exchange.recognise import read
from app.models import now
from app.workflow.imports.agency import Agency, record_agency
from app.workflow.imports.preview import ImportOutcome, bring_in
from app.workflow.imports.translation_files import export
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.translation.desk import open_desk
from tests.factories import (
    SLUG,
    person,
)

UNTIL = now().date() + timedelta(days=100)
LINGUA = Agency("Lingua Ltd", "Anna Nowak", "Piotr Lis", "ISO 17100 certificate 4711", UNTIL)


def file(database: Database, texts: dict[str, str]) -> bytes:
    """The translator's file as the agency gives it back."""
    with database.reading() as session:
        empty = export(session, SLUG, "standard", "pl", "po").decode()
        sources = {
            p: s.text for p, s in open_desk(session, SLUG, "standard", "pl").segments.items()
        }
    for path, text in texts.items():
        escaped = sources[path].replace('"', '\\"')
        empty = empty.replace(
            f'msgid "{escaped}"\nmsgstr ""', f'msgid "{escaped}"\nmsgstr "{text}"'
        )
    return "\n".join(line for line in empty.split("\n") if line != "#, fuzzy").encode()


def evidence(database: Database, agency: Agency = LINGUA, tag: str = "pl") -> int:
    with database.writing() as session:
        admin = accounts.actor(session, "admin@x.test")
        return record_agency(session, admin, tag, agency).id or 0


def bring(
    database: Database, number: int, data: bytes, who: str = "admin", **how: bool
) -> ImportOutcome:
    actor: Actor = person(database, who)
    with database.writing() as session:
        return bring_in(session, actor, read(data, "lingua"), "lingua", evidence=number, **how)  # type: ignore[arg-type]
