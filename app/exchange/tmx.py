"""TMX 1.4: approved pairs for other tools, and pairs from other tools as suggestions."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from app.exchange.entries import runs
from app.exchange.opening import FileRefused, clean, xml
from app.languages import ENGLISH, is_source

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class MemoryPair:
    """An English text and its translation. `when` is a day, `where` the resource and path."""

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
    """The pairs of a TMX file whose English has one other language; raises FileRefused."""
    root = xml(data, name)
    if etree.QName(root).localname != "tmx":
        raise FileRefused(f"{name}: this is no TMX file. Export it again.")
    header = root.find("header")
    by_language: dict[str, list[MemoryPair]] = {}
    for unit in root.iter("tu"):
        texts = {_tag(v): _seg(v) for v in unit.iter("tuv")}
        english = next((text for tag, text in texts.items() if is_source(tag.split("-")[0])), "")
        for tag, text in texts.items():
            if english and text and not is_source(tag.split("-")[0]):
                by_language.setdefault(tag, []).append(MemoryPair(english, text))
    if not by_language:
        raise FileRefused(
            f"{name}: no unit holds English and another language. Export it with both."
        )
    language, pairs = max(by_language.items(), key=lambda item: len(item[1]))
    rest = sum(map(len, by_language.values())) - len(pairs)
    tool = header.get("creationtool", "") if header is not None else ""
    return MemoryFile(language, tuple(pairs), tool, rest)


def _tag(variant: etree._Element) -> str:
    return str(variant.get(XML_LANG) or variant.get("lang") or "").replace("_", "-")


def _seg(variant: etree._Element) -> str:
    seg = variant.find("seg")
    return "" if seg is None else clean("".join(map(str, seg.itertext())))
