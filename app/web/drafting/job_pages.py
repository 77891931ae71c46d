"""What the pages of background work are handed: the list of jobs with the form that orders one, and
one job with how far it is and what was kept out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from app.config import settings
from app.engines import name_of
from app.languages import Language, find, languages
from app.models import JobKind, JobState
from app.web.frame.addresses import address, at
from app.web.frame.labels import moment
from app.web.frame.staff import Frame, Link, Problem
from app.web.frame.staff_presenters import VERSIONS, count, with_version
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


@dataclass(frozen=True)
class JobRow:
    """One job of the list."""

    job: JobView
    titles: Titles

    @property
    def what(self) -> str:
        return described(self.job.scope, self.titles)

    @property
    def href(self) -> str:
        return job_address(self.job.id)

    @property
    def by(self) -> str:
        return self.job.by

    @property
    def when(self) -> str:
        return moment(self.job.created_at)

    @property
    def state(self) -> str:
        return STATES[self.job.state][0]

    @property
    def colour(self) -> str:
        return STATES[self.job.state][1]

    @property
    def progress(self) -> str:
        return f"{self.job.done} of {self.job.total}" if self.job.planned else "not begun"


@dataclass(frozen=True)
class JobsPage:
    """The newest jobs, and the choices of an order for those who may draft."""

    frame: Frame
    actor: Actor
    jobs: tuple[JobView, ...]
    titles: Titles

    @property
    def rows(self) -> tuple[JobRow, ...]:
        return tuple(JobRow(job, self.titles) for job in self.jobs)

    @cached_property
    def languages(self) -> tuple[Link, ...]:
        mine = [each for each in languages() if may(self.actor, "draft", each.tag)]
        every = (Link("All languages" if len(mine) > 1 else "My language", ""),) if mine else ()
        return (*every, *(Link(each.english_name, each.tag) for each in mine))

    @property
    def resources(self) -> tuple[Link, ...]:
        every = Link("All resources", "")
        return (every, *(Link(title, slug) for slug, title in self.titles.items()))

    @property
    def may_order(self) -> bool:
        return bool(self.languages)


@dataclass(frozen=True)
class PartRow:
    """One translation of a job in numbers, and the segments of it that were kept out."""

    part: PartView
    titles: Titles

    @property
    def title(self) -> str:
        part = self.part
        return with_version(self.titles.get(part.slug, part.slug), part.reading_version)

    @property
    def heading(self) -> str:
        return f"{self.title} in {self.language.english_name}"

    @property
    def language(self) -> Language:
        return find(self.part.language)

    @property
    def href(self) -> str:
        return address(self.part.slug, self.part.reading_version, self.part.language)

    @property
    def done(self) -> int:
        return min(self.part.done, self.part.total)

    @property
    def refusals(self) -> tuple[tuple[str, str, str], ...]:
        """(path, address, reason) of each segment that was kept out."""
        return tuple((path, at(self.href, path), reason) for path, reason in self.part.refusals)


@dataclass(frozen=True)
class JobPage:
    """One job. While it is open the page shows anew what is between its live marks."""

    frame: Frame
    actor: Actor
    job: JobView
    titles: Titles

    @property
    def address(self) -> str:
        return job_address(self.job.id)

    @property
    def what(self) -> str:
        return described(self.job.scope, self.titles)

    @property
    def by(self) -> str:
        return self.job.by

    @property
    def engine(self) -> str:
        return name_of(self.job.scope.engine) or "the one that each language gets"

    @property
    def times(self) -> tuple[tuple[str, str], ...]:
        """(what, when) of its beginning and its end."""
        job = self.job
        ended = "Cancelled" if job.state is JobState.CANCELLED else "Ended"
        if job.cancelled_by:
            ended = f"Cancelled by {job.cancelled_by}"
        known = (("Ordered", job.created_at), ("Begun", job.started_at), (ended, job.ended_at))
        return tuple((word, moment(when)) for word, when in known if when is not None)

    @property
    def state(self) -> str:
        return STATES[self.job.state][0]

    @property
    def colour(self) -> str:
        return STATES[self.job.state][1]

    @property
    def is_open(self) -> bool:
        return self.job.is_open

    @property
    def planned(self) -> bool:
        return self.job.planned

    @property
    def done(self) -> int:
        return self.job.done

    @property
    def total(self) -> int:
        return self.job.total

    @property
    def sentence(self) -> str:
        return sentence(self.job)

    @property
    def reason(self) -> str:
        return self.job.reason

    @cached_property
    def parts(self) -> tuple[PartRow, ...]:
        return tuple(PartRow(part, self.titles) for part in self.job.parts)

    @property
    def refusals(self) -> tuple[PartRow, ...]:
        """The translations of which segments were kept out."""
        return tuple(row for row in self.parts if row.part.refusals)

    @property
    def may(self) -> bool:
        """Whether the person may cancel or repeat it."""
        tag, kind = self.job.scope.language, self.job.scope.kind
        tags = [tag] if tag else [each.tag for each in languages()]
        return any(may(self.actor, ACTIONS[kind], each) for each in tags)

    @property
    def repeats(self) -> str:
        return job_address(self.job.repeats) if self.job.repeats else ""

    @property
    def made(self) -> str:
        return MADE[self.job.scope.kind]

    @property
    def again(self) -> str:
        return AGAIN[self.job.scope.kind]

    @property
    def news(self) -> str:
        return news(self.job)

    @property
    def drafts(self) -> bool:
        """Whether texts are drafted, so that memory may give some."""
        return self.job.scope.kind is JobKind.DRAFT


def jobs_page(
    frame: Frame, actor: Actor, jobs: tuple[JobView, ...], titles: Titles, *problems: Problem
) -> JobsPage:
    return JobsPage(frame.at("Background work", PLACE, "", *problems), actor, jobs, titles)


def job_page(frame: Frame, actor: Actor, job: JobView, titles: Titles, done: str = "") -> JobPage:
    return JobPage(frame.at(described(job.scope, titles), PLACE, done), actor, job, titles)


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
