"""The listed pictures, copied from their packages or our own folder under our ids and simplified,
since drawing them is a good part of a print's time. Which there are stands in `app.pictures`.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from app.assets import NODE_MODULES, AssetError
from app.assets.node import run_tool
from app.config import CONTENT
from app.pictures import pictures


def build(folder: Path) -> None:
    """Write `<id>.svg` for each listed picture and remove what is not listed; raises AssetError."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary:
        raw, simple = Path(temporary, "raw"), Path(temporary, "simple")
        raw.mkdir()
        simple.mkdir()
        for picture in pictures():
            origin = (CONTENT if picture.is_ours else NODE_MODULES) / picture.origin
            if not origin.is_file():
                raise AssetError(f"the picture {picture.id!r} is missing: {picture.origin}.")
            shutil.copyfile(origin, raw / f"{picture.id}.svg")
        run_tool("svgo", "--multipass", "--precision=2", f"--folder={raw}", f"--output={simple}")
        for drawing in sorted(simple.iterdir()):
            shutil.copyfile(drawing, folder / drawing.name)
    listed = {f"{picture.id}.svg" for picture in pictures()}
    for stray in sorted(folder.glob("*.svg")):
        if stray.name not in listed:
            stray.unlink()
