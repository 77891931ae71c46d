"""A translation as a Word document of two columns: English on the left, the translation on the
right. Where a segment belongs stands small under its English.
"""

import io
import re
import zipfile

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from app.exchange.entries import (
    SENT_BACK,
    Entry,
    TranslationFile,
    language_of,
    refuse_empty,
    refuse_twice,
)
from app.exchange.opening import FileRefused, clean, office, xml
from app.exchange.word_text import Styles, W, paragraphs, styles, words
from app.languages import is_source

ADVICE = (
    "Write in the second column. Leave the first one, the line below and signs such as <1>…</1> "
    "as they are; the words between such signs are for you to translate."
)
ADVICE_ON_CHANGES = (
    "Where the column “English before” holds the English before its last change, the translation "
    "beside it was made for that: bring it up to date."
)
_PASTED = "another document is packed into the cell: paste its words as plain text"
_MARK = "§ "
_GREY = RGBColor(0x4C, 0x62, 0x72)
_ABOUT = re.compile(r"Birthwords: ([a-z0-9-]+) \| (\w+) \| ([\w-]+) \| (\S*) \| (\S*)")


def write(file: TranslationFile, title: str, *, rtl: bool = False) -> bytes:
    """The document, an A4 page lying on its side."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(15))
    document.add_heading(clean(title), 1)
    document.add_paragraph(ADVICE)
    if any(entry.previous for entry in file.entries):
        document.add_paragraph(ADVICE_ON_CHANGES)
    document.add_paragraph(
        f"Birthwords: {file.slug} | {file.reading_version} | {file.language} | "
        f"{file.revision or '-'} | {file.at or '-'}"
    )
    extra = {
        "English before": [entry.previous for entry in file.entries],
        SENT_BACK: [entry.sent_back for entry in file.entries],
    }
    extra = {head: texts for head, texts in extra.items() if any(texts)}
    heads = ["English", file.language, *extra]
    table = document.add_table(1, len(heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    _repeat(table.rows[0])
    for number, entry in enumerate(file.entries):
        left, right, *more = table.add_row().cells
        for cell, texts in zip(more, extra.values(), strict=True):
            cell.paragraphs[0].add_run(clean(texts[number]))
        left.paragraphs[0].add_run(clean(entry.source))
        place = left.add_paragraph().add_run(f"{_MARK}{entry.path}")
        place.font.size, place.font.color.rgb = Pt(7), _GREY
        _write_target(right.paragraphs[0], clean(entry.text), file.language, rtl=rtl)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _repeat(row: object) -> None:
    """The heads stand again on each page, and screen readers name them."""
    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]  # no public way
    properties.append(OxmlElement("w:tblHeader"))


def _write_target(paragraph: object, text: str, language: str, *, rtl: bool) -> None:
    run = paragraph.add_run(text)  # type: ignore[attr-defined]
    tag = OxmlElement("w:lang")
    tag.set(qn("w:bidi" if rtl else "w:val"), language)
    run._r.get_or_add_rPr().append(tag)
    if rtl:
        run.font.rtl = True
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # type: ignore[attr-defined]


def read(data: bytes, name: str) -> TranslationFile:
    """The translation in such a document, tracked changes taken as made; raises FileRefused."""
    safe = office(data, name)
    with zipfile.ZipFile(safe) as archive:
        parts = archive.namelist()
        if "word/document.xml" not in parts:
            raise FileRefused(f"{name}: this is no Word document. Save it as .docx.")
        root = xml(archive.read("word/document.xml"), f"{name}: word/document.xml")
        looks = None
        if "word/styles.xml" in parts:
            looks = xml(archive.read("word/styles.xml"), f"{name}: word/styles.xml")
    every = " ".join(words([p], Styles(), hidden=True).text for p in root.iter(f"{W}p"))
    about = _ABOUT.search(every)
    if about is None:
        raise FileRefused(
            f"{name}: the line that begins with “Birthwords:” is gone, so nobody knows where the "
            "texts belong. Export the document again and copy the translations into it."
        )
    if is_source(about[3]):
        raise FileRefused(
            f"{name}: this is the English itself. An author brings it in under “Bring in English”."
        )
    entries = tuple(_entries(root, styles(looks), name))
    refuse_twice(entries, name)
    refuse_empty(entries, name, "a translation")
    slug, version, language, revision, at = ("" if part == "-" else part for part in about.groups())
    return TranslationFile(
        language=language_of(language, name),
        slug=slug,
        reading_version=version,
        revision=revision,
        origin="",
        entries=entries,
        at=at,
    )


def _entries(root: etree._Element, known: Styles, name: str) -> list[Entry]:
    found: list[Entry] = []
    for number, row in enumerate(root.iter(f"{W}tr"), 1):
        inner = next(row.iterancestors(f"{W}tr"), None) is not None
        if number == 1 or inner or row.find(f"{W}trPr/{W}del") is not None:
            continue
        cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
        left = paragraphs(cells[0]) if len(cells) > 1 else []
        pasted = any(cell.find(f".//{W}altChunk") is not None for cell in cells[1:2])
        lines = [words([line], known, hidden=True).text.strip() for line in left]
        path = next((line for line in reversed(lines) if line.startswith(_MARK)), "")
        if not path:
            raise FileRefused(
                f"{name}: line {number} of the table has lost its “§ …” under the English. "
                "Copy it from a new export."
            )
        source = " ".join(line for line in lines if line != path)
        target = words(paragraphs(cells[1]), known)
        found.append(
            Entry(
                path=path.removeprefix(_MARK).strip(),
                source=clean(source),
                text=clean(target.text),
                fuzzy=None,
                note="",
                line=number,
                trouble=target.trouble or (_PASTED if pasted else ""),
            )
        )
    return found
