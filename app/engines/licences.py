"""Which licences of models were read and accepted, by whom and when; a changed licence is asked
about again.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from app.storage import private_folder, write_whole

NAME = "licences.json"


@dataclass(frozen=True)
class Accepted:
    """One acceptance: of exactly this licence, for the model with exactly these files."""

    model: str
    licence: str
    files: str
    by: str
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat("T", "seconds"))


def accepted(folder: Path, model: str, licence: str) -> Accepted | None:
    """The acceptance that holds for a model under this licence."""
    return next((a for a in _read(folder) if (a.model, a.licence) == (model, licence)), None)


def accept(folder: Path, new: Accepted) -> None:
    """Keep an acceptance; an earlier one of the same model is replaced."""
    private_folder(folder)
    rows = [asdict(a) for a in (*(a for a in _read(folder) if a.model != new.model), new)]
    text = json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
    write_whole(folder / NAME, text.encode())


def _read(folder: Path) -> tuple[Accepted, ...]:
    try:
        return tuple(Accepted(**row) for row in json.loads((folder / NAME).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return ()
