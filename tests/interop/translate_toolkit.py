"""translate-toolkit, which Weblate, Pootle and Virtaal read and write files with: its converters
and its quality filter as programs, its storage classes as those editors use them.
"""

import re
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from app.exchange.opening import FileRefused, clean
from app.exchange.recognise import read
from app.exchange.tmx import MemoryFile
from app.models.text_ref import TextRef
from tests.interop import glossaries
from tests.interop.glossaries import NewWord
from tests.interop.there_and_back import Change, Edit, Through, one_text, shows_previous, untouched
from tests.interop.walk import Absent, Client, Fails, Walk, must
from tests.interop.world import POLISH, REFS, World

_SERIOUS = ("xmltags", "escapes", "newlines", "tabs", "variables", "nplurals", "validxml", "urls")
"""Its tests of what a program would trip over; the others are of style."""


def find() -> tuple[Path, str]:
    try:
        return Path(sys.executable).parent, version("translate-toolkit")
    except PackageNotFoundError:
        raise Absent("make testing") from None


def _converted(
    place: Path, steps: tuple[str, ...], data: bytes, *options: str, template: bool = False
) -> bytes:
    """A file through programs such as `po2xliff` in turn; the last may start from the first."""
    with tempfile.TemporaryDirectory() as folder:
        first = file = Path(folder) / f"0.{_ENDINGS[steps[0].partition('2')[0]]}"
        file.write_bytes(data)
        for number, step in enumerate(steps, 1):
            out = Path(folder) / f"{number}.{_ENDINGS[step.partition('2')[2]]}"
            last = ["-t", str(first)] if template and number == len(steps) else []
            call = [str(place / step), "--progress=none", *options, *last, str(file), str(out)]
            done = subprocess.run(call, capture_output=True, text=True)
            must(done.returncode == 0 and out.exists(), f"{step}: {done.stderr[-300:]}")
            file = out
        return file.read_bytes()


_ENDINGS = {"po": "po", "xliff": "xlf", "csv": "csv", "tmx": "tmx"}


def _through(place: Path, *steps: str, template: bool = False) -> Through:
    def through(data: bytes, ref: TextRef) -> bytes:
        return _converted(place, steps, data, template=template)

    return through


def _store(data: bytes, ending: str) -> Any:
    """A file as Weblate opens it."""
    from translate.storage import pypo, tbx, tmx, xliff, xliff2

    kinds: dict[str, Any] = {"po": pypo.pofile, "xlf": xliff.xlifffile, "xlf2": xliff2.Xliff2File,
             "tmx": tmx.tmxfile, "tbx": tbx.tbxfile}  # fmt: skip
    return kinds[ending].parsestring(data)


def _saved(ending: str) -> Through:
    return lambda data, ref: bytes(_store(data, ending))


def _change(ending: str) -> Change:
    """A person writes a text, sees it done and saves."""

    def change(data: bytes, edit: Edit) -> bytes:
        store = _store(data, ending)
        where = [one for one in store.units if _path(one, ending) == edit.path]
        must(len(where) == 1, f"{len(where)} units are {edit.path!r}")
        unit = where[0]
        _write(unit, edit.after, ending)
        unit.markfuzzy(False)
        return bytes(store)

    return change


def _write(unit: Any, text: str, ending: str) -> None:
    """Words and codes, as Weblate's editor writes them: PO has words alone."""
    if ending == "po":
        unit.target = text
        return
    from lxml import etree
    from translate.storage.placeables import lisa

    code = "g" if ending == "xlf" else "pc"
    coded = re.sub(r"<(\d+)>(.*?)</\1>", rf'<{code} id="\1">\2</{code}>', text)
    read_in: Any = lisa.xml_to_strelem
    unit.rich_target = [read_in(etree.fromstring(f"<target>{coded}</target>"))]


def _path(unit: Any, ending: str) -> str:
    said = str(unit.getcontext() if ending == "po" else unit.getid())
    return said.rpartition("\x04")[2].partition("::")[0]


def _filtered(world: World, place: Path) -> str:
    """Its filter finds nothing that a program would trip over."""
    said = []
    for ref in REFS:
        with tempfile.TemporaryDirectory() as folder:
            file, out = Path(folder) / "in.po", Path(folder) / "out.po"
            file.write_bytes(world.export(ref, "po"))
            tests = [f"--test={name}" for name in _SERIOUS]
            call = [str(place / "pofilter"), "--progress=none", *tests, str(file), str(out)]
            done = subprocess.run(call, capture_output=True, text=True)
            must(done.returncode == 0, done.stderr[-300:])
            found = out.read_text("utf-8") if out.exists() else ""
        wrong = [line for line in found.splitlines() if line.startswith("# (pofilter)")]
        must(not wrong, f"{ref.language}: {wrong[:2]}")
        said.append(ref.language)
    return f"{len(_SERIOUS)} tests, nothing found in {', '.join(said)}"


