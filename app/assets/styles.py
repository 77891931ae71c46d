"""The styles and scripts of `templates/assets`, compiled into a static folder: left to right,
mirrored for right to left, and the web fonts and icons that they name. Print has fonts of its own.
"""

import re
import shutil
from pathlib import Path

from app.assets import NODE_MODULES, AssetError, web_fonts
from app.assets.node import run_tool
from app.config import TEMPLATES

SOURCES = TEMPLATES / "assets"
SHEETS = ("site", "staff", "plans")
READERS = "site"
"""The sheet that every page loads, with the web fonts of all scripts."""
MIRRORED = ("site", "plans")
HTMX = "htmx.org/dist/htmx.min.js"
"""Copied as it is, like the web fonts."""
ICON = "favicon.svg"

_ADDRESS = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s;]+)""")
_KEPT_IN = {
    "fonts": "@fontsource/*/files/{name}",
    "images": "nhsuk-frontend/dist/nhsuk/assets/images/{name}",
}


def build(static: Path) -> None:
    """Write `css/`, `js/` and `fonts/` below a folder; raises AssetError."""
    css = static / "css"
    css.mkdir(parents=True, exist_ok=True)
    named: set[str] = set()
    faces = web_fonts.build(static)
    for sheet in SHEETS:
        target = css / f"{sheet}.css"
        _compile(SOURCES / f"{sheet}.scss", target)
        if sheet == READERS:
            target.write_text(target.read_text(encoding="utf-8") + faces, encoding="utf-8")
        named |= own_addresses(target.read_text(encoding="utf-8"))
        if sheet in MIRRORED:
            run_tool("rtlcss", str(target), str(css / f"{sheet}.rtl.css"))
    for address in sorted(named):
        if not Path(address).name.startswith(web_fonts.CUT):
            _copy_named(address, static)
    _copy_scripts(static / "js")
    shutil.copyfile(SOURCES / ICON, static / "images" / ICON)


def own_addresses(css: str) -> set[str]:
    """What a style sheet loads; raises AssetError where that is not a file of ours, since a
    reader's visit is nobody else's business."""
    found = {each for each in _ADDRESS.findall(css) if not each.startswith("data:")}
    for address in sorted(found):
        if not address.startswith("/static/"):
            raise AssetError(f"a style loads {address[:80]!r}. Serve the file from /static/.")
    return found


def _compile(source: Path, target: Path) -> None:
    run_tool(
        "sass",
        "--style=compressed",
        "--no-source-map",
        "--quiet-deps",
        f"--load-path={NODE_MODULES}",
        f"{source}:{target}",
    )


def _copy_named(address: str, static: Path) -> None:
    _, _, kind, name = address.split("/", 3)
    found = sorted(NODE_MODULES.glob(_KEPT_IN.get(kind, "-").format(name=name)))
    if not found:
        raise AssetError(f"no package holds {address}. Mend the style that names it.")
    (static / kind).mkdir(exist_ok=True)
    shutil.copyfile(found[0], static / kind / name)


def _copy_scripts(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    shutil.copyfile(NODE_MODULES / HTMX, folder / "htmx.js")
    for script in sorted(SOURCES.glob("*.js")):
        shutil.copyfile(script, folder / script.name)
