"""One HTML document in, one tagged PDF out: fonts of our own only, nothing loaded from outside, and
every complaint of WeasyPrint an error. It runs in a worker of `pool`; layout is
`templates/print`'s.
"""

import importlib
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from app.config import settings
from app.languages import ENGLISH, UnknownLanguage, find
from app.render.card_rules import CardRules, FirstPages, OtherRules, Waste, waste_of
from app.render.fetching import fetch_picture
from app.render.fonts import FILES, missing_glyphs, use_only_our_fonts
from app.render.print_errors import CannotPrint, Unprintable

_LESS_ROOM = ('<style media="tight">', '<style media="close">')
"""How the layout marks the styles that leave less room, the second on top of the first."""

_TAKEN = '<style media="print">'

_RULES = '<style media="cards"></style>'
"""Where the layout takes rules for cards that are taller than a page."""

_TRIES = 4
"""How often a document is laid out anew until its cards need no other rules."""


@dataclass(frozen=True)
class Passage:
    """One string as readers see it, its local facts filled in. `language` is a BCP 47 tag. Strings
    of one `flow` stand in order; by default those of one language do."""

    path: str
    text: str
    language: str
    flow: str = ""


@dataclass(frozen=True, kw_only=True)
class PrintJob:
    """A whole HTML document with its styles, in one language (BCP 47) on the whole. `base_url` is
    where relative addresses lead, our own pictures among them. `passages` is what the document
    must say, each language in its order; only a release that `gates` lets through has them.
    `most_pages` is what a poster has room on, and `smaller` the same document in ever smaller
    letters, for one that needs more."""

    html: str
    language: str
    title: str
    base_url: str
    passages: tuple[Passage, ...] = ()
    most_pages: int | None = None
    smaller: tuple[str, ...] = ()


def render_pdf(job: PrintJob) -> bytes:
    """The document as PDF/UA-1, the same bytes each time; raises Unprintable and CannotPrint."""
    return draw(job)[0]


def draw(job: PrintJob) -> tuple[bytes, Any]:
    """The PDF and the laid-out Document that it was written from; raises Unprintable. A document
    that taught what is remembered is drawn once more with it: its pages may break elsewhere then,
    and each print of it shall be the same."""
    pdf, document = _drawn(job)
    return _drawn(job) if _remember(document) else (pdf, document)


def _drawn(job: PrintJob) -> tuple[bytes, Any]:
    with _warnings_are_errors(job):
        document = fitting(job)
        return document.write_pdf(pdf_variant="pdf/ua-1"), document


def layout(job: PrintJob, rules: CardRules | None = None) -> Any:
    """The document laid out on pages, as WeasyPrint's Document; raises Unprintable where a
    character cannot be drawn. Raises OtherRules as soon as its pages show that its cards need
    others than those `rules` by which it is to be laid out."""
    weasyprint = _weasyprint()
    source = weasyprint.HTML(
        string=job.html, base_url=job.base_url, url_fetcher=_fetcher(weasyprint, job.base_url)
    )
    root = source.etree_element
    _refuse_undeclared(root, job)
    _refuse_undrawable(root, job)
    look = None if rules is None else FirstPages(root, rules).look
    with importlib.import_module("app.render.weasy.early").looking(look):
        return source.render(font_config=_font_configuration())


def fitting(job: PrintJob) -> Any:
    """The document laid out with less room between things where that saves a page or fills one
    that holds little, and in letters that fit on as many pages as it has room on; raises
    Unprintable."""
    if not any(style in job.html for style in _LESS_ROOM):
        return _in_letters_that_fit(job)
    best = _settled(job)
    html = job.html
    for style in _LESS_ROOM:
        if style not in html:
            continue
        if not best.waste.is_worth_less_room:
            break
        html = html.replace(style, _TAKEN)
        closer = replace(job, html=html)
        found = _settled(closer)
        if found.waste < best.waste:
            best = found
    return best.document


@dataclass(frozen=True)
class _Settled:
    """A document laid out by the rules that its cards need, and what it wastes."""

    document: Any
    waste: "Waste"


def _in_letters_that_fit(job: PrintJob) -> Any:
    document = layout(job)
    for html in job.smaller:
        if _has_room(document, job.most_pages):
            break
        document = layout(replace(job, html=html))
    return document


def _settled(job: PrintJob) -> _Settled:
    """The last try stands, whatever its cards would need."""
    rules = CardRules()
    for tries in reversed(range(_TRIES + 1)):
        has_rules = tries and _RULES in job.html
        try:
            document = layout(_by(rules, job), rules if has_rules else None)
        except OtherRules as other:
            rules = other.rules
            continue
        if not has_rules or (needed := rules.after(document)) == rules:
            break
        rules = needed
    return _Settled(document, waste_of(document))


def _by(rules: CardRules, job: PrintJob) -> PrintJob:
    if rules == CardRules():
        return job
    return replace(job, html=job.html.replace(_RULES, f"<style>{rules.css}</style>"))


def _has_room(document: Any, most: int | None) -> bool:
    """Whether a document keeps to so many pages, and within their margins."""
    boxes = importlib.import_module("app.render.weasy.boxes")
    few = most is None or len(document.pages) <= most
    return few and not any(True for page in document.pages for _ in boxes.over_the_edge(page))