def _memory(world: World, place: Path) -> str:
    """Our memory as its reader has it, and the one that it makes of our PO as ours has it."""
    mine = world.memory("pl")
    own = read(mine, "pl.tmx")
    units = _store(mine, "tmx").units
    pairs = own.pairs if isinstance(own, MemoryFile) else ()
    must(len(pairs) == len(units), f"it reads {len(units)} units of {len(pairs)}")
    made = _converted(place, ("po2tmx",), world.export(POLISH, "po"), "-l", "pl")
    theirs = read(made, "x.tmx")
    back = theirs.pairs if isinstance(theirs, MemoryFile) else ()
    texts = {text for _, text, state in world.texts(POLISH).values() if state == "revised"}
    missing = texts - {pair.target for pair in back}
    must(not missing, f"{len(missing)} approved texts are not in its memory: {sorted(missing)[:1]}")
    return f"{len(units)} units there, {len(back)} of its own back"


def _terms(world: World, _: Path) -> str:
    """Each term is a unit there, and all is back."""
    said = glossaries.untouched(world, "tbx", lambda data: bytes(_store(data, "tbx")))
    units, terms = _store(world.export_terms("pl", "tbx"), "tbx").units, world.glossary()
    must(len(units) == len(terms), f"it reads {len(units)} units of {len(terms)} terms")
    return said


def _new_word(data: bytes, word: NewWord) -> bytes:
    """A person writes another word for a term and saves."""
    store = _store(data, "tbx")
    store.settargetlanguage(word.language)
    where = [unit for unit in store.units if unit.target == word.before]
    must(len(where) == 1, f"{len(where)} units hold {word.before!r}")
    where[0].target = word.after
    return bytes(store)


def _previous(world: World, _: Path) -> str:
    """What an editor shows beside a unit of PO and of XLIFF 1.2."""
    stale = [one for one in _store(world.export(POLISH, "po"), "po").units if one.prev_source]
    must(len(stale) == 1, f"{len(stale)} units of PO have an English before")
    shows_previous(f"{stale[0].prev_source} {stale[0].source}")
    unit = next(one for one in _store(world.export(POLISH, "xliff"), "xlf").units
                if _path(one, "xlf") == "summary")  # fmt: skip
    found = unit.getalttrans()
    must(len(found) == 1, f"{len(found)} candidates in XLIFF")
    return shows_previous(clean(f"{found[0].source} {unit.source}"))


def _without_context(world: World, place: Path) -> str:
    """A file whose entries lost their places is refused whole, with the first of them named."""
    back = _converted(place, ("po2xliff", "xliff2po"), world.export(POLISH, "po"))
    try:
        world.look(back, "pl.po")
    except FileRefused as refused:
        must("has no msgctxt" in str(refused), str(refused))
        return f"refused: {refused}"
    raise Fails("the file was read though its entries have no place")


def _untouched(format_: str, ending: str) -> Walk:
    return Walk(_NAMES[format_], "untouched, storage",
                lambda w, p: untouched(w, format_, _saved(ending)))  # fmt: skip


def _one(format_: str, ending: str) -> Walk:
    return Walk(_NAMES[format_], "one text changed, storage",
                lambda w, p: one_text(w, format_, _change(ending)))  # fmt: skip


_NAMES = {"po": "PO", "xliff": "XLIFF 1.2", "xliff2": "XLIFF 2.0"}
WALKS = (
    Walk("PO", "pofilter", _filtered),
    _untouched("po", "po"),
    _one("po", "po"),
    _untouched("xliff", "xlf"),
    _one("xliff", "xlf"),
    _untouched("xliff2", "xlf2"),
    _one("xliff2", "xlf2"),
    Walk("PO, CSV", "untouched, po2csv and csv2po",
         lambda w, p: untouched(w, "po", _through(p, "po2csv", "csv2po", template=True))),
    Walk("PO, XLIFF", "po2xliff and xliff2po drop msgctxt", _without_context),
    Walk("PO, XLIFF 1.2", "the English before is shown", _previous),
    Walk("TMX", "our memory, and po2tmx", _memory),
    Walk("Glossary, TBX", "untouched, storage", _terms),
    Walk("Glossary, TBX", "one word changed, storage",
         lambda w, _: glossaries.one_word(w, "tbx", _new_word)),
)  # fmt: skip
TRANSLATE_TOOLKIT = Client("translate-toolkit", find, WALKS)
