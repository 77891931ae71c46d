"""English as Word: a document that nobody changed changes nothing, what was changed in it changes
that and nothing else, and what a file cannot say is named by its place.
"""

import io
import re
import struct
import zlib
from typing import Any

import pytest
from docx import Document
from docx.oxml.parser import OxmlElement

from app.exchange import english_returned, english_word, word
from app.exchange.english_layout import layout, spots
from app.exchange.opening import FileRefused
from app.exchange.recognise import read_english
from app.resources.editing import Data, written
from app.resources.schema import Resource
from app.resources.segments import extract
from tests.exchange.english_files import (
    BASE,
    RESOURCE,
    after,
    brought,
    document,
    edited_in_word,
    gone,
    paragraph,
    part_of,
    saved,
)
from tests.exchange.packages import edited, packed
from tests.resources.authors_page import BLOCKS, resource_with
from tests.shipped import texts


@pytest.fixture(
    scope="module", params=texts(), ids=lambda each: f"{each.slug}-{each.reading_version}"
)
def shipped(request: pytest.FixtureRequest) -> tuple[Resource, bytes]:
    """A text of ours, and the document of it."""
    return request.param, english_word.write(request.param, "English 1")


def test_every_text_of_ours_stands_in_the_document_and_comes_back_unchanged(
    shipped: tuple[Resource, bytes],
) -> None:
    resource, data = shipped
    base = written(resource)
    words = [spot.words for spot in spots(layout(base)) if not spot.words.is_note]
    assert {each.path for each in words} == {each.path for each in extract(resource).segments}
    found = brought(data, base)
    assert found.data == base
    assert found.not_taken == ()
    bare = edited(data, "word/document.xml", lambda xml: re.sub(r"<w:bookmark[^>]*>", "", xml))
    found = brought(bare, base)
    assert (found.data, found.not_taken) == (base, ())


@pytest.mark.parametrize("blocks", BLOCKS)
def test_every_kind_of_block_stands_in_the_document(blocks: str) -> None:
    resource = resource_with(blocks)
    words = [spot.words for spot in spots(layout(written(resource))) if not spot.words.is_note]
    assert {each.path for each in words} == {each.path for each in extract(resource).segments}


def test_one_sentence_that_is_changed_changes_that_text_and_no_other(
    shipped: tuple[Resource, bytes],
) -> None:
    resource, data = shipped
    before = {each.path: each.text for each in extract(resource).segments}
    alone = [p for p, t in before.items() if "<" not in t and [*before.values()].count(t) == 1]
    path = alone[len(resource.slug) * 7 % len(alone)]  # one here, another there
    opened = Document(io.BytesIO(data))
    paragraph(opened, before[path]).add_run(" Ask your midwife.")
    found = brought(saved(opened), written(resource))
    assert found.not_taken == ()
    now = {e.path: e.text for e in extract(Resource.model_validate(found.data)).segments}
    assert {p for p in now if now[p] != before[p]} == {path}
    assert now[path] == f"{before[path]} Ask your midwife."


def test_bold_and_links_are_read_as_authors_write_them() -> None:
    def change(opened: Any) -> None:
        here = paragraph(opened, "Eat little")
        here.add_run(" Drink ")
        here.add_run("water ").bold = True
        here.add_run("and call {phone.triage}.")

    found = brought(edited_in_word(change))
    assert part_of(found.data, "food")["text"] == (
        "Eat little and often. See [when to call](#call). Drink **water** and call {phone.triage}."
    )
    assert found.not_taken == ()


def test_a_link_may_be_a_field_of_word() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK '
        '"https://www.nhs.uk/food" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/>'
        '</w:r><w:r><w:t>food</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    data = edited(
        saved(document()), "word/document.xml",
        lambda xml: xml.replace("<w:r><w:t>rest</w:t></w:r>", field),
    )  # fmt: skip
    assert part_of(brought(data).data, "helps", "rest")["text"] == "[food](https://www.nhs.uk/food)"


