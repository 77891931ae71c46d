"""The schemas of the OASIS committee for XLIFF 1.2 (strict) and 2.x: every XLIFF file of ours is
valid. Debian's package of Symfony's translations holds two; `OASIS` names a copy of the
committee's repository with the newer ones and the modules.
"""

import os
from pathlib import Path

from lxml import etree

from app.config import ROOT
from app.exchange.opening import xml
from tests.interop.walk import Absent, Client, Walk, must
from tests.interop.world import REFS, World

FOLDER = ROOT / "build" / "interop" / "schemas"
"""Where `setup/interop.sh` lays those of Debian."""
_SCHEMA = "{http://www.w3.org/2001/XMLSchema}"
_XML = "http://www.w3.org/XML/1998/namespace"


def find() -> tuple[Path, str]:
    if not (FOLDER / "xliff-core-1.2-strict.xsd").exists():
        raise Absent("run setup/interop.sh where apt-get download php-symfony-translation works")
    return FOLDER, "1.2 strict and 2.0 core"


def find_newer() -> tuple[Path, str]:
    """`OASIS` names a copy of the committee's repository (xliff-xliff-22)."""
    place = os.environ.get("OASIS", "")
    if not place or not list(Path(place).rglob("xliff_core_2.2.xsd")):
        raise Absent("OASIS=/path/to/a/copy of the committee's repository xliff-xliff-22")
    return Path(place), "2.1 and 2.2, with the modules"


def _schema(file: Path, folder: Path) -> etree.XMLSchema:
    """A schema whose imports are found in the folder and not on the network."""
    parsed = etree.parse(str(file), etree.XMLParser(no_network=True))
    for one in list(parsed.getroot().iter(f"{_SCHEMA}import")):
        name = (
            "xml.xsd" if one.get("namespace") == _XML else Path(one.get("schemaLocation", "")).name
        )
        found = sorted(folder.rglob(name))
        if found:
            one.set("schemaLocation", str(found[0]))
    return etree.XMLSchema(parsed)


def _valid(world: World, format_: str, schema: etree.XMLSchema, where: str) -> str:
    for ref in REFS:
        root = xml(world.export(ref, format_), f"{ref.language}.xlf")
        must(bool(schema.validate(root)), f"{where}: {ref.language}: {schema.error_log}")
    return f"{where}: {', '.join(ref.language for ref in REFS)} are valid"


def _core(world: World, place: Path, format_: str, file: str) -> str:
    return _valid(world, format_, _schema(place / file, place), file)


def _newer(world: World, place: Path, file: str) -> str:
    """Core and matches: a file holds both, and the core schema asks for any other namespace only
    what is known of it. XLIFF 2.2 has a namespace of its own, so its schema is for no file of ours.
    """
    core = next(place.rglob(file))
    said = _valid(world, "xliff2", _schema(core, core.parent), file)
    matches = _schema(core.parent / "matches.xsd", core.parent)
    number = 0
    for ref in REFS:
        for found in xml(world.export(ref, "xliff2"), "x.xlf").iter("{*}matches"):
            must(bool(matches.validate(found)), f"matches.xsd: {matches.error_log}")
            number += 1
    return f"{said}; matches.xsd: {number} candidates are valid"


WALKS = (
    Walk("XLIFF 1.2", "strict schema",
         lambda w, p: _core(w, p, "xliff", "xliff-core-1.2-strict.xsd")),
    Walk("XLIFF 2.0", "schema of the core",
         lambda w, p: _core(w, p, "xliff2", "xliff-core-2.0.xsd")),
)  # fmt: skip
NEWER = (
    Walk("XLIFF 2.0", "schemas of 2.1: core, matches",
         lambda w, p: _newer(w, p / "xliff-21", "xliff_core_2.0.xsd")),
)  # fmt: skip
OASIS = Client("OASIS schemas, from Debian", find, WALKS)
OASIS_NEWER = Client("OASIS schemas, from the committee", find_newer, NEWER)
