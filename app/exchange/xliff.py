"""XLIFF 1.2 and 2.0 of one translation: each unit with its path, the hash of its English and where
it stands; tokens are inline elements, so that tools show and guard them. What comes back is read in
`returned_xliff`.
"""

from lxml import etree

from app.exchange.entries import Entry, TranslationFile, runs
from app.exchange.opening import clean
from app.languages import ENGLISH

NS1 = "urn:oasis:names:tc:xliff:document:1.2"
NS2 = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
OURS = "urn:birthwords:1"
HASH = f"{{{OURS}}}source-hash"
"""Where files that went out before had it; it stands in `extradata` now."""
SEGMENT = "s1"
ENGLISH_HERE = "x-birthwords-english"
"""The mark of a target that holds the English because there are no words yet: OmegaT opens what
stands in a target and nothing else. It leaves mark and state as they are when someone translates.
"""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
STATES1 = {"empty": "needs-translation", "draft": "needs-review-translation",
           "sent_back": "needs-review-translation",
           "stale": "needs-review-translation", "edited": "translated",
           "revised": "final"}  # fmt: skip
STATES2 = {"empty": "initial", "draft": "initial", "sent_back": "initial", "stale": "initial",
           "edited": "translated", "revised": "reviewed"}  # fmt: skip
DRAFT = "birthwords:draft"
"""The substate of a text that no person has confirmed: XLIFF 2 has no state between *initial*,
which is no translation, and *translated*."""
_ABOUT = ("revision", "at", "origin")


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
    for note in entry.notes.values():
        etree.SubElement(unit, f"{{{NS1}}}note").text = clean(note)
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
        for category, note in entry.notes.items():
            _note_20(about, category, note)
        _note_20(about, "source-hash", entry.source_hash)
        state = {"id": SEGMENT, "state": STATES2[entry.state]}
        if entry.state in ("draft", "sent_back", "stale") and entry.text:
            state["subState"] = DRAFT
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


def _bytes(root: etree._Element) -> bytes:
    out: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=False)
    return out