def test_tracked_changes_count_as_made_and_comments_do_not() -> None:
    tracked = (
        '<w:del w:id="900"><w:r><w:delText>rest</w:delText></w:r></w:del>'
        '<w:ins w:id="901"><w:r><w:t>a long rest</w:t></w:r></w:ins>'
        '<w:r><w:commentReference w:id="1"/></w:r>'
    )
    data = edited(
        saved(document()), "word/document.xml",
        lambda xml: xml.replace("<w:r><w:t>rest</w:t></w:r>", tracked),
    )  # fmt: skip
    found = brought(data)
    assert part_of(found.data, "helps", "rest")["text"] == "a long rest"
    assert found.not_taken == ()


def test_what_stands_beside_the_words_is_named_and_lost_by_nobody_unseen() -> None:
    def change(opened: Any) -> None:
        section = opened.sections[0]
        section.header.paragraphs[0].text = "Call 999 if you bleed."
        section.footer.paragraphs[0].text = "1 / 2"  # a number of a page
        about = paragraph(opened, "Eat little")
        opened.add_comment(about.runs, text="Three meals a day, please.", author="Clinician")

    found = brought(edited_in_word(change))
    assert found.data == BASE
    assert [(each.place, each.reason.partition(",")[0]) for each in found.not_taken] == [
        ("“Call 999 if you bleed.”", "This stands at the head or foot of the pages"),
        ("“Three meals a day, please.”", "This is a comment"),
    ]


@pytest.mark.parametrize(
    ("words", "style", "place"),
    [
        ("Eat little", "Heading 1", "food"),
        ("Eat little", "List Bullet", "food"),
        ("Why you feel", "Normal", "why"),
        ("ginger tea", "Normal", "helps.ginger"),
    ],
)
def test_a_style_of_another_kind_is_named_and_changed_words_are_taken(
    words: str, style: str, place: str
) -> None:
    def change(opened: Any) -> None:
        found = paragraph(opened, words)
        found.style = opened.styles[style]
        found.add_run(" More.")

    found = brought(edited_in_word(change))
    assert str(part_of(found.data, *place.split("."))["text"]).endswith(" More.")
    (left,) = found.not_taken
    assert left.place.startswith(f"{place}: ")
    assert "a style of another kind" in left.reason


def test_words_that_were_all_typed_anew_are_known_by_their_place() -> None:
    def change(opened: Any) -> None:
        here = paragraph(opened, "Eat little")
        after(opened, "Eat little", "Something else entirely.")
        here._p.getparent().remove(here._p)

    found = brought(edited_in_word(change))
    assert part_of(found.data, "food")["text"] == "Something else entirely."
    assert len(found.data["blocks"]) == len(BASE["blocks"])
    assert found.not_taken == ()


def test_a_new_paragraph_is_a_new_block_behind_the_one_before_it() -> None:
    def change(opened: Any) -> None:
        after(opened, "Eat little", "Drink water.")
        after(opened, "Drink water.", "How to drink", "Heading 2")
        after(opened, "Call triage", "Bring your notes.")

    found = brought(edited_in_word(change))
    blocks = found.data["blocks"]
    assert [each["id"] for each in blocks][2:5] == ["food", "drink-water", "how-to-drink"]
    assert blocks[3] == {"id": "drink-water", "type": "paragraph", "text": "Drink water."}
    assert blocks[4]["level"] == 3
    inside = part_of(found.data, "call")["blocks"]
    assert [each["id"] for each in inside] == ["who", "bring-your-notes", "numbers"]
    assert found.not_taken == ()


def test_a_new_line_in_a_list_is_a_new_point() -> None:
    def change(opened: Any) -> None:
        after(opened, "ginger tea", "dry toast", "List Bullet")
        after(opened, "dry toast", "cold food", "List Bullet")

    points = part_of(brought(edited_in_word(change)).data, "helps")["items"]
    assert [each["text"] for each in points] == ["ginger tea", "dry toast", "cold food", "rest"]


