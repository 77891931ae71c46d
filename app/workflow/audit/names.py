"""What a decision is about, in a few words that stay: which text, edition or account. They are
part of the digest, so that a row cannot be moved to another text either.
"""

from typing import Any

from sqlalchemy import Connection, Select, bindparam, select
from sqlmodel import SQLModel, col

from app.models import Edition, Proposal, ResourceRow, Translation


class Names:
    """Names of what rows point to, each asked for once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[type[SQLModel], object], str] = {}

    def text(self, translation_id: object) -> str:
        """Such as `feeling-sick standard pl`; empty where there is none, as in all below."""
        return self._named(Translation, translation_id, _TEXT)

    def resource(self, resource_id: object) -> str:
        return self._named(ResourceRow, resource_id, _RESOURCE)

    def edition(self, edition_id: object) -> str:
        return self._named(Edition, edition_id, _EDITION)

    def proposal(self, proposal_id: object) -> str:
        return self._named(Proposal, proposal_id, _PROPOSAL)

    def _named(self, table: type[SQLModel], id_: object, query: Select[Any]) -> str:
        if (table, id_) not in self._known:
            row = self._connection.execute(query, {"wanted": id_}).first()
            self._known[table, id_] = " ".join(str(part) for part in row or ())
        return self._known[table, id_]


def _wanted(table: Any, *columns: Any) -> Select[Any]:
    return select(*columns).where(col(table.id) == bindparam("wanted"))


_OF_RESOURCE = col(ResourceRow.id)
_TEXT = _wanted(
    Translation, ResourceRow.slug, Translation.reading_version, Translation.language
).join(ResourceRow, col(Translation.resource_id) == _OF_RESOURCE)
_RESOURCE = _wanted(ResourceRow, ResourceRow.slug)
_EDITION = _wanted(
    Edition, ResourceRow.slug, Edition.reading_version, Edition.language, Edition.number
).join(ResourceRow, col(Edition.resource_id) == _OF_RESOURCE)
_PROPOSAL = _wanted(Proposal, Proposal.slug, Proposal.reading_version)
