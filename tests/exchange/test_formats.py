"""Every format of a translation: what is written is read again, other tools read it too, and damage
is refused with its place.
"""

import io
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from translate.storage.pypo import pofile
from translate.storage.tmx import tmxfile
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

from app.exchange import sheet, tmx, word, xliff
from app.exchange.entries import TranslationFile
from app.exchange.opening import FileRefused, clean
from app.exchange.recognise import read
from tests.exchange.packages import edited, packed
from tests.exchange.samples import SAMPLE, WHO, WRITERS, entry

SAYS_STATE = ("po", "xliff", "xliff2")
WORDS = st.text("ab =+-@'&<>\"\\1/ąमدб“।\u2066_", max_size=12)
TOKENS = st.sampled_from(["<1>x & y</1>", "<2/>", "<1>", "</2>", "=1+1", "<3></3>", "&lt;"])
TEXTS = st.lists(WORDS | TOKENS, max_size=4).map(lambda parts: clean(" ".join(parts)))
STATES = ("empty", "draft", "stale", "edited", "revised")


FILES = st.lists(
    st.tuples(TEXTS.filter(bool), TEXTS, st.sampled_from(STATES)), min_size=1, max_size=3
).map(
    lambda rows: TranslationFile(
        language="fa-AF",
        slug="babys-movements",
        reading_version="easy_read",
        revision="rev1",
        origin="",
        entries=tuple(entry(f"call.p{n}", *row) for n, row in enumerate(rows)),
        at="12.abcdef",
    )
)


def translation(data: bytes, name: str = "x") -> TranslationFile:
    found = read(data, name)
    assert isinstance(found, TranslationFile)
    return found


