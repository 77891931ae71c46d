"""The picture of a poster that is shared: its first page, as wide as messengers show, drawn within
bounds.
"""

import io
import os
import stat
import struct
from pathlib import Path

import pypdfium2
import pytest

from app.render import poppler
from app.render.cache import PNG, PdfCache
from app.render.print_errors import Unprintable

KEY = "ab" * 32


def two_pages() -> bytes:
    """A blank PDF of two pages of A4."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(2):
        document.new_page(595.28, 841.89)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the first chunk of a PNG says them."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_the_first_page_is_drawn_as_wide_as_asked() -> None:
    picture = poppler.picture(two_pages(), 1080)
    assert picture.startswith(b"\x89PNG")
    assert size(picture)[0] == 1080
    assert abs(size(picture)[1] - 1527) <= 1  # 1080 × 841.89 / 595.28


def test_what_takes_too_much_memory_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poppler, "PICTURE_MEMORY", 4 * 1024 * 1024)
    with pytest.raises(Unprintable, match="too much memory"):
        poppler.picture(two_pages(), 1080)


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "pdftoppm"
    slow.write_text("#!/bin/sh\nexec sleep 600\n")
    slow.chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(poppler, "PICTURE_SECONDS", 0.2)
    with pytest.raises(Unprintable, match="took too long"):
        poppler.picture(two_pages(), 1080)


def test_what_is_no_pdf_makes_no_picture() -> None:
    with pytest.raises(Unprintable):
        poppler.picture(b"no PDF", 1080)


def test_pictures_are_kept_beside_the_prints_and_the_damaged_taken_out(tmp_path: Path) -> None:
    picture = poppler.picture(two_pages(), 100)
    prints, pictures = PdfCache(tmp_path), PdfCache(tmp_path, PNG)
    pictures.put(KEY, picture)
    assert PdfCache(tmp_path, PNG).get(KEY) == picture
    assert prints.get(KEY) is None
    assert list(prints.take_out_damaged()) == []
    file = tmp_path / "ab" / f"{KEY}.png"
    file.write_bytes(file.read_bytes().replace(b"IDAT", b"IDAX", 1))
    assert list(pictures.take_out_damaged()) == [(f"{KEY}.png", False)]
    assert not file.exists()
