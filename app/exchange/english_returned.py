"""What stands in a Word document of an English text: each paragraph with its names, its look, and
its words with bold and links. Reads files of strangers, so it runs in the process for that; what
was changed is told in `english_changes`.
"""

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from app.exchange.english_beside import beside
from app.exchange.english_layout import Look
from app.exchange.english_word import PACKED, START, STYLES
from app.exchange.opening import FileRefused, clean, office, xml
from app.exchange.word_text import Styles, W, Words, styles, words
from app.languages import ENGLISH
from app.resources.inline import Node

MOST_LINES = 20_000
LONGEST = 20_000
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ABOUT = re.compile(r"Birthwords: ([a-z0-9-]+) \| (\w+) \| ([\w-]+) \| (\S*) \| (\S*)")
_GONE = frozenset({f"{W}del", f"{W}moveFrom"})
_PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/picture}pic", f"{W}pict")
PACKED_FILE = "another document is packed in here: paste its words as plain text"
PICTURE = "a picture stands here, which is not taken: choose one in the editor"
_STRICT = b"purl.oclc.org/ooxml"


@dataclass(frozen=True, kw_only=True)
class ReturnedLine:
    """One paragraph as its reader sees it. `names` are the marks that it bears, `scope` the cells
    of tables that it stands in, from outside; `trouble` is what cannot be taken of it, `aside` what
    is not taken beside its words."""

    names: tuple[str, ...]
    look: Look
    nodes: tuple[Node, ...]
    scope: tuple[int, ...]
    trouble: str = ""
    aside: str = ""

    @property
    def author(self) -> str:
        """The words in the author's form."""
        return "".join(node.author for node in self.nodes).strip()

    @property
    def said(self) -> str:
        """The words alone."""
        return "".join(node.text for node in self.nodes).strip()


@dataclass(frozen=True, kw_only=True)
class ReturnedEnglish:
    """An English text as a Word document brings it. `digest` names the English that it was written
    from, and `base` is that, where it is packed in still."""

    slug: str
    reading_version: str
    digest: str
    base: Mapping[str, Any] | None
    lines: tuple[ReturnedLine, ...]


def is_english(data: bytes, name: str) -> bool:
    """Whether a file is a Word document of an English text; raises FileRefused."""
    if not data.startswith(b"PK"):
        return False
    with zipfile.ZipFile(office(data, name)) as archive:
        if "word/document.xml" not in archive.namelist():
            return False
        text = re.sub(rb"<[^>]*>", b"", archive.read("word/document.xml")).decode(
            "utf-8", "replace"
        )
        about = _ABOUT.search(text)
        return about[3] == ENGLISH.tag if about else _packed(archive, name) is not None


def read(data: bytes, name: str) -> ReturnedEnglish:
    """The text in such a document, tracked changes taken as made; raises FileRefused."""
    with zipfile.ZipFile(office(data, name)) as archive:
        parts = archive.namelist()
        if "word/document.xml" not in parts:
            raise FileRefused(f"{name}: this is no Word document. Save it as .docx.")
        main = archive.read("word/document.xml")
        if _STRICT in main[:5000]:
            raise FileRefused(
                f"{name}: this was saved as “Strict Open XML”, which is not read. Save it as .docx."
            )
        root = xml(main, f"{name}: word/document.xml")
        looks = _part(archive, "word/styles.xml", name)
        links = _links(_part(archive, "word/_rels/document.xml.rels", name))
        base = _packed(archive, name)
        aside = tuple(beside(archive, styles(looks), name))
    body = root.find(f"{W}body")
    reader = _WordReader(styles(looks), _names(looks), links, name)
    lines = tuple(reader.lines(body if body is not None else root, ()))
    if base is None and not any(line.said.strip() for line in lines):
        raise FileRefused(f"{name}: the document is empty. Choose another one.")
    return _identified((*lines, *(_beside(*each) for each in aside)), base, name)


def _beside(said: str, reason: str) -> ReturnedLine:
    return ReturnedLine(
        names=(), look="other", nodes=(Node("text", said),), scope=(), trouble=reason
    )


