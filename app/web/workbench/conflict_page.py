"""What someone sees whose step met another person's newer text: both texts, what differs, and a
choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from app.web.frame.addresses import at
from app.web.frame.staff import Frame, Problem
from app.web.workbench.desk_page import SegmentPage, title
from app.web.workbench.marked_text import Piece, difference, tokens
from app.web.workbench.posted_form import Typed
from app.workflow.translation.desk import Desk, SegmentView


@dataclass(frozen=True, kw_only=True)
class ConflictPage(SegmentPage):
    """Two texts of one segment, of which the person chooses: that which stands, and what they
    typed."""

    frame: Frame
    seen: SegmentView
    step: str
    theirs_by: str
    typed: Typed

    @property
    def mine(self) -> str:
        return self.typed.text

    @property
    def why(self) -> str:
        return self.typed.why

    @property
    def show(self) -> str:
        return self.typed.show

    @property
    def q(self) -> str:
        return self.typed.q

    @property
    def kind(self) -> str:
        return self.typed.kind

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

    @cached_property
    def differences(self) -> tuple[Piece, ...]:
        """From the text that stands to the person's own."""
        return difference(self.seen.text, self.mine) if self.mine != self.seen.text else ()

    @property
    def back(self) -> str:
        return at(self.address, self.path, show=self.show, q=self.q, kind=self.kind)


def conflict_page(
    frame: Frame,
    desk: Desk,
    seen: SegmentView,
    step: str,
    names: Mapping[int, str],
    typed: Typed,
) -> ConflictPage:
    message = "Someone else saved this text after you opened it. Nothing is lost."
    field = "#mine" if step == "save" else "#theirs"
    return ConflictPage(
        frame=frame.at(title(desk), "/workbench", "", Problem(message, field)),
        desk=desk,
        seen=seen,
        step=step,
        theirs_by=names.get(seen.edited_by or 0, "someone"),
        typed=typed,
    )
