"""The second reading of a safety-critical text in a language whose words the safety checks lack, or
know from nobody who reads it: when it is asked for, and how it stands in the history. Which
languages these are is in `app.checks.needs`.
"""

from app.checks import needs
from app.languages import Language
from app.resources.segments import Segment
from app.workflow.refusals import Refused


def doubt(language: Language, segment: Segment) -> str:
    """Why this text is read twice, in words; empty where one reading is enough."""
    if not segment.safety_critical or not (why := needs.doubt(language.tag)):
        return ""
    return f"in {language.english_name} {why}"


def refuse_read_once(language: Language, segment: Segment, *, read_twice: bool) -> None:
    """Raises Refused where a second reading is needed and nobody says that it was made."""
    if not read_twice and (why := doubt(language, segment)):
        raise Refused(
            f"This text is safety-critical, and {why}. "
            "Read it against the English a second time for these, and say so."
        )


def noted(language: Language, segment: Segment, why: str) -> str:
    """What the history says of the step: the reason given, and the second reading."""
    doubted = doubt(language, segment)
    said = f"Read a second time: {doubted}." if doubted else ""
    return " ".join(part for part in (why, said) if part)
