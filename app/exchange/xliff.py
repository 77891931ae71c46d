"""XLIFF 1.2 and 2.0 of one translation: each unit with its path, the hash of its English and where
it stands; tokens are inline elements, so that tools show and guard them.
"""

from lxml import etree

from app.exchange.entries import Entry, TranslationFile, refuse_empty, refuse_twice, runs
from app.exchange.opening import FileRefused, clean, xml
from app.languages import ENGLISH

NS1 = "urn:oasis:names:tc:xliff:document:1.2"
NS2 = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
OURS = "urn:birthwords:1"
_HASH = f"{{{OURS}}}source-hash"
SEGMENT = "s1"
ENGLISH_HERE = "x-birthwords-english"
"""The mark of a target that holds the English because there are no words yet: OmegaT opens what
stands in a target and nothing else. It leaves mark and state as they are when someone translates.
"""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
STATES1 = {"empty": "needs-translation", "draft": "needs-review-translation",
           "stale": "needs-review-translation", "edited": "translated",
           "revised": "final"}  # fmt: skip
STATES2 = {"empty": "initial", "draft": "initial", "stale": "initial", "edited": "translated",
           "revised": "reviewed"}  # fmt: skip
_CONFIRMED = frozenset({"translated", "final", "signed-off", "reviewed"})
_ABOUT = ("revision", "at", "origin")
_PAIRS = frozenset({"g", "pc", "mrk"})
_ALONE = frozenset({"x", "ph"})


def write_12(file: TranslationFile, title: str) -> bytes:
    """An XLIFF 1.2 file, bytes in UTF-8."""
    root = etree.Element(f"{{{NS1}}}xliff", {"version": "1.2"}, {None: NS1})
    attributes = {
        "original": f"{file.slug}.{file.reading_version}",
        "source-language": ENGLISH.tag,
        "target-language": file.language,
        "datatype": "plaintext",
        "product-name": "Birthwords",
    }
    part = etree.SubElement(root, f"{{{NS1}}}file", attributes)
    header = etree.SubElement(part, f"{{{NS1}}}header")
    for name in _ABOUT:
        if value := getattr(file, name):
            note = etree.SubElement(header, f"{{{NS1}}}note", {"from": f"birthwords-{name}"})
            note.text = value
    etree.SubElement(header, f"{{{NS1}}}note", {"from": "title"}).text = clean(title)
    body = etree.SubElement(part, f"{{{NS1}}}body")
    for entry in file.entries:
        _unit_12(body, entry)
    return _bytes(root)


def _unit_12(body: etree._Element, entry: Entry) -> None:
    unit = etree.SubElement(body, f"{{{NS1}}}trans-unit", {"id": entry.path, _SPACE: "preserve"})
    unit.set("extradata", entry.source_hash)
    if entry.state == "revised":
        unit.set("approved", "yes")
    source = etree.SubElement(unit, f"{{{NS1}}}source")
    _inline(source, entry.source, NS1, "g", "x")
    target = etree.SubElement(unit, f"{{{NS1}}}target", {"state": STATES1[entry.state]})
    if not entry.text:
        target.set("state-qualifier", ENGLISH_HERE)
    _inline(target, entry.text or entry.source, NS1, "g", "x")
    if entry.note:
        etree.SubElement(unit, f"{{{NS1}}}note").text = clean(entry.note)
    if entry.previous:
        kind = {"alttranstype": "previous-version"}
        before = etree.SubElement(unit, f"{{{NS1}}}alt-trans", kind)
        _inline(etree.SubElement(before, f"{{{NS1}}}source"), entry.previous, NS1, "g", "x")
        _inline(etree.SubElement(before, f"{{{NS1}}}target"), entry.text, NS1, "g", "x")


def write_20(file: TranslationFile, title: str) -> bytes:
    """An XLIFF 2.0 file, bytes in UTF-8."""
    attributes = {"version": "2.0", "srcLang": ENGLISH.tag, "trgLang": file.language}
    root = etree.Element(f"{{{NS2}}}xliff", attributes, {None: NS2, "mtc": MATCHES})
    original = f"{file.slug}.{file.reading_version}"
    part = etree.SubElement(root, f"{{{NS2}}}file", {"id": "f1", "original": original})
    notes = etree.SubElement(part, f"{{{NS2}}}notes")
    for name in _ABOUT:
        if value := getattr(file, name):
            _note_20(notes, f"birthwords-{name}", value)
    _note_20(notes, "title", title)
    for entry in file.entries:
        unit = etree.SubElement(part, f"{{{NS2}}}unit", {"id": entry.path, "name": entry.path})
        if entry.previous:
            _match_20(unit, entry)
        about = etree.SubElement(unit, f"{{{NS2}}}notes")
        if entry.note:
            _note_20(about, "context", entry.note)
        _note_20(about, "source-hash", entry.source_hash)
        state = {"id": SEGMENT, "state": STATES2[entry.state]}
        segment = etree.SubElement(unit, f"{{{NS2}}}segment", state)
        _inline(etree.SubElement(segment, f"{{{NS2}}}source"), entry.source, NS2, "pc", "ph")
        if entry.text:
            _inline(etree.SubElement(segment, f"{{{NS2}}}target"), entry.text, NS2, "pc", "ph")
    return _bytes(root)


def _match_20(unit: etree._Element, entry: Entry) -> None:
    """The English that a text was made for, and the text, as a candidate for the new one."""
    found = etree.SubElement(unit, f"{{{MATCHES}}}matches")
    about = {"ref": f"#{SEGMENT}", "type": "other", "subType": "birthwords:previous-version"}
    match = etree.SubElement(found, f"{{{MATCHES}}}match", about)
    _inline(etree.SubElement(match, f"{{{NS2}}}source"), entry.previous, NS2, "pc", "ph")
    _inline(etree.SubElement(match, f"{{{NS2}}}target"), entry.text, NS2, "pc", "ph")


