"""Finished PDFs are kept whole, under a name that changes with all that they show."""

from dataclasses import replace
from pathlib import Path

from app.render.cache import PdfCache
from app.render.pdf import PrintJob

JOB = PrintJob("<p>a", "pl", "A", "https://birthwords.test")
PDF = b"%PDF-1.7\nbody\n%%EOF\n"


def test_a_pdf_comes_back_as_it_was_put(tmp_path: Path) -> None:
    cache = PdfCache(tmp_path)
    key = cache.key(JOB)
    assert cache.get(key) is None
    cache.put(key, PDF)
    assert cache.get(key) == PDF
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".pdf"]


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
