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


HEAD, ONE = GOOD.split("\n\n")


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.encode("utf-16"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        GOOD.replace("msgctxt", "#: a.c:1\r b.c:2\nmsgctxt").encode(),
        b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("Language: pl", "Language: pl_PL.UTF-8").encode(),
        GOOD.replace('msgid "One"', '#| msgid "Once"\nmsgid "One"').encode(),
    ],
)
def test_a_file_is_read_as_editors_save_it(data: bytes) -> None:
    found = read(data, "x.po")
    assert found.language == "pl"
    assert [(e.path, e.source, e.text, e.fuzzy) for e in found.entries] == [
        ("a", "One", "Jeden", False)
    ]


OBSOLETE = '#, fuzzy\n#~| msgctxt "gone"\n#~| msgid "older"\n#~ msgctxt "gone"\n#~ msgid "old"\n'


@pytest.mark.parametrize("parted", ["\n", ""])
@pytest.mark.parametrize("first", [True, False])
def test_what_is_kept_of_entries_that_are_gone_is_no_entry(parted: str, first: bool) -> None:
    gone = OBSOLETE + '#~ msgstr "alt"\n' + parted
    text = f"{HEAD}\n\n{gone}{ONE}" if first else f"{HEAD}\n\n{ONE}{parted}{gone}"
    (entry,) = read(text.encode(), "x.po").entries
    assert (entry.path, entry.text, entry.fuzzy) == ("a", "Jeden", False)


def test_an_entry_that_stands_twice_with_other_words_is_refused_with_its_line() -> None:
    with pytest.raises(PoError, match=r"x\.po:9: the entry 'a' stands twice"):
        read(f'{GOOD}\nmsgctxt "a"\nmsgid "One"\nmsgstr "Jedna"\n'.encode(), "x.po")
    with pytest.raises(PoError, match=r"x\.po:9: the entry 'a' stands twice"):
        read(f'{GOOD}\nmsgctxt ""\n"a"\nmsgid "One"\nmsgstr "Jeden"\n'.encode(), "x.po")


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029", "\v", "\f"])
def test_a_sign_that_ends_a_line_takes_no_letters_with_it(sign: str) -> None:
    text = GOOD.replace('"Jeden"', f'""\n"Je{sign}den"\n" raz"')
    assert read(text.encode(), "x.po").entries[0].text == "Je den raz"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (GOOD.replace("Language: pl", "Language: pt_BR").encode(), "write that tag"),
        (GOOD.replace("Language: pl", "Language: xx").encode(), "is not a language"),
        (GOOD.encode("utf-16-le"), "Save the file as UTF-8"),
        (GOOD.encode("utf-16")[:-1], "not UTF-16"),
        (GOOD.encode("iso-8859-2").replace(b"Jeden", b"Jed\xeen"), "x.po:7: this is not UTF-8"),
    ],
)
def test_what_cannot_be_read_says_the_mend(data: bytes, says: str) -> None:
    with pytest.raises(PoError) as caught:
        read(data, "x.po")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "header",
    [
        "PO-Revision-Date: 29.11.2026 14:05",
        "PO-Revision-Date: 2026-11-29T14:05:00Z",
        "PO-Revision-Date: ",
        "POT-Creation-Date: yesterday",
        "POT-Creation-Date: 2026-11-29 14:05+01:00",
        "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;",
        "Content-Type: text/plain; charset=CHARSET",
        "Language: pl_PL.UTF-8",
    ],
)
def test_no_header_that_a_tool_wrote_in_its_own_way_costs_a_translation(header: str) -> None:
    data = GOOD.replace('"Language', f'"{header}\\n"\n"X-Birthwords-Resource: a\\n"\n"Language')
    file = read(data.encode(), "x.po")
    (entry,) = file.entries
    assert (file.slug, file.language) == ("a", "pl")
    assert (entry.path, entry.source, entry.text, entry.line) == ("a", "One", "Jeden", 7 + 1)


def test_a_long_english_before_is_folded_between_its_quotation_marks() -> None:
    """Babel folds it as a comment, and `msgfmt` reads no line of such a file."""
    before = (
        'Feeling your baby "move" is a sign that your baby is well. ' * 2 + "Call straight away."
    )
    entry = Entry(
        path="call", source="Call.", text="Zadzwoń.", fuzzy=True, state="stale", previous=before
    )
    file = PoFile(
        language="pl", slug="s", reading_version="standard", revision="", origin="",
        entries=(entry,),
    )  # fmt: skip
    lines = write(file, "T").decode().splitlines()
    start = lines.index('#| msgid ""')
    previous = lines[start : lines.index('msgctxt "call"')]
    folded = [line.removeprefix("#| ") for line in previous[1:]]
    assert all(line.startswith('"') and line.endswith('"') for line in folded)
    assert "".join(line[1:-1] for line in folded) == before.replace('"', '\\"')


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"Was Sie sp\303\274ren", "Was Sie spüren"),
        (r"sp\xc3\xbcren", "spüren"),
        (r"\302\25312\302\273 \042ja\042", '«12» "ja"'),
        (r"a \\303 b", r"a \303 b"),
        (r"a\vb\tc", "a b\tc"),
        (r"a\134b", "a\\b"),
    ],
)
def test_letters_that_are_written_by_their_bytes_are_letters(written: str, text: str) -> None:
    (entry,) = read(GOOD.replace("Jeden", written).encode(), "x.po").entries
    assert entry.text == text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (GOOD.replace("Jeden", r"a\?b"), "x.po:7: “msgstr"),
        (GOOD.replace("Jeden", r"sp\303ren"), "means nothing"),
        (GOOD + 'msgstr "Dwa"\n', "x.po:8: msgstr stands twice in one entry"),
        (GOOD.replace('msgid "One"\n', 'msgid "One"\nmsgid "Two"\n'), "msgid stands twice"),
        (GOOD.replace('msgctxt "a"\n', 'msgctxt "a"\nmsgctxt "b"\n'), "msgctxt stands twice"),
        (
            GOOD.replace('msgstr "Jeden"', 'msgid_plural "Ones"\nmsgstr[0] "Jeden"\nmsgstr[1] "x"'),
            "a plural entry does not belong",
        ),
    ],
)
def test_what_gettext_would_not_read_is_refused_at_its_line(data: str, says: str) -> None:
    with pytest.raises(PoError) as refused:
        read(data.encode(), "x.po")
    assert says in str(refused.value)
