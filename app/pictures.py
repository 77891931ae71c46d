"""The pictures that leaflets and plans may show, as `content/pictures/pictures.yaml` lists them.

Their files are built by `app.assets.pictures`.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from app.config import CONTENT
from app.errors import ExpectedError

LIST = CONTENT / "pictures" / "pictures.yaml"


class PictureListError(ExpectedError):
    """The list of pictures is damaged; the message names the place and the mend."""


@dataclass(frozen=True, kw_only=True)
class PictureSource:
    """A collection of drawings: its npm package, or "" for our own, whose folder lies in `content`;
    and what its licence asks us to say."""

    id: str
    package: str = ""
    folder: str
    licence: str
    credit: str
    address: str


@dataclass(frozen=True)
class PictureFile:
    """One drawing. `shows` is English for authors; alternative texts stand in the leaflets."""

    id: str
    source: PictureSource
    path: str
    shows: str

    @property
    def is_ours(self) -> bool:
        return not self.source.package

    @property
    def origin(self) -> Path:
        """Where the drawing lies: below `content` when it is ours, else below `node_modules`."""
        return Path(self.source.package, self.source.folder, self.path)


@cache
def pictures(path: Path = LIST) -> tuple[PictureFile, ...]:
    """Every picture that may be shown, in the order of the list; raises PictureListError."""
    try:
        data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        sources = {key: PictureSource(id=key, **fields) for key, fields in data["sources"].items()}
        found = tuple(_picture(entry, sources) for entry in data["pictures"])
    except (YAMLError, KeyError, TypeError, AttributeError) as error:
        raise PictureListError(f"{path}: {error}. Write it like the entries beside it.") from None
    ids = [picture.id for picture in found]
    if twice := sorted({each for each in ids if ids.count(each) > 1}):
        raise PictureListError(f"{path}: {twice[0]!r} is listed twice. Give one another id.")
    return found


def _picture(entry: dict[str, Any], sources: dict[str, PictureSource]) -> PictureFile:
    name = entry.get("source")
    if name not in sources:
        raise KeyError(f"picture {entry.get('id')!r} names the unknown source {name!r}")
    return PictureFile(**{**entry, "source": sources[name]})
