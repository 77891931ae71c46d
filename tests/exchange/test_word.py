"""Word documents as people send them back: moved and struck words, boxes, symbols, hidden words."""

import re

import pytest

from app.exchange import word
from app.exchange.entries import Entry, TranslationFile
from app.exchange.recognise import read
from tests.exchange.packages import edited
from tests.exchange.samples import SAMPLE

NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
)
_PARAGRAPH = re.compile(r"<w:p>(?:(?!</w:p>).)*Nudności</w:t></w:r></w:p>", re.DOTALL)


def first(inside: str, looks: str = "") -> Entry:
    """The first text of the sample with these paragraphs for its translation."""
    data = edited(
        word.write(SAMPLE, "T"), "word/document.xml",
        lambda xml: _PARAGRAPH.sub(lambda _: inside.replace("<w:p>", f"<w:p {NAMESPACES}>"), xml),
    )  # fmt: skip
    data = edited(
        data, "word/styles.xml", lambda xml: xml.replace("</w:styles>", f"{looks}</w:styles>")
    )
    found = read(data, "f")
    assert isinstance(found, TranslationFile)
    return found.entries[0]


def run(text: str, about: str = "") -> str:
    return f'<w:r><w:rPr>{about}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def in_(kind: str, content: str) -> str:
    return f'<w:{kind} w:id="1" w:author="x">{content}</w:{kind}>'


def p(*content: str, about: str = "") -> str:
    return f"<w:p><w:pPr>{about}</w:pPr>{''.join(content)}</w:p>"


