"""What the page of one translation shows of decisions: what waits for a third person, repeats that
can be approved together, what a signature covers, and a live edition whose English changed.
"""

from dataclasses import dataclass

from markupsafe import Markup

from app.engines import name_of
from app.languages import ENGLISH
from app.models import JobKind
from app.web.drafting.job_pages import IN_A_SENTENCE, job_address
from app.web.frame.addresses import at
from app.web.frame.staff import Link
from app.web.workbench.marked_text import tokens
from app.web.workbench.work_queue import how_many
from app.workflow.drafting import back_translations
from app.workflow.drafting.job_views import latest_for
from app.workflow.editions.changed_english import pending_change
from app.workflow.lists.strings import Listed, Text, count_waiting, repeats_among_first
from app.workflow.people.accounts import Actor
from app.workflow.review.back_translation import current_back_translation, differences, is_needed
from app.workflow.review.waits import BACK
from app.workflow.translation.desk import Desk, SegmentView, views
from app.workflow.translation.permissions import may


@dataclass(frozen=True)
class Covered:
    """One segment as a signature covers it; `said` is what it says in English again,
    None where nobody said it."""

    place: str
    seen: SegmentView
    said: str | None

    @property
    def path(self) -> str:
        return self.seen.path

    @property
    def href(self) -> str:
        return at(self.place, self.path, show="all")

    @property
    def source(self) -> Markup:
        return tokens(self.seen.segment.text)

    @property
    def text(self) -> Markup:
        return tokens(self.seen.text)

    @property
    def back(self) -> Markup:
        return tokens(self.said or "")

    @property
    def differs(self) -> tuple[str, ...]:
        """The facts in which what was said differs from the source."""
        return () if self.said is None else differences(self.seen.segment, self.said)

    @property
    def critical(self) -> bool:
        return self.seen.segment.safety_critical

    @property
    def decided(self) -> tuple[tuple[str, str, str], ...]:
        """(what was decided, the finding, why)."""
        return tuple(
            (
                "Overruled" if each.decision.action == "overrule" else "Dismissed",
                each.finding.message,
                each.decision.why,
            )
            for each in self.seen.decided
        )


@dataclass(frozen=True, kw_only=True)
class ChangePanel:
    """Safety-critical English that changed under the edition that readers see."""

    may: bool
    paths: tuple[tuple[str, str], ...]
    code: str
    mark: str
    """One word for what is to be decided."""
    chosen: str
    why: str


@dataclass(frozen=True)
class BackBy:
    """An engine that may say some of what waits, `texts`, in English again."""

    engine: str
    name: str
    texts: str


@dataclass(frozen=True)
class Repeat:
    """A text that says what was approved elsewhere for the same English."""

    place: str
    row: Listed

    @property
    def ticked(self) -> str:
        return f"{self.row.version} {self.row.path}"

    @property
    def href(self) -> str:
        return at(self.place, self.row.path, show="all")

    @property
    def source(self) -> Markup:
        return tokens(self.row.source)

    @property
    def text(self) -> Markup:
        return tokens(self.row.text)


@dataclass(frozen=True, kw_only=True)
class Decisions:
    back_by: tuple[BackBy, ...]
    back_job: Link | None
    repeats: tuple[Repeat, ...]
    covered: tuple[Covered, ...]
    change: ChangePanel | None


def decisions(desk: Desk, text: Text, actor: Actor, place: str, *, covered: bool) -> Decisions:
    """What there is to decide about a translation; nothing about the English itself. With `covered`
    all that a signature covers, for whoever may give it."""
    tag = desk.language.tag
    able = covered and desk.language != ENGLISH
    engines, job = _back_by(desk, text, actor)
    repeats = repeats_among_first(desk, text, actor) if may(actor, "revise", tag) else ()
    return Decisions(
        back_by=engines,
        back_job=job,
        repeats=tuple(Repeat(place, row) for row in repeats),
        covered=tuple(_covered(desk, place, one) for one in views(desk)) if able else (),
        change=_change(desk, actor, place),
    )


def _back_by(desk: Desk, text: Text, actor: Actor) -> tuple[tuple[BackBy, ...], Link | None]:
    """The engines that may do some of what waits, as its first texts show, and the last job."""
    tag = desk.language.tag
    if not may(actor, back_translations.ACTION, tag):
        return (), None
    job = latest_for(desk.session, desk.slug, desk.reading_version, tag, JobKind.BACK)
    link = None
    if job is not None:
        said = IN_A_SENTENCE[job.state]
        link = Link("The last job of an engine", job_address(job.id), note=said)
    number = count_waiting(desk.session, text, BACK)
    texts = "1 text" if number == 1 else f"{how_many(number)} texts"
    able = back_translations.able_among_first(desk) if number else ()
    return tuple(BackBy(e.id, name_of(e.id), texts) for e in able), link


def _covered(desk: Desk, place: str, one: SegmentView) -> Covered:
    back = current_back_translation(desk, one) if is_needed(one.segment) else None
    return Covered(place, one, back.text if back else None)


def _change(desk: Desk, actor: Actor, place: str) -> ChangePanel | None:
    pending = pending_change(desk)
    if pending is None:
        return None
    words = {"notice": "an urgent notice on the page", "withdrawal": "withdrawal"}
    choice = pending.choice
    return ChangePanel(
        may=may(actor, "decide_change", desk.language.tag),
        paths=tuple((path, at(place, path, show="all")) for path in pending.paths),
        code=pending.edition.code,
        mark=pending.mark,
        chosen=words[choice.remedy.value] if choice else "",
        why=choice.why if choice else "",
    )
