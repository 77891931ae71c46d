"""Cards with what is urgent on paper: which must stand otherwise than they would so that no page
parts them, and what a document that was laid out wastes.
"""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

_BREAK = "break-inside: auto !important"
_STACKED = """{0}, {0} > .language, {0} > .english {{ display: block }}
{0} > .language, {0} > .english {{ width: auto; padding-left: 0; padding-right: 0; border: none }}
{0} .english .nhsuk-card {{ break-inside: avoid !important }}"""
"""A card beside its English as wide as the page, her language above."""

_URGENT = ("nhsuk-card--care--urgent", "nhsuk-card--care--emergency")
_NUMBERS = "bw-numbers"
_ENGLISH = "en-"
"""What the id of a card's English begins with, where that stands beside it."""

_FEW = 0.6
"""A page fuller than this is no waste."""

_SAVED = 0.06
"""How much of each page less room saves."""

_BLANK = 0.1
"""Less of a page that is blank is not worth another layout."""


@dataclass(frozen=True)
class CardRules:
    """What is done with cards that do not fit on a page, by id: they stand above their English
    instead of beside it, with the English overleaf if need be; those that are too tall even then
    break, beside it. `again`: which show their number at their beginning or end once more."""

    stacked: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    parted: frozenset[str] = frozenset()
    again: frozenset[tuple[str, str]] = frozenset()

    @property
    def css(self) -> str:
        """The rules as the layout takes them."""
        rules = [_STACKED.format(f'[data-card="{key}"]') for key in sorted(self.stacked)]
        rules += [f'[data-card="{key}"] {{ {_BREAK} }}' for key in sorted(self.apart)]
        for key in sorted(self.parted):
            rules.append(f'[id="{key}"], [data-card="{key}"] {{ {_BREAK} }}')
            rules.append(f'[id="{key}"] .bw-contact__lead {{ break-after: auto }}')
        for key, end in sorted(self.again):
            rules.append(f'[id="{key}"] .bw-again--{end} {{ display: block }}')
        return "\n".join(rules)

    def after(self, document: Any) -> "CardRules":
        """The rules that a document laid out by these needs."""
        return self._after(_cards(document))

    def _after(self, cards: Mapping[str, Any]) -> "CardRules":
        broken = {key for key, card in cards.items() if len(card.pages) > 1}
        too_tall = {_hers(key) for key in broken}
        beside = {key for key in too_tall if _ENGLISH + key in cards} - self.stacked - self.parted
        stacked = (self.stacked | beside) - (too_tall - beside)
        return CardRules(
            stacked=stacked,
            apart=(self.apart | {key for key in cards if _is_apart(key, cards)}) & stacked,
            parted=self.parted | (broken - beside - {_ENGLISH + key for key in beside}),
            again=frozenset(
                (key, end)
                for key in broken
                for end, page in (("first", min(cards[key].pages)), ("last", max(cards[key].pages)))
                if page not in cards[key].inner
            ),
        )


class OtherRules(Exception):
    """A document needs these rules, as its first pages show."""

    def __init__(self, rules: CardRules) -> None:
        super().__init__()
        self.rules = rules


class FirstPages:
    """Looks at the pages of a document as they are laid out by some rules; raises OtherRules after
    the last page with such a card, which is the third of twenty."""

    def __init__(self, root: Element, rules: CardRules) -> None:
        self._boxes = _boxes()
        self._rules = rules
        self._all = frozenset(self._boxes.keys(root, _URGENT))
        self._found: dict[str, Any] = {}
        self._is_over = False

    def look(self, number: int, page: Any) -> None:
        """At a page box, whose number counts from 0."""
        if number == 0:
            self._found, self._is_over = {}, False
        if self._is_over:
            return
        self._boxes.add_spans(self._found, number, page, _URGENT, _NUMBERS)
        is_past = all(number not in card.pages for card in self._found.values())
        if is_past and self._found.keys() == self._all:
            self._is_over = True
            needed = self._rules._after(self._found)
            if needed != self._rules:
                raise OtherRules(needed)


@dataclass(frozen=True, order=True)
class Waste:
    """How many urgent cards are parted, each counted twice, or stand overleaf of their English; how
    many pages a document takes, how much of those but the last is blank beyond what a page may be,
    in pages, and how full the last one is."""

    parted: int
    pages: int
    blank: float
    last: float = field(compare=False)

    @property
    def is_worth_less_room(self) -> bool:
        """Whether less room between things could save a page, fill one or keep a card whole."""
        faint = self.last <= min(_FEW, _SAVED * (self.pages - 1))
        return self.pages > 1 and (self.parted > 0 or self.blank >= _BLANK or faint)


def waste_of(document: Any) -> Waste:
    *others, last = (_boxes().filling(page) for page in document.pages)
    blank = sum(max(0.0, _FEW - each) for each in others)
    cards = _cards(document)
    parted = sum(len(card.pages) > 1 for card in cards.values())
    apart = sum(_is_apart(key, cards) for key in cards)
    return Waste(2 * parted + apart, len(document.pages), round(blank, 2), last)


def _cards(document: Any) -> dict[str, Any]:
    found: dict[str, Any] = _boxes().spans(document, _URGENT, _NUMBERS)
    return found


def _boxes() -> Any:
    return importlib.import_module("app.render.weasy.boxes")


def _hers(key: str) -> str:
    return key.removeprefix(_ENGLISH)


def _is_apart(key: str, cards: Mapping[str, Any]) -> bool:
    """Whether a card begins on another page than its English."""
    english = cards.get(_ENGLISH + key)
    return english is not None and min(english.pages) != min(cards[key].pages)
