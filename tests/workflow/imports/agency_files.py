"""Files as an agency gives them back."""

from app.db import Database
from app.workflow.imports.translation_files import export
from app.workflow.translation.desk import open_desk
from tests.factories import SLUG


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
