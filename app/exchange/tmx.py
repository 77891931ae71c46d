"""TMX 1.4: approved pairs for other tools, and pairs from other tools as suggestions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from app.exchange.entries import runs
from app.exchange.inline_codes import text_of
from app.exchange.opening import FileRefused, clean, xml
from app.languages import ENGLISH, UnknownLanguage, is_source, of_a_file

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class MemoryPair:
    """An English text and its translation. `when` is a day on the way out and fourteen digits on
    the way in, `where` the resource and path."""

    source: str
    target: str
    when: str = ""
    where: str = ""


@dataclass(frozen=True)
class MemoryFile:
    """Pairs of one language. `unread` is how many units of other languages the file holds."""

    language: str
    pairs: tuple[MemoryPair, ...]
    origin: str
    unread: int = 0

    def newest(self) -> dict[str, str]:
        """The translation of each English text: of two the newer, of two of one age the later."""
        return {pair.source: pair.target for pair in sorted(self.pairs, key=lambda p: p.when)}


def write(language: str, pairs: Iterable[MemoryPair]) -> bytes:
    """A TMX file, bytes in UTF-8; tokens go as the codes of another format."""
    root = etree.Element("tmx", {"version": "1.4"})
    header = {
        "creationtool": "Birthwords", "creationtoolversion": "1", "segtype": "block",
        "o-tmf": "Birthwords", "adminlang": ENGLISH.tag, "srclang": ENGLISH.tag,
        "datatype": "plaintext",
    }  # fmt: skip
    etree.SubElement(root, "header", header)
    body = etree.SubElement(root, "body")
    for pair in pairs:
        unit = etree.SubElement(body, "tu")
        if pair.when:
            unit.set("changedate", pair.when.replace("-", "") + "T000000Z")
        if pair.where:
            etree.SubElement(unit, "prop", {"type": "x-birthwords"}).text = clean(pair.where)
        for tag, text in ((ENGLISH.tag, pair.source), (language, pair.target)):
            variant = etree.SubElement(unit, "tuv", {XML_LANG: tag})
            _codes(etree.SubElement(variant, "seg"), clean(text))
    out: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return out


def _codes(seg: etree._Element, text: str) -> None:
    last: etree._Element | None = None
    for run in runs(text):
        pieces = [(run.text, "", "")] if not run.number else _code_pieces(run.text, run.number)
        if run.alone:
            pieces = [(f"<{run.number}/>", "ph", "x")]
        for words, kind, attribute in pieces:
            if kind:
                last = etree.SubElement(seg, kind, {attribute: run.number})
                last.text = words
            elif last is None:
                seg.text = (seg.text or "") + words
            else:
                last.tail = (last.tail or "") + words


def _code_pieces(words: str, number: str) -> list[tuple[str, str, str]]:
    return [(f"<{number}>", "bpt", "i"), (words, "", ""), (f"</{number}>", "ept", "i")]


def read(data: bytes, name: str) -> MemoryFile:
    """The pairs of a TMX file whose English has one other language of ours; raises FileRefused."""
    root = xml(data, name)
    if etree.QName(root).localname != "tmx":
        raise FileRefused(f"{name}: this is no TMX file. Export it again.")
    by_language: dict[str, list[MemoryPair]] = {}
    unknown: dict[str, str] = {}
    for unit in root.iter("{*}tu"):
        variants = [(_language(v, unknown), _seg(v), _when(unit, v)) for v in unit.iter("{*}tuv")]
        english = [text for tag, text, _ in variants if is_source(tag) and text]
        for tag, text, when in variants:
            if text and not is_source(tag):
                held = by_language.setdefault(tag, [])
                held += [MemoryPair(source, text, when) for source in english]
    ours = {tag: pairs for tag, pairs in by_language.items() if pairs and tag not in unknown}
    if not ours:
        mend = " ".join(["Export it with both.", *unknown.values()])
        raise FileRefused(f"{name}: no unit holds English and another language. {mend}")
    language, pairs = max(ours.items(), key=lambda item: len(item[1]))
    rest = sum(map(len, by_language.values())) - len(pairs)
    header = root.find("{*}header")
    tool = header.get("creationtool", "") if header is not None else ""
    return MemoryFile(language, tuple(pairs), tool, rest)


def _language(variant: etree._Element, unknown: dict[str, str]) -> str:
    """Our tag of a variant's language; another tag as it stands, and why it is unknown."""
    tag = str(variant.get(XML_LANG) or variant.get("lang") or "")
    try:
        return of_a_file(tag).tag
    except UnknownLanguage as error:
        unknown[tag] = str(error)
        return tag


def _when(unit: etree._Element, variant: etree._Element) -> str:
    """The last day and second that a unit or its variant names, as digits; empty for none."""
    names = ("changedate", "creationdate")
    return max(
        "".join(re.findall(r"\d", node.get(name, ""))).ljust(14, "0")[:14] if node.get(name) else ""
        for node in (unit, variant)
        for name in names
    )


def _seg(variant: etree._Element) -> str:
    return clean(text_of(variant.find("{*}seg")))
