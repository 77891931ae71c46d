"""Workbooks as people fill them in: formulas, errors, dates and truth values are never a text, in
translations and glossaries alike."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from app.exchange import glossary, sheet
from app.exchange.entries import Entry, TranslationFile
from app.exchange.glossary import TermEntry
from app.exchange.opening import FileRefused
from app.exchange.recognise import read
from app.exchange.workbook import ERROR
from tests.exchange.packages import edited
from tests.exchange.samples import SAMPLE

TITLE = "C2"
"""The cell of the first text's translation."""


def filled(change: Callable[[Any], object]) -> bytes:
    """The sample, saved again by another program after a change of its first sheet."""
    book = load_workbook(io.BytesIO(sheet.write(SAMPLE, "T")))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def first(data: bytes) -> Entry:
    found = read(data, "f")
    assert isinstance(found, TranslationFile)
    return found.entries[0]


def written(value: object, style: str = "") -> bytes:
    def write(book: Any) -> None:
        book["Texts"][TITLE].value = value
        book["Texts"][TITLE].number_format = style or book["Texts"][TITLE].number_format

    return filled(write)


def with_value(value: str, kind: str = "str") -> bytes:
    """A formula with what it came to, as Excel saves it."""
    return edited(
        written('="Nud"&"ności"'), "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace('<c r="C2"', f'<c t="{kind}" r="C2"', 1).replace(
            "<v></v>", f"<v>{value}</v>").replace("<v />", f"<v>{value}</v>")
        .replace("<v/>", f"<v>{value}</v>"),
    )  # fmt: skip


def test_a_formula_is_what_it_came_to() -> None:
    entry = first(with_value("Nudności"))
    assert (entry.text, entry.trouble) == ("Nudności", "")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (written('=CONCATENATE("Nud","ności")'), "a formula without a value"),
        (with_value("#NAME?"), "an error (#NAME?)"),
        (with_value("12", "n"), ""),
        (written("#N/A"), "an error (#N/A)"),
        (written("#WERT!"), "an error (#WERT!)"),
        (written(True), "TRUE, which Excel made of a word"),
        (written(date(2026, 3, 2)), "made a date or time of it (2026-03-02"),
        (written(time(9, 30)), "made a date or time of it (09:30"),
        (written(0.5), "a number (0.5)"),
        (written(12, "0.00"), "a number (12)"),
        (written(12), ""),
    ],
)
def test_what_is_no_text_is_named_and_not_taken(data: bytes, says: str) -> None:
    entry = first(data)
    assert says in entry.trouble
    assert bool(entry.trouble) == bool(says)
    assert not entry.text.startswith("=")


def test_words_that_are_struck_through_are_named() -> None:
    def strike(book: Any) -> None:
        book["Texts"][TITLE].font = Font(strike=True)

    some = shared("<r><rPr><strike/></rPr><t>Stare </t></r><r><t>Nudności</t></r>")
    for data in (filled(strike), some):
        assert "struck through" in first(data).trouble
    whole = first(shared("<r><rPr><b/></rPr><t>Nud</t></r><r><t>ności</t></r>"))
    assert (whole.text, whole.trouble) == ("Nudności", "")


def shared(runs: str) -> bytes:
    """The sample with its first translation in runs, as Excel saves texts."""
    sheet_ = edited(
        sheet.write(SAMPLE, "T"), "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(r'<c r="C2"([^>]*?) t="inlineStr"><is>.*?</is></c>',
                           r'<c r="C2"\1 t="s"><v>0</v></c>', xml, count=1),
    )  # fmt: skip
    typed = edited(
        sheet_, "[Content_Types].xml",
        lambda xml: xml.replace("</Types>", '<Override PartName="/xl/sharedStrings.xml" '
                                f'ContentType="{SHARED_STRINGS}"/></Types>'),
    )  # fmt: skip
    out = io.BytesIO(typed)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(
            "xl/sharedStrings.xml", f'<sst xmlns="{SHEET_MAIN_NS}"><si>{runs}</si></sst>'
        )
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("warten,_x000D_\nbis", "warten, bis"),
        ("warten,_x000a_bis", "warten, bis"),
        ("a_x005F_x000D_b", "a_x000D_b"),
        ("5\u00a0kg\u202f!", "5\u00a0kg\u202f!"),
    ],
)
def test_what_excel_writes_for_a_line_end_is_one(value: str, text: str) -> None:
    assert first(written(value)).text == text


def test_a_text_that_looks_like_an_escape_comes_back_as_it_is() -> None:
    odd = "a_x000D_b"
    file = TranslationFile(
        language="pl",
        slug="x",
        reading_version="standard",
        revision="",
        origin="",
        entries=(Entry(path="p", source=odd, text=odd, fuzzy=True, state="draft"),),
    )
    assert first(sheet.write(file, "T")).text == odd


def test_a_sheet_before_the_texts_does_not_hide_them() -> None:
    data = filled(lambda book: book.create_sheet("Remarks", 0))
    assert first(data).text == "Nudności"


def test_two_columns_of_one_name_are_refused() -> None:
    def twice(book: Any) -> None:
        book["Texts"]["G1"].value = "translation"

    with pytest.raises(FileRefused, match="each of the columns once"):
        read(filled(twice), "f")


