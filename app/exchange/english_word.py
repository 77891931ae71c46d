"""An English text as a Word document to read and to edit. Each paragraph bears the name of its
segment in two bookmarks: one about its words, which goes where they go, and one before them, which
stays when all of them are typed anew. (LibreOffice makes fields of content controls.) The text that
it was written from is packed in, so that what changed can be told later.
"""

import io
import json
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from app.exchange.english_layout import ADVICE, Box, Grid, Line, Look, NamedText, layout, mark_of
from app.exchange.opening import clean
from app.resources import inline
from app.resources.editing import written
from app.resources.schema import Resource
from app.resources.segments import content_hash

PACKED = "urn:birthwords:english"
"""The namespace of the part that holds the text as it was written from."""
START = "s"
"""Before the name of a paragraph: the bookmark that stands before its words."""
NOTE = "Birthwords note"
SENTENCE = "Birthwords sentence"
STYLES: dict[Look, str] = {
    "title": "Title",
    "heading": "Heading 1",
    "small_heading": "Heading 2",
    "box_heading": "Heading 3",
    "plain": "Normal",
    "quote": "Quote",
    "bullet": "List Bullet",
    "number": "List Number",
    "sentence": SENTENCE,
    "caption": "Caption",
    "cell": "Normal",
    "note": NOTE,
}
_GREY, _BLUE, _INK = RGBColor(0x4C, 0x62, 0x72), RGBColor(0, 0x5E, 0xB8), RGBColor(0x21, 0x2B, 0x32)


def about_line(resource: Resource) -> str:
    """What says, in the document, which text it is: as in a translation, with the language `en`."""
    return (
        f"Birthwords: {resource.slug} | {resource.reading_version} | en | "
        f"{content_hash(resource)[:16]} | {resource.kind}"
    )


def write(resource: Resource, state: str) -> bytes:
    """The document; `state` says in a few words which English this is."""
    document = Document()
    document.core_properties.title = clean(inline.plain(resource.title))
    document.core_properties.author = "Birthwords"
    document.core_properties.language = "en-GB"
    document.core_properties.comments = ""
    _set_up(document)
    for line in (f"{state}. {ADVICE}", about_line(resource)):
        document.add_paragraph(line, style=NOTE)
    data = written(resource)
    _Writer(document).lines(layout(data), document)
    _pack(document, data)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(22))
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Arial", Pt(11)
    for name, size in (("Title", 24), ("Heading 1", 18), ("Heading 2", 14), ("Heading 3", 12)):
        font = styles[name].font
        font.size, font.color.rgb = Pt(size), _BLUE if name != "Heading 3" else _INK
        fonts = styles[name].element.rPr.rFonts
        for kind in [*fonts.attrib]:
            del fonts.attrib[kind]
        font.name = "Arial"
    styles["Quote"].font.italic = False
    styles["Quote"].font.color.rgb = _INK
    styles["Quote"].paragraph_format.left_indent = Mm(8)
    note = styles.add_style(NOTE, WD_STYLE_TYPE.PARAGRAPH)
    note.base_style, note.next_paragraph_style = styles["Normal"], styles["Normal"]
    note.font.size, note.font.color.rgb = Pt(8), _GREY
    note.paragraph_format.space_after, note.paragraph_format.keep_with_next = Pt(2), True
    sentence = styles.add_style(SENTENCE, WD_STYLE_TYPE.PARAGRAPH)
    sentence.base_style = styles["Normal"]
    sentence.paragraph_format.left_indent = Mm(6)
    sentence.paragraph_format.space_after = Pt(4)


