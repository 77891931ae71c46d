"""Finished PDFs are kept whole, under a name that changes with all that they show; one of which a
byte has changed is never handed out.
"""

import os
import shutil
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from app.config import settings
from app.render import cache as caching
from app.render import fonts
from app.render.cache import PdfCache, drawn_with
from app.render.fonts import FontsNotBuilt
from app.render.pdf import PrintJob

JOB = PrintJob(html="<p>a", language="pl", title="A", base_url="https://birthwords.test")
PDF = b"%PDF-1.7\nTake 400 mg.\n%%EOF\n"


def the_file(folder: Path) -> Path:
    (found,) = (path for path in folder.rglob("*") if path.is_file())
    return found


@pytest.fixture
def cache(tmp_path: Path) -> PdfCache:
    made = PdfCache(tmp_path / "data" / "pdf")
    made.put("ab" * 32, PDF)
    return made


KEY = "ab" * 32


def test_a_pdf_comes_back_as_it_was_put(tmp_path: Path) -> None:
    cache = PdfCache(tmp_path)
    key = cache.key(JOB)
    assert cache.get(key) is None
    cache.put(key, PDF)
    assert cache.get(key) == cache.get(key) == PDF
    assert PdfCache(tmp_path).get(key) == PDF
    assert the_file(tmp_path).suffix == ".pdf"


def test_every_part_of_a_job_changes_the_name() -> None:
    cache = PdfCache(Path("unused"))
    others = (
        replace(JOB, html="<p>b"),
        replace(JOB, language="ne"),
        replace(JOB, title="B"),
        replace(JOB, base_url="https://other.test"),
    )
    assert len({cache.key(JOB), *map(cache.key, others)}) == 5


def test_a_file_that_was_cut_short_is_not_served(tmp_path: Path) -> None:
    cache = PdfCache(tmp_path)
    key = cache.key(JOB)
    cache.put(key, PDF[:-7])
    assert cache.get(key) is None


DAMAGES: tuple[Callable[[bytes], bytes], ...] = (
    lambda data: data.replace(b"400", b"4000"),
    lambda data: data.replace(b"400", b"408"),
    lambda data: data[:-1],
    lambda data: data[: len(PDF)],
    lambda data: data + b"\n",
    lambda _: b"",
    lambda data: data.replace(b"%sha256 ", b"%sha256  ")[:-1],
)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("was_read", [True, False])
def test_a_damaged_file_is_never_served_and_makes_room_for_a_new_one(
    cache: PdfCache,
    damage: Callable[[bytes], bytes],
    was_read: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = the_file(cache.folder)
    if was_read:
        assert cache.get(KEY) == PDF
    before = path.stat()
    path.write_bytes(damage(path.read_bytes()))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert cache.get(KEY) is None
    assert not path.exists()
    assert "damaged" in caplog.text
    cache.put(KEY, PDF)
    assert cache.get(KEY) == PDF


def test_bytes_that_rot_on_the_disk_are_found_when_they_are_read_again(cache: PdfCache) -> None:
    """No time of change tells of it; what memory holds is whole."""
    path = the_file(cache.folder)
    assert cache.get(KEY) == PDF
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"400", b"408"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert cache.get(KEY) == PDF
    assert PdfCache(cache.folder).get(KEY) is None


def test_memory_holds_no_more_than_its_share(
    cache: PdfCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caching, "HOT_BYTES", 10 * len(PDF))
    small = PdfCache(cache.folder)
    names = [f"{number:064x}" for number in range(40)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda name: small.put(name, PDF), names))
        assert set(threads.map(small.get, names * 5)) == {PDF}
    assert small._hot.currsize <= 10 * len(PDF)
    small.put(KEY, PDF[:9] + b"x" * 20 * len(PDF) + PDF[9:])
    assert small.get(KEY) is not None, "one that is larger than the share is read each time"


def test_all_files_are_looked_at_and_the_damaged_taken_out(cache: PdfCache) -> None:
    cache.put("cd" * 32, PDF)
    older = cache.folder / "ef" / f"{'ef' * 32}.pdf"
    older.parent.mkdir()
    older.write_bytes(PDF)
    path = cache.folder / "cd" / f"{'cd' * 32}.pdf"
    path.write_bytes(path.read_bytes().replace(b"400", b"4000"))
    found = dict(cache.take_out_damaged())
    assert found == {f"{KEY}.pdf": True, f"{'cd' * 32}.pdf": False}
    assert the_file(cache.folder).name == f"{KEY}.pdf", "one without a checksum is gone too"


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_nobody_else_may_read_what_is_kept(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        PdfCache(tmp_path / "new" / "pdf").put(KEY, PDF)
    finally:
        os.umask(before)
    for path in (tmp_path / "new").rglob("*"):
        allowed = stat.S_IMODE(path.stat().st_mode)
        assert allowed == (0o700 if path.is_dir() else 0o600), path
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_without_fonts_there_is_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else prints would be kept under the name of another set of fonts."""
    before = drawn_with()
    with monkeypatch.context() as away:
        away.setattr(fonts, "FOLDER", tmp_path)
        with pytest.raises(FontsNotBuilt, match="make setup"):
            drawn_with()
    assert drawn_with() == before


def test_a_changed_font_changes_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for font in fonts.FOLDER.glob("*.ttf"):
        (tmp_path / font.name).write_bytes(font.read_bytes())
    before = drawn_with()
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    assert drawn_with() == before
    with (tmp_path / "Amiri-Regular.ttf").open("ab") as file:
        file.write(b"x")
    assert drawn_with() != before


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of all that draws, in which something may be changed."""
    folder = tmp_path / "render"
    shutil.copytree(caching.CODE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    before = drawn_with()
    monkeypatch.setattr(caching, "CODE", folder)
    assert drawn_with() == before
    return folder


def _make(path: Path) -> None:
    path.parent.mkdir()
    path.touch()


CHANGES: tuple[tuple[str, Callable[[Path], object]], ...] = (
    ("pdf.py", lambda path: path.write_bytes(path.read_bytes() + b"\n")),
    ("weasy/paint_speed.py", lambda path: path.write_bytes(path.read_bytes() + b"\n")),
    ("weasy/accessibility.py", lambda path: path.unlink()),
    ("weasy/new.py", lambda path: path.touch()),
    ("weasy/deeper/new.py", _make),
    ("weasy/paint_speed.py", lambda path: path.rename(path.parent.parent / path.name)),
)


@pytest.mark.parametrize(("name", "change"), CHANGES)
def test_every_change_of_what_draws_changes_the_name(
    name: str, change: Callable[[Path], object], code: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = drawn_with()
    change(code / name)
    monkeypatch.setattr(caching, "CODE", code / ".." / code.name)  # as a new process sees it
    assert drawn_with() != before


def test_quick_prints_and_plain_ones_have_names_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They look the same and are not the same bytes."""
    before = drawn_with()
    monkeypatch.setenv("BIRTHWORDS_QUICK_PRINTS", "0")
    settings.cache_clear()
    try:
        assert drawn_with() != before
    finally:
        settings.cache_clear()
