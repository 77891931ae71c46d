"""What the editor sends for while someone types: the marks and findings of words that are not saved
yet, and who else is there. The page itself is in `editor_page`.
"""

from dataclasses import dataclass

from markupsafe import Markup

from app.models import now
from app.web.frame.staff import Frame
from app.web.workbench.beside import Side
from app.web.workbench.desk_page import SegmentPage
from app.web.workbench.editor_page import as_typed, has_marks
from app.web.workbench.marked_text import marked
from app.web.workbench.posted_form import Typed
from app.web.workbench.sections import SECTIONS
from app.workflow.people.accounts import Actor
from app.workflow.translation.desk import Desk, SegmentView, view
from app.workflow.translation.permissions import steps
from app.workflow.work import presence


@dataclass(frozen=True, kw_only=True)
class TypedPage(SegmentPage):
    """What the page shows anew while someone types: the marks and findings of their words, which
    are stored aside if `autosaved`."""

    frame: Frame
    actor: Actor
    typed: Typed
    shown: SegmentView
    findings: Side
    autosaved: bool

    live = True

    @property
    def path(self) -> str:
        return self.typed.path

    @property
    def version(self) -> int:
        return self.typed.version

    @property
    def english(self) -> str:
        """That of the page on which they type."""
        return self.typed.english

    @property
    def show(self) -> str:
        return self.typed.show

    @property
    def kind(self) -> str:
        return self.typed.kind

    @property
    def q(self) -> str:
        return self.typed.q

    @property
    def stored(self) -> Markup:
        return marked(self.typed.text, self.shown.findings)

    @property
    def can(self) -> frozenset[str]:
        return steps(self.actor, self.language.tag, self.shown)

    @property
    def when(self) -> str:
        """Empty when what was typed is what stands."""
        return f"{now():%H:%M} UTC" if self.autosaved else ""

    @property
    def has_marks(self) -> bool:
        return has_marks(self.language, self.shown)


def typed_page(frame: Frame, desk: Desk, actor: Actor, typed: Typed, autosaved: bool) -> TypedPage:
    """The answer to a text that was typed and is not saved."""
    shown = as_typed(desk, view(desk, typed.path), typed.text)
    first = SECTIONS[0]
    return TypedPage(
        frame=frame,
        desk=desk,
        actor=actor,
        typed=typed,
        shown=shown,
        findings=Side(first.name, first.title, first.of(desk, shown, actor)),
        autosaved=autosaved,
    )


@dataclass(frozen=True)
class HerePage:
    """Who else is in this translation, in words."""

    words: str


def here_page(desk: Desk, actor: Actor, path: str) -> HerePage:
    numbers = desk.numbers
    return HerePage(
        " ".join(
            f"{each.name} is in this text now."
            if each.path == path
            else f"{each.name} is in text {numbers[each.path]}."
            for each in presence.colleagues(desk, actor)
        )
    )
