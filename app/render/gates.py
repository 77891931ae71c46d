"""What a release must pass before anyone is handed its print: every letter drawn, nothing lost,
doubled or cut off on the way from the edition to the page, our fonts only, and tags that the
PDF/UA-1 validator accepts. A failure names the segment, the character and the mend.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.languages import find
from app.render import fonts, poppler
from app.render.pdf import Passage, PrintJob, draw, script_of
from app.render.print_errors import Unprintable
from app.render.weasy import boxes

ARABIC_WORDS = 0.8
"""How many of a text's words in Arabic script poppler must find; joined letters hide the rest."""

ARABIC_FEW = 12
"""So many may be hidden where a print has few words, as a card has."""


class Gate(StrEnum):
    """In the order in which they are asked."""

    LETTERS = "letters"
    LAYOUT = "layout"
    TEXT = "text"
    EDGES = "edges"
    LENGTH = "length"
    FONTS = "fonts"
    TAGS = "tags"
    WORDS = "words"


@dataclass(frozen=True)
class GateFailure:
    """One reason why a print must not go out. `place` is the path of the segment, or the page."""

    gate: Gate
    place: str
    what: str
    mend: str

    def __str__(self) -> str:
        return (
            f"{self.place}: {self.what} {self.mend}" if self.place else f"{self.what} {self.mend}"
        )


class GateClosed(Unprintable):
    """A print that did not pass; each line of the message is one failure."""

    def __init__(self, title: str, failures: tuple[GateFailure, ...]) -> None:
        super().__init__(title, failures)
        self.title = title
        self.failures = failures

    def again(self) -> "GateClosed":
        """The same refusal for someone else who asks."""
        return GateClosed(self.title, self.failures)

    def __str__(self) -> str:
        reasons = "\n".join(f"{found.gate}: {found}" for found in self.failures)
        return f"“{self.title}” cannot be printed.\n{reasons}"


def release(job: PrintJob) -> bytes:
    """The PDF of a release that has passed every gate; raises GateClosed."""
    if failures := undrawable(job.passages, find(job.language).script):
        raise GateClosed(job.title, failures)
    try:
        pdf, document = draw(job)
    except Unprintable as error:
        raise GateClosed(job.title, _complaints(error)) from None
    if failures := inspect(job, document, pdf):
        raise GateClosed(job.title, failures)
    return pdf


def undrawable(passages: Iterable[Passage], script: str) -> tuple[GateFailure, ...]:
    """Characters and syllables that our fonts cannot draw, by segment; takes milliseconds."""
    found = []
    for passage in passages:
        for problem in fonts.missing_glyphs([passage.text], script_of(passage.language, script)):
            what, _, mend = problem.message.partition(". ")
            found.append(GateFailure(Gate.LETTERS, passage.path, f"{what}.", mend))
    return tuple(found)


def inspect(job: PrintJob, document: Any, pdf: bytes) -> tuple[GateFailure, ...]:
    """Why a print that was drawn must not go out; nothing if it may."""
    return (
        *_text(job, document),
        *_edges(document),
        *_length(job, document),
        *_fonts(pdf),
        *_tags(pdf),
        *_words(job, document, pdf),
    )


def _complaints(error: Unprintable) -> tuple[GateFailure, ...]:
    lines = str(error).splitlines()
    reasons = lines[1:] if len(lines) > 1 else lines
    return tuple(GateFailure(Gate.LAYOUT, "", line, "") for line in reasons)


def _text(job: PrintJob, document: Any) -> Iterator[GateFailure]:
    """Every segment of the edition stands on the pages, whole and in order; no element of the
    document was cut or drawn twice."""
    texts = boxes.body_boxes(document)
    text, edges = _joined(box.text for box in texts)
    ends: dict[str, int] = {}
    for passage in job.passages:
        wanted, flow = poppler.bare(passage.text), passage.flow or passage.language
        start = _find(wanted, text, edges, ends.get(flow, 0))
        if start < 0:
            yield GateFailure(
                Gate.TEXT,
                passage.path,
                f"“{_short(passage.text)}” does not stand on the pages as it was published, or not "
                "in its place.",
                "This is a fault of the layout: report it with this line.",
            )
        else:
            ends[flow] = start + len(wanted)
    drawn: dict[Any, str] = {}
    for box in texts:
        drawn[box.element] = drawn.get(box.element, "") + poppler.bare(box.text)
    for element, own in boxes.own_texts(document):
        if element in drawn and drawn[element] != poppler.bare(own):
            yield GateFailure(
                Gate.TEXT,
                "",
                f"“{_short(own)}” was drawn as “{_short(drawn[element])}”.",
                "This is a fault of the layout: report it with this line.",
            )


def _joined(texts: Iterable[str]) -> tuple[str, frozenset[int]]:
    """The texts without their spaces, and where words and boxes begin or end."""
    out: list[str] = []
    edges = {0}
    length = 0
    for text in texts:
        for word in text.split() or [""]:
            bare = poppler.bare(word)
            out.append(bare)
            length += len(bare)
            edges.add(length)
    return "".join(out), frozenset(edges)


