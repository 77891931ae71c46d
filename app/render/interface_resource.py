"""The interface's words as a resource, so that they go the way of a leaflet (drafted, revised by a
second person, signed, published), and back from an edition to the words that pages show.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date

from babel.messages.catalog import Catalog, Message

from app.exchange.po import doubt_of
from app.render.interface import template
from app.resources.schema import Paragraph, Resource

SLUG = "interface"
KIND = "interface"
REVIEW_BY = date(2029, 10, 31)
UNSEEN = frozenset({"title", "summary"})
"""Its segments that staff see and readers never do: no catalogue has words for them."""
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_VALUE = re.compile(r"\{value\.(\w+)\}")
_CRITICAL = "Safety-critical."


def as_resource(words: Catalog | None = None) -> Resource:
    """The interface in English: a paragraph for each segment. Raises ValueError for a segment that
    a translator cannot be shown whole, such as one with plural forms."""
    blocks = tuple(_paragraph(message) for message in _messages(words or template()))
    return Resource(
        kind="interface",
        slug=SLUG,
        reference="INTERFACE",
        version="1",
        owner="Whoever answers for this service",
        organisation="Birthwords",
        approver="Clinical safety officer",
        review_by=REVIEW_BY,
        title="Words around every text",
        summary="Headings, buttons and notices that stand on every page and print.",
        blocks=blocks,
    )


def words_of(edition: Resource, words: Catalog | None = None) -> dict[str, str]:
    """The words of an edition by the English of the pages as they are now; a segment that the
    edition does not know is left out."""
    texts = {block.id: block.text for block in edition.blocks if isinstance(block, Paragraph)}
    found = {}
    for message in _messages(words or template()):
        english = str(message.id)
        if (text := texts.get(block_id(english))) is not None:
            found[english] = _VALUE.sub(r"%(\1)s", text)
    return found


def drafts_of(catalogue: Catalog, words: Catalog | None = None) -> Mapping[str, tuple[str, bool]]:
    """The texts of a catalogue by block id in segment form, and whether each is fuzzy."""
    drafts = {}
    for message in _messages(words or template()):
        found = catalogue.get(message.id, message.context)
        if found is not None and isinstance(found.string, str) and found.string.strip():
            drafts[block_id(str(message.id))] = (_numbered(message, found), found.fuzzy)
    return drafts


def doubts_of(catalogue: Catalog, words: Catalog | None = None) -> Mapping[str, str]:
    """By block id, what the drafter of a text was not sure of."""
    return {
        block_id(str(message.id)): said
        for message in _messages(words or template())
        if (found := catalogue.get(message.id, message.context)) and (said := doubt_of(found))
    }


def block_id(english: str) -> str:
    """An id that stays as long as the words do."""
    spoken = "-".join(re.findall("[a-z0-9]+", english.lower()))[:40].strip("-")
    return f"{spoken or 'words'}-{hashlib.sha256(english.encode()).hexdigest()[:6]}"


def _messages(words: Catalog) -> Iterator[Message]:
    for message in words:
        if not message.id:
            continue
        if not isinstance(message.id, str) or message.context:
            raise ValueError(
                f"The interface string {message.id!r} has plural forms or a context, which "
                "reviewers cannot be shown. Word it so that one form fits every number."
            )
        yield message


def _paragraph(message: Message) -> Paragraph:
    english = str(message.id)
    note = " ".join(message.auto_comments)
    return Paragraph(
        type="paragraph",
        id=block_id(english),
        text=_PLACEHOLDER.sub(r"{value.\1}", english),
        note=note.removeprefix(_CRITICAL).strip() or None,
        safety_critical=note.startswith(_CRITICAL) or None,
    )


def _numbered(message: Message, translated: Message) -> str:
    """Placeholders as the numbered tokens that reviewers see, in the order of the English."""
    names = _PLACEHOLDER.findall(str(message.id))
    return _PLACEHOLDER.sub(
        lambda found: f"<{names.index(found[1]) + 1}/>" if found[1] in names else found[0],
        str(translated.string),
    )
