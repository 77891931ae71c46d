"""The second reading of a safety-critical text in a language that a safety check has no words for:
when it is asked for, and how it stands in the history. Which words are lacking is in
`app.checks.needs`.
"""

from app.checks.needs import lacking_words
from app.languages import Language
from app.resources.segments import Segment
from app.workflow.refusals import Refused


def unread(language: Language, segment: Segment) -> str:
    """Of what no check reads this text, in words; empty where one reading is enough."""
    return lacking_words(language.tag) if segment.safety_critical else ""


def refuse_read_once(language: Language, segment: Segment, *, read_twice: bool) -> None:
    """Raises Refused where a second reading is needed and nobody says that it was made."""
    if not read_twice and (words := unread(language, segment)):
        raise Refused(
            f"This text is safety-critical, and in {language.english_name} no check reads {words}. "
            "Read it against the English a second time for these, and say so."
        )


def noted(language: Language, segment: Segment, why: str) -> str:
    """What the history says of the step: the reason given, and the second reading."""
    words = unread(language, segment)
    said = f"Read a second time for what no check reads: {words}." if words else ""
    return " ".join(part for part in (why, said) if part)
