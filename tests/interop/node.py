"""Where the clients from npm lie: the packages of `package.json` beside this file, installed by
`setup/interop.sh`."""

import json
import shutil
from pathlib import Path

from app.config import ROOT
from tests.interop.walk import Absent

FOLDER = ROOT / "build" / "interop" / "node"


def found(package: str) -> tuple[Path, str]:
    """The folder that holds `node_modules`, and the version of a package; raises Absent."""
    about = FOLDER / "node_modules" / package / "package.json"
    if not about.exists() or not shutil.which("node"):
        raise Absent("run setup/interop.sh where Node and npm are")
    return FOLDER, str(json.loads(about.read_text("utf-8"))["version"])
