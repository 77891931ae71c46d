"""No cell of a file that goes out is a formula in the program that opens it."""

import csv
import io

import pytest
from openpyxl import load_workbook

from app.exchange import glossary, sheet
from app.exchange.entries import Entry, TranslationFile
from app.exchange.glossary import TermEntry
from app.exchange.opening import clean

SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("sign", SIGNS)
def test_a_cell_of_a_csv_file_that_begins_like_a_formula_begins_with_an_apostrophe(
    sign: str,
) -> None:
    text = f'{sign}HYPERLINK("http://x.test","Terms")'
    entry = TermEntry(term=text, definition=text, note=text, words=(("pl", text, "approved"),))
    data = glossary.write_csv([entry])
    _, row = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert [cell for cell in row if text in cell] == [f"'{text}"] * 4
    (again,) = glossary.read_csv(data, "g.csv")
    assert (again.term, again.definition, again.words) == (text, text, entry.words)


@pytest.mark.parametrize("sign", ["\t", "\r", "\n"])
def test_a_sign_that_a_program_skips_does_not_hide_a_formula(sign: str) -> None:
    data = glossary.write_csv([TermEntry(term=f"{sign}=1+1")])
    _, row = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert row[0] == "'=1+1"


@pytest.mark.parametrize("sign", SIGNS)
def test_a_cell_of_a_workbook_is_a_text_and_stays_one_when_it_is_edited(sign: str) -> None:
    text = f"{sign}1+1"
    terms = glossary.write_xlsx([TermEntry(term=text, words=(("pl", text, "approved"),))])
    entry = Entry(
        path="title",
        source=text,
        text=text,
        fuzzy=False,
        note=text,
        line=0,
        state="edited",
        source_hash="abc",
    )
    texts = sheet.write(
        TranslationFile(
            language="pl",
            slug="x",
            reading_version="standard",
            revision="r",
            origin=text,
            entries=(entry,),
        ),
        clean(text),
    )
    for data, most in ((terms, 2), (texts, 5)):
        book = load_workbook(io.BytesIO(data))
        cells = [c for page in book for row in page.iter_rows() for c in row if c.value == text]
        assert len(cells) == most
        assert {(cell.data_type, cell.quotePrefix) for cell in cells} == {("s", True)}
