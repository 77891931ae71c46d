"""Which English somebody had before them when they took a step, so that nobody writes beside, keeps
or decides about English that they did not see (H3, H30). Forms carry its mark.
"""

from app.workflow.refusals import Refused
from app.workflow.translation.desk import Desk, segment_of


class EnglishChanged(Refused):
    """The English became another after the page was opened, so nothing was done."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "The English changed after you opened this page, so nothing was done. Read it as it "
            "stands now, then decide."
        )


def english_mark(desk: Desk, path: str) -> str:
    """One word for the English of a segment; raises Missing."""
    return segment_of(desk, path).hash


def refuse_other_english(desk: Desk, path: str, seen: str) -> None:
    """Raises EnglishChanged where the English that somebody saw is not that of now, and Missing."""
    if seen != english_mark(desk, path):
        raise EnglishChanged
