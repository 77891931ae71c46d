"""Commands on background work: drafting, the list of jobs, and a worker that does nothing else."""

import signal
import sys
import threading
import time
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.root import cli, opened

if TYPE_CHECKING:
    from app.db import Database
    from app.workflow.drafting.job_views import JobView


@cli.command()
def draft(
    language: Annotated[
        str | None, typer.Option("--language", help="A tag such as pl, ne or fa-AF.")
    ] = None,
    resource: Annotated[str | None, typer.Option(help="A slug; by default every resource.")] = None,
    version: Annotated[
        str | None, typer.Option(help="standard or easy_read; by default both.")
    ] = None,
    engine: Annotated[
        str | None, typer.Option(help="An engine's id; see `birthwords engines`.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="In every language.")] = False,
    as_: Annotated[
        str | None, typer.Option("--as", metavar="EMAIL", help="In whose name to write.")
    ] = None,
) -> None:
    """Draft by machine every segment that has no words yet. Drafts are for review, never for
    readers."""
    if not language and not everything:
        raise typer.BadParameter("name a language, or say --all.", param_hint="--language")
    from app.workflow.drafting import jobs
    from app.workflow.people import accounts

    scope = jobs.Scope(resource or "", version or "", language or "", engine or "")
    with opened() as database:
        with database.writing() as session:
            who = accounts.actor(session, as_) if as_ else accounts.system(session)
            job_id = jobs.start(session, who, scope).id
        _show(_awaited(database, job_id))


@cli.command("jobs")
def list_jobs(
    cancel: Annotated[str | None, typer.Option(metavar="ID", help="End this job.")] = None,
    retry: Annotated[
        str | None, typer.Option(metavar="ID", help="Draft again what is still missing.")
    ] = None,
    as_: Annotated[str | None, typer.Option("--as", metavar="EMAIL", help="In whose name.")] = None,
) -> None:
    """List background work, the newest first: id, state, how far it is, what it drafts."""
    from app.models import JobKind
    from app.workflow.drafting import jobs
    from app.workflow.drafting.job_views import job_views
    from app.workflow.people import accounts

    with opened() as database:
        with database.writing() as session:
            who = accounts.actor(session, as_) if as_ else accounts.system(session)
            if cancel:
                jobs.cancel(session, who, cancel)
            again = jobs.retry(session, who, retry).id if retry else ""
        if again:
            _show(_awaited(database, again))
            return
        with database.reading() as session:
            found = job_views(session)
    for job in found:
        what = " ".join(filter(None, (job.scope.slug, job.scope.language))) or "everything"
        what += " back into English" if job.scope.kind is JobKind.BACK else ""
        print(f"{job.id}\t{job.state.value}\t{job.done}/{job.total}\t{what}\t{job.by}")


def _awaited(database: "Database", job_id: str) -> "JobView":
    """The job at its end, with a bar where someone looks. It is done here, unless a running
    service does it; interrupted, it goes on in the next process that works on jobs."""
    from app.jobs.worker.process import working
    from app.workflow.drafting.job_views import job_view

    def look() -> "JobView":
        with database.reading() as session:
            return job_view(session, job_id)

    with working(database):
        while not (job := look()).planned and job.is_open:
            time.sleep(_LOOK_AGAIN)
        with typer.progressbar(
            length=max(job.total, 1), label="Drafting", file=sys.stderr, hidden=_unseen()
        ) as bar:
            while job.is_open:
                bar.update(job.done - bar.pos)
                time.sleep(_LOOK_AGAIN)
                job = look()
            bar.update(job.done - bar.pos)
    return job


_LOOK_AGAIN = 0.2


def _unseen() -> bool:
    return not sys.stderr.isatty()


def _show(job: "JobView") -> None:
    """One line a translation and one a segment that was kept out; exit code 1 when it stopped."""
    from app.models import JobKind

    back = job.scope.kind is JobKind.BACK
    for part in job.parts:
        print(
            f"{part.slug} ({part.reading_version}, {part.language}): {part.drafted} "
            + ("said in English again" if back else f"drafted, {part.remembered} from memory")
        )
        for path, reason in part.refusals:
            print(f"  {path}: left{'' if back else ' empty'}: {reason}")
        if part.left:
            print(f"  {part.left} left: {part.reason}")
    if not job.parts and job.planned:
        print("Nothing was missing.")
    if job.state.value != "done":
        print(f"birthwords: {job.state.value}: {job.reason}".rstrip(": "), file=sys.stderr)
        raise typer.Exit(1)


@cli.command()
def worker() -> None:
    """Work on background jobs until it is stopped: as many as you like on PostgreSQL, one on
    SQLite."""
    from app.jobs.worker.process import working
    from app.workflow.refusals import Refused

    stopped = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopped.set())
    with opened() as database, working(database) as found:
        if found is None:
            raise Refused(
                "Another process works on the jobs of this data folder already: the service does, "
                "unless BIRTHWORDS_WORKER is 0. Several workers need PostgreSQL."
            )
        print("Working on jobs.", flush=True)
        stopped.wait()
