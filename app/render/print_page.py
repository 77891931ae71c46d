"""What the print layout is handed, and the layout itself: one edition (or draft) in one format as
an HTML document ready for `pdf`. Which edition, and in what words it was made, is the caller's
to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from gettext import NullTranslations
from itertools import chain, takewhile
from typing import Literal

from markupsafe import Markup

from app.languages import ENGLISH, Language
from app.render import fonts, sources, words
from app.render.answered import NOTHING, Answered
from app.render.html import Reading
from app.render.isolate import isolate
from app.render.local import ResolvedContact
from app.render.passages import passages
from app.render.pdf import Passage, PrintJob
from app.render.print_errors import NoSuchPrint
from app.render.print_parts import FacingPair, FilledPart
from app.render.qr import qr_svg
from app.render.templating import template
from app.resources import schema
from app.resources.kinds import rules
from app.resources.schema import CareCard, Group, Heading, Inset, Part, Picture, Question, Table
from app.services import COMMUNITY, INTERPRETER, PALS

Format = Literal["standard", "large_print", "easy_read", "facing", "poster"]
FORMAT_NAMES: dict[Format, str] = {
    "standard": "Ordinary print",
    "large_print": "Large print",
    "facing": "Beside English",
    "easy_read": "Easy read",
    "poster": "Poster",
}
"""How staff call them; readers find the same words in their language (`words.format_name`)."""
SIZES: dict[Format, tuple[int, int, int]] = {
    "standard": (12, 14, 28),
    "large_print": (16, 18, 28),
    "easy_read": (16, 18, 28),
    "facing": (12, 12, 28),
    "poster": (12, 16, 18),
}
"""Smallest, usual and largest size of the text in points (UKAAF G003: clear print 12, large print
16).
"""

_FOOT_PT = 495
"""How wide the foot of a page is in points, less what stands between its notice and its number."""

_HUGE = 20
"""In larger print page one has room for one number only."""


class WrongSize(NoSuchPrint):
    """A size of text that the format does not have."""


@dataclass(frozen=True, kw_only=True)
class PrintPage:
    """One print. `reading` and `english` are made with `is_print=True`; `english` stands beside the
    language in the facing format and gives the English title in every other.

    Dates, `how_made`, `other_formats` and `demo_notice` are in the reading's language already;
    `watermark` is (English, the language) on a draft and None on a final print. `size_pt` is one of
    the format's sizes; None is its usual one.
    """

    format: Format
    reading: Reading
    english: Reading
    reference: str
    version: str
    edition_code: str
    status_address: str
    published: str
    review: str
    how_made: str
    other_formats: str
    base_url: str
    size_pt: int | None = None
    watermark: tuple[str, str] | None = None
    demo_notice: str | None = None
    filled: FilledPart | None = None

    def __post_init__(self) -> None:
        smallest, _, largest = SIZES[self.format]
        if self.size_pt is not None and not smallest <= self.size_pt <= largest:
            raise WrongSize(
                f"{self.format} is printed from {smallest} to {largest} points, not {self.size_pt}."
            )

    @property
    def language(self) -> Language:
        return self.reading.language

    @property
    def title(self) -> str:
        """The title as plain words, for the document's properties."""
        return self.reading.plain(self.reading.resource.title)

    @property
    def english_title(self) -> str | None:
        """The title in English, unless the print is English."""
        if self.language == ENGLISH:
            return None
        return self.english.plain(self.english.resource.title)

    @property
    def demo_notice_in_english(self) -> str | None:
        """For staff, beside the notice in another language."""
        if self.demo_notice is None or self.language == ENGLISH:
            return None
        return words.demo_notice(NullTranslations())

    @property
    def foot_lines(self) -> int:
        """How many lines the notice takes at the foot of each page, beside the page's number."""
        number = self.reading.words.gettext("Page %(page)s of %(pages)s")
        both = (self.demo_notice or "") + number % {"page": 10, "pages": 10}
        return 1 if fonts.width(both, self.language.script) * self.smallest_pt <= _FOOT_PT else 2

    @property
    def size(self) -> int:
        smallest, usual, _ = SIZES[self.format]
        if self.for_staff and self.format == "standard":  # clear print, so that it is one sheet
            usual = smallest
        return self.size_pt or usual

    @property
    def smallest(self) -> int:
        """No text is set smaller, running matter included."""
        return SIZES[self.format][0]

    @property
    def smallest_pt(self) -> float:
        """The same for this script: Amiri is drawn small on its body, and the style sheet sets it
        1.24 times larger than the Latin letters beside it."""
        return self.smallest * (1.24 if self.language.script == "Arab" else 1)

    @property
    def small(self) -> float:
        """How much smaller than the text its lesser lines are, within the format's limit; in huge
        print they stay at 20 points, so that page one holds them."""
        return round(max(self.smallest / self.size, min(0.86, _HUGE / self.size)), 3)

    @property
    def is_compact(self) -> bool:
        """Whether short things may stand in columns."""
        return self.size < 16

    @property
    def is_close(self) -> bool:
        """Whether things stand close from the start: a plan is long, and paper is dear; a guide is
        to be one sheet."""
        is_long = self.reading.resource.kind == "plan" or bool(self.for_staff)
        return self.is_compact and is_long

    @property
    def for_staff(self) -> str:
        """What says at the head that a print is for staff, in English as they are: it names nobody
        to call, and no other language; "" on prints for families."""
        return "For staff" if rules(self.reading.resource.kind).is_for_staff else ""

    @property
    def is_huge(self) -> bool:
        return self.size > _HUGE

    @property
    def script(self) -> str:
        return self.language.script.lower()

    @property
    def is_facing(self) -> bool:
        return self.format == "facing" and self.language != ENGLISH

    @property
    def beside(self) -> Reading:
        """The English column; its ids differ from those of the language's."""
        return replace(self.english, anchors="en-", compact=self.is_compact, beside=True)

    @property
    def shown(self) -> Reading:
        """The reading as this format draws it."""
        return replace(self.reading, compact=self.is_compact, beside=self.is_facing)

    @property
    def opening(self) -> int:
        """How many blocks stand before the numbers to call: the cards with what is urgent that a
        text begins with, or that stand behind nothing but insets."""
        if self.for_staff:
            return 0
        blocks = self.reading.resource.blocks
        insets = sum(1 for _ in takewhile(lambda block: isinstance(block, Inset), blocks))
        cards = sum(1 for _ in takewhile(_is_urgent, blocks[insets:]))
        return insets + cards if cards else 0

    @property
    def has_cards(self) -> bool:
        """Whether cards may stand one above the other, beside English."""
        return any(isinstance(block, CareCard) for block in self.reading.resource.blocks)

    @property
    def urgent_first(self) -> int:
        """How many of them stand before the words under the title too: those of a text that begins
        with a card."""
        return self.opening if _is_urgent(self.reading.resource.blocks[0]) else 0

    @property
    def pairs(self) -> tuple[FacingPair, ...]:
        """Each block with its English, in order; they share their ids. Of a group, each question of
        each row."""
        blocks = zip(self.reading.resource.blocks, self.english.resource.blocks, strict=True)
        return tuple(pair for block, beside in blocks for pair in self._pairs(block, beside))

    def _pairs(self, block: Part, beside: Part) -> Iterator[FacingPair]:
        level = self.level_above(block)
        if isinstance(block, Group) and isinstance(beside, Group):
            if self.shown.is_tabular(block):
                yield self._group_pair("group", block, beside, level)
                yield self._group_table(block, beside)
                return
            yield self._group_pair("group", block, beside, level)
            rows = zip(self.reading.in_rows(block), self.beside.in_rows(beside), strict=True)
            for reading, english in rows:
                row = replace(self, reading=reading, english=english)
                yield row._group_pair("row", block, beside, level)
                for mine, theirs in zip(block.questions, beside.questions, strict=True):
                    yield row._pair(mine, theirs, level + 2)
        else:
            yield self._pair(block, beside, level)

    def _pair(self, block: Part, beside: Part, level: int) -> FacingPair:
        return FacingPair(
            type=str(getattr(block, "type", "")),
            english=self.beside.html([beside], level),
            language=self.shown.html([block], level),
            is_stacked=self.is_too_wide_for_half(block),
            lines=self.lines(block),
            is_blank=self._is_blank(block),
            card=self.reading.anchor(block) if isinstance(block, CareCard) else "",
        )

    def _group_pair(self, kind: str, block: Group, beside: Group, level: int) -> FacingPair:
        if kind == "group":
            english, language = (
                self.beside.group_words(beside, level),
                self.reading.group_words(block, level),
            )
        else:
            english, language = (
                self.beside.group_row(beside, level),
                self.reading.group_row(block, level),
            )
        return FacingPair(
            type=kind, english=english, language=language, is_blank=self.filled is not None
        )

    def _group_table(self, block: Group, beside: Group) -> FacingPair:
        table = self.shown.group_table(block, self.beside, beside)
        return FacingPair(
            type="group_table", english=Markup(), language=table, is_blank=self.filled is not None
        )

    def _is_blank(self, part: Part) -> bool:
        unanswered = not isinstance(part, Question) or self.reading.said(part) == NOTHING
        return self.filled is not None and unanswered

    @property
    def comma(self) -> str:
        return words.comma(self.language)

    @property
    def is_one_hospital(self) -> bool:
        return len(self.reading.services) == 1

    @property
    def calls(self) -> tuple[ResolvedContact, ...]:
        """The numbers for page one: all of one hospital's; of several hospitals, in large print and
        in easy read only those that answer when one is worried. Raises
        MissingContactError."""
        urgent = tuple(chain.from_iterable(self.reading.urgent_contacts()))
        return urgent if self.is_short else (*urgent, *self._others(COMMUNITY, INTERPRETER))

    @property
    def calls_at_the_end(self) -> tuple[ResolvedContact, ...]:
        """The hospital's other numbers: those that page one of large print has no room for, and who
        helps with a complaint."""
        office = (COMMUNITY, INTERPRETER) if self.format == "large_print" else ()
        return self._others(*office, PALS)

    @property
    def is_short(self) -> bool:
        """Whether page one has room for few numbers."""
        return not self.is_one_hospital or not self.is_compact

    def _others(self, *contacts: str) -> tuple[ResolvedContact, ...]:
        if not self.is_one_hospital:
            return ()
        return tuple(chain.from_iterable(map(self.reading.some_contacts, contacts)))

    @property
    def hero(self) -> Picture | None:
        """The picture that a poster begins with."""
        first = self.reading.resource.blocks[0]
        return first if isinstance(first, Picture) else None

    @property
    def band(self) -> schema.Contact | None:
        """The contact whose number and words to say stand large on a poster: the first."""
        blocks = self.reading.resource.blocks
        return next((each for each in blocks if isinstance(each, schema.Contact)), None)

    @property
    def sources(self) -> Markup:
        """Who says the facts, in one line; their addresses stand online."""
        found = sources.publishers(self.reading.resource.sources)
        return sources.line(found, self.language, self.reading.words, links=False)

    def qr(self, title: str) -> Markup:
        return qr_svg(self.status_address, title)

    def prose(self, text: str) -> Markup:
        """A sentence of the caller's, its numbers and Latin words safe in right-to-left text."""
        return isolate(text, self.language.direction, is_print=True)

    def prose_of(self, said: Answered) -> Markup:
        """What a person wrote on one line, in the direction of its own language."""
        return isolate(" ".join(said.words), said.direction, is_print=True)

    def code(self, text: str) -> Markup:
        """A reference, address or number: never broken, always left to right."""
        return Markup('<bdi dir="ltr" class="nowrap" style="white-space:nowrap">{}</bdi>').format(
            text
        )

    def level_above(self, part: Part) -> int:
        """The level of the last heading before a block, so that a card's own heading skips none."""
        level = 1
        for block in self.reading.resource.blocks:
            if block is part:
                break
            if isinstance(block, Heading):
                level = block.level
        return level

    def is_too_wide_for_half(self, part: Part) -> bool:
        """Whether a table's words would be broken in a column of the facing format."""
        return isinstance(part, Table) and (len(part.columns) > 2 or not self.is_compact)

    def lines(self, part: Part) -> int:
        return self.reading.lines(part) if isinstance(part, Question) else 0