def _identified(
    lines: tuple[ReturnedLine, ...], base: Mapping[str, Any] | None, name: str
) -> ReturnedEnglish:
    abouts = [found for line in lines[:50] if (found := _ABOUT.search(line.said))]
    if len({found.groups() for found in abouts}) > 1:
        raise FileRefused(f"{name}: two texts stand in this file. Bring in each by itself.")
    if abouts:
        slug, version, language, digest, _ = abouts[0].groups()
        if language != ENGLISH.tag:
            raise FileRefused(
                f"{name}: this is a translation ({language}), not English. Bring it in under "
                "“Bring in a file”."
            )
    elif base is not None:
        slug, version = str(base.get("slug", "")), str(base.get("reading_version", "standard"))
        digest = ""
    else:
        raise FileRefused(
            f"{name}: this Word file was not downloaded here, or its line that begins with "
            "“Birthwords:” is gone, so nobody knows where its words belong. Download the text as "
            "Word on its page under “Write English” and put your words into that; a new text is "
            "begun there too."
        )
    return ReturnedEnglish(
        slug=slug,
        reading_version=version,
        digest=digest,
        base=base,
        lines=tuple(line for line in lines if not _ABOUT.search(line.said)),
    )


def _part(archive: zipfile.ZipFile, part: str, name: str) -> etree._Element | None:
    if part not in archive.namelist():
        return None
    return xml(archive.read(part), f"{name}: {part}")


def _packed(archive: zipfile.ZipFile, name: str) -> Mapping[str, Any] | None:
    """The text that the document was written from, where a program kept it."""
    for part in archive.namelist():
        if not re.fullmatch(r"customXml/item\d+\.xml", part):
            continue
        root = xml(archive.read(part), f"{name}: {part}")
        if root.tag == f"{{{PACKED}}}english":
            try:
                found = json.loads(root.text or "")
            except (ValueError, RecursionError):
                return None
            return found if isinstance(found, dict) else None
    return None


def _links(root: etree._Element | None) -> Mapping[str, str]:
    nodes = () if root is None else root
    return {str(node.get("Id")): str(node.get("Target", "")) for node in nodes}


def _names(root: etree._Element | None) -> Mapping[str, str]:
    """The name of each style in small letters, by its id: programs give styles new ids."""
    found = {}
    for node in () if root is None else root.findall(f"{W}style"):
        name = node.find(f"{W}name")
        if name is not None:
            found[str(node.get(f"{W}styleId"))] = str(name.get(f"{W}val", "")).casefold()
    return found


_LOOKS: dict[str, Look] = {
    **{name.casefold(): look for look, name in STYLES.items() if look != "cell"},
    "body text": "plain",
    "no spacing": "plain",
    "normal (web)": "plain",
    "list paragraph": "plain",
    "intense quote": "quote",
    "": "plain",
}