BOX = "<w:txbxContent><w:p><w:r><w:t>im Kasten</w:t></w:r></w:p></w:txbxContent>"
GONE_MARK = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'
HIDDEN = '<w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
HEIR = '<w:style w:styleId="Heir"><w:basedOn w:val="Secret"/></w:style>'


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (p(in_("moveFrom", run("besorgt ")), run("Wenn Sie "), in_("moveTo", run("besorgt"))),
         "Wenn Sie besorgt"),
        (p(in_("del", run("Alt ")), in_("ins", run("Neu"))), "Neu"),
        (p(in_("ins", in_("del", run("Weg")) + run("Da"))), "Da"),
        (p(run("Mdło"), about=GONE_MARK) + p(run("ści")), "Mdłości"),
        (p(run("Eins")) + p(run("zwei")), "Eins zwei"),
        (p(run("Vor "), "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>" + BOX +
           "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + BOX +
           "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"), "Vor im Kasten"),
        (p("<w:r><mc:AlternateContent><mc:Choice Requires='w16se'><w16se:symEx w16se:font='Emoji' "
           "w16se:char='1F642'/></mc:Choice><mc:Fallback><w:t>🙂</w:t></mc:Fallback>"
           "</mc:AlternateContent></w:r>"), "🙂"),
        (p("<w:r><mc:AlternateContent><mc:Choice Requires='x'/><mc:Fallback><w:t>so</w:t>"
           "</mc:Fallback></mc:AlternateContent></w:r>"), "so"),
        (p("<w:r><w:pict><v:textbox>" + BOX + "</v:textbox></w:pict></w:r>", run("nach")),
         "im Kasten nach"),
        (p(run("Vor")) + "<w:tbl><w:tr><w:tc>" + p(run("innen")) + "</w:tc><w:tc>" +
         p(run("und")) + "</w:tc></w:tr></w:tbl>" + p(run("nach")), "Vor innen und nach"),
        (p(run("1"), run("er", '<w:vertAlign w:val="superscript"/>')), "1er"),
        (p(run("Sicht"), run("versteckt", "<w:vanish/>"), run("bar", '<w:vanish w:val="0"/>')),
         "Sichtbar"),
        (p(run("Da"), run("weg", '<w:rStyle w:val="Secret"/>'),
           run("!", '<w:rStyle w:val="Heir"/>')), "Da"),
        (p(run("≥ 38"), "<w:r><w:softHyphen/><w:noBreakHyphen/></w:r>"), "≥ 38\u00ad\u2011"),
        (p(run("5"), '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', run("4")), "5≥4"),
        (p(run("5"), '<w:r><w:sym w:font="Symbol" w:char="00A3"/></w:r>', run("4")), "5≤4"),
        (p(run("5"), '<w:r><w:sym w:font="Arial" w:char="2265"/></w:r>', run("4")), "5≥4"),
        (p(run("5"), run("\uf0b1", '<w:rFonts w:ascii="Symbol"/>')), "5±"),
        (p(run("5"), run("³", '<w:rFonts w:ascii="Symbol"/>')), "5≥"),
        (p(run("Eins"), "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" +
           run("Klicken Sie hier") + "</w:sdtContent></w:sdt>"), "Eins"),
        (p("<w:sdt><w:sdtPr/><w:sdtContent>" + run("Eins") + "</w:sdtContent></w:sdt>"), "Eins"),
        (p("<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r>", run("7")), "7"),
        (p("<w:hyperlink>" + run("Rufen Sie an") + "</w:hyperlink>"), "Rufen Sie an"),
        (p("<w:r><w:ruby><w:rt>" + run("lies") + "</w:rt><w:rubyBase>" + run("Wort") +
           "</w:rubyBase></w:ruby></w:r>"), "Wort"),
        (p(run("5\u00a0kg\u202f!")), "5\u00a0kg\u202f!"),
    ],
)  # fmt: skip
def test_a_document_says_what_its_reader_sees(inside: str, text: str) -> None:
    entry = first(inside, HIDDEN + HEIR)
    assert (entry.text, entry.trouble) == (text, "")


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        (p(run("Ruf an "), '<w:r><w:sym w:font="Wingdings" w:char="F028"/></w:r>'), "Wingdings"),
        (p(run("(", '<w:rFonts w:ascii="Wingdings 2"/>')), "Wingdings 2"),
        (p(run("x"), run("\uf0ff")), "the font Symbol"),
        (p(run("alt", "<w:strike/>"), run("neu")), "struck through"),
        (p(run("alt", "<w:dstrike/>"), run("neu")), "struck through"),
        (p(run("x"), '<w:r><w:footnoteReference w:id="2"/></w:r>'), "a footnote"),
        (p("<m:oMath><m:r><m:t>x≥3</m:t></m:r></m:oMath>"), "a formula"),
        (
            p(run("10"), run("2", '<w:vertAlign w:val="superscript"/>')),
            "a raised or lowered figure",
        ),
        (p(run("1/"), run("2", '<w:vertAlign w:val="subscript"/>')), "a raised or lowered figure"),
        (p(run("Vor")) + "<w:altChunk/>", "another document"),
    ],
)
def test_what_cannot_be_words_is_named(inside: str, says: str) -> None:
    assert says in first(inside).trouble


def test_a_row_that_was_taken_out_is_no_text() -> None:
    def take_out(xml: str) -> str:
        start = xml.rindex("<w:tr>", 0, xml.index("§ rest"))
        return f'{xml[:start]}<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{xml[start + 6 :]}'

    found = read(edited(word.write(SAMPLE, "T"), "word/document.xml", take_out), "f")
    assert isinstance(found, TranslationFile)
    assert [entry.path for entry in found.entries] == ["title", "call.who"]


def test_hidden_lines_of_the_left_column_still_say_where_a_text_belongs() -> None:
    hide = re.compile(r"(<w:r><w:rPr>)((?:(?!</w:rPr>).)*</w:rPr><w:t>§ title)")
    data = edited(
        word.write(SAMPLE, "T"), "word/document.xml",
        lambda xml: hide.sub(r"\1<w:vanish/>\2", xml),
    )  # fmt: skip
    found = read(data, "f")
    assert isinstance(found, TranslationFile)
    assert found.entries[0].path == "title"
