"""XLIFF that comes back, of any version from 1.0 to 2.2: every <file>, units that a
tool has cut into sentences as one again. What goes out is in `xliff`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from app.exchange.entries import (
    Bundle,
    Entry,
    TranslationFile,
    language_of,
    our_tag,
    refuse_empty,
    refuse_twice,
)
from app.exchange.inline_codes import text_of, token
from app.exchange.opening import FileRefused, clean, xml
from app.exchange.sentences import Sentence, joined
from app.exchange.xliff import DRAFT, ENGLISH_HERE, HASH

_SPACE = "urn:oasis:names:tc:xliff:document:"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONFIRMED = frozenset({"translated", "final", "signed-off", "reviewed"})
_TRADOS = "{http://sdl.com/FileTypes/SdlXliff/1.0}seg"
_TRADOS_CONFIRMED = frozenset({"Translated", "ApprovedTranslation", "ApprovedSignOff"})
_WORST_FIRST = ("initial", "", "translated", "reviewed", "final")
_GUESSED = ("mt-suggestion", "leveraged-mt", "fuzzy-match")
"""Where a target came from that a tool filled in by itself."""


def read(data: bytes, name: str) -> TranslationFile | Bundle:
    """The translation in an XLIFF file, or those of several texts; raises FileRefused."""
    root = xml(data, name)
    space = etree.QName(root).namespace or ""
    version = root.get("version") or space.removeprefix(_SPACE)
    if not version.startswith(("1.", "2.")) or (space and not space.startswith(_SPACE)):
        raise FileRefused(
            f"{name}: this XLIFF is of version {version or 'unknown'}; 1.2 and 2.0 are read. "
            "Choose one of them in your tool."
        )
    _without_namespace(root, space)
    parts = root.findall("file")
    if not parts:
        raise FileRefused(
            f"{name}: this XLIFF of version {version} holds no <file> element. Export it again."
        )
    language = _language(root, parts, name)
    by_text: dict[str, list[etree._Element]] = {}
    for part in parts:
        by_text.setdefault(part.get("original", ""), []).append(part)
    one = version.startswith("1.")
    texts = [_text(where, some, name, language, one=one) for where, some in by_text.items()]
    filled = tuple(text for text in texts if text.entries)
    refuse_empty((entry for text in filled for entry in text.entries), name, "an XLIFF file")
    return filled[0] if len(filled) == 1 else Bundle(language, filled)


def _text(
    original: str, parts: list[etree._Element], name: str, language: str, *, one: bool
) -> TranslationFile:
    """The translation of one text, which a tool may have spread over several <file> elements."""
    read_units = _read_12 if one else _read_20
    entries = tuple(entry for part in parts for entry in read_units(part, name, language))
    refuse_twice(entries, name)
    slug, _, reading_version = original.partition(".")
    about = _about(parts, one=one)
    return TranslationFile(
        language=language,
        slug=slug,
        reading_version=reading_version or "standard",
        revision=about.get("revision", ""),
        origin=about.get("origin", ""),
        entries=entries,
        at=about.get("at", ""),
    )


def _without_namespace(root: etree._Element, space: str) -> None:
    """Its own elements by their plain names, which some tools write anyway; other tools' keep
    theirs."""
    for node in root.iter() if space else ():
        if isinstance(node.tag, str) and node.tag.startswith(f"{{{space}}}"):
            node.tag = etree.QName(node).localname


def _language(root: etree._Element, parts: list[etree._Element], name: str) -> str:
    """What the file says, or all its targets where it says nothing."""
    said = [root.get("trgLang", ""), *(part.get("target-language", "") for part in parts)]
    targets = (target.get(_LANG, "") for part in parts for target in part.iter("target"))
    tags = [tag for tag in said if tag] or [tag for tag in targets if tag]
    found = dict.fromkeys(language_of(tag, name) for tag in dict.fromkeys(tags))
    if len(found) > 1:
        raise FileRefused(
            f"{name}: the file holds {len(found)} languages ({', '.join(found)}), and one is taken "
            "at a time. Save each in a file of its own."
        )
    return next(iter(found), "")


def _about(parts: list[etree._Element], *, one: bool) -> dict[str, str]:
    where, named = ("header", "from") if one else ("notes", "category")
    found = (note for part in parts for note in part.iterfind(f"{where}/note"))
    return {
        note.get(named, "").removeprefix("birthwords-"): (note.text or "").strip()
        for note in found
        if note.get(named, "").startswith("birthwords-")
    }


def _doubtful(holders: list[etree._Element], language: str) -> str:
    """Why the targets of a unit are not the one translation that the file promises, or nothing."""
    for holder in holders:
        targets = holder.findall("target")
        if len(targets) > 1:
            return "the file holds two translations of it: keep one of them"
        own = next((str(target.get(_LANG, "")) for target in targets), "")
        if own and language and our_tag(own) != language:
            return f"its translation is marked as “{own}”, and the file as “{language}”"
    return ""


def _drop_english(unit: etree._Element) -> None:
    """Take out the English that we put into a target, where a tool wrote another beside it."""
    targets = unit.findall("target")
    source = clean(text_of(unit.find("source")))
    for target in targets if len(targets) > 1 else ():
        if target.get("state-qualifier") == ENGLISH_HERE and clean(text_of(target)) == source:
            unit.remove(target)


def _read_12(part: etree._Element, name: str, language: str) -> Iterator[Entry]:
    for unit in part.iter("trans-unit"):
        _drop_english(unit)
        target = unit.find("target")
        state = "" if target is None else target.get("state", "")
        if not state and unit.get("approved") == "yes":
            state = "final"
        text, trouble = _target_12(unit)
        source, text = clean(text_of(unit.find("source"))), clean(text)
        if target is not None and target.get("state-qualifier") == ENGLISH_HERE:
            state, text = "", "" if text == source else text
        yield Entry(
            path=_path(unit, name),
            source=source,
            text=text,
            fuzzy=_fuzzy_12(unit, target, state),
            note="",
            line=unit.sourceline,
            state=state,
            source_hash=unit.get("extradata") or unit.get(HASH, ""),
            trouble=trouble or _doubtful([unit], language),
        )


def _fuzzy_12(unit: etree._Element, target: etree._Element | None, state: str) -> bool | None:
    if target is not None and target.get("state-qualifier", "").startswith(_GUESSED):
        return True
    if state:
        return state not in _CONFIRMED
    trados = {sentence.get("conf") for sentence in unit.iter(_TRADOS)}
    return not trados <= _TRADOS_CONFIRMED if trados else None


@dataclass(frozen=True)
class _Piece:
    """A run of a cut text: a sentence with its number, or what stands between two."""

    text: str
    number: str | None = None


def _target_12(unit: etree._Element) -> tuple[str, str]:
    """The translation of a unit and what keeps it from being whole."""
    target, cut = unit.find("target"), unit.find("seg-source")
    if target is None or not _is_cut(target):
        return text_of(target), ""
    pieces = _pieces(target)
    texts = {piece.number: piece.text for piece in pieces if piece.number is not None}
    source = _pieces(cut) if cut is not None else []
    whole = [Sentence(piece.text, texts.get(piece.number, "")) for piece in source if piece.number]
    _, _, trouble = joined(whole)
    if trouble or not any(text.strip() for text in texts.values()):
        return "", trouble
    return _parted(pieces, _gaps(source)), ""


def _parted(pieces: list[_Piece], gaps: list[str]) -> str:
    """The pieces in the target's order, parted as the English is where the tool left no space."""
    text, between, seen = "", "", 0
    for piece in pieces:
        if piece.number is None:
            between += piece.text
            continue
        gap = gaps[seen - 1] if 0 < seen <= len(gaps) else " "
        glued = seen and not any(map(str.isspace, between))
        if glued and not text[-1:].isspace() and not piece.text[:1].isspace():
            between += " " if any(map(str.isspace, gap)) else ""
        text, between, seen = text + between + piece.text, "", seen + 1
    return text + between