class _WordReader:
    """Goes through a document from top to bottom."""

    def __init__(
        self, known: Styles, names: Mapping[str, str], links: Mapping[str, str], file: str
    ) -> None:
        self._known = known
        self._names = names
        self._links = links
        self._file = file
        self._cells = 0
        self._lines = 0

    def lines(self, holder: etree._Element, scope: tuple[int, ...]) -> Iterator[ReturnedLine]:
        """The paragraphs in the body or in a cell. One whose end was taken out goes on in the
        next."""
        begun: list[etree._Element] = []
        pending: list[str] = []
        for node in _flat(holder):
            if node.tag == f"{W}bookmarkStart":
                pending.append(str(node.get(f"{W}name", "")))
            elif node.tag == f"{W}p":
                begun.append(node)
                if not _runs_on(node):
                    yield from self._line(begun, pending, scope)
                    begun, pending = [], []
            else:
                if begun:
                    yield from self._line(begun, pending, scope)
                    begun, pending = [], []
                yield from self._other(node, scope)
        if begun:
            yield from self._line(begun, pending, scope)

    def _other(self, node: etree._Element, scope: tuple[int, ...]) -> Iterator[ReturnedLine]:
        if node.tag == f"{W}altChunk":
            yield ReturnedLine(names=(), look="other", nodes=(), scope=scope, trouble=PACKED_FILE)
            return
        for row in _flat(node, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            for cell in _flat(row, f"{W}tc"):
                self._cells += 1
                yield from self.lines(cell, (*scope, self._cells))

    def _line(
        self, paragraphs: list[etree._Element], pending: list[str], scope: tuple[int, ...]
    ) -> Iterator[ReturnedLine]:
        self._lines += 1
        if self._lines > MOST_LINES:
            raise FileRefused(
                f"{self._file}: the file has more than {MOST_LINES:,} paragraphs. Split it."
            )
        # A paragraph of which all was taken out gives its name to nobody.
        kept = [each for each in paragraphs if words([each], self._known).text.strip()]
        found = words(paragraphs, self._known)
        if len(found.text) > LONGEST:
            raise FileRefused(
                f"{self._file}: a paragraph here is longer than {LONGEST:,} letters, which none of "
                "ours is. Shorten it, or take it out."
            )
        names = [*pending, *(name for each in kept or paragraphs for name in _bookmarks(each))]
        shows = any(node.tag in _PICTURES for each in paragraphs for node in each.iter(*_PICTURES))
        yield ReturnedLine(
            names=tuple(dict.fromkeys(name.removeprefix(START) for name in names)),
            look=self._look((kept or paragraphs)[0]),
            nodes=tuple(_nodes(found, self._links)),
            scope=scope,
            trouble=found.trouble,
            aside=PICTURE if shows else "",
        )

    def _look(self, paragraph: etree._Element) -> Look:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else self._names.get(str(style.get(f"{W}val")), "?")
        look = _LOOKS.get(name, "other")
        number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        listed = number is not None and number.get(f"{W}val") != "0"
        return "bullet" if listed and look in ("plain", "other") else look


def _flat(holder: etree._Element, *wanted: str) -> Iterator[etree._Element]:
    """What stands in a body, cell, table or row, out of controls and marks of changes."""
    for node in holder:
        if not isinstance(node.tag, str) or node.tag in _GONE:
            continue
        if node.tag in wanted or node.tag in _STAND:
            if not wanted or node.tag in wanted:
                yield node
        elif node.tag == f"{W}sdt":
            content = node.find(f"{W}sdtContent")
            if content is not None and node.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
                yield from _flat(content, *wanted)
        elif node.tag in _AROUND:
            yield from _flat(node, *wanted)


_STAND = frozenset(f"{W}{each}" for each in ("p", "tbl", "altChunk", "bookmarkStart"))
_AROUND = frozenset(
    {f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag", f"{_MC}AlternateContent",
     f"{_MC}Choice"}
)  # fmt: skip


def _runs_on(paragraph: etree._Element) -> bool:
    about = paragraph.find(f"{W}pPr/{W}rPr")
    return about is not None and any(node.tag in _GONE for node in about)


def _bookmarks(paragraph: etree._Element) -> Iterator[str]:
    for node in paragraph.iter(f"{W}bookmarkStart"):
        if not any(each.tag in _GONE for each in node.iterancestors()):
            yield str(node.get(f"{W}name", ""))


def _nodes(found: Words, links: Mapping[str, str]) -> Iterator[Node]:
    """The words cut where bold and links begin and end. A link is never bold too."""
    looks: list[tuple[str, str]] = [("text", "")] * len(found.parts)
    for wanted in ("strong", "link"):
        for mark in found.marks:
            if mark.look == wanted and (wanted == "strong" or mark.to):
                to = links.get(mark.to, mark.to)
                looks[mark.start : mark.end] = [(wanted, to)] * (mark.end - mark.start)
    runs: list[tuple[str, str, str]] = []
    for part, (kind, to) in zip(found.parts, looks, strict=True):
        if runs and runs[-1][1:] == (kind, to):
            runs[-1] = (runs[-1][0] + part, kind, to)
        else:
            runs.append((part, kind, to))
    for text, kind, to in _spaced(_tidy(text) for text in runs):
        if kind == "strong":
            yield from _strong(text)
        elif text:
            yield Node("link" if kind == "link" else "text", text, to)


def _tidy(run: tuple[str, str, str]) -> tuple[str, str, str]:
    text, kind, to = run
    inner = clean(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and inner else ""
    return f"{before}{inner}{after}", kind, to


def _spaced(runs: Iterator[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Spaces at the ends of bold words and links stand outside of them, and never twice."""
    ends = " "
    for text, kind, to in runs:
        inner = text.strip() if kind != "text" else text
        pieces = [(" ", "text", "")] if kind != "text" and text[:1] == " " else []
        pieces += [(inner, kind, to)] if inner else []
        pieces += [(" ", "text", "")] if kind != "text" and inner and text[-1:] == " " else []
        for piece, look, where in pieces:
            said = piece.lstrip(" ") if ends == " " and look == "text" else piece
            if said:
                ends = said[-1]
                yield said, look, where


_FACT = re.compile(r"(\{[^{}]*\})")


def _strong(text: str) -> Iterator[Node]:
    """Bold words; a fact among them stands between."""
    for piece in _FACT.split(text):
        if _FACT.fullmatch(piece):
            yield Node("text", piece)
        elif piece.strip():
            if piece[0] == " ":
                yield Node("text", " ")
            yield Node("strong", piece.strip())
            if piece[-1] == " ":
                yield Node("text", " ")
        elif piece:
            yield Node("text", piece)
