"""Commands on machine drafts: drafting, and checking lines from stdin."""

import json
import sys
from typing import Annotated

import typer

from app.cli.root import LanguageOption, cli, opened


@cli.command()
def draft(
    language: LanguageOption,
    resource: Annotated[str | None, typer.Option(help="A slug; by default every resource.")] = None,
    version: Annotated[
        str | None, typer.Option(help="standard or easy_read; by default both.")
    ] = None,
    engine: Annotated[
        str | None, typer.Option(help="An engine's id; see `birthwords engines list`.")
    ] = None,
    as_: Annotated[
        str | None, typer.Option("--as", metavar="EMAIL", help="In whose name to write.")
    ] = None,
) -> None:
    """Draft by machine every string that has no words yet. Drafts are for review, never for
    readers."""
    from app.engines import ENGINES, engine_for
    from app.languages import find
    from app.workflow import people
    from app.workflow.drafting import draft_translation
    from app.workflow.refusals import Refused
    from app.workflow.sources import all_sources

    find(language)
    if engine is not None and engine not in ENGINES:
        raise Refused(f"There is no engine {engine!r}. Choose one of {', '.join(ENGINES)}.")
    chosen = ENGINES[engine] if engine else engine_for(language)
    with opened() as database:
        with database.writing() as session:
            who = people.actor(session, as_) if as_ else people.system(session)
            todo = [
                (row.slug, revision.reading_version)
                for row, revision in all_sources(session)
                if resource in (None, row.slug) and version in (None, revision.reading_version)
            ]
        if not todo:
            raise Refused(f"There is no resource {resource!r} in that version.")
        for slug, reading_version in todo:
            done = draft_translation(database, who, slug, reading_version, language, chosen)
            print(
                f"{slug} ({reading_version}): {done.drafted} drafted, {done.remembered} from memory"
            )
            for path, reason in done.refused:
                print(f"  {path}: left empty: {reason}")


@cli.command()
def check(language: LanguageOption) -> None:
    """Check lines of `source<TAB>target` from stdin; one JSON object a line, every line
    safety-critical."""
    from app import checks
    from app.checks.base import Pair
    from app.languages import find

    find(language)
    for number, line in enumerate(sys.stdin, 1):
        source, tab, target = line.rstrip("\r\n").partition("\t")
        if not tab:
            print(
                f"birthwords: line {number} has no tab between source and target.", file=sys.stderr
            )
            raise typer.Exit(1)
        found = checks.run(Pair(source, target, language))
        rows = [
            {"check": f.check, "severity": f.severity.value, "message": f.message} for f in found
        ]
        print(json.dumps({"findings": rows}, ensure_ascii=False), flush=True)
