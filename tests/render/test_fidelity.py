"""Editions of every kind in each of their formats and in every script: what is on paper is what was
approved, every word of it.
"""

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import page as validator
import pypdfium2
import pytest
import uharfbuzz as hb

from app.config import settings
from app.jobs.printing.printer import job_of, printable
from app.languages import find
from app.render import poppler
from app.render.fonts import FOLDER
from app.render.gates import GateClosed
from app.render.pdf import PrintJob
from app.render.pool import RenderPool
from app.render.printable import formats
from app.workflow.editions import published
from app.workflow.editions.edition_views import EditionView
from app.workflow.open_database import open_database
from tests.demonstration import Demonstration

HAVE_HALVES = "कखगघचजझञणतथधनपफबभमयलवशषस"
"""Letters that are written as halves before another; the round ones keep their stroke."""


@dataclass(frozen=True)
class Print:
    """One edition in one format, and what came of drawing it with the gates."""

    edition: EditionView
    format: str
    job: PrintJob
    path: Path
    refused: str

    @property
    def name(self) -> str:
        seen = self.edition
        return f"{seen.slug} {seen.reading_version} {seen.language} {self.format}"

    @property
    def is_arabic(self) -> bool:
        return find(self.edition.language).script == "Arab"


@pytest.fixture(scope="module")
def editions(demonstration: Demonstration) -> Iterator[tuple[EditionView, ...]]:
    """Every edition that the demonstration publishes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIRTHWORDS_DEMO", "1")
        settings.cache_clear()
        database = open_database(f"sqlite:///{demonstration.file}")
        with database.reading() as session:
            yield published.everything(session)
        database.dispose()
    settings.cache_clear()


LIKE_OTHERS = (
    "after-my-baby-is-born",
    "healthy-eating",
    "my-health-and-wellbeing",
    "pregnant-refer-yourself",
    "urgent-signs-in-pregnancy",
)
"""Texts of the blocks that the others are made of: `make content ARGS=--all` draws them."""
PLAN = "my-birth-preferences"
"""Drawn in each of its formats it takes as long as ten leaflets."""

DRAWN_ELSEWHERE = {
    *((PLAN, "easy_read", tag, name) for tag, name in (("pl", "easy_read"), ("pl", "facing"))),
    (PLAN, "easy_read", "fa-AF", "facing"),
    (PLAN, "standard", "ne", "facing"),
    *((PLAN, "standard", tag, "large_print") for tag in ("pl", "ne", "bn")),
}
"""Prints of the plan that others stand for: one that reads from right to left and one that does not
in each format, and leaflets of each script."""


LARGE = ("babys-movements", PLAN)
"""Large print is laid out as standard print is: a leaflet of each script shows it, and the plan."""


def is_drawn(edition: EditionView, name: str) -> bool:
    """Whether this format of an edition is drawn here."""
    place = (edition.slug, edition.reading_version, edition.language, name)
    return (
        edition.slug not in LIKE_OTHERS
        and (name != "large_print" or edition.slug in LARGE)
        and place not in DRAWN_ELSEWHERE
    )


@pytest.fixture(scope="module")
def prints(
    editions: tuple[EditionView, ...], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Print, ...]:
    """Editions in each of their formats, drawn once by two workers."""
    folder = tmp_path_factory.mktemp("prints")

    def drawn(number: int, edition: EditionView, name: str) -> Print:
        job = job_of(printable(edition), name, None, None)
        path = folder / f"{number}.pdf"
        try:
            path.write_bytes(pool.render(job))
        except GateClosed as closed:
            return Print(edition, name, job, path, str(closed))
        return Print(edition, name, job, path, "")

    wanted = [
        (each, name)
        for each in editions
        for name in formats(printable(each))
        if is_drawn(each, name)
    ]
    with RenderPool(workers=2, limit=600) as pool, ThreadPoolExecutor(2) as threads:
        jobs = [threads.submit(drawn, number, *each) for number, each in enumerate(wanted)]
        return tuple(job.result() for job in jobs)


@pytest.fixture(scope="module")
def words(prints: tuple[Print, ...]) -> dict[str, str]:
    """All that poppler copies out of each print."""
    return {each.name: poppler.text(each.path.read_bytes()) for each in prints}


def test_every_edition_is_drawn_in_every_script_and_passes_every_gate(
    prints: tuple[Print, ...],
) -> None:
    assert [found.refused for found in prints if found.refused] == []
    scripts = {find(found.edition.language).script for found in prints}
    assert scripts == {"Latn", "Deva", "Beng", "Arab"}
    assert {found.format for found in prints} >= {"standard", "large_print", "facing", "easy_read"}


def test_h8_h10_every_string_can_be_copied_out_word_for_word(
    prints: tuple[Print, ...], words: dict[str, str]
) -> None:
    """Latin and Indic scripts; poppler is asked here without the gates' own way of reading."""
    for each in prints:
        if each.is_arabic:
            continue
        found = Counter(poppler.words(words[each.name]))
        for passage in each.job.passages:
            lost = Counter(poppler.words(passage.text)) - found
            lost = Counter({word: n for word, n in lost.items() if not _is_parted(word, found)})
            assert not lost, f"{each.name}, {passage.path}: {lost}"
            found -= Counter(poppler.words(passage.text))


