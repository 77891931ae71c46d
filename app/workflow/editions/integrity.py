"""Whether an edition and the English that it was made from are still what was published: the hash
that each carries is computed again from what the database gives. Looking through all of them is
`verification`'s.
"""

import hashlib
import json
import logging
from typing import Any

from pydantic import ValidationError

from app.models import Edition, SourceRevision
from app.resources.schema import Resource
from app.resources.segments import content_hash
from app.workflow.refusals import Refused

log = logging.getLogger("birthwords.editions")

_said: set[str] = set()
"""Codes of damaged editions that the log has named; once is enough."""


class DamagedEdition(Refused):
    """A stored edition that is no longer what was published: it is shown to nobody."""

    status = 503

    def __init__(self, code: str, damage: str) -> None:
        super().__init__(
            f"Edition {code} is damaged and is shown to nobody: {damage} "
            "Publish the text anew, or bring the database back from a backup."
        )
        self.code = code
        self.damage = damage


def frozen(row: Edition) -> dict[str, Any]:
    """All that an edition keeps for good, and that its hash is of."""
    return {
        "english": row.english,
        "content": row.content,
        "services": row.services,
        "language": row.language,
        "signed": row.sign_off_id,
        "demo": row.demo,
    }


def digest(row: Edition) -> str:
    """SHA-256 of what the row holds now, in hexadecimal."""
    return hashlib.sha256(json.dumps(frozen(row), sort_keys=True).encode()).hexdigest()


def damage(row: Edition, slug: str) -> str:
    """What is no longer as it was published, a sentence; "" when the edition is whole. Of what the
    hash leaves out, whatever the text says too must agree with it."""
    if digest(row) != row.hash:
        return "its text, numbers or language are not those of its hash."
    content, english = row.content, row.english
    for name, field, stored in (
        ("name", "slug", slug),
        ("reading version", "reading_version", row.reading_version),
        ("review date", "review_by", row.review_by.isoformat()),
    ):
        if not content.get(field) == english.get(field) == stored:
            return f"its {name} is not that of its text."
    return ""


def is_whole(row: Edition, slug: str) -> bool:
    """Whether the edition may be shown and built on; the log names each that may not, once."""
    found = damage(row, slug)
    if found and row.code not in _said:
        _said.add(row.code)
        log.error("%s", DamagedEdition(row.code, found))
    return not found


def check_whole(row: Edition, slug: str) -> None:
    """Raises DamagedEdition, and the log names it once."""
    if not is_whole(row, slug):
        raise DamagedEdition(row.code, damage(row, slug))


def is_whole_source(revision: SourceRevision) -> bool:
    """Whether a revision's English is still what was brought in."""
    try:
        return content_hash(Resource.model_validate(revision.content)) == revision.hash
    except ValidationError:
        return False
