"""PO files: what is written is read again, and damage is refused with its place."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.po import Entry, PoError, PoFile, read, write

TEXTS = st.text(string.printable + 'ąșñमدб“”«»\\"', max_size=60).map(lambda t: " ".join(t.split()))
ENTRIES = st.lists(st.tuples(TEXTS.filter(bool), TEXTS, st.booleans()), min_size=1, max_size=8).map(
    lambda rows: tuple(
        Entry(path=f"p{n}.x", source=s, text=t, fuzzy=f) for n, (s, t, f) in enumerate(rows)
    )
)


@given(ENTRIES)
def test_what_is_written_is_read_again(entries: tuple[Entry, ...]) -> None:
    file = PoFile(
        language="fa-AF",
        slug="babys-movements",
        reading_version="easy_read",
        revision="abc123",
        origin="engine x",
        entries=entries,
    )
    again = read(write(file, "Title"), "x.po")
    assert (again.language, again.slug, again.reading_version) == (
        "fa-AF",
        "babys-movements",
        "easy_read",
    )
    assert [(e.path, e.source, e.text, e.fuzzy) for e in again.entries] == [
        (e.path, e.source, e.text, e.fuzzy) for e in entries
    ]


GOOD = 'msgid ""\nmsgstr ""\n"Language: pl\\n"\n\nmsgctxt "a"\nmsgid "One"\nmsgstr "Jeden"\n'


@pytest.mark.parametrize(
    ("data", "place", "mend"),
    [
        (GOOD.replace('"Jeden"', '"Jeden').encode(), "x.po:7", "damaged"),
        (GOOD.replace('msgctxt "a"\n', "").encode(), "x.po:5", "no msgctxt"),
        (GOOD.encode() + b'\nmsgctxt "b"\nmsgid "x"\nmsgstr "\xff"\n', "x.po:11", "UTF-8"),
        (b"<<<<<<< ours\n" + GOOD.encode(), "x.po:1", "merge conflict"),
        (b"", "x.po", "no translated texts"),
        (b"\x00\x01\x02", "x.po", ""),
        (b"x" * 10_000_001, "x.po", "larger than 10 MB"),
        (
            GOOD.encode() + b'\nmsgctxt "b"\nmsgid "x"\nmsgid_plural "y"\nmsgstr[0] "z"\n',
            "x.po:10",
            "plural",
        ),
    ],
)
def test_a_damaged_file_is_refused_whole_with_its_place(data: bytes, place: str, mend: str) -> None:
    with pytest.raises(PoError) as caught:
        read(data, "x.po")
    assert place in str(caught.value)
    assert mend in str(caught.value)


def test_an_entry_that_stands_twice_is_refused() -> None:
    with pytest.raises(PoError, match="twice"):
        read(GOOD.encode() + b'\nmsgctxt "a"\nmsgid "Two"\nmsgstr "Dwa"\n', "x.po")
