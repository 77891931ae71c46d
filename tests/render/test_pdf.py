"""Every format in every script: a whole, tagged, faithful PDF, or a refusal that says why."""

import re
import subprocess
import zlib
from collections import Counter
from contextlib import suppress
from functools import cache
from pathlib import Path

import page as validator
import pypdfium2
import pytest

from app.config import BUILD
from app.render.pdf import PrintJob, render_pdf
from app.render.print_errors import PrintError
from app.render.print_page import FORMAT_NAMES, Format, PrintPage, print_html, print_job
from tests.render import samples

DRAFT = ("Draft – not for clinical use", "Szkic – nie do użytku klinicznego")
EACH = [(tag, layout) for tag in samples.TAGS for layout in FORMAT_NAMES if layout != "easy_read"]


pytestmark = pytest.mark.usefixtures("sample_picture")


@cache
def drawn(tag: str, layout: Format) -> bytes:
    return render_pdf(print_job(samples.page(tag, layout)))


def poppler(pdf: bytes, folder: Path, *command: str) -> str:
    path = folder / "print.pdf"
    path.write_bytes(pdf)
    where = [str(path), "-"] if command[0] == "pdftotext" else [str(path)]
    done = subprocess.run([*command, *where], capture_output=True, text=True, check=True)
    return done.stdout


def inflated(pdf: bytes) -> bytes:
    """Everything that is compressed in a PDF, its objects among it."""
    out = b""
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with suppress(zlib.error):
            out += zlib.decompress(found[1])
    return out


def words(text: str) -> list[str]:
    bare = re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069•]", "", text)
    return bare.split()


def expected(page: PrintPage) -> list[list[str]]:
    """The words of each segment of the text, facts filled in."""
    shown = page.reading
    return [
        words(shown.plain(extract_text))
        for extract_text in (_author(segment.text) for segment in samples.segments(shown.resource))
    ]


def _author(segment: str) -> str:
    return re.sub(r"</?\d+>", "", re.sub(r"<\d+/>", "{phone.triage}", segment))


@pytest.mark.parametrize(("tag", "layout"), EACH)
def test_each_format_is_accessible_by_the_validator(
    tag: str, layout: Format, tmp_path: Path
) -> None:
    path = tmp_path / "print.pdf"
    path.write_bytes(drawn(tag, layout))
    report = validator.validate_pdf(str(path), profile=validator.ValidationProfile.PDF_UA_1)
    assert [f"{found.rule_id} {found.message}" for found in report.failures] == []


@pytest.mark.parametrize("tag", ["en", "pl", "ne", "bn"])
@pytest.mark.parametrize("layout", ["standard", "large_print"])
def test_h8_h10_the_words_in_the_pdf_are_the_words_of_the_text(
    tag: str, layout: Format, tmp_path: Path
) -> None:
    found = words(poppler(drawn(tag, layout), tmp_path, "pdftotext", "-raw"))
    for wanted in expected(samples.page(tag, layout)):
        assert _stands_in(wanted, found), f"{' '.join(wanted)!r} is not in {' '.join(found)!r}"


def test_h8_h9_nine_words_in_ten_can_be_copied_from_dari(tmp_path: Path) -> None:
    """Only letters count: poppler puts a full stop on the other side of a right-to-left line."""
    found = Counter(_letters(poppler(drawn("fa-AF", "standard"), tmp_path, "pdftotext", "-raw")))
    texts = expected(samples.page("fa-AF"))
    wanted = Counter(word for text in texts for word in _letters(" ".join(text)))
    assert (wanted & found).total() >= 0.9 * wanted.total()


def _letters(text: str) -> list[str]:
    return re.findall(r"\w+", " ".join(words(text)))


def _stands_in(wanted: list[str], found: list[str]) -> bool:
    """Whether words stand together in a text; running matter may come between two pages."""
    return any(
        found[start : start + len(wanted)] == wanted
        for start in range(len(found) - len(wanted) + 1)
    )


@pytest.mark.parametrize("tag", samples.TAGS[1:])
def test_h5_facing_holds_every_string_in_both_languages(tag: str, tmp_path: Path) -> None:
    page = samples.page(tag, "facing")
    html = print_html(page)
    for reading in (page.reading, page.english):
        for segment in samples.segments(reading.resource):
            assert str(reading.inline(_author(segment.text))) in re.sub(
                "</?(?:strong|a)[^>]*>", "", html
            )


def test_h9_a_phone_number_is_isolated_and_copied_in_its_order(tmp_path: Path) -> None:
    page = samples.page("fa-AF")
    bdi = '<bdi dir="ltr" class="nowrap" style="white-space:nowrap">01632 960101</bdi>'
    assert bdi in print_html(page)
    assert "01632 960101" in poppler(drawn("fa-AF", "standard"), tmp_path, "pdftotext", "-raw")


