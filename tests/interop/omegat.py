"""OmegaT without its window: it loads a project, fills in what a person wrote (its project
memory) and writes the files of the project anew. Tested with 3.6 of Debian.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from lxml import etree

from app.exchange import po
from app.exchange.opening import clean
from app.models.text_ref import TextRef
from tests.interop.there_and_back import Change, Edit, Through, one_text, untouched
from tests.interop.walk import Absent, Client, Walk, must
from tests.interop.world import GERMAN, POLISH, World

_PROJECT = """\
<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0">
  <source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
  <tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
  <glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
  <source_lang>EN-GB</source_lang><target_lang>{tag}</target_lang>
  <sentence_seg>true</sentence_seg>
  <support_default_translations>true</support_default_translations>
  <remove_tags>false</remove_tags>
</project></omegat>
"""
_FOLDERS = ("source", "target", "tm", "glossary", "dictionary", "omegat")
_SECONDS = 180
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def find() -> tuple[Path, str]:
    """`OMEGAT` names a program; Debian has one."""
    place = os.environ.get("OMEGAT") or shutil.which("omegat")
    if not place or not Path(place).exists():
        raise Absent("apt-get install omegat, or OMEGAT=/path/to/omegat")
    said = subprocess.run([place, "--help"], capture_output=True, text=True, timeout=60)
    found = re.search(r"OmegaT-(\d+(?:\.\d+)*)", said.stdout + said.stderr)
    return Path(place), found[1] if found else "of an unknown version"


class Project:
    """A project in a folder, its one file a translation of ours."""

    def __init__(self, program: Path, folder: Path, file: str, data: bytes, tag: str) -> None:
        self._program, self._folder, self._file = program, folder, file
        for name in _FOLDERS:
            (folder / "p" / name).mkdir(parents=True)
        (folder / "p" / "omegat.project").write_text(_PROJECT.format(tag=tag.upper()))
        (folder / "p" / "source" / file).write_bytes(data)

    def whole_texts(self) -> None:
        """What a person chooses who does not want to see sentences one by one."""
        place = self._folder / "p" / "omegat.project"
        place.write_text(place.read_text().replace("<sentence_seg>true", "<sentence_seg>false"))
        (self._folder / "p" / "tm" / "auto").mkdir()

    def put(self, where: str, data: bytes) -> None:
        """A memory or a glossary that a person lays into the project."""
        (self._folder / "p" / where).write_bytes(data)

    def segments(self) -> list[str]:
        """What a person sees to translate, with the signs for tags."""
        out = self._folder / "pseudo.tmx"
        self._run("createpseudotranslatetmx", f"--pseudotranslatetmx={out}",
                  "--pseudotranslatetype=equal")  # fmt: skip
        units = etree.parse(str(out)).iter("tu")
        return ["".join(unit.find("tuv/seg").itertext()) for unit in units]

    def translate(self) -> bytes:
        """The file as OmegaT writes it."""
        self._run("translate")
        return (self._folder / "p" / "target" / self._file).read_bytes()

    def statistics(self) -> tuple[int, int]:
        """How many segments it counts, and how many of them remain."""
        text = (self._folder / "p" / "omegat" / "project_stats.txt").read_text("utf-8")
        total, remaining = (
            int(found[1]) for found in re.finditer(r"^(?:Total|Remaining):\s+(\d+)", text, re.M)
        )
        return total, remaining

    def memory(self) -> bytes:
        """What it writes for other tools."""
        return next((self._folder / "p").glob("*-level2.tmx")).read_bytes()

    def _run(self, mode: str, *more: str) -> None:
        call = [
            str(self._program), f"--mode=console-{mode}", "--disable-project-locking",
            f"--config-dir={self._folder / 'config'}", *more, str(self._folder / "p"),
        ]  # fmt: skip
        subprocess.run(call, check=True, capture_output=True, timeout=_SECONDS)


@contextmanager
def project(program: Path, ending: str, data: bytes, ref: TextRef) -> Iterator[Project]:
    with tempfile.TemporaryDirectory() as folder:
        yield Project(program, Path(folder), f"leaflet.{ending}", data, ref.language)


def _written(pairs: dict[str, str], tag: str) -> bytes:
    """A project memory, as OmegaT keeps what a person typed."""
    root = etree.Element("tmx", {"version": "1.4"})
    etree.SubElement(root, "header", {
        "creationtool": "OmegaT", "o-tmf": "OmegaT TMX", "adminlang": "EN-US",
        "datatype": "plaintext", "creationtoolversion": "3.6.0", "segtype": "sentence",
        "srclang": "EN-GB"})  # fmt: skip
    body = etree.SubElement(root, "body")
    for source, target in pairs.items():
        unit = etree.SubElement(body, "tu")
        for lang, text in (("EN-GB", source), (tag.upper(), target)):
            variant = etree.SubElement(unit, "tuv", {_LANG: lang})
            etree.SubElement(variant, "seg").text = text
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _signs(text: str) -> str:
    """Our token as the sign for a tag that OmegaT shows in a segment of XLIFF."""
    return re.sub(r"<(/?)1>", r"<\1g0>", text)


def _change(program: Path, ending: str) -> Change:
    """In PO a person sees the English, in XLIFF what stands in the target."""

    def change(data: bytes, edit: Edit) -> bytes:
        with project(program, ending, data, edit.ref) as one:
            text = edit.english if ending == "po" else edit.before or edit.english
            shown = one.segments()
            seen = next((each for each in shown if each in (text, _signs(text))), "")
            must(bool(seen), f"OmegaT shows no segment “{text}”")
            after = edit.after if seen == text else _signs(edit.after)
            one.put("omegat/project_save.tmx", _written({seen: after}, edit.ref.language))
            return one.translate()

    return change


def _through(program: Path, ending: str) -> Through:
    def through(data: bytes, ref: TextRef) -> bytes:
        with project(program, ending, data, ref) as one:
            return one.translate()

    return through


def _segments(world: World, program: Path, format_: str, ending: str) -> str:
    """Every text of ours has a segment, sentence by sentence, those without words too."""
    said = []
    for ref in (POLISH, GERMAN):
        with project(program, ending, world.export(ref, format_), ref) as one:
            shown = clean(" ".join(one.segments()))
            one.translate()
            total, remaining = one.statistics()
        words = set(re.findall(r"\w+", shown))
        for path, (english, text, _) in world.texts(ref).items():
            held = english if ending == "po" else text or english
            missing = set(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", held))) - words
            must(not missing, f"{ref.language} {path}: {sorted(missing)} is in no segment")
        said.append(f"{ref.language} {total} segments, {remaining} remaining")
    return "; ".join(said)


def _half(world: World, program: Path) -> str:
    """Of a text of two sentences a person translates one: OmegaT writes the other in English, and
    such a text is left with the reason."""
    with project(program, "xlf", world.export(GERMAN, "xliff"), GERMAN) as one:
        first = next(each for each in one.segments() if each.startswith("Feeling your baby move"))
        german = "Wenn Sie Ihr Baby spüren, geht es ihm gut."
        one.put("omegat/project_save.tmx", _written({first: german}, "de"))
        seen = world.look(one.translate(), "de.xlf", confirmed=True)
    must(not seen.taken, f"{[each.text for each in seen.taken]} would be taken")
    reasons = [each.reason for each in seen.left]
    must(len(reasons) == 1 and "still in English" in reasons[0], f"left: {reasons}")
    return f"left: {reasons[0]}"


def _with_memory(world: World, program: Path) -> str:
    """A translation without its words beside the memory of the same language: OmegaT fills in what
    is approved, and that is what stands here. Texts with tokens it offers and does not fill in,
    since PO shows them as words."""
    file = po.read(world.export(POLISH, "po"), "pl.po")
    bare = replace(file, entries=tuple(replace(one, text="") for one in file.entries))
    with project(program, "po", po.write(bare, "Leaflet"), POLISH) as one:
        one.whole_texts()
        one.put("tm/auto/memory.tmx", world.memory("pl"))
        back = po.read(one.translate(), "back.po")
    here = world.texts(POLISH)
    filled = {entry.path: entry.text for entry in back.entries if entry.text}
    wrong = [path for path, text in filled.items() if text != here[path][1]]
    must(not wrong, f"{wrong} were filled in with other words")
    approved = {path for path, (_, text, state) in here.items() if state == "revised"
                and "<" not in text}  # fmt: skip
    missing = sorted(approved - filled.keys())
    must(not missing, f"{missing} are approved and were not filled in")
    return f"{len(filled)} approved texts filled in as they stand here"


WALKS = (
    Walk("XLIFF 1.2", "every text is a segment", lambda w, p: _segments(w, p, "xliff", "xlf")),
    Walk("XLIFF 1.2", "untouched", lambda w, p: untouched(w, "xliff", _through(p, "xlf"))),
    Walk("XLIFF 1.2", "one text changed",
         lambda w, p: one_text(w, "xliff", _change(p, "xlf"), confirmed=True)),
    Walk("PO", "every text is a segment", lambda w, p: _segments(w, p, "po", "po")),
    Walk("PO", "untouched", lambda w, p: untouched(w, "po", _through(p, "po"), empties=True)),
    Walk("PO", "one text changed",
         lambda w, p: one_text(w, "po", _change(p, "po"), empties=True)),
    Walk("PO with our TMX", "filled in from the memory", _with_memory),
    Walk("XLIFF 1.2", "half a text is none", _half),
)  # fmt: skip
OMEGAT = Client("OmegaT", find, WALKS)