def _find(wanted: str, text: str, edges: frozenset[int], start: int) -> int:
    found = text.find(wanted, start)
    while found >= 0 and not (found in edges and found + len(wanted) in edges):
        found = text.find(wanted, found + 1)
    return found


def _edges(document: Any) -> Iterator[GateFailure]:
    """No line runs out of the page's margins, where printers cut it off."""
    for number, page in enumerate(document.pages, 1):
        for box in boxes.over_the_edge(page):
            yield GateFailure(
                Gate.EDGES,
                f"page {number}",
                f"“{_short(box.text)}” runs over the edge of the page.",
                "Shorten its longest word or table row, or choose smaller letters.",
            )


def _length(job: PrintJob, document: Any) -> Iterator[GateFailure]:
    """A poster hangs on a wall, where nobody turns it over."""
    if job.most_pages is not None and (pages := len(document.pages)) > job.most_pages:
        yield GateFailure(
            Gate.LENGTH,
            "",
            f"The text takes {pages} pages and has room on {job.most_pages}.",
            "Shorten it, or let readers print it in large print.",
        )


def _fonts(pdf: bytes) -> Iterator[GateFailure]:
    """Each font is embedded and is one of ours."""
    for descriptor in re.findall(rb"/Type ?/FontDescriptor\b[^>]*", _inflated(pdf)):
        named = re.search(rb"/FontFamily ?\(([^)]*)\)", descriptor)
        name = named[1].decode("latin-1") if named else "without a name"
        if name not in fonts.families() or b"/FontFile" not in descriptor:
            yield GateFailure(
                Gate.FONTS,
                "",
                f"The print uses the font {name}, which is not one of ours, or does not hold it.",
                "Run `make setup`; if it stays, report this line.",
            )


def _inflated(pdf: bytes) -> bytes:
    """A PDF with everything that is compressed in it."""
    out = [pdf]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with suppress(zlib.error):
            out.append(zlib.decompress(found[1]))
    return b"\n".join(out)


def _tags(pdf: bytes) -> Iterator[GateFailure]:
    import page as validator

    report = validator.validate_pdf_bytes(pdf, profile=validator.ValidationProfile.PDF_UA_1)
    for found in report.failures:
        yield GateFailure(
            Gate.TAGS,
            "",
            f"People who listen could not read this: {found.rule_id} {found.message}.",
            "This is a fault of the layout: report it with this line.",
        )


def _words(job: PrintJob, document: Any, pdf: bytes) -> Iterator[GateFailure]:
    """What poppler copies out of the PDF is what stands on its pages. Without poppler the boxes
    alone are compared (ADR 10)."""
    if not poppler.is_installed():
        return
    wanted = [poppler.words(" ".join(boxes.lines(page))) for page in document.pages]
    if find(job.language).script == "Arab":
        yield from _arabic_words(job, wanted, pdf)
        return
    wanted = [poppler.apart(page) for page in wanted]
    for number, (page, asked, found) in enumerate(
        zip(document.pages, wanted, poppler.placed_words(pdf), strict=True), 1
    ):
        body = Counter(poppler.apart(text for text, middle in found if boxes.holds(page, middle)))
        for word in [*(Counter(asked) - body), *(body - Counter(asked))]:
            if poppler.is_arabic(word):  # a language's own name, turned round by poppler
                continue
            held = (p.path for p in job.passages if word in poppler.apart(p.text.split()))
            place = next(held, f"page {number}")
            yield GateFailure(
                Gate.WORDS,
                place,
                f"The word “{word}” cannot be copied out of page {number} as it is written.",
                "Type the word again; if it stays, report this line.",
            )


def _arabic_words(job: PrintJob, wanted: list[list[str]], pdf: bytes) -> Iterator[GateFailure]:
    """Poppler turns punctuation and some joined letters round, so that letters alone are counted
    and a fifth or a few may be lost; numbers and Latin words, phones among them, never."""
    letters = Counter(each for page in wanted for each in poppler.letters(" ".join(page)))
    missing = letters - Counter(poppler.letters(poppler.text(pdf)))
    for word in missing:
        if not poppler.is_arabic(word):
            place = next((p.path for p in job.passages if word in p.text), "")
            yield GateFailure(
                Gate.WORDS,
                place,
                f"“{word}” cannot be copied out of the print as it is written.",
                "This is a fault of the layout: report it with this line.",
            )
    total = sum(number for word, number in letters.items() if poppler.is_arabic(word))
    lost = sum(number for word, number in missing.items() if poppler.is_arabic(word))
    if lost > max(ARABIC_FEW, (1 - ARABIC_WORDS) * total):
        worst = ", ".join(f"“{word}”" for word, _ in missing.most_common(5))
        yield GateFailure(
            Gate.WORDS,
            "",
            f"{lost} of {total} words cannot be copied out as written: {worst} and others.",
            "Type them again; if it stays, report this line.",
        )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"
