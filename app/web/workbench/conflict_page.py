"""What someone sees whose step met another person's newer text: both texts, what differs, and a
choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from app.languages import Language
from app.web.frame.addresses import address, at
from app.web.frame.staff import Frame, Problem
from app.web.workbench.marked_text import Piece, difference, tokens
from app.web.workbench.translation_page import title
from app.workflow.translation.desk import Desk, SegmentView


@dataclass(frozen=True, kw_only=True)
class ConflictPage:
    """Two texts of one segment, of which the person chooses."""

    frame: Frame
    language: Language
    address: str
    seen: SegmentView
    step: str
    mine: str
    theirs_by: str
    why: str
    show: str
    q: str

    @property
    def path(self) -> str:
        return self.seen.path

    @property
    def version(self) -> int:
        return self.seen.version

    @property
    def source(self) -> Markup:
        return tokens(self.seen.segment.text)

    @property
    def theirs(self) -> Markup:
        return tokens(self.seen.text)

    @property
    def differences(self) -> tuple[Piece, ...]:
        """From the text that stands to the person's own."""
        return difference(self.seen.text, self.mine) if self.mine != self.seen.text else ()

    @property
    def back(self) -> str:
        return at(self.address, self.path, show=self.show, q=self.q)


def conflict_page(
    frame: Frame,
    desk: Desk,
    seen: SegmentView,
    step: str,
    names: Mapping[int, str],
    typed: Mapping[str, str],
) -> ConflictPage:
    message = "Someone else saved this text after you opened it. Nothing is lost."
    field = "#mine" if step == "save" else "#theirs"
    return ConflictPage(
        frame=frame.at(title(desk), "/workbench", "", Problem(message, field)),
        language=desk.language,
        address=address(desk.slug, desk.reading_version, desk.language.tag),
        seen=seen,
        step=step,
        mine=typed["text"],
        theirs_by=names.get(seen.edited_by or 0, "someone"),
        why=typed["why"],
        show=typed["show"],
        q=typed["q"],
    )