def warm_up() -> None:
    """Load WeasyPrint and the fonts, so that the first reader does not wait for them."""
    render_pdf(tiny_job())


def tiny_job() -> PrintJob:
    """A document of two letters, which shows whether anything can be printed."""
    style = "<style>html { font-family: 'Noto Sans' }</style>"
    html = f"<html lang=en><title>–</title>{style}<p>a <b>b</b></p>"
    return PrintJob(html=html, language=ENGLISH.tag, title="–", base_url="http://localhost")


def slowed() -> str:
    """Why this process draws slower than it could, "" if it does not; raises CannotPrint."""
    return _engine()[1]


def _weasyprint() -> Any:
    return _engine()[0]


@cache
def _engine() -> tuple[Any, str]:
    """WeasyPrint made ready, and why it draws slower than it could; raises CannotPrint."""
    use_only_our_fonts()
    import weasyprint

    from app.render.weasy import engine

    try:
        return weasyprint, engine.apply(quick=settings().quick_prints)
    except engine.UntestedWeasyPrint as untested:
        raise CannotPrint(str(untested)) from None


def _remember(document: Any) -> bool:
    from app.render.weasy import engine

    return engine.remember(document)


@cache
def _font_configuration() -> Any:
    """One for the whole process: fontconfig keeps 0.2 MB of each for ever."""
    return importlib.import_module("weasyprint.text.fonts").FontConfiguration()


def _fetcher(weasyprint: Any, base_url: str) -> Any:
    class PictureFetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            asset = fetch_picture(url, base_url)
            kind = {"Content-Type": asset.media_type}
            return weasyprint.urls.URLFetcherResponse(url, asset.data, kind)

    return PictureFetcher()


def _refuse_undeclared(root: Element, job: PrintJob) -> None:
    title = root.findtext("head/title", "").strip()
    if root.get("lang") != job.language or not title or title != job.title.strip():
        raise Unprintable(
            f"The document must declare the language {job.language!r} and the title {job.title!r}, "
            f"but declares {root.get('lang')!r} and {title!r}."
        )


def _refuse_undrawable(root: Element, job: PrintJob) -> None:
    script = find(job.language).script
    texts: dict[str, list[str]] = {}
    for text, own in _texts(root, script):
        texts.setdefault(own, []).append(text)
    problems = [each for own, found in texts.items() for each in missing_glyphs(found, own)]
    if problems:
        raise Unprintable("\n".join(dict.fromkeys(found.message for found in problems)))


def _texts(element: Element, script: str) -> Iterator[tuple[str, str]]:
    """Each text with the script whose fonts draw it: that of the document, or of the language that
    a part of it is in."""
    if element.tag not in ("style", "script", "title"):
        own = script_of(element.get("lang"), script)
        if element.text and element.text.strip():
            yield element.text, own
        for child in element:
            yield from _texts(child, own)
            if child.tail and child.tail.strip():
                yield child.tail, own


OTHER_SCRIPTS = tuple(f"-{script}" for script in FILES if script != "Latn")


def script_of(tag: str | None, around: str) -> str:
    """The script of a language in the midst of another; Latin letters are drawn by every font."""
    if not tag:
        return around
    try:
        script: str = find(tag).script
    except UnknownLanguage:  # letters of another script than the language's own: en-Deva
        script = tag.rpartition("-")[2] if tag.endswith(OTHER_SCRIPTS) else around
    return around if script == "Latn" else script


@contextmanager
def _warnings_are_errors(job: PrintJob) -> Iterator[None]:
    complaints: list[str] = []
    handler = _Collector(complaints)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    was_propagating, logger.propagate = logger.propagate, False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = was_propagating
    if complaints:
        found = "\n".join(dict.fromkeys(_in_plain_words(each) for each in complaints))
        raise Unprintable(f"“{job.title}” cannot be printed.\n{found}")


class _Collector(logging.Handler):
    def __init__(self, into: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._into = into

    def emit(self, record: logging.LogRecord) -> None:
        self._into.append(record.getMessage())


_PLAIN = (
    (
        re.compile(r'\.notdef glyph rendered .*?"(?P<what>.*)" \((?P<code>U\+\w+)\)', re.DOTALL),
        "The character “{what}” ({code}) is in none of our fonts. Write it in words.",
    ),
    (
        re.compile(r"Failed to load image at '(?P<what>[^']*)': (?:\w+: )?(?P<why>.*)", re.DOTALL),
        "The picture {what} cannot be drawn: {why}",
    ),
    (
        re.compile(r'Image "(?P<what>[^"]*)" has no required alt'),
        "The picture {what} has no words for people who do not see it. Add `alt`.",
    ),
    (
        re.compile(r"Anchor defined twice: (?P<what>.*)"),
        "The id {what} stands twice in the document. Ids must differ.",
    ),
    (
        re.compile(
            r"(?:No anchor|Content discarded: target points to undefined anchor) (?P<what>.*)"
        ),
        "A link leads to {what}, which is not in this document. Mend or remove the link.",
    ),
)


def _in_plain_words(complaint: str) -> str:
    for pattern, sentence in _PLAIN:
        if match := pattern.search(complaint):
            return sentence.format(**match.groupdict())
    return f"The layout engine says: {complaint}"
