"""A file whose words are those of another language than it says: they pass every check of letters
where both are written in the same script, so they are compared with what stands here (H11).
"""

from collections import Counter
from collections.abc import Collection

from sqlmodel import col, select

from app.exchange.entries import Entry
from app.exchange.opening import clean
from app.languages import ENGLISH, find
from app.models import SegmentText, Translation
from app.workflow.refusals import Refused
from app.workflow.translation.desk import Desk

FEWEST = 3
"""Texts that must be alike: one or two may be the same in languages that are near each other."""


def refuse_other_language(desk: Desk, entries: Collection[Entry], name: str) -> None:
    """Raises Refused where most of what a file would change is word for word the translation into
    another language. Texts of one word, and the English itself, count for no language."""
    words = {
        entry.path: clean(entry.text)
        for entry in entries
        if entry.path in desk.segments and _tells(desk, entry)
    }
    if len(words) < FEWEST:
        return
    others = desk.session.exec(
        select(Translation.language, SegmentText.path, SegmentText.text)
        .join(SegmentText, col(SegmentText.translation_id) == col(Translation.id))
        .where(
            Translation.resource_id == desk.translation.resource_id,
            Translation.reading_version == desk.reading_version,
            col(Translation.language).not_in((desk.language.tag, ENGLISH.tag)),
        )
    )
    alike = Counter(tag for tag, path, text in others if text and words.get(path) == clean(text))
    for tag, number in alike.most_common(1):
        if number >= FEWEST and number * 2 > len(words):
            raise Refused(
                f"{name}: {number} of {len(words)} texts are word for word the "
                f"{find(tag).english_name} translation, and the file says "
                f"{desk.language.english_name}. Nothing was taken. Choose the file of the right "
                "language, or mend the language that it names at its beginning."
            )


def _tells(desk: Desk, entry: Entry) -> bool:
    text = clean(entry.text)
    row = desk.rows.get(entry.path)
    here = clean(row.text) if row is not None else ""
    return len(text.split()) > 1 and text not in (here, clean(desk.segments[entry.path].text))
