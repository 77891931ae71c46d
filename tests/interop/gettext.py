"""GNU gettext: what `msgfmt` finds wrong with our PO files, and what its tools make of them."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from app.models.text_ref import TextRef
from tests.interop.there_and_back import Change, Edit, Through, one_text, shows_previous, untouched
from tests.interop.walk import Absent, Client, Walk, must
from tests.interop.world import POLISH, REFS, World


def find() -> tuple[Path, str]:
    place = shutil.which("msgfmt")
    if not place:
        raise Absent("apt-get install gettext")
    said = subprocess.run([place, "--version"], capture_output=True, text=True)
    found = re.search(r"\d+(?:\.\d+)+", said.stdout)
    return Path(place).parent, found[0] if found else "of an unknown version"


def _tool(place: Path, name: str, data: bytes, *options: str) -> tuple[bytes, str]:
    """What a tool writes of a file, and what it says; raises where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "in.po", Path(folder) / "out"
        file.write_bytes(data)
        call = [str(place / name), *(option.replace("IN", str(file)) for option in options),
                "-o", str(out)]  # fmt: skip
        done = subprocess.run([*call, str(file)], capture_output=True, text=True)
        must(done.returncode == 0, f"{name}: {done.stderr}")
        return out.read_bytes(), done.stderr


def _compiles(world: World, place: Path) -> str:
    """No error and no warning, headers included."""
    said = []
    for ref in REFS:
        _, told = _tool(place, "msgfmt", world.export(ref, "po"), "--check", "--statistics")
        must(len(told.splitlines()) == 1, f"{ref.language}: {told}")
        said.append(f"{ref.language} {told.strip()}")
    return " ".join(said)


def _through(place: Path, name: str, *options: str) -> Through:
    def through(data: bytes, ref: TextRef) -> bytes:
        return _tool(place, name, data, *options)[0]

    return through


def _merged(place: Path) -> Through:
    """Merged with itself as the newest template, as a build does every night."""

    def through(data: bytes, ref: TextRef) -> bytes:
        template = _tool(place, "msgattrib", data, "--clear-fuzzy", "--empty")[0]
        with tempfile.TemporaryDirectory() as folder:
            file, newest = Path(folder) / "old.po", Path(folder) / "new.pot"
            file.write_bytes(data)
            newest.write_bytes(template)
            out = Path(folder) / "out.po"
            call = [str(place / "msgmerge"), "-q", "--previous", "-o", str(out), str(file)]
            done = subprocess.run([*call, str(newest)], capture_output=True, text=True)
            must(done.returncode == 0, f"msgmerge: {done.stderr}")
            return out.read_bytes()

    return through


def _change(place: Path) -> Change:
    """One text replaced by `msgfilter`, which hands every text to a program, word for word."""

    def change(data: bytes, edit: Edit) -> bytes:
        script = (
            "import os, sys; text = sys.stdin.read(); "
            "sys.stdout.write(os.environ['AFTER'] "
            "if os.environ.get('MSGFILTER_MSGCTXT') == os.environ['CONTEXT'] else text)"
        )
        with tempfile.TemporaryDirectory() as folder:
            file, out = Path(folder) / "in.po", Path(folder) / "out.po"
            file.write_bytes(data)
            done = subprocess.run(
                [str(place / "msgfilter"), "-i", str(file), "-o", str(out),
                 "python3", "-c", script],
                capture_output=True, text=True,
                env={"PATH": f"{place}:/usr/bin:/bin", "AFTER": edit.after, "CONTEXT": edit.path,
                     "PYTHONUTF8": "1"},
            )  # fmt: skip
            must(done.returncode == 0, f"msgfilter: {done.stderr}")
            return out.read_bytes()

    return change


def _previous(world: World, place: Path) -> str:
    data, _ = _tool(place, "msgattrib", world.export(POLISH, "po"), "--only-fuzzy", "--no-wrap")
    return shows_previous(data.decode("utf-8").replace("#| ", ""))


WALKS = (
    Walk("PO", "msgfmt --check", _compiles),
    Walk("PO", "untouched, msgcat", lambda w, p: untouched(w, "po", _through(p, "msgcat"))),
    Walk("PO", "untouched, sorted",
         lambda w, p: untouched(w, "po", _through(p, "msgcat", "--sort-output", "--no-wrap"))),
    Walk("PO", "untouched, msgmerge", lambda w, p: untouched(w, "po", _merged(p))),
    Walk("PO", "one text changed, msgfilter", lambda w, p: one_text(w, "po", _change(p))),
    Walk("PO", "the English before is shown", _previous),
)  # fmt: skip
GETTEXT = Client("gettext", find, WALKS)