@pytest.mark.parametrize(
    "word", ["#NAME?", "#WERT!", "#N/A", "#DIV/0!", "#¡REF!", "#NV/", "#ЗНАЧ!"]
)
def test_an_error_is_known_in_any_language(word: str) -> None:
    assert ERROR.fullmatch(word)
    assert not ERROR.fullmatch("# 5")


def terms(*rows: tuple[object, ...]) -> tuple[TermEntry, ...]:
    book = Workbook()
    page = book.active or book.create_sheet()
    for row in [("English", "Language", "Words", "Use", "Meaning"), *rows]:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    found = read(out.getvalue(), "g")
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("term", "de", '=UPPER("x")', "approved"), "a formula without a value"),
        (("term", "de", "#NAME?", "approved"), "an error"),
        (("term", "de", True, ""), "TRUE"),
        (("term", "de", date(2026, 3, 2), ""), "a date"),
        (("=A1", "de", "Wort", ""), "a formula"),
        (("term", "de", "Wort", "verboten?"), "the use “verboten?” is unknown"),
    ],
)
def test_a_line_of_a_glossary_that_is_no_text_is_refused(
    row: tuple[object, ...], says: str
) -> None:
    good, bad = terms(("other", "de", "Gut", "approved"), row)
    assert (good.words, good.trouble) == ((("de", "Gut", "approved"),), "")
    assert says in bad.trouble
    assert bad.place == "g:3"


@pytest.mark.parametrize("use", ["forbidden", "Deprecated", "deprecatedTerm", "prohibited"])
def test_a_word_ruled_out_is_ruled_out_in_any_of_its_words(use: str) -> None:
    (entry,) = terms(("term", "DE", "Wort", use))
    assert entry.words == (("de", "Wort", "forbidden"),)


def test_a_line_that_contradicts_one_before_it_is_refused() -> None:
    first, *rest = terms(
        ("term", "de", "Wort", "approved", "One thing"),
        ("term", "de-DE", "Wort", "forbidden"),
        ("term", "pl", "słowo", "approved", "Another"),
        ("term", "pl", "wyraz", "approved", "One thing"),
    )
    assert first.words == (("de", "Wort", "approved"), ("pl", "wyraz", "approved"))
    assert [(one.place, one.trouble.split(" of ")[0]) for one in rest] == [
        ("g:3", "the use"), ("g:4", "the meaning"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        "English;Language;Words\nterm;de;Größe\n".encode(),
        "English\tLanguage\tWords\nterm\tde\tGröße\n".encode("utf-16"),
        "sep=;\r\nEnglish;Language;Words\r\nterm;DE;Größe\r\n".encode("utf-8-sig"),
        "English,Language,Words\rterm,de,Größe\r".encode(),
    ],
)
def test_a_table_is_read_as_excel_saves_it(data: bytes) -> None:
    (entry,) = glossary.read_csv(data, "g.csv")
    assert (entry.term, entry.words) == ("term", (("de", "Größe", "approved"),))


def test_a_formula_in_a_csv_file_is_refused() -> None:
    (entry,) = glossary.read_csv(b'English,Language,Words\nterm,de,"=UPPER(""x"")"\n', "g.csv")
    assert "a formula" in entry.trouble


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("xl/workbook.xml", "Strict Open XML"),
        ("content.xml", "OpenDocument"),
    ],
)
def test_an_office_file_of_another_kind_says_how_to_save_it(part: str, says: str) -> None:
    from tests.exchange.packages import packed

    content = b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
    with pytest.raises(FileRefused, match=says):
        read(packed(**{part: content}), "f")


def test_two_sheets_of_texts_are_refused_by_their_names() -> None:
    data = filled(lambda book: book.copy_worksheet(book["Texts"]))
    with pytest.raises(FileRefused, match="“Texts” and “Texts Copy” both hold the texts"):
        first(data)


def test_a_glossary_may_have_a_sheet_for_each_language() -> None:
    book = Workbook()
    for tag, words in (("de", "Wehe"), ("pl", "skurcz")):
        page = book.create_sheet(tag)
        page.append(["English", "Language", "Words"])
        page.append(["contraction", tag, words])
    out = io.BytesIO()
    book.save(out)
    found = read(out.getvalue(), "g.xlsx")
    assert isinstance(found, tuple)
    (entry,) = found
    assert entry.words == (("de", "Wehe", "approved"), ("pl", "skurcz", "approved"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Language,Words,English\nde,Wehe\n", "g.csv:2: the line has no English term"),
        ("English,Language,Words,Words\na,de,b,c\n", "each of the columns once"),
        ('English,Language,Words\na,de,"b\nc,de,d\n', "g.csv:3: the line is damaged"),
    ],
)
def test_a_table_that_is_no_table_is_refused_at_its_line(text: str, says: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read(text.encode(), "g.csv")
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("a,de,b,approved,a thing, round,with a note", "more cells than the first one names"),
        ("a,de,TRUE,approved,,", "which Excel made of a word"),
        ("a,de,b,approved,,,,", ""),
    ],
)
def test_a_line_of_a_table_that_is_not_as_it_was_meant_is_left(line: str, says: str) -> None:
    (entry,) = glossary.read_csv(f"English,Language,Words,Use,Meaning,Note\n{line}\n".encode(), "g")
    assert says in entry.trouble if says else not entry.trouble