def test_a_paragraph_that_is_cut_in_two_is_two_and_the_first_keeps_its_id() -> None:
    def change(opened: Any) -> None:
        here = paragraph(opened, "Call triage")
        for run in here.runs[1:]:
            run._r.getparent().remove(run._r)
        here.runs[0].text = "Call us."
        after(opened, "Call us.", "Triage is open all day.")

    inside = part_of(brought(edited_in_word(change)).data, "call")["blocks"]
    assert [(each["id"], each.get("text")) for each in inside[:2]] == [
        ("who", "Call us."),
        ("triage-is-open-all-day", "Triage is open all day."),
    ]


def test_what_stood_before_a_paragraph_does_not_take_its_id() -> None:
    def change(opened: Any) -> None:
        here = paragraph(opened, "Eat little")
        new = here.insert_paragraph_before("First of all.")
        for mark in [each for each in here._p if "bookmark" in each.tag]:
            new._p.append(mark)

    found = brought(edited_in_word(change))
    assert part_of(found.data, "food") == part_of(BASE, "food")
    assert [each["id"] for each in found.data["blocks"]][2] == "first-of-all"


def test_the_same_document_a_second_time_adds_nothing_more() -> None:
    data = edited_in_word(lambda opened: after(opened, "Eat little", "Drink water."))
    once = brought(data).data
    assert brought(data, here=once).data == once


@pytest.mark.parametrize(
    ("change", "place", "says"),
    [
        (lambda d: gone(d, "Eat little"), "food: “Eat little", "Take it out"),
        (lambda d: gone(d, "ginger tea"), "helps.ginger", "Take it out"),
        (lambda d: d.tables[0]._tbl.remove(d.tables[0].rows[2]._tr), "doses.folic", "Take it out"),
        (
            lambda d: d._body._body.remove(d.tables[1]._tbl),
            "call: “Call us now”",
            "Take it out in the editor",
        ),
        (
            lambda d: paragraph(d, "Why you feel")._p.addprevious(paragraph(d, "Eat little")._p),
            "food",
            "move it in the editor",
        ),
        (
            lambda d: after(d, "What helps:", "It passes."),
            "“It passes.”",
            "inside a part that holds no paragraph",
        ),
        (lambda d: after(d, "Eat little", "one", "List Bullet"), "“one”", "added as a list"),
        (lambda d: after(d, "400 micrograms", "daily"), "“daily”", "added to a table"),
        (lambda d: d.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("x"), "“x”", "a table"),
        (lambda d: after(d, "Eat little", "x", "Heading 7"), "“x”", "its style in Word"),
        (
            lambda d: paragraph(d, "ginger tea").add_run(" <10 cups>"),
            "helps.ginger",
            "is kept for markup",
        ),
        (
            lambda d: paragraph(d, "ginger tea").add_run(" x")._r.get_or_add_rPr().append(
                OxmlElement("w:strike")
            ),
            "helps.ginger",
            "struck through",
        ),
        (
            lambda d: paragraph(d, "Here stand").add_run(" Ring them."),
            "call.numbers",
            "The service says this itself",
        ),
    ],
)  # fmt: skip
def test_all_else_is_named_by_its_place_and_nothing_of_it_is_taken(
    change: Any, place: str, says: str
) -> None:
    found = brought(edited_in_word(change))
    assert found.data == BASE
    assert found.not_taken
    assert any(each.place.startswith(place) for each in found.not_taken), found.not_taken
    assert all(says.lower() in each.reason.lower() for each in found.not_taken)


def test_two_paragraphs_made_one_stay_two() -> None:
    def change(opened: Any) -> None:
        first, second = paragraph(opened, "Take"), paragraph(opened, "Eat little")
        for each in list(second._p):
            if not each.tag.endswith("pPr"):
                first._p.append(each)
        second._p.getparent().remove(second._p)

    found = brought(edited_in_word(change))
    assert found.data == BASE
    assert [each.reason for each in found.not_taken] == [
        "Several parts were made one in Word. Both stay as they were: join them in the editor."
    ]


