"""Files are read in a process of its own, which a hostile one can end but not outlive."""

import io
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.exchange import po
from app.exchange.entries import TranslationFile
from app.exchange.opening import FileRefused
from app.exchange.reader import Reader, ReaderBusy
from app.exchange.recognise import read
from app.resources.content_problems import ContentError
from tests.exchange import slow_files
from tests.exchange.samples import SAMPLE, WRITERS
from tests.factories import LEAFLET


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    made = Reader()
    yield made
    made.close()


@pytest.mark.parametrize("format_", WRITERS)
def test_a_file_of_each_format_comes_back_as_it_was_read(reader: Reader, format_: str) -> None:
    found = reader.read(WRITERS[format_](SAMPLE, "T"), "x")
    assert isinstance(found, TranslationFile)
    assert [(e.path, e.text) for e in found.entries] == [(e.path, e.text) for e in SAMPLE.entries]


def test_one_process_reads_file_after_file_and_it_is_not_the_service(reader: Reader) -> None:
    first, second = (reader.run(slow_files.process, b"", "x") for _ in range(2))
    assert first == second != os.getpid()


def test_a_refusal_comes_back_with_its_place_and_mend(reader: Reader) -> None:
    with pytest.raises(FileRefused, match=r"^x\.po:1: this entry is damaged: “nonsense”"):
        reader.read(b"nonsense", "x.po")
    with pytest.raises(ContentError) as refused:
        reader.english(LEAFLET.replace("version:", "verzion:").encode(), "leaflet.yaml")
    assert {(p.file, p.line) for p in refused.value.problems} == {
        ("leaflet.yaml", 1),
        ("leaflet.yaml", 4),
    }


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (slow_files.forever, "took longer than 3 seconds to read"),
        (slow_files.everything, "took more memory to read than any should"),
        (slow_files.killed, "took more memory to read than any should"),
    ],
)
def test_a_file_that_takes_too_much_is_put_away_and_the_next_is_read(
    work: Callable[[bytes, str], object], said: str
) -> None:
    reader = Reader(seconds=3)
    try:
        with pytest.raises(FileRefused, match=rf"^bad\.xlsx: this file {said}"):
            reader.run(work, b"", "bad.xlsx")
        assert reader.run(slow_files.process, b"", "good.po") != os.getpid()
    finally:
        reader.close()


def test_more_files_than_can_wait_are_asked_for_again(tmp_path: Path) -> None:
    reader, begun = Reader(at_once=1), tmp_path / "begun"
    os.mkfifo(begun)

    def send() -> None:
        with pytest.raises(Exception):  # noqa: B017, PT011  # it is ended by `close` below
            reader.run(slow_files.forever_once_begun, b"", str(begun))

    first = threading.Thread(target=send)
    first.start()
    begun.read_bytes()
    try:
        with pytest.raises(ReaderBusy, match="Send it again in a minute"):
            reader.run(slow_files.process, b"", "second")
    finally:
        reader.close()
        first.join()


def refused(data: bytes, name: str) -> str:
    with pytest.raises(FileRefused) as found:
        read(data, name)
    return str(found.value)


def test_entities_are_refused_in_an_encoding_that_hides_them_too() -> None:
    text = '<!DOCTYPE tmx [<!ENTITY a "aaaa">]><tmx><body>&a;</body></tmx>'
    for encoding in ("utf-8", "utf-16", "utf-7", "cp037"):
        declared = f'<?xml version="1.0" encoding="{encoding}"?>'
        data = (declared + text).encode(encoding)
        if encoding == "utf-7":
            data = declared.encode() + text.encode("utf-7").replace(b"<!", b"+ADwAIQ-")
        # What the XML library does not take at all, or does not know as XML, is refused as well.
        said = refused(data, "x.tmx")
        assert "entities" in said or "damaged" in said or "UTF-8" in said, (encoding, said)


def test_a_text_or_a_file_without_end_is_refused_with_its_place() -> None:
    long = replace(SAMPLE, entries=(replace(SAMPLE.entries[0], text="a" * 20_001),))
    assert refused(po.write(long, "T"), "x.po").startswith("x.po: title: a text here is longer")
    one = SAMPLE.entries[0]
    many = tuple(replace(one, path=f"p{number}", text="") for number in range(20_001))
    assert "more than 20,000 texts" in refused(po.write(replace(SAMPLE, entries=many), "T"), "x.po")
    lines = "\n".join(f"term {number},pl,słowo" for number in range(5_001))
    assert "more than 5,000 texts" in refused(f"English,Language,Words\n{lines}".encode(), "g.csv")
    cell = f"English,Language,Words\nterm,pl,{'a' * 140_000}"
    assert refused(cell.encode(), "g.csv").startswith("g.csv:2: the line is damaged")


def test_a_workbook_of_many_sheets_is_refused() -> None:
    book = Workbook()
    for _ in range(20):
        book.create_sheet()
    out = io.BytesIO()
    book.save(out)
    assert "has 21 sheets" in refused(out.getvalue(), "x.xlsx")