@pytest.mark.parametrize("format_", WRITERS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(file=FILES)
def test_what_is_written_is_read_again(format_: str, file: TranslationFile) -> None:
    again = translation(WRITERS[format_](file, "Title"))
    about = (again.language, again.slug, again.reading_version, again.revision, again.at)
    assert about == ("fa-AF", "babys-movements", "easy_read", "rev1", "12.abcdef")
    assert [(e.path, e.source, e.text) for e in again.entries] == [
        (e.path, e.source, e.text) for e in file.entries
    ]


@pytest.mark.parametrize(
    ("format_", "fuzzy"),
    [("po", [False, True, True]), ("xliff", [False, True, None]), ("xliff2", [False, True, True]),
     ("xlsx", [False, None, None]), ("docx", [None, None, None])],
)  # fmt: skip
def test_where_a_text_stands_comes_back_as_far_as_the_format_can_say(
    format_: str, fuzzy: list[bool | None]
) -> None:
    again = translation(WRITERS[format_](SAMPLE, "T"))
    assert [e.fuzzy for e in again.entries] == fuzzy
    hashes = {"xliff", "xliff2", "xlsx"}
    assert {e.source_hash for e in again.entries} == ({"abc123"} if format_ in hashes else {""})


TOOLKIT = {"po": pofile, "xliff": xlifffile, "xliff2": Xliff2File}


@pytest.mark.parametrize("format_", TOOLKIT)
def test_another_toolkit_reads_edits_and_saves_it(format_: str) -> None:
    store = TOOLKIT[format_](io.BytesIO(WRITERS[format_](SAMPLE, "T")))
    units = {unit.getid(): unit for unit in store.units if unit.istranslatable()}
    rest = next(unit for key, unit in units.items() if "rest" in key)
    rest.target = "Odpocznij"
    rest.markfuzzy(False)
    again = translation(bytes(store))
    texts = {e.path: e.text for e in again.entries}
    assert texts["rest"] == "Odpocznij"
    assert texts["title"] == "Nudności"
    assert texts["call.who"] == WHO
    assert (again.slug, again.at) == ("feeling-sick", "1.a")


def test_other_tools_see_tokens_as_inline_elements() -> None:
    data = xliff.write_12(SAMPLE, "T").decode()
    assert '<g id="1">triage</g>' in data
    assert '<x id="2"/>' in data
    assert "Rest &lt;b&gt; now" in data
    assert '<pc id="1">triage</pc>' in xliff.write_20(SAMPLE, "T").decode()


def test_memory_goes_to_other_tools_and_comes_back() -> None:
    pairs = [
        tmx.MemoryPair(
            "Call <1>us</1> on <2/>", "Zadzwoń <1>do nas</1>: <2/>", "2026-11-25", "a b"
        ),
        tmx.MemoryPair("A & b", "A i b"),
    ]
    data = tmx.write("pl", pairs)
    again = read(data, "m.tmx")
    assert isinstance(again, tmx.MemoryFile)
    assert again.language == "pl"
    assert [(p.source, p.target) for p in again.pairs] == [(p.source, p.target) for p in pairs]
    store = tmxfile(io.BytesIO(data), "en", "pl")
    assert store.units[1].target == "A i b"


def test_tracked_changes_in_word_are_taken_as_made() -> None:
    data = word.write(SAMPLE, "T")
    marked = edited(
        data, "word/document.xml",
        lambda xml: re.sub(
            r"<w:r>(?:(?!</w:r>).)*Nudności</w:t></w:r>",
            "<w:del><w:r><w:delText>Nudności</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>Mdłości</w:t></w:r></w:ins>", xml, flags=re.DOTALL,
        ),
    )  # fmt: skip
    assert translation(marked).entries[0].text == "Mdłości"


def many_parts() -> bytes:
    return packed(**{f"p{n}": b"" for n in range(600)})


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file>&b;</file></xliff>'
)
FETCH = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><tmx><body>&f;</body></tmx>'
OLD = '<xliff version="1.2"/>'
XLIFF = xliff.write_12(SAMPLE, "T").decode()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (LAUGHS.encode(), "entities"),
        (LAUGHS.encode("utf-16"), "entities"),
        (FETCH.encode(), "entities"),
        (packed(**{"word/document.xml": FETCH.encode()}), "word/document.xml"),
        (packed(**{"xl/workbook.xml": LAUGHS.encode()}), "xl/workbook.xml"),
        (packed(**{"word/document.xml": b"<a>" + b" " * 30_000_000}), "times its size"),
        (packed(**{"xl/workbook.xml": b"\0" * 61_000_000}), "unpacks to 61 MB"),
        (many_parts(), "600 parts"),
        (b"x" * 10_000_001, "larger than 10 MB"),
        (b"PK\x03\x04" + b"\0" * 40, "damaged"),
        (word.write(SAMPLE, "T")[:-200], "damaged"),
        (packed(a=b"b"), "neither a Word document"),
        (b"", "empty"),
        (b"%PDF-1.7", "not read"),
        (b"\x89PNG\r\n\x1a\n", "not read"),
        (b"\xff\xd8\xff\xe0", "not read"),
        (b"<html/>", "<html>"),
        (OLD.encode(), "version"),
        (XLIFF.replace("</body>", "").encode(), "f:2: the XML is damaged"),
        (XLIFF.replace('id="rest"', 'id="title"').encode(), "stands twice"),
        (XLIFF.replace('id="rest"', "").encode(), "no id"),
        (tmx.write("pl", []), "no unit"),
        (edited(word.write(SAMPLE, "T"), "word/document.xml",
                lambda xml: xml.replace("§ rest", "")), "line 4"),
        (edited(word.write(SAMPLE, "T"), "word/document.xml",
                lambda xml: xml.replace("Birthwords:", "")), "“Birthwords:” is gone"),
        (edited(sheet.write(SAMPLE, "T"), "xl/worksheets/sheet1.xml",
                lambda xml: xml.replace("inlineStr", "nonsense")), "f"),
    ],
)  # fmt: skip
def test_a_hostile_or_damaged_file_is_refused_with_its_place(data: bytes, says: str) -> None:
    with pytest.raises(FileRefused, match=re.escape(says)) as caught:
        read(data, "f")
    assert str(caught.value).startswith("f")


def test_a_document_type_alone_is_no_attack() -> None:
    data = tmx.write("pl", [tmx.MemoryPair("A", "B")])
    usual = data.replace(b"<tmx ", b'<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx ', 1)
    assert isinstance(read(usual, "m.tmx"), tmx.MemoryFile)
