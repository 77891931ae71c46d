"""What a file that goes out carries for the next person: the English that a text was made for, the
headers that gettext asks for, and XLIFF that strict tools take."""

import io
from dataclasses import replace

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook
from translate.storage.pypo import pofile

from app.exchange import po, sheet, word, xliff
from app.exchange.entries import Entry, TranslationFile
from app.exchange.recognise import read
from app.languages import languages
from tests.exchange.samples import SAMPLE, WRITERS, entry

OLD = "Call <1>us</1> at <2/> & rest."
NEW = "Call <1>us</1> now at <2/> & rest."
POLISH = "Zadzwoń <1>do nas</1>: <2/>, i odpocznij."
OLD_WORDS, POLISH_WORDS = "Call us at  & rest.", "Zadzwoń do nas: , i odpocznij."
STALE = replace(entry("call", NEW, POLISH, "stale"), previous=OLD)
CHANGED = replace(
    SAMPLE,
    entries=(*SAMPLE.entries, STALE),
    english_from="2026-11-20 10:00+0000",
    changed_on="2026-11-29 19:05+0000",
)
"""A translation whose last text was made for an earlier English."""


def returned(format_: str, file: TranslationFile = CHANGED) -> dict[str, Entry]:
    found = read(WRITERS[format_](file, "T"), "x")
    assert isinstance(found, TranslationFile)
    return {each.path: each for each in found.entries}


@pytest.mark.parametrize("format_", WRITERS)
def test_h3_an_old_translation_goes_out_and_comes_back_unconfirmed(format_: str) -> None:
    stale = returned(format_)["call"]
    assert (stale.source, stale.text) == (NEW, POLISH)
    assert stale.fuzzy is not False


def test_h3_gettext_s_tools_see_it_fuzzy_with_the_english_before() -> None:
    data = po.write(CHANGED, "T")
    assert b'#, fuzzy\n#| msgid "Call <1>us</1> at <2/> & rest."\nmsgctxt "call"' in data
    units = {unit.getcontext(): unit for unit in pofile(io.BytesIO(data)).units}
    assert units["call"].isfuzzy()
    assert units["call"].prev_source == OLD
    assert units["title"].prev_source == ""


BACK = replace(
    SAMPLE,
    entries=(replace(entry("call", NEW, POLISH, "sent_back"), sent_back="Too formal.\nSofter."),),
)
"""A translation whose one text was sent back to whoever wrote it."""
WHY = "Sent back to be looked at again: Too formal. Softer."


def test_what_was_sent_back_goes_out_unconfirmed_with_the_reason() -> None:
    unit = next(iter(pofile(io.BytesIO(po.write(BACK, "T"))).units[1:]))
    assert unit.isfuzzy()
    assert WHY in unit.getnotes("developer")
    first = etree.fromstring(xliff.write_12(BACK, "T"))
    assert WHY in [note.text for note in first.iter(f"{{{xliff.NS1}}}note")]
    second = etree.fromstring(xliff.write_20(BACK, "T"))
    notes = {n.get("category"): n.text for n in second.iter(f"{{{xliff.NS2}}}note")}
    assert notes["sent-back"] == WHY
    texts = load_workbook(io.BytesIO(sheet.write(BACK, "T")))["Texts"]
    assert (texts["D2"].value, WHY in str(texts["E2"].value)) == ("sent back", True)
    (table,) = Document(io.BytesIO(word.write(BACK, "T"))).tables
    assert [cell.text for cell in table.columns[2].cells] == [
        "Sent back to be looked at again", "Too formal. Softer.",
    ]  # fmt: skip


DOUBTFUL = replace(
    SAMPLE, entries=(replace(entry("call", NEW, POLISH, "draft"), doubt="Is it so?\nAsk."),)
)


def test_what_its_drafter_was_not_sure_of_goes_out_with_a_text() -> None:
    said = "Doubt: Is it so? Ask."
    unit = next(iter(pofile(io.BytesIO(po.write(DOUBTFUL, "T"))).units[1:]))
    assert said in unit.getnotes("developer")
    first = etree.fromstring(xliff.write_12(DOUBTFUL, "T"))
    assert said in [note.text for note in first.iter(f"{{{xliff.NS1}}}note")]
    second = etree.fromstring(xliff.write_20(DOUBTFUL, "T"))
    notes = {n.get("category"): n.text for n in second.iter(f"{{{xliff.NS2}}}note")}
    assert notes["doubt"] == said
    texts = load_workbook(io.BytesIO(sheet.write(DOUBTFUL, "T")))["Texts"]
    assert said in str(texts["E2"].value)


@pytest.mark.parametrize("format_", WRITERS)
def test_what_was_sent_back_comes_back_unconfirmed_as_it_was(format_: str) -> None:
    found = returned(format_, BACK)["call"]
    assert (found.source, found.text) == (NEW, POLISH)
    assert found.fuzzy is not False