def test_a_picture_that_was_put_in_is_named_and_its_words_are_taken() -> None:
    def change(opened: Any) -> None:
        after(opened, "Eat little", "Drink water.").add_run().add_picture(_png())

    found = brought(edited_in_word(change))
    assert part_of(found.data, "drink-water")["text"] == "Drink water."
    assert "choose one in the editor" in found.not_taken[0].reason


def _png() -> io.BytesIO:
    """One black point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + data)


def _without_line(xml: str) -> str:
    return xml.replace("Birthwords: feeling-sick", "feeling-sick")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04 damaged", "damaged or locked"),
        (packed(**{"word/document.xml": b"<w"}), "the XML is damaged"),
        (packed(**{"content.xml": b"<x/>"}), "no Word document"),
        (b"%PDF-1.7", "Save it as .docx"),
        (b"\xd0\xcf\x11\xe0 a .doc", "Save it as .docx"),
        (
            packed(
                **{
                    "word/document.xml": b'<w:document xmlns:w="http://schemas.openxmlformats.org/'
                    b'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Hello</w:t></w:r></w:p>'
                    b"</w:body></w:document>"
                }
            ),
            "was not downloaded here",
        ),
        (
            packed(**{"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
            "can hide an attack",
        ),
        (packed(**{"word/document.xml": b" " * 20_000_000}), "times its size"),
        (
            edited(
                saved(document()), "word/document.xml", lambda xml: xml.replace("| en |", "| pl |")
            ),
            "this is a translation (pl)",
        ),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_with_the_mend(data: bytes, says: str) -> None:
    with pytest.raises(FileRefused, match=re.escape(says)):
        read_english(data, "x.docx")


def test_a_document_that_lost_its_line_is_known_by_what_is_packed_in() -> None:
    data = edited(saved(document()), "word/document.xml", _without_line)
    found = english_returned.read(data, "x.docx")
    assert (found.slug, found.reading_version, found.base) == ("feeling-sick", "standard", BASE)


def test_a_document_of_english_is_no_translation() -> None:
    with pytest.raises(FileRefused, match="this is the English itself"):
        word.read(saved(document()), "x.docx")


def test_paragraphs_whose_ids_somebody_changed_are_known_by_their_words() -> None:
    def change(xml: str) -> str:
        return xml.replace('w:name="bw_', 'w:name="x_').replace('w:name="sbw_', 'w:name="y_')

    data = edited(
        edited_in_word(lambda opened: paragraph(opened, "rest").add_run(" a lot")),
        "word/document.xml", change,
    )  # fmt: skip
    found = brought(data)
    assert part_of(found.data, "helps", "rest")["text"] == "rest a lot"
    assert found.not_taken == ()


def test_a_document_says_which_english_it_is_and_opens_with_its_title() -> None:
    opened = document()
    said = [each.text for each in opened.paragraphs[:3]]
    assert said[0].startswith("English 1. Write in the words.")
    assert said[1] == english_word.about_line(RESOURCE)
    assert (said[2], opened.paragraphs[2].style.name) == ("Feeling sick", "Title")
    assert opened.core_properties.title == "Feeling sick"
    styles = {each.text: each.style.name for each in opened.paragraphs}
    assert styles["Why you feel sick"] == "Heading 1"
    assert styles["ginger tea"] == "List Bullet"
    assert [cell.text for cell in opened.tables[0].rows[1].cells] == ["Vitamin D", "10 micrograms"]


def test_numbered_lists_each_count_from_one() -> None:
    data: Data = {**BASE, "blocks": []}
    for name in ("one", "two"):
        items = [{"id": f"{name}-{n}", "text": f"{name} {n}"} for n in range(2)]
        data["blocks"].append({"id": name, "type": "list", "style": "number", "items": items})
    opened = document(Resource.model_validate(data))
    numbers = [
        each._p.pPr.numPr.numId.val
        for each in opened.paragraphs
        if each.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
