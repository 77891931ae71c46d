"""Commands on the repository's content and languages; no database is needed."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.cli.root import cli
from app.config import CONTENT


@cli.command("check-content")
def check_content(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files; by default all of content/.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Write the ids that are missing.")] = False,
) -> None:
    """Read leaflets, plans and messages, and say what to mend; without files the languages and the
    hospitals too."""
    from app.resources import load as loading
    from app.resources.style import lint

    problems = 0 if paths else _language_faults() + _service_faults()
    for path in paths or sorted(loading.files(CONTENT)):
        try:
            if fix:
                text, written = loading.write_missing_ids(path.read_text("utf-8"), path.name)
                if written:
                    path.write_text(text, "utf-8")
                    print(f"{path.name}: wrote {written} ids.")
            resource = loading.load(path)
        except loading.ContentError as error:
            problems += len(error.problems)
            print(error, file=sys.stderr)
            continue
        for advice in lint(resource):
            print(f"{path.name}: {advice.path}: advice: {advice.message}")
        print(f"{path.name}: good.")
    if problems:
        raise typer.Exit(1)


def _language_faults() -> int:
    """Say what languages lack, and how much there was to say."""
    from app.languages import languages
    from app.render.needs import faults

    found = [fault for language in languages() for fault in faults(language)]
    for fault in found:
        print(fault, file=sys.stderr)
    return len(found)


def _service_faults() -> int:
    """Say what is wrong with the list of hospitals, and how much there was to say."""
    from app.services import ServiceListError, services

    try:
        services()
    except ServiceListError as error:
        print(error, file=sys.stderr)
        return len(str(error).splitlines())
    return 0