def words(node: etree._Element, space: str) -> tuple[str, ...]:
    """The words of a source and its target, without their signs."""
    both = (node.find(f"{{{space}}}{name}") for name in ("source", "target"))
    return tuple("" if one is None else "".join(map(str, one.itertext())) for one in both)


def test_h3_xliff_holds_the_english_before_with_its_translation() -> None:
    space = {"x": xliff.NS1}
    unit = etree.fromstring(xliff.write_12(CHANGED, "T")).find(".//x:trans-unit[@id='call']", space)
    assert unit is not None
    target, before = unit.find("x:target", space), unit.find("x:alt-trans", space)
    assert target is not None
    assert target.get("state") == "needs-review-translation"
    assert before is not None
    assert before.get("alttranstype") == "previous-version"
    assert words(before, xliff.NS1) == (OLD_WORDS, POLISH_WORDS)
    match = etree.fromstring(xliff.write_20(CHANGED, "T")).find(f".//{{{xliff.MATCHES}}}match")
    assert match is not None
    assert match.get("ref") == "#s1"
    assert words(match, xliff.NS2) == (OLD_WORDS, POLISH_WORDS)


def test_h3_excel_and_word_have_a_column_for_the_english_before() -> None:
    texts = load_workbook(io.BytesIO(sheet.write(CHANGED, "T")))["Texts"]
    rows = [[cell.value or "" for cell in row] for row in texts.iter_rows()]
    at = rows[0].index("English before")
    assert [row[at] for row in rows[1:]] == ["", "", "", OLD]
    assert rows[-1][rows[0].index("State")] == "English changed"
    (table,) = Document(io.BytesIO(word.write(CHANGED, "T"))).tables
    assert [cell.text for cell in table.rows[0].cells] == ["English", "pl", "English before"]
    assert [row.cells[2].text for row in table.rows[1:]] == ["", "", "", OLD]
    (plain,) = Document(io.BytesIO(word.write(SAMPLE, "T"))).tables
    assert len(plain.columns) == 2


@pytest.mark.parametrize("tag", [language.tag for language in languages()])
def test_a_po_file_has_every_header_that_gettext_asks_for(tag: str) -> None:
    store = pofile(io.BytesIO(po.write(replace(CHANGED, language=tag), "T")))
    headers: dict[str, str] = store.parseheader()  # type: ignore[no-untyped-call]
    assert headers["Content-Type"] == "text/plain; charset=UTF-8"
    assert headers["PO-Revision-Date"] == "2026-11-29 19:05+0000"
    assert headers["POT-Creation-Date"] == "2026-11-20 10:00+0000"
    assert headers["Language"].replace("_", "-") == tag
    assert headers["Plural-Forms"].startswith("nplurals=")
    assert {"Project-Id-Version", "Last-Translator", "Language-Team", "MIME-Version",
            "Content-Transfer-Encoding"} <= set(headers)  # fmt: skip
    found = read(po.write(replace(CHANGED, language=tag), "T"), "x")
    assert isinstance(found, TranslationFile)
    assert found.language == tag


ORDER = ("source", "target", "note", "alt-trans")
ATTRIBUTES = {
    "xliff": {"version"},
    "file": {"original", "source-language", "target-language", "datatype", "product-name"},
    "header": set(),
    "body": set(),
    "note": {"from"},
    "trans-unit": {"id", "approved", "extradata", "{http://www.w3.org/XML/1998/namespace}space"},
    "source": set(),
    "target": {"state", "state-qualifier"},
    "alt-trans": {"alttranstype"},
    "g": {"id"},
    "x": {"id"},
}


def test_xliff_1_2_holds_only_what_its_strict_schema_knows() -> None:
    """The strict schema takes no element and no attribute of another namespace."""
    root = etree.fromstring(xliff.write_12(CHANGED, "T"))
    for node in root.iter():
        name = etree.QName(node)
        assert name.namespace == xliff.NS1
        assert set(map(str, node.attrib)) <= ATTRIBUTES[name.localname]
    for unit in root.iter(f"{{{xliff.NS1}}}trans-unit"):
        places = [ORDER.index(etree.QName(child).localname) for child in unit]
        assert places == sorted(places)
    ids = [unit.get("id") for unit in root.iter(f"{{{xliff.NS1}}}trans-unit")]
    assert len(ids) == len(set(ids))


def test_a_text_without_words_opens_in_omegat_and_is_none_until_someone_translates_it() -> None:
    """OmegaT opens the words of a target, and leaves its marks as they are."""
    data = xliff.write_12(SAMPLE, "T")
    english = b">Rest &lt;b&gt; now</target>"
    assert english in data
    assert returned("xliff", SAMPLE)["rest"].text == ""
    done = read(data.replace(english, b">Odpoczywaj</target>"), "x")
    assert isinstance(done, TranslationFile)
    (rest,) = (each for each in done.entries if each.path == "rest")
    assert (rest.text, rest.fuzzy) == ("Odpoczywaj", None)
