"""The poster of a message: one page, whole, accessible, with words to ask for an interpreter."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import page as validator
import pypdfium2
import pytest

from app.config import CONTENT, LOCALES
from app.exchange.po import read
from app.languages import find
from app.render.gates import release
from app.render.pdf import fitting, render_pdf
from app.render.print_page import PrintPage, WrongSize, print_html, print_job
from app.render.printable import NoSuchFormatError, Printable, formats, print_page
from app.resources.schema import Resource
from app.resources.segments import extract, rebuild
from app.resources.text_messages import SENT
from app.services import services
from tests import shipped

MESSAGE = shipped.at(CONTENT / "messages" / "ask-for-an-interpreter.yaml")
TAGS = ("en", "pl", "ne", "de", "fa-AF", "bn")
"""One of each script, and the longest words; `make content` draws all."""
HOSPITALS = (None, *(each.id for each in services().services))
each_language = pytest.mark.parametrize("tag", TAGS)


def message(tag: str) -> Resource:
    if tag == "en":
        return MESSAGE
    folder = LOCALES / tag.replace("-", "_") / "LC_MESSAGES"
    path = folder / f"message-{MESSAGE.slug}.po"
    drafts = read(path.read_bytes(), path.name).entries
    return rebuild(extract(MESSAGE), {each.path: each.text for each in drafts})


def printable(tag: str, text: Resource | None = None, *, draft: bool = False) -> Printable:
    return Printable(
        resource=text or message(tag),
        english=MESSAGE,
        language=tag,
        services=services().services,
        code="" if draft else "K7M2Q9",
        published_on=None if draft else date(2026, 11, 22),
        review_by=date(2029, 10, 31),
        steps=("machine",),
        demo=True,
        draft=draft,
    )


def poster(tag: str, service: str | None = "gwh", text: Resource | None = None) -> PrintPage:
    base = "https://birthwords.example.nhs.uk"
    return print_page(printable(tag, text), "poster", service=service, size=None, base_url=base)


@cache
def drawn(tag: str, service: str | None = "gwh") -> bytes:
    return render_pdf(print_job(poster(tag, service)))


def pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def copied(pdf: bytes, folder: Path) -> list[str]:
    """The words that poppler copies out of a PDF."""
    path = folder / "poster.pdf"
    path.write_bytes(pdf)
    command = ["pdftotext", "-raw", str(path), "-"]
    return words(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def words(text: str) -> list[str]:
    return re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069•]", "", text).split()


def strings(tag: str) -> list[str]:
    """What a poster must show: every segment but the descriptions of pictures and what is sent to
    phones, what to say, the code and the dates."""
    page = poster(tag)
    found = [
        each.text
        for each in extract(page.reading.resource).segments
        if not each.path.endswith(".alt") and each.path not in SENT
    ]
    say = page.reading.say
    return [
        *found,
        *([say.latin, say.own_script or ""] if say else []),
        "birthwords.example.nhs.uk/status/K7M2Q9",
        "BSW-MAT-004",
        page.published,
        page.review,
    ]


def boxes(page: PrintPage) -> Iterator[Any]:
    """Every box that is drawn."""
    waiting = [each._page_box for each in fitting(print_job(page)).pages]
    while waiting:
        box = waiting.pop(0)
        yield box
        waiting = [*getattr(box, "children", ()), *waiting]


def test_a_message_is_a_poster_or_large_print() -> None:
    assert formats(printable("ne")) == ("poster", "large_print")
    with pytest.raises(NoSuchFormatError, match="choose poster, large_print"):
        print_page(printable("ne"), "standard", service=None, size=None, base_url="http://x")


@each_language
@pytest.mark.parametrize("service", HOSPITALS)
def test_h8_a_poster_is_one_page(tag: str, service: str | None) -> None:
    assert pages(drawn(tag, service)) == 1


def test_what_is_sent_to_phones_stands_on_no_poster() -> None:
    assert MESSAGE.text_message is not None
    job = print_job(poster("en"))
    assert "Tell staff" in MESSAGE.text_message
    assert "Tell staff" not in job.html
    assert {each.path for each in job.passages}.isdisjoint(SENT)


@each_language
@pytest.mark.parametrize("service", [None, "gwh"])
def test_a_poster_is_accessible_by_the_validator(
    tag: str, service: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "poster.pdf"
    path.write_bytes(drawn(tag, service))
    report = validator.validate_pdf(str(path), profile=validator.ValidationProfile.PDF_UA_1)
    assert [f"{found.rule_id} {found.message}" for found in report.failures] == []


@pytest.mark.parametrize("tag", ["en", "pl", "ne", "es", "bn"])
@pytest.mark.parametrize("service", [None, "gwh"])
def test_h8_h10_every_word_of_a_message_is_on_its_poster(
    tag: str, service: str | None, tmp_path: Path
) -> None:
    found = " ".join(copied(drawn(tag, service), tmp_path))
    for wanted in strings(tag):
        assert " ".join(words(wanted)) in found


def test_h8_h9_nine_words_in_ten_can_be_copied_from_a_dari_poster(tmp_path: Path) -> None:
    found = Counter(re.findall(r"\w+", " ".join(copied(drawn("fa-AF"), tmp_path))))
    wanted = Counter(re.findall(r"\w+", " ".join(words(" ".join(strings("fa-AF"))))))
    assert (wanted & found).total() >= 0.9 * wanted.total()


@pytest.mark.parametrize("service", [None, "gwh"])
def test_h8_words_two_fifths_longer_still_make_one_whole_page(
    service: str | None, tmp_path: Path
) -> None:
    extraction = extract(MESSAGE)
    longer = rebuild(
        extraction,
        {
            each.path: re.sub(
                r"[A-Za-z]{3,}", lambda m: m[0] + m[0][: -(-len(m[0]) * 2 // 5)], each.text
            )
            for each in extraction.segments
        },
    )
    pdf = render_pdf(print_job(poster("pl", service, longer)))
    assert pages(pdf) == 1
    assert "K7M2Q9" in " ".join(copied(pdf, tmp_path))


@each_language
def test_a_poster_passes_every_gate_of_a_release(tag: str) -> None:
    assert release(print_job(poster(tag, None))).startswith(b"%PDF")


def test_longer_messages_are_set_smaller_but_never_below_clear_print() -> None:
    def letters(page: PrintPage) -> float:
        (only,) = fitting(print_job(page)).pages
        return float(only._page_box.children[0].style["font_size"]) * 0.75

    assert letters(poster("en")) > letters(poster("de", None)) >= 12
    with pytest.raises(WrongSize):
        print_page(printable("pl"), "poster", service=None, size=28, base_url="http://x")


@each_language
def test_h22_a_poster_shows_the_numbers_of_the_hospital_chosen(tag: str, tmp_path: Path) -> None:
    found = " ".join(copied(drawn(tag, "ruh"), tmp_path))
    assert "01632 960113" in found
    assert "01632 960111" in found
    assert "960103" not in found


@pytest.mark.parametrize("tag", TAGS[1:])
def test_a_poster_shows_her_language_and_what_to_say_to_staff_in_english(tag: str) -> None:
    language, html = find(tag), print_html(poster(tag))
    assert language.own_name in html
    assert f'lang="en" dir="ltr">{language.say.latin}</p>' in html
    if language.say.own_script:
        direction = f'lang="en-{language.script}" dir="{language.direction}"'
        assert f"{direction}>{language.say.own_script}</p>" in html


@pytest.mark.parametrize("tag", TAGS[1:])
def test_h24_a_poster_of_the_demonstration_says_so_in_english_too(tag: str, tmp_path: Path) -> None:
    assert "Demonstration – not for clinical use" in " ".join(copied(drawn(tag), tmp_path))


def test_the_picture_is_large_in_large_print_too() -> None:
    base = "https://birthwords.example.nhs.uk"
    page = print_page(printable("ne"), "large_print", service="gwh", size=None, base_url=base)
    pictures = [box for box in boxes(page) if box.element_tag == "img"]
    assert pictures[0].width > 200


@each_language
@pytest.mark.parametrize("service", [None, "gwh"])
def test_h8_no_letter_of_a_poster_is_below_clear_print(tag: str, service: str | None) -> None:
    for box in boxes(poster(tag, service)):
        if getattr(box, "text", ""):
            assert box.style["font_size"] * 0.75 >= 12, box.text


def test_h4_the_proof_of_a_poster_says_draft_in_both_languages() -> None:
    text = printable("pl", draft=True)
    page = print_page(text, "poster", service="gwh", size=None, base_url="http://x.example")
    html = print_html(page)
    assert page.watermark is not None
    assert all(html.count(mark) == 2 for mark in page.watermark)


def test_h13_the_picture_comes_first_with_its_words() -> None:
    html = print_html(poster("ne"))
    assert html.index("interpreter-beside.svg") < html.index("<h1>")
    assert 'alt="एकअर्कासँग कुरा गरिरहेका दुई जना र एक दोभाषे।"' in html