def _note_20(notes: etree._Element, category: str, text: str) -> None:
    etree.SubElement(notes, f"{{{NS2}}}note", {"category": category}).text = clean(text) or "-"


def _inline(node: etree._Element, text: str, space: str, pair: str, alone: str) -> None:
    """Put a segment into an element, its tokens as inline elements."""
    last: etree._Element | None = None
    for run in runs(clean(text)):
        if not run.number:
            if last is None:
                node.text = (node.text or "") + run.text
            else:
                last.tail = (last.tail or "") + run.text
            continue
        last = etree.SubElement(node, f"{{{space}}}{alone if run.alone else pair}")
        last.set("id", run.number)
        if not run.alone:
            last.text = run.text


def read(data: bytes, name: str) -> TranslationFile:
    """The translation in an XLIFF file of either version; raises FileRefused."""
    root = xml(data, name)
    space = etree.QName(root).namespace
    version = root.get("version", "")
    if space not in (NS1, NS2) or not version.startswith(("1.", "2.")):
        raise FileRefused(
            f"{name}: this XLIFF is of version {version or 'unknown'}; 1.2 and 2.0 are read. "
            "Choose one of them in your tool."
        )
    part = root.find(f"{{{space}}}file")
    if part is None:
        raise FileRefused(f"{name}: the file holds no <file> element. Export it again.")
    entries = tuple(_read_12(part, name) if space == NS1 else _read_20(part, name))
    refuse_twice(entries, name)
    refuse_empty(entries, name, "an XLIFF file")
    slug, _, reading_version = part.get("original", "").rpartition(".")
    language = root.get("trgLang") if space == NS2 else part.get("target-language")
    about = _about(part, space)
    return TranslationFile(
        language=(language or "").replace("_", "-"),
        slug=slug,
        reading_version=reading_version or "standard",
        revision=about.get("revision", ""),
        origin=about.get("origin", ""),
        entries=entries,
        at=about.get("at", ""),
    )


def _about(part: etree._Element, space: str) -> dict[str, str]:
    where = "header" if space == NS1 else "notes"
    named = "from" if space == NS1 else "category"
    found = part.iterfind(f"{{{space}}}{where}/{{{space}}}note")
    return {
        note.get(named, "").removeprefix("birthwords-"): (note.text or "").strip()
        for note in found
        if note.get(named, "").startswith("birthwords-")
    }


def _read_12(part: etree._Element, name: str) -> list[Entry]:
    entries = []
    for unit in part.iter(f"{{{NS1}}}trans-unit"):
        source, target = unit.find(f"{{{NS1}}}source"), unit.find(f"{{{NS1}}}target")
        state = target.get("state") if target is not None else None
        text = _text(target)
        if target is not None and target.get("state-qualifier") == ENGLISH_HERE:
            state, text = None, "" if text == _text(source) else text
        fuzzy = None if state is None else state not in _CONFIRMED
        path = _path(unit, name)
        entries.append(
            Entry(
                path=path,
                source=_text(source),
                text=text,
                fuzzy=fuzzy,
                note="",
                line=unit.sourceline,
                state=state or "",
                source_hash=unit.get("extradata") or unit.get(_HASH, ""),
            )
        )
    return entries


def _read_20(part: etree._Element, name: str) -> list[Entry]:
    entries = []
    for unit in part.iter(f"{{{NS2}}}unit"):
        segments = unit.findall(f"{{{NS2}}}segment")
        # A tool may have cut the unit in sentences; what it left between them is in <ignorable>.
        pieces = [n for n in unit if n.tag in (f"{{{NS2}}}segment", f"{{{NS2}}}ignorable")]
        source = "".join(_raw(piece.find(f"{{{NS2}}}source")) for piece in pieces)
        target = "".join(_raw(piece.find(f"{{{NS2}}}target")) for piece in pieces)
        states = {segment.get("state", "initial") for segment in segments}
        hashes = unit.iterfind(f"{{{NS2}}}notes/{{{NS2}}}note[@category='source-hash']")
        digest = next((clean(note.text or "") for note in hashes), "")
        entries.append(
            Entry(
                path=_path(unit, name),
                source=clean(source),
                text=clean(target),
                fuzzy=not states <= _CONFIRMED,
                note="",
                line=unit.sourceline,
                state=",".join(sorted(states)),
                source_hash="" if digest == "-" else digest,
            )
        )
    return entries


def _path(unit: etree._Element, name: str) -> str:
    if path := unit.get("id", ""):
        return str(path)
    raise FileRefused(f"{name}:{unit.sourceline}: this unit has no id. Export the file again.")


def _text(node: etree._Element | None) -> str:
    return clean(_raw(node))


def _raw(node: etree._Element | None) -> str:
    """A segment with its inline elements as tokens again."""
    if node is None:
        return ""
    text = node.text or ""
    for child in node:
        if isinstance(child.tag, str):
            text += _token(child)
        text += child.tail or ""
    return text


def _token(child: etree._Element) -> str:
    kind, number = etree.QName(child).localname, child.get("id", "")
    if kind == "mrk":
        return _raw(child)
    if kind in _PAIRS:
        return f"<{number}>{_raw(child)}</{number}>"
    if kind in _ALONE:
        return f"<{number}/>"
    return f"<{kind} {number}>"  # no token of ours: the segment is damaged, and the merge says so


def _bytes(root: etree._Element) -> bytes:
    out: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=False)
    return out
