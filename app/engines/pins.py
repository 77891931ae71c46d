"""What was put in, by its SHA-256: a model whose file or unpacked files differ from their pin is
refused. One JSON file beside the models, written whole or not at all.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from app.storage import write_whole

NAME = "pins.json"


@dataclass(frozen=True, kw_only=True)
class Pin:
    """One model as it was put in: hashes of its archive and of its unpacked files, where it came
    from, and who accepted which licence when."""

    archive: str
    files: str
    came_from: str
    licence: str
    accepted_by: str
    accepted_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat("T", "seconds"))


def read(folder: Path) -> dict[str, Pin]:
    """Pins by a model's folder name; a file that cannot be read pins nothing."""
    try:
        data = json.loads((folder / NAME).read_text("utf-8"))
        return {str(name): Pin(**values) for name, values in data.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write(folder: Path, pins: Mapping[str, Pin]) -> None:
    """Replace all pins at once."""
    rows = {name: asdict(pin) for name, pin in sorted(pins.items())}
    text = json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
    write_whole(folder / NAME, text.encode())