def _gaps(source: list[_Piece]) -> list[str]:
    """What stands between each two sentences of the English, their own ends included."""
    gaps: list[str] = []
    between, last = "", None
    for piece in source:
        if piece.number is None:
            between += piece.text
            continue
        if last is not None:
            gaps.append(last[-1:] + between + piece.text[:1])
        between, last = "", piece.text
    return gaps


def _is_cut(node: etree._Element) -> bool:
    return any(mark.get("mtype") == "seg" for mark in node.iter("mrk"))


def _pieces(node: etree._Element) -> list[_Piece]:
    found = [_Piece(node.text or "")]
    for child in node:
        if child.tag == "mrk" and child.get("mtype") == "seg":
            found.append(_Piece(text_of(child), child.get("mid") or str(len(found))))
        elif isinstance(child.tag, str) and _is_cut(child):
            number = child.get("id", "")
            inner = _pieces(child)
            pair = child.tag == "g"
            found += [_Piece(f"<{number}>"), *inner, _Piece(f"</{number}>")] if pair else inner
        elif isinstance(child.tag, str):
            found.append(_Piece(token(child)))
        found.append(_Piece(child.tail or ""))
    return found


def _read_20(part: etree._Element, name: str, language: str) -> Iterator[Entry]:
    for unit in part.iter("unit"):
        pieces = [node for node in unit if node.tag in ("segment", "ignorable")]
        sentences = [_sentence(node, alone=len(pieces) == 1) for node in pieces]
        source, target, trouble = joined(sentences)
        states = [_state(segment) for segment in unit.findall("segment")]
        state = next((one for one in _WORST_FIRST if one in states), states[0] if states else "")
        hashes = unit.iterfind("notes/note[@category='source-hash']")
        digest = next((clean(note.text or "") for note in hashes), "")
        yield Entry(
            path=_path(unit, name),
            source=clean(source),
            text=clean(target),
            fuzzy=state not in _CONFIRMED,
            note="",
            line=unit.sourceline,
            state=state,
            source_hash="" if digest == "-" else digest,
            trouble=trouble or _doubtful(pieces, language),
        )


def _sentence(node: etree._Element, *, alone: bool) -> Sentence:
    """One of several that is not translated yet has no translation, whatever stands there."""
    target = None if not alone and _state(node) == "initial" else node.find("target")
    order = "" if target is None else target.get("order", "")
    return Sentence(
        text_of(node.find("source")),
        text_of(target),
        int(order) if order.isdecimal() and len(order) < 6 else 0,
        node.tag == "ignorable",
    )


def _state(segment: etree._Element) -> str:
    """Where a sentence stands; nothing where it does not say, and for a draft of ours."""
    state = segment.get("state", "")
    return "" if state == "initial" and segment.get("subState") == DRAFT else str(state)


def _path(unit: etree._Element, name: str) -> str:
    if path := unit.get("id", ""):
        return str(path)
    raise FileRefused(f"{name}:{unit.sourceline}: this unit has no id. Export the file again.")
