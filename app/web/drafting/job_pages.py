"""What the pages of background work are handed: the list of jobs with the form that orders one, and
one job with how far it is and what was kept out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.config import settings
from app.engines import name_of
from app.languages import Language, find, languages
from app.models import JobKind, JobState
from app.web.frame.addresses import address, at
from app.web.frame.labels import moment
from app.web.frame.staff import Frame, Link, Problem
from app.web.frame.staff_presenters import VERSIONS, count
from app.workflow.drafting.job_views import JobView, PartView
from app.workflow.drafting.jobs import ACTIONS, Scope
from app.workflow.people.accounts import Actor
from app.workflow.translation.permissions import may

PLACE = "/workbench/jobs"
Titles = Mapping[str, str]
STATES: dict[JobState, tuple[str, str]] = {
    JobState.WAITING: ("Waiting", "grey"),
    JobState.RUNNING: ("Running", "blue"),
    JobState.DONE: ("Done", "green"),
    JobState.CANCELLED: ("Cancelled", "orange"),
    JobState.FAILED: ("Stopped", "red"),
}
WHAT = {JobKind.DRAFT: "Drafts", JobKind.BACK: "Back-translations"}
MADE = {JobKind.DRAFT: "Drafted", JobKind.BACK: "Said in English"}
AGAIN = {
    JobKind.DRAFT: "Draft again what is still missing",
    JobKind.BACK: "Translate back what is still missing",
}
IN_A_SENTENCE: dict[JobState, str] = {
    JobState.WAITING: "waits for its turn.",
    JobState.RUNNING: "is running now.",
    JobState.DONE: "is done.",
    JobState.CANCELLED: "was cancelled.",
    JobState.FAILED: "stopped at an error.",
}


def job_address(job_id: str) -> str:
    return f"{PLACE}/{job_id}"


@dataclass(frozen=True, kw_only=True)
class JobRow:
    """One job of the list."""

    what: str
    href: str
    by: str
    when: str
    state: str
    colour: str
    progress: str


@dataclass(frozen=True)
class JobsPage:
    """The newest jobs, and the choices of an order for those who may draft."""

    frame: Frame
    rows: tuple[JobRow, ...]
    languages: tuple[Link, ...]
    resources: tuple[Link, ...]

    @property
    def may_order(self) -> bool:
        return bool(self.languages)


@dataclass(frozen=True)
class Refusals:
    """The segments of one translation that were kept out: (path, address, reason)."""

    heading: str
    strings: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class PartRow:
    """One translation of a job in numbers; `reason` says why segments were left."""

    title: str
    language: Language
    href: str
    done: int
    total: int
    drafted: int
    remembered: int
    refused: int
    kept: int
    left: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class JobPage:
    """One job. While it is open the page shows anew what is between its live marks."""

    frame: Frame
    address: str
    what: str
    by: str
    engine: str
    times: tuple[tuple[str, str], ...]
    state: str
    colour: str
    is_open: bool
    planned: bool
    done: int
    total: int
    sentence: str
    reason: str
    parts: tuple[PartRow, ...]
    refusals: tuple[Refusals, ...]
    may: bool
    repeats: str
    made: str
    again: str
    news: str

    @property
    def drafts(self) -> bool:
        """Whether texts are drafted, so that memory may give some."""
        return self.made == MADE[JobKind.DRAFT]


def jobs_page(
    frame: Frame, actor: Actor, jobs: tuple[JobView, ...], titles: Titles, *problems: Problem
) -> JobsPage:
    mine = [each for each in languages() if may(actor, "draft", each.tag)]
    every = (Link("All languages" if len(mine) > 1 else "My language", ""),) if mine else ()
    return JobsPage(
        frame.at("Background work", PLACE, "", *problems),
        tuple(_row(job, titles) for job in jobs),
        (*every, *(Link(each.english_name, each.tag) for each in mine)),
        (Link("All resources", ""), *(Link(title, slug) for slug, title in titles.items())),
    )


def job_page(frame: Frame, actor: Actor, job: JobView, titles: Titles, done: str = "") -> JobPage:
    state, colour = STATES[job.state]
    what = described(job.scope, titles)
    tag, kind = job.scope.language, job.scope.kind
    may_order = any(
        may(actor, ACTIONS[kind], t) for t in ([tag] if tag else [x.tag for x in languages()])
    )
    return JobPage(
        frame=frame.at(what, PLACE, done),
        address=job_address(job.id),
        what=what,
        by=job.by,
        engine=name_of(job.scope.engine) or "the one that each language gets",
        times=_times(job),
        state=state,
        colour=colour,
        is_open=job.is_open,
        planned=job.planned,
        done=job.done,
        total=job.total,
        sentence=sentence(job),
        reason=job.reason,
        parts=tuple(_part(part, titles) for part in job.parts),
        refusals=tuple(_refusals(part, titles) for part in job.parts if part.refusals),
        may=may_order,
        repeats=job_address(job.repeats) if job.repeats else "",
        made=MADE[kind],
        again=AGAIN[kind],
        news=news(job),
    )


def described(scope: Scope, titles: Titles) -> str:
    """“Drafts: Your baby’s movements in Polish”, or “Back-translations: …”."""
    what = titles.get(scope.slug, scope.slug) if scope.slug else "everything missing"
    version = VERSIONS[scope.reading_version].lower() if scope.reading_version else ""
    where = find(scope.language).english_name if scope.language else "all languages"
    return f"{WHAT[scope.kind]}: {what}{f' ({version})' if version else ''} in {where}"


def sentence(job: JobView) -> str:
    """What the job did so far, in words."""
    if not job.planned:
        return "It has not begun yet." if job.is_open else "It ended before it began."
    if not job.parts:
        return "Nothing was missing."
    said = []
    if job.drafted:
        made = (
            "drafted by machine. Nobody has checked them yet."
            if job.scope.kind is JobKind.DRAFT
            else "said in English again by machine. Read them beside the English."
        )
        said.append(f"{count(job.drafted, 'text')} {made}")
    if job.remembered:
        said.append(f"{count(job.remembered, 'text')} suggested from memory.")
    if job.refused:
        why = (
            "left empty: the draft failed a check."
            if job.scope.kind is JobKind.DRAFT
            else "left: the reasons stand below."
        )
        said.append(f"{count(job.refused, 'text')} {why}")
    if left := sum(part.left for part in job.parts):
        said.append(f"{count(left, 'text')} left: no engine can draft them.")
    return " ".join(said)


def news(job: JobView) -> str:
    """What to do about a job of which nothing was heard for too long, empty for any other."""
    if job.quiet_since is None:
        return ""
    since = moment(job.quiet_since)
    if job.state is JobState.WAITING:
        return (
            f"No worker has taken this job since {since}. Tell whoever runs the service: a worker "
            "must run, in the service itself or as “birthwords worker”."
        )
    minutes = round(settings().engine_seconds / 60) or 1
    return (
        f"No news from the worker since {since}. A batch of texts may take some minutes with a "
        f"large model; after {count(minutes, 'minute')} it is given up by itself. If nothing moves "
        "by then, cancel this job and tell whoever runs the service to restart its worker. What "
        "was done before stays."
    )


def _times(job: JobView) -> tuple[tuple[str, str], ...]:
    ended = "Cancelled" if job.state is JobState.CANCELLED else "Ended"
    if job.cancelled_by:
        ended = f"Cancelled by {job.cancelled_by}"
    known = (("Ordered", job.created_at), ("Begun", job.started_at), (ended, job.ended_at))
    return tuple((word, moment(when)) for word, when in known if when is not None)


def _row(job: JobView, titles: Titles) -> JobRow:
    state, colour = STATES[job.state]
    progress = f"{job.done} of {job.total}" if job.planned else "not begun"
    return JobRow(
        what=described(job.scope, titles),
        href=job_address(job.id),
        by=job.by,
        when=moment(job.created_at),
        state=state,
        colour=colour,
        progress=progress,
    )


def _name(part: PartView, titles: Titles) -> str:
    version = (
        "" if part.reading_version == "standard" else f" ({VERSIONS[part.reading_version].lower()})"
    )
    return f"{titles.get(part.slug, part.slug)}{version}"


def _part(part: PartView, titles: Titles) -> PartRow:
    return PartRow(
        title=_name(part, titles),
        language=find(part.language),
        href=address(part.slug, part.reading_version, part.language),
        done=min(part.done, part.total),
        total=part.total,
        drafted=part.drafted,
        remembered=part.remembered,
        refused=part.refused,
        kept=part.kept,
        left=part.left,
        reason=part.reason,
    )


def _refusals(part: PartView, titles: Titles) -> Refusals:
    place = address(part.slug, part.reading_version, part.language)
    return Refusals(
        f"{_name(part, titles)} in {find(part.language).english_name}",
        tuple((path, at(place, path), reason) for path, reason in part.refusals),
    )
