"""How plain the English of each text is: reading grade, sentences, passive and hard words. It
advises and never fails; what an author is told while writing is `app.resources.style`.

The grade is Flesch and Kincaid's, the years at school that it takes to read a text. Words of the
glossary stand in the length of a sentence, but their syllables are left out: they have no plainer
word, and are explained.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from app.checks.base import Term
from app.checks.terms import find_terms
from app.resources.schema import Resource
from app.resources.segments import Segment, extract
from app.resources.style import MAX_WORDS
from app.workflow.seeding import glossary_file
from tests import shipped
from tests.content.drafts import Fault
from tests.content.hard_terms import unexplained
from tests.content.syllables import syllables

GRADE = {"standard": 7.0, "easy_read": 4.0}
"""A block above this is said; around one grade less is meant."""
SHORTEST = 4
"""Fewer words without a full stop are a label, such as an option or a cell, and no sentence."""
FEWEST_WORDS = 12
"""A grade of fewer words says nothing: one long word would decide it."""

KNOWN = frozenset((
    "another", "anyone", "anything", "appointment", "appointments", "everybody", "everyone",
    "everything", "family", "families", "hospital", "hospitals", "important", "information",
    "language", "languages", "medicine", "medicines", "nobody", "pregnancy", "together", "usual",
    "usually", "vitamin", "vitamins",
))  # fmt: skip
"""Long words that every reader of these texts knows, and that have no shorter one."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")
_INFLECTED = re.compile(r"(?:ing|ed|es|'s)$")
_PARTICIPLE = (
    r"\w+ed|born|brought|built|chosen|cut|done|driven|drawn|eaten|fed|felt|found|forgotten|given"
    r"|heard|held|hurt|kept|known|left|lost|made|meant|met|paid|put|read|said|seen|sent|set|shown"
    r"|sold|spoken|stuck|taken|taught|told|thought|understood|used|worn|written"
)
_PASSIVE = re.compile(
    rf"\b(?:am|is|are|was|were|be|been|being|get|gets|got)\b(?: (?:not|also|usually|often|always"
    rf"|never|then|only|first))? (?P<participle>{_PARTICIPLE})\b",
    re.IGNORECASE,
)
_FEELINGS = frozenset((
    "bored", "confused", "interested", "married", "relaxed", "scared", "tired", "used", "worried",
))  # fmt: skip
"""Participles that say how somebody is, not what somebody does to them."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What was counted in some texts. `hard` are words of three syllables and more."""

    sentences: tuple[int, ...]
    """The words of each."""
    words: int
    """Those whose syllables are counted."""
    syllables: int
    passive: int
    hard: tuple[tuple[str, int], ...]

    @property
    def grade(self) -> float:
        """Flesch and Kincaid's grade."""
        return 0.39 * self.mean + 11.8 * self.syllables / max(self.words, 1) - 15.59

    @property
    def mean(self) -> float:
        return sum(self.sentences) / max(len(self.sentences), 1)

    @property
    def longest(self) -> int:
        return max(self.sentences, default=0)

    def __str__(self) -> str:
        share = self.passive / max(len(self.sentences), 1)
        most = ", ".join(f"{word} {times}" if times > 1 else word for word, times in self.hard[:8])
        return (
            f"grade {self.grade:.1f}; {self.mean:.1f} words a sentence, {self.longest} at most; "
            f"{share:.0%} passive; {len(self.hard)} hard words{': ' * bool(most)}{most}."
        )


def measures(slugs: frozenset[str] = frozenset()) -> Iterator[tuple[str, Measure]]:
    """Each text by its name, with what was counted in it."""
    for resource in _chosen(slugs):
        yield _name(resource), measure(each.text for each in _read(resource))


def advice(slugs: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """What an author may want to write more plainly, block by block."""
    for resource in _chosen(slugs):
        for path, what in advise(resource):
            yield Fault(f"{_name(resource)} {path}", what)


def advise(resource: Resource) -> Iterator[tuple[str, str]]:
    """(path, advice) of one text: blocks by grade, sentences by length, terms by explanation."""
    version = resource.reading_version
    for block, segments in groupby(_read(resource), lambda each: each.block):
        counted = measure(each.text for each in segments)
        if counted.words >= FEWEST_WORDS and counted.grade > GRADE[version]:
            yield block, f"grade {counted.grade:.1f}, above {GRADE[version]:.0f}. {_long(counted)}"
        if counted.longest > MAX_WORDS[version]:
            yield block, f"a sentence of {counted.longest} words, above {MAX_WORDS[version]}."
    texts = [(each.path, _plain(each.text)) for each in _read(resource) if each.block]
    for path, term in unexplained(texts):
        yield path, f"“{term}” is first used here. Say what it is."


def _long(counted: Measure) -> str:
    words = ", ".join(word for word, _ in counted.hard)
    return f"Long words: {words}." if words else f"{counted.mean:.0f} words a sentence."


def measure(texts: Iterable[str]) -> Measure:
    """Count texts; the end of a text ends a sentence, as in a list, and labels are left out."""
    lengths: list[int] = []
    counted: list[str] = []
    passive, hard = 0, Counter[str]()
    for sentence in (each for text in texts for each in _sentences(_plain(text))):
        lengths.append(len(_WORD.findall(sentence)))
        ours = _without_terms(sentence)
        counted += ours
        passive += _is_passive(sentence)
        hard.update(word.lower() for word in ours if _is_hard(word))
    return Measure(
        sentences=tuple(lengths),
        words=len(counted),
        syllables=sum(map(syllables, counted)),
        passive=passive,
        hard=tuple(hard.most_common()),
    )


def _chosen(slugs: frozenset[str]) -> Iterator[Resource]:
    return (each for each in shipped.texts() if not slugs or each.slug in slugs)


def _name(resource: Resource) -> str:
    return f"{resource.slug} {resource.reading_version}"


def _read(resource: Resource) -> Sequence[Segment]:
    """What is read in sentences; a picture's words are for those who do not see it."""
    return [each for each in extract(resource).segments if not each.path.endswith(".alt")]


def _plain(text: str) -> str:
    """A number that a hospital fills in counts as one word."""
    return re.sub(r"</?\d+>", "", re.sub(r"<\d+/>", "0", text))


def _sentences(text: str) -> list[str]:
    if len(_WORD.findall(text)) < SHORTEST and not text.endswith((".", "!", "?")):
        return []
    return [each for each in _SENTENCE_END.split(text) if _WORD.search(each)]


def _without_terms(sentence: str) -> list[str]:
    terms = [(start, end) for start, end, _ in find_terms(sentence, glossary())]
    return [
        found[0]
        for found in _WORD.finditer(sentence)
        if not any(start <= found.start() < end for start, end in terms)
    ]


def _is_hard(word: str) -> bool:
    """Three syllables without an ending that makes no word harder."""
    lower = word.lower()
    if lower in KNOWN or "-" in word or syllables(word) < 3:
        return False
    return syllables(_INFLECTED.sub("", lower)) >= 3 or not _INFLECTED.search(lower)


def _is_passive(sentence: str) -> bool:
    return any(
        found["participle"].lower() not in _FEELINGS for found in _PASSIVE.finditer(sentence)
    )


@cache
def glossary() -> tuple[Term, ...]:
    """The terms of content/glossary.yaml."""
    return tuple(Term(term, keep=keep) for term, _, _, keep in glossary_file())
