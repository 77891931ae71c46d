"""Glossaries for translation tools: TBX (ISO 30042), written in its basic form and read in the old
form (`martif`) and the new (`tbx`), with and without groups. Tables are in `glossary`.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from app.exchange.entries import our_tag
from app.exchange.glossary import FIXED, TermEntry, all_of
from app.exchange.opening import FileRefused, clean, xml
from app.languages import ENGLISH, is_source

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STATUS = {
    "approved": "preferredTerm-admn-sts",
    "fixed": "preferredTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
SET_PHRASE = "setPhrase"
"""TBX's type of a term that never takes another form."""
_LANGUAGES = ("langSet", "langSec")
_TERMS = ("tig", "ntig", "termSec")
_STATUS = ("administrativeStatus", "normativeAuthorization", "status", "usageStatus")
"""What says whether a term may be used, as the type of a note or as an element of its own."""
_ALLOWED = frozenset(
    {"approved", "preferred", "admitted", "recommended", "legal", "regulated", "standardized",
     "standard", "valid", "current"}
)  # fmt: skip
_RULED_OUT = frozenset(
    {"deprecated", "superseded", "forbidden", "prohibited", "obsolete", "notrecommended",
     "donotuse", "nottobeused", "rejected", "banned", "nonstandardized", "disapproved", "invalid"}
)  # fmt: skip


def write_tbx(entries: Iterable[TermEntry]) -> bytes:
    """A TBX-Basic file (ISO 30042), bytes in UTF-8."""
    root = etree.Element("martif", {"type": "TBX-Basic", XML_LANG: ENGLISH.tag})
    header = etree.SubElement(etree.SubElement(root, "martifHeader"), "fileDesc")
    source = etree.SubElement(etree.SubElement(header, "sourceDesc"), "p")
    source.text = "Birthwords glossary"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for number, entry in enumerate(entries, 1):
        _write_entry(body, number, entry)
    out: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return out


def _write_entry(body: etree._Element, number: int, entry: TermEntry) -> None:
    concept = etree.SubElement(body, "termEntry", {"id": f"c{number}"})
    if entry.definition:
        _text(concept, "descrip", entry.definition, type="definition")
    if entry.note:
        _text(concept, "note", entry.note)
    english = etree.SubElement(concept, "langSet", {XML_LANG: ENGLISH.tag})
    tig = etree.SubElement(english, "tig")
    _text(tig, "term", entry.term)
    if entry.keep:
        _text(tig, "termNote", "nontranslatable", type="termType")
    for language in dict.fromkeys(tag for tag, _, _ in entry.words):
        lang_set = etree.SubElement(concept, "langSet", {XML_LANG: language})
        for tag, words, use in entry.words:
            if tag == language:
                tig = etree.SubElement(lang_set, "tig")
                _text(tig, "term", words)
                _text(tig, "termNote", STATUS[use], type="administrativeStatus")
                if use == "fixed":
                    _text(tig, "termNote", SET_PHRASE, type="termType")


def _text(parent: etree._Element, tag: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, tag, attributes).text = clean(text)


def read_tbx(data: bytes, name: str) -> tuple[TermEntry, ...]:
    """The terms of a TBX file; raises FileRefused."""
    root = xml(data, name)
    if _local(root) not in ("martif", "tbx"):
        raise FileRefused(f"{name}: the first element is {_local(root)!r}, so this is no TBX file.")
    concepts = [node for node in root.iter() if _local(node) in ("termEntry", "conceptEntry")]
    return all_of((_read_entry(concept, name) for concept in concepts), name)


def _read_entry(concept: etree._Element, name: str) -> TermEntry:
    """The first English term that is not ruled out is the entry's; its other ones are noted."""
    english: list[tuple[str, str]] = []
    keep = False
    words: list[tuple[str, str, str]] = []
    definitions = [*_said(concept, "definition")]
    notes = [*_said(concept, "note")]
    for group in _below(concept, _LANGUAGES):
        tag = our_tag(group.get(XML_LANG) or group.get("lang") or "")
        if is_source(tag):
            definitions += _said(group, "definition")
            notes += _said(group, "note")
        else:
            notes += [f"{tag}: {said}" for what in ("definition", "note")
                      for said in _said(group, what)]  # fmt: skip
        for text, term in _terms(group):
            about = {clean(note.text or "").casefold() for note in _term_notes(term)}
            use = _use(about, _statuses(term))
            notes += [note if is_source(tag) else f"{tag} {text}: {note}"
                      for note in _said(term, "note")]  # fmt: skip
            if is_source(tag):
                english.append((text, use))
                keep = keep or "nontranslatable" in about
            else:
                words.append((tag, text, use))
    place = f"{name}:{concept.sourceline}"
    if not english:
        raise FileRefused(f"{place}: this entry has no English term. Add one, or take it out.")
    first = next((text for text, use in english if use != "forbidden"), english[0][0])
    notes += [f"{'Not to be used' if use == 'forbidden' else 'Also'}: {text}"
              for text, use in english if text != first]  # fmt: skip
    return TermEntry(
        term=first,
        definition="; ".join(dict.fromkeys(definitions)),
        note="; ".join(dict.fromkeys(notes)),
        keep=keep,
        words=tuple(words),
        place=place,
    )


def _use(about: set[str], statuses: set[str]) -> str:
    """What a term may be used for; of a status that no list here knows, nobody has agreed yet."""
    if not _RULED_OUT.isdisjoint(statuses):
        return "forbidden"
    if not statuses <= _ALLOWED:
        return "draft"
    return "approved" if FIXED.isdisjoint(about) else "fixed"


def _statuses(term: etree._Element) -> set[str]:
    """What its status is called, in one of the ways to write it: `deprecatedTerm-admn-sts`."""
    said = set()
    for node in term.iter("{*}termNote", "{*}admin", "{*}descrip", *(f"{{*}}{s}" for s in _STATUS)):
        if _local(node) in _STATUS or node.get("type") in _STATUS:
            letters = "".join(filter(str.isalpha, clean(node.text or "").casefold()))
            said.add(letters.removesuffix("admnsts").removesuffix("term"))
    return said - {""}


def _terms(group: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Each term of a language with the element that says all about it."""
    for node in group.iter():
        if _local(node) == "term" and (text := clean("".join(map(str, node.itertext())))):
            holders = (above for above in node.iterancestors() if _local(above) in _TERMS)
            yield text, next(holders, node.getparent())


def _term_notes(term: etree._Element) -> Iterator[etree._Element]:
    for node in term.iter():
        if _local(node) == "termNote" or _local(node) in _STATUS:
            yield node


def _said(holder: etree._Element, what: str) -> Iterator[str]:
    """The definitions or notes of a concept, a language or a term, in groups or not; of what
    describes it, subject fields and contexts are none."""
    for node in _below(holder, ("descrip", "definition", "note")):
        kind = _local(node)
        if kind == "descrip":
            kind = node.get("type", "definition")
        if kind == what and (text := clean("".join(map(str, node.itertext())))):
            yield text


def _below(holder: etree._Element, kinds: tuple[str, ...]) -> Iterator[etree._Element]:
    """What stands under an element, or in a group under it, and not further down."""
    for node in holder:
        if _local(node) in kinds:
            yield node
        elif _local(node).endswith("Grp"):
            yield from _below(node, kinds)


def _local(node: etree._Element) -> str:
    return str(etree.QName(node).localname) if isinstance(node.tag, str) else ""