class _Writer:
    """Puts lines into a document or a cell of it."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._styles = {look: document.styles[name].style_id for look, name in STYLES.items()}
        self._bookmarks = 0
        self._places: set[str] = set()

    def lines(self, lines: tuple[Line, ...], holder: Any) -> None:
        counted: tuple[Any, ...] = ()
        numbering = 0
        for line in lines:
            match line:
                case NamedText():
                    paragraph = holder.add_paragraph()
                    paragraph._p.style = self._styles[line.look]
                    if line.look == "number":
                        if counted != line.steps[:-1]:
                            counted, numbering = line.steps[:-1], self._numbering()
                        _number(paragraph, numbering)
                    self._write(paragraph, line)
                case Box():
                    self._box(line, holder)
                case Grid():
                    self._grid(line, holder)

    def _box(self, box: Box, holder: Any) -> None:
        cell = self._table(holder, 1, 1).cell(0, 0)
        first = cell.paragraphs[0]._p
        self.lines(box.lines, cell)
        first.getparent().remove(first)
        _last_in(cell)

    def _grid(self, grid: Grid, holder: Any) -> None:
        table = self._table(holder, len(grid.rows), len(grid.rows[0]))
        for number, row in enumerate(grid.rows):
            cells = table.rows[number].cells
            for cell, words in zip(cells, row, strict=True):
                self._write(cell.paragraphs[0], words)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def _table(self, holder: Any, rows: int, columns: int) -> Any:
        if holder is self._document:
            table = self._document.add_table(rows, columns)
        else:
            table = holder.add_table(rows, columns)
            last = table._tbl.getnext()  # python-docx puts a paragraph behind it
            if last is not None and last.tag == qn("w:p"):
                last.getparent().remove(last)
        table.style = self._document.styles["Table Grid"]
        return table

    def _write(self, paragraph: Any, line: NamedText) -> None:
        p = paragraph._p
        for name in (*self._new_places(line), START + line.mark):
            p.extend(self._bookmark(name))
        begin, end = self._bookmark(line.mark)
        p.append(begin)
        if line.is_note:
            paragraph.add_run(line.text)
        else:
            for node in inline.parse(line.text):
                self._node(paragraph, node)
        p.append(end)

    def _new_places(self, line: NamedText) -> list[str]:
        """What links may lead to and begins here."""
        found = [part for _, part in line.steps if part not in self._places]
        self._places.update(found)
        return [mark_of(f"#{part}") for part in found]

    def _bookmark(self, name: str) -> tuple[etree._Element, etree._Element]:
        self._bookmarks += 1
        begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        begin.set(qn("w:name"), name)
        for each in (begin, end):
            each.set(qn("w:id"), str(self._bookmarks))
        return begin, end

    def _node(self, paragraph: Any, node: inline.Node) -> None:
        run = paragraph.add_run(clean_inside(node))
        if node.kind == "strong":
            run.bold = True
        elif node.kind == "link":
            run.font.color.rgb, run.font.underline = _BLUE, True
            link = OxmlElement("w:hyperlink")
            if node.ref.startswith("#"):
                link.set(qn("w:anchor"), mark_of(node.ref))
            else:
                to = self._document.part.relate_to(node.ref, RT.HYPERLINK, is_external=True)
                link.set(qn("r:id"), to)
            run._r.getparent().replace(run._r, link)
            link.append(run._r)

    def _numbering(self) -> int:
        """A list that counts from one."""
        style = self._document.styles["List Number"].element
        numbering = self._document.part.numbering_part.element
        own = style.pPr.numPr.numId.val
        found = next(each for each in numbering.num_lst if each.numId == own)
        new = numbering.add_num(found.abstractNumId.val)
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(new.numId)


def clean_inside(node: inline.Node) -> str:
    """The words of a node as they stand in the document; a fact as authors write it."""
    return node.author if node.kind == "fact" else node.text


def _number(paragraph: Any, numbering: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def _last_in(cell: Any) -> None:
    """A cell must end with a paragraph, here one that takes no room."""
    paragraph = cell.add_paragraph(style=NOTE)
    paragraph.paragraph_format.space_after = Pt(0)


def _pack(document: WordDocument, data: dict[str, object]) -> None:
    root = etree.Element(f"{{{PACKED}}}english", nsmap={None: PACKED})
    root.text = json.dumps(data, ensure_ascii=True)
    blob = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    place = document.part.package.next_partname("/customXml/item%d.xml")
    part = Part(place, "application/xml", blob, document.part.package)
    document.part.relate_to(part, RT.CUSTOM_XML)