def test_the_same_job_gives_the_same_bytes() -> None:
    assert render_pdf(print_job(samples.page("ne"))) == drawn("ne", "standard")


@pytest.mark.parametrize("tag", ["pl", "fa-AF"])
def test_title_language_and_parts_are_declared(tag: str) -> None:
    document = pypdfium2.PdfDocument(drawn(tag, "facing"))
    assert document.get_metadata_value("Title") == samples.page(tag).title
    assert len(list(document.get_toc())) > 3
    document.close()
    objects = inflated(drawn(tag, "facing"))
    assert objects.count(b"/Lang (en)") > 10
    assert objects.count(f"/Lang ({tag})".encode()) > 10


def test_running_matter_is_no_part_of_the_text_that_is_read_out(tmp_path: Path) -> None:
    read_out = poppler(drawn("en", "standard"), tmp_path, "pdfinfo", "-struct-text")
    seen = poppler(drawn("en", "standard"), tmp_path, "pdftotext")
    assert "Page 2 of" in seen
    assert "Page 2 of" not in read_out
    assert "Who to call" in read_out


@pytest.mark.parametrize("layout", ["standard", "large_print"])
def test_h4_a_draft_says_so_on_every_page_in_both_languages(layout: Format, tmp_path: Path) -> None:
    pdf = render_pdf(print_job(samples.page("pl", layout, watermark=DRAFT)))
    pages = poppler(pdf, tmp_path, "pdftotext", "-raw").split("\f")[:-1]
    assert len(pages) > 1
    for text in (" ".join(page.split()) for page in pages):
        assert text.count(DRAFT[0]) >= 2
        assert text.count(DRAFT[1]) >= 2


def test_h24_a_demonstration_says_so_on_every_page(tmp_path: Path) -> None:
    pages = poppler(drawn("pl", "facing"), tmp_path, "pdftotext").split("\f")[:-1]
    assert all("Demonstration – not for clinical use" in text for text in pages)


@pytest.mark.parametrize("tag", ["pl", "fa-AF"])
def test_h16_a_print_says_what_it_is_and_where_to_see_if_it_is_current(
    tag: str, tmp_path: Path
) -> None:
    pdf = drawn(tag, "standard")
    assert "01632 960101" in poppler(pdf, tmp_path, "pdftotext", "-l", "1")
    whole = poppler(pdf, tmp_path, "pdftotext")
    for wanted in ("BW-900", "1.2", "2026", "2029", "birthwords.test/status/"):
        assert wanted in whole
    assert "<svg" in print_html(samples.page(tag))


def job(body: str, language: str = "en") -> PrintJob:
    html = (
        f"<html lang={language}><title>A test</title>"
        f"<style>html {{ font-family: 'Noto Sans' }}</style><h1>A test</h1>{body}</html>"
    )
    return PrintJob(html=html, language=language, title="A test", base_url=samples.BASE_URL)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<p>Call ☎ now</p>", "☎.*Write it in words"),
        ("<p>नेpाली ाम</p>", "cannot be printed in this language"),
        ("<img src=/static/pictures/none.svg alt=x>", "no picture 'none.svg'"),
        ("<img src=/static/pictures/sample.svg>", "no words for people who do not see it"),
        ("<img src=file:///etc/passwd alt=x>", "only our own pictures"),
        ("<img src=http://127.0.0.1:9/x.png alt=x>", "only our own pictures"),
        ("<img src='data:image/png;base64,AAAA' alt=x>", "only our own pictures"),
        ("<link rel=stylesheet href=https://evil.example/x.css>", "only our own pictures"),
        ("<style>@import url(file:///etc/passwd);</style>", "only our own pictures"),
        ("<p style='background: url(//evil.example/x.png)'>x</p>", "only our own pictures"),
        ("<p id=a>x</p><p id=a>y</p><a href='#a'>z</a>", "stands twice"),
        ("<p style='colour: red'>x</p>", "The layout engine says"),
    ],
)
def test_h7_what_cannot_be_printed_as_it_stands_is_refused(body: str, says: str) -> None:
    with pytest.raises(PrintError, match=re.compile(says, re.DOTALL)):
        render_pdf(job(body))


def test_a_document_must_declare_its_language_and_title() -> None:
    with pytest.raises(PrintError, match="must declare the language 'pl'"):
        render_pdf(
            PrintJob(html=job("").html, language="pl", title="A test", base_url=samples.BASE_URL)
        )


def test_only_our_fonts_are_embedded(tmp_path: Path) -> None:
    for tag in samples.TAGS:
        table = poppler(drawn(tag, "standard"), tmp_path, "pdffonts").splitlines()[2:]
        for line in table:
            assert re.search(r"\+(Noto-Sans|Amiri)", line), line
            assert line.split()[-5:-2] == ["yes", "yes", "yes"], line
    assert (BUILD / "fonts").is_dir()