def _is_parted(word: str, found: Counter[str]) -> bool:
    """Whether a word was broken after its hyphen or slash at the end of a line."""
    breaks = [match.end() for match in re.finditer("[-–/]", word)]
    return any(word[:end] in found and word[end:] in found for end in breaks)


SAMPLES_GIVE = 0.88
"""Of the words of our samples; the gate asks for less, since right prints of Dari lost 13%."""


def test_h8_nearly_nine_words_in_ten_can_be_copied_out_of_arabic_script(
    prints: tuple[Print, ...], words: dict[str, str]
) -> None:
    seen = 0
    for each in prints:
        if not each.is_arabic:
            continue
        texts = poppler.letters(body_text(each.job.html))
        wanted = Counter(word for word in texts if poppler.is_arabic(word))
        found = Counter(poppler.letters(words[each.name]))
        assert (wanted & found).total() >= SAMPLES_GIVE * wanted.total(), each.name
        seen += 1
    assert seen >= 6


class Body(HTMLParser):
    """The text of a document without its running matter, which assistive technology is not
    told of."""

    VOID = ("br", "img", "meta", "hr", "rect", "path")

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.outside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_outside = tag in ("style", "title", "svg") or ("aria-hidden", "true") in attrs
        if tag not in self.VOID and (self.outside or is_outside):
            self.outside += 1

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID and self.outside:
            self.outside -= 1

    def handle_data(self, data: str) -> None:
        if not self.outside:
            self.text.append(data)


def body_text(document: str) -> str:
    reader = Body()
    reader.feed(document)
    assert reader.outside == 0
    return " ".join(reader.text)


def test_h7_only_our_fonts_are_in_any_print_and_no_letter_is_missing(
    prints: tuple[Print, ...], words: dict[str, str]
) -> None:
    for each in prints:
        table = subprocess.run(["pdffonts", each.path], capture_output=True, text=True, check=True)
        rows = table.stdout.splitlines()[2:]
        assert rows
        for row in rows:
            assert re.match(r"[A-Z]{6}\+(?:Noto-Sans|Amiri)[\w-]* ", row), f"{each.name}: {row}"
            assert row.split()[-5:-2] == ["yes", "yes", "yes"], f"{each.name}: {row}"
        assert "\ufffd" not in words[each.name], each.name
        assert "\u25cc" not in words[each.name], each.name


def test_h9_phones_keep_their_order_and_are_isolated_in_dari(
    prints: tuple[Print, ...], words: dict[str, str]
) -> None:
    for each in prints:
        phones = {s.contacts["triage"].phone for s in each.edition.services}
        if not each.is_arabic:
            continue
        for phone in phones:
            assert phone in words[each.name], each.name
            bare = re.sub(
                rf'<bdi dir="ltr" class="nowrap" style="white-space:nowrap">{phone}</bdi>',
                "",
                each.job.html,
            )
            assert bare != each.job.html
            assert phone not in bare, f"{each.name}: a phone stands without isolation"


def test_h10_conjuncts_are_joined_and_no_halant_shows(prints: tuple[Print, ...]) -> None:
    """Old fonts draw each half of a Nepali conjunct with a stroke beneath it."""
    blob = hb.Blob.from_file_path(str(FOLDER / "NotoSansDevanagari-Regular.ttf"))
    font = hb.Font(hb.Face(blob))
    stroke, circle = font.get_nominal_glyph(0x94D), font.get_nominal_glyph(0x25CC)
    texts = (p.text for each in prints for p in each.job.passages if p.language == "ne")
    conjuncts = set(re.findall(f"[{HAVE_HALVES}]\u094d[\u0915-\u0939]", " ".join(texts)))
    assert len(conjuncts) > 50
    for letters in conjuncts:
        buffer = hb.Buffer()
        buffer.add_str(letters)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        drawn = [glyph.codepoint for glyph in buffer.glyph_infos]
        assert stroke not in drawn, letters
        assert circle not in drawn, letters


def test_each_print_says_in_which_language_its_parts_are(prints: tuple[Print, ...]) -> None:
    for each in prints:
        document = pypdfium2.PdfDocument(each.path)
        title = document.get_metadata_value("Title")
        document.close()
        assert title == each.job.title
        assert f'<html lang="{each.edition.language}"' in each.job.html
        if each.edition.language != "en":
            assert 'lang="en"' in each.job.html


def test_every_print_passes_the_validator_of_accessible_pdf(prints: tuple[Print, ...]) -> None:
    profile = validator.ValidationProfile.PDF_UA_1
    for each in prints:
        report = validator.validate_pdf(str(each.path), profile=profile)
        assert [f"{found.rule_id} {found.message}" for found in report.failures] == [], each.name