_FULL, _CLOSE = 'poster--full"', 'poster--full poster--close"'
"""How the layout marks a poster in its smallest letters, and one that stands close as well."""


def print_html(page: PrintPage) -> str:
    """The whole document, styles included."""
    name = "poster" if page.format == "poster" else "document"
    found = template(f"print/{name}.html", page.language.tag, page.reading.demo)
    return found.render(page=page)


def print_job(page: PrintPage) -> PrintJob:
    """What `pdf.render_pdf` or `pool.RenderPool` draws."""
    held = () if page.watermark else (*passages(page.reading), *_facing(page))
    drawn, is_poster = [print_html(page)], page.format == "poster"
    if is_poster:
        sizes = range(page.size - 1, page.smallest - 1, -1)
        drawn += (print_html(replace(page, size_pt=size)) for size in sizes)
        drawn.append(drawn[-1].replace(_FULL, _CLOSE, 1))
    html, *smaller = drawn
    return PrintJob(
        html=html,
        language=page.language.tag,
        title=page.title,
        base_url=page.base_url,
        passages=held,
        most_pages=1 if is_poster else None,
        smaller=tuple(smaller),
    )


def _is_urgent(block: Part) -> bool:
    return isinstance(block, CareCard) and block.urgency != "non_urgent"


def _facing(page: PrintPage) -> tuple[Passage, ...]:
    return passages(page.english) if page.is_facing else ()
