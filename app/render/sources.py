"""Where the facts of a text come from, as families are told in a line: who says so, national
guidance first. The sentences themselves are staff's (`web.library`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from gettext import NullTranslations

from markupsafe import Markup, escape

from app.languages import Language
from app.render import words
from app.resources.schema import Source

NATIONAL = (
    "NHS", "NICE", "Royal College of Obstetricians and Gynaecologists", "UK Health Security Agency",
    "NHS England", "Tommy's", "Lullaby Trust",
)  # fmt: skip
"""Who is named first."""
MOST_ON_PAPER = 4


@dataclass(frozen=True)
class Publisher:
    """Who says something, where, and whether anyone here has opened it."""

    name: str
    address: str
    verified: bool


def publishers(sources: Iterable[Source]) -> tuple[Publisher, ...]:
    """Each once, national guidance first; verified if anything of theirs was opened. Copies in
    which a fact was read are left out."""
    found: dict[str, Publisher] = {}
    for source in sources:
        if source.read_in:
            continue
        known = found.get(source.publisher)
        if known is None or (not known.verified and not source.unverified):
            found[source.publisher] = Publisher(
                source.publisher, str(source.address), not source.unverified
            )
    return tuple(sorted(found.values(), key=_rank))


def _rank(publisher: Publisher) -> int:
    return NATIONAL.index(publisher.name) if publisher.name in NATIONAL else len(NATIONAL)


def line(
    found: tuple[Publisher, ...], language: Language, spoken: NullTranslations, *, links: bool
) -> Markup:
    """The names in one line of this language: all of them as links, or on paper the first few."""
    shown = found if links else found[:MOST_ON_PAPER]
    parts = [_drawn(each, spoken, links=links) for each in shown]
    out = escape(words.comma(language)).join(parts)
    return out if len(shown) == len(found) else out + " " + escape(words.and_others(spoken))


def _drawn(publisher: Publisher, spoken: NullTranslations, *, links: bool) -> Markup:
    name = Markup('<span lang="en" dir="ltr">{}</span>').format(publisher.name)
    if links:
        name = Markup('<a href="{}" rel="noreferrer">{}</a>').format(publisher.address, name)
    if publisher.verified:
        return name
    return Markup("{} ({})").format(name, words.not_verified(spoken))
