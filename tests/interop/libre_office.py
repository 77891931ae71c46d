"""LibreOffice without its window: Word and Excel files opened, changed by search and replace (with
changes recorded too) and saved, straight or by way of OpenDocument.
"""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from app.models.text_ref import TextRef
from tests.interop import glossaries
from tests.interop.glossaries import NewWord
from tests.interop.there_and_back import Change, Edit, Through, one_text, shows_previous, untouched
from tests.interop.walk import Absent, Client, Walk, must
from tests.interop.world import POLISH, World

_SECONDS = 180
_EDITS = Path(__file__).with_name("libre_office_edit.py")
_FILTERS = {
    "docx": "MS Word 2007 XML", "odt": "writer8", "xlsx": "Calc MS Excel 2007 XML", "ods": "calc8",
    "txt": "Text (encoded):UTF8", "csv": "Text - txt - csv (StarCalc):44,34,76",
}  # fmt: skip
_PLAIN = {"docx": "txt", "xlsx": "csv"}
_PYTHON = Path("/usr/bin/python3")
"""Debian's own, which its bridge to LibreOffice is built for."""


def find() -> tuple[Path, str]:
    """`LIBREOFFICE` names a program; Debian has one."""
    place = os.environ.get("LIBREOFFICE") or shutil.which("soffice")
    if not place or not Path(place).exists():
        raise Absent(
            "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui python3-uno, or "
            "LIBREOFFICE=/path/to/soffice"
        )
    said = subprocess.run([place, "--version"], capture_output=True, text=True, timeout=60)
    found = re.search(r"\d+(?:\.\d+)+", said.stdout)
    return Path(place), found[0] if found else "of an unknown version"


def _saved(program: Path, data: bytes, *endings: str) -> bytes:
    """A file opened and saved as each ending in turn; the first is what it is."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"0.{endings[0]}"
        file.write_bytes(data)
        for number, ending in enumerate(endings[1:], 1):
            out = Path(folder) / str(number)
            # As a person confirms it when a text file is opened: commas, and letters in UTF-8.
            opened = [f"--infilter={_FILTERS['csv']}"] if file.suffix == ".csv" else []
            call = [str(program), f"-env:UserInstallation=file://{folder}/profile", "--headless",
                    *opened, "--convert-to", f"{ending}:{_FILTERS[ending]}", "--outdir", str(out),
                    str(file)]  # fmt: skip
            subprocess.run(call, check=True, capture_output=True, timeout=_SECONDS)
            file = out / f"0.{ending}"
        return file.read_bytes()


def _edited(
    program: Path, data: bytes, ending: str, edit: Edit | NewWord, *, record: bool
) -> bytes:
    """The same with some words replaced; in Word files changes may be recorded."""
    before, after = edit.before, edit.after
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / f"0.{ending}", Path(folder) / f"1.{ending}"
        file.write_bytes(data)
        call = [str(program), f"-env:UserInstallation=file://{folder}/profile", "--headless",
                "--norestore", f"--accept=pipe,name={Path(folder).name};urp;"]  # fmt: skip
        with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as office:
            try:
                done = subprocess.run(
                    [str(_PYTHON), str(_EDITS), Path(folder).name, str(file),
                     before, after, "record" if record else "plain", _FILTERS[ending], str(out)],
                    capture_output=True, text=True, timeout=_SECONDS,
                )  # fmt: skip
            finally:
                office.terminate()
        must(done.returncode == 0, done.stderr[-300:])
        must(done.stdout.strip() == "1", f"LibreOffice replaced {done.stdout.strip()} places")
        return out.read_bytes()


def _through(program: Path, *endings: str) -> Through:
    def through(data: bytes, ref: TextRef) -> bytes:
        return _saved(program, data, *endings)

    return through


def _change(program: Path, ending: str, *, record: bool = False) -> Change:
    def change(data: bytes, edit: Edit) -> bytes:
        return _edited(program, data, ending, edit, record=record)

    return change


def _terms(*endings: str) -> Walk:
    """The glossary, opened and saved as each ending in turn."""
    said = ", ".join(["Glossary", *dict.fromkeys(_FORMATS[ending] for ending in endings)])

    def run(world: World, program: Path) -> str:
        return glossaries.untouched(
            world, endings[0], lambda data: _saved(program, data, *endings), as_=endings[-1]
        )

    return Walk(said, "untouched", run)


def _one_word(ending: str) -> Walk:
    def run(world: World, program: Path) -> str:
        return glossaries.one_word(
            world, ending,
            lambda data, word: _edited(program, data, ending, word, record=False),
        )  # fmt: skip

    return Walk(f"Glossary, {_FORMATS[ending]}", "one word changed", run)


_FORMATS = {"xlsx": "Excel", "csv": "CSV", "ods": "OpenDocument"}


def _previous(world: World, program: Path, ending: str) -> str:
    """What the file says to a person who reads it as plain text."""
    data = _saved(program, world.export(POLISH, ending), ending, _PLAIN[ending])
    return shows_previous(data.decode("utf-8"))


WALKS = (
    Walk("Word", "untouched", lambda w, p: untouched(w, "docx", _through(p, "docx", "docx"))),
    Walk("Word, OpenDocument", "untouched",
         lambda w, p: untouched(w, "docx", _through(p, "docx", "odt", "docx"))),
    Walk("Word", "one text changed",
         lambda w, p: one_text(w, "docx", _change(p, "docx"), only=POLISH)),
    Walk("Word", "one text changed, recorded",
         lambda w, p: one_text(w, "docx", _change(p, "docx", record=True), only=POLISH)),
    Walk("Word", "the English before is shown", lambda w, p: _previous(w, p, "docx")),
    Walk("Excel", "untouched", lambda w, p: untouched(w, "xlsx", _through(p, "xlsx", "xlsx"))),
    Walk("Excel, OpenDocument", "untouched",
         lambda w, p: untouched(w, "xlsx", _through(p, "xlsx", "ods", "xlsx"))),
    Walk("Excel", "one text changed",
         lambda w, p: one_text(w, "xlsx", _change(p, "xlsx"), only=POLISH)),
    Walk("Excel", "the English before is shown", lambda w, p: _previous(w, p, "xlsx")),
    _terms("xlsx", "xlsx"),
    _terms("xlsx", "ods", "xlsx"),
    _terms("csv", "csv"),
    _terms("csv", "xlsx"),
    _one_word("xlsx"),
    _one_word("csv"),
)  # fmt: skip
LIBRE_OFFICE = Client("LibreOffice", find, WALKS)
