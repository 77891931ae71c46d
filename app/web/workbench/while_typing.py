"""What the editor sends for while someone types: the marks and findings of words that are not saved
yet, and who else is there. The page itself is in `editor_page`.
"""

from dataclasses import dataclass

from markupsafe import Markup

from app.languages import Language
from app.models import now
from app.web.frame.addresses import address
from app.web.frame.staff import Frame
from app.web.workbench.editor_page import Side, as_typed, has_marks
from app.web.workbench.marked_text import marked
from app.web.workbench.posted_step import Typed
from app.web.workbench.sections import SECTIONS
from app.workflow.people.accounts import Actor
from app.workflow.translation.desk import Desk, SegmentView, view
from app.workflow.translation.permissions import steps
from app.workflow.work import unsaved


@dataclass(frozen=True, kw_only=True)
class TypedPage:
    """What the page shows anew while someone types: the marks and findings of their words."""

    frame: Frame
    language: Language
    address: str
    path: str
    version: int
    show: str
    q: str
    shown: SegmentView
    stored: Markup
    findings: Side
    can: frozenset[str]
    when: str
    """Empty when what was typed is what stands."""

    live = True

    @property
    def has_marks(self) -> bool:
        return has_marks(self.language, self.shown)


def typed_page(frame: Frame, desk: Desk, actor: Actor, typed: Typed, kept: bool) -> TypedPage:
    """The answer to a text that was typed and is not saved."""
    path, text = typed.path, typed.text
    seen = as_typed(desk, view(desk, path), text)
    first = SECTIONS[0]
    return TypedPage(
        frame=frame,
        language=desk.language,
        address=address(desk.slug, desk.reading_version, desk.language.tag),
        path=path,
        version=typed.version,
        show=typed.show,
        q=typed.q,
        shown=seen,
        stored=marked(text, seen.findings),
        findings=Side(first.name, first.title, first.of(desk, seen, actor)),
        can=steps(actor, desk.language.tag, seen),
        when=f"{now():%H:%M} UTC" if kept else "",
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
            for each in unsaved.colleagues(desk, actor)
        )
    )
