"""Memories of other tools: whose English it is, which of two units is the newer, and their
codes."""

import pytest

from app.exchange.opening import FileRefused
from app.exchange.recognise import read
from app.exchange.tmx import MemoryFile


def memory(*units: str, namespace: str = "") -> MemoryFile:
    found = read(document(*units, namespace=namespace).encode(), "m.tmx")
    assert isinstance(found, MemoryFile)
    return found


def document(*units: str, namespace: str = "") -> str:
    return (
        f'<tmx version="1.4"{namespace}><header srclang="EN-GB" creationtool="t"/>'
        f"<body>{''.join(units)}</body></tmx>"
    )


def unit(
    target: str, *, english: str = "One", tag: str = "de", about: str = "", on: str = ""
) -> str:
    return (
        f'<tu {about}><tuv xml:lang="en"><seg>{english}</seg></tuv>'
        f'<tuv xml:lang="{tag}" {on}><seg>{target}</seg></tuv></tu>'
    )


def texts(found: MemoryFile) -> dict[str, str]:
    return found.newest()


@pytest.mark.parametrize("tag", ["DE", "de-DE", "de_AT", "deu"])
def test_tags_are_understood_as_tools_write_them(tag: str) -> None:
    variant = f'<tuv lang="EN-US"><seg>One</seg></tuv><tuv lang="{tag}"><seg>Eins</seg></tuv>'
    found = memory(f"<tu>{variant}</tu>")
    assert (found.language, texts(found)) == ("de", {"One": "Eins"})


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ('changedate="20260101T000000Z"', 'changedate="20100101T000000Z"'),
        ('changedate="20260101T000001Z"', 'changedate="20260101T000000Z"'),
        ('changedate="2026-01-01T00:00:00Z"', 'changedate="20100101T000000Z"'),
        ('creationdate="20260101T000000Z"', 'changedate="20100101T000000Z"'),
        ('changedate="20260101T000000Z"', 'creationdate="20100101T000000Z"'),
        ('changedate="20100101T000000Z"', ""),
    ],
)
def test_of_two_units_the_newer_wins_wherever_it_stands(new: str, old: str) -> None:
    for first, second in ((("neu", new), ("alt", old)), (("alt", old), ("neu", new))):
        for where in ("about", "on"):
            found = memory(*(unit(text, **{where: date}) for text, date in (first, second)))
            assert texts(found) == {"One": "neu"}


def test_a_varietys_units_are_not_another_varietys() -> None:
    found = memory(unit("um", tag="pt-BR"), unit("dois", tag="pt-BR"), unit("três", tag="pt-PT"))
    assert (found.language, texts(found), found.unread) == ("pt-PT", {"One": "três"}, 2)
    with pytest.raises(FileRefused, match="'pt-BR' does not say"):
        memory(unit("um", tag="pt-BR"))


def test_each_english_of_a_unit_is_translated() -> None:
    two = '<tuv xml:lang="en-US"><seg>Anemia</seg></tuv>'
    found = memory(unit("Anämie", english="Anaemia").replace("<tuv", f"{two}<tuv", 1))
    assert texts(found) == {"Anemia": "Anämie", "Anaemia": "Anämie"}


@pytest.mark.parametrize(
    ("seg", "text"),
    [
        ('<bpt i="1">&lt;b&gt;</bpt>Eins<ept i="1">&lt;/b&gt;</ept>', "<1>Eins</1>"),
        ('<bpt i="1">&lt;1&gt;</bpt>Eins<ept i="1">&lt;/1&gt;</ept>', "<1>Eins</1>"),
        ('Eins <ph x="2">{0}</ph>', "Eins <2/>"),
        ("<hi>Eins</hi><ut>{x}</ut>", "Eins"),
        ('<it pos="begin" x="1">b</it>Eins', "<1>Eins"),
        ("Eins\u00a0: zwei\u202f!", "Eins\u00a0: zwei\u202f!"),
    ],
)
def test_codes_of_other_tools_are_tokens(seg: str, text: str) -> None:
    assert texts(memory(unit(seg))) == {"One": text}


def test_a_namespace_is_no_hindrance() -> None:
    found = memory(unit("Eins"), namespace=' xmlns="http://www.lisa.org/tmx14"')
    assert texts(found) == {"One": "Eins"}


def test_a_memory_in_utf_16_is_read() -> None:
    data = ('<?xml version="1.0" encoding="UTF-16"?>' + document(unit("Größe"))).encode("utf-16")
    found = read(data, "m.tmx")
    assert isinstance(found, MemoryFile)
    assert texts(found) == {"One": "Größe"}
