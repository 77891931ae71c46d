"""Commands on the repository's content: reading it, which needs no database, and writing what a
database has back into it."""

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from app.cli.root import cli, opened
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
    from app.resources.content_problems import ContentError
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
        except ContentError as error:
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


_DONE = {
    "new": "written, new",
    "changed": "written",
    "merged": "written, with what was changed in the file",
    "ahead": "changed in the file and not here: left as it is",
    "unknown": "left as it is",
    "left": "NOT written",
}
_COUNTED = {
    "new": "new",
    "changed": "changed",
    "merged": "merged with what was changed in the file",
    "ahead": "changed in the file alone",
    "unchanged": "unchanged",
    "left": "not written",
}


def _folder(named: str) -> Path:
    """Said of no name too, which would stand for the folder that the command is called in."""
    if not named.strip():
        raise typer.BadParameter("it is empty. Name a folder.")
    folder = Path(named)
    if folder.exists() and not folder.is_dir():
        raise typer.BadParameter("this is a file. Name a folder.")
    return folder


@cli.command("export-content")
def export_content(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", parser=_folder, help="Laid out as content/; made where it is not."
        ),
    ],
    texts: Annotated[
        list[str] | None, typer.Option("--resource", help="Only this text, by its slug; repeat it.")
    ] = None,
    published: Annotated[
        bool,
        typer.Option(
            "--published", help="The English that readers have; without it the newest revision."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would do, and write nothing.")
    ] = False,
) -> None:
    """Write the English of every leaflet, plan, message and guide as YAML, in the layout of
    content/. What was changed in a file is kept; where both changed the same, the file is left,
    what clashes is listed, and the exit code is 1."""
    from app.workflow.proposals import content_files

    with opened() as database, database.reading() as session:
        found = content_files.look_at_files(session, folder, slugs=texts or (), published=published)
    if not dry_run:
        found = content_files.write_files(folder, found)
    for each in found:
        if each.state == "unchanged":
            continue
        said = _DONE[each.state].replace("written", "would be written" if dry_run else "written")
        stream = sys.stderr if each.state == "left" else sys.stdout
        revision = f" (revision {each.number})" if each.is_written else ""
        print(f"{each.path}: {said}{revision}{':' if each.reasons else '.'}", file=stream)
        for reason in each.reasons:
            print(f"  {reason}", file=stream)
    counts = Counter(str(each.state) for each in found)
    summed = [f"{counts[state]} {words}" for state, words in _COUNTED.items() if counts[state]]
    print(f"{', '.join(summed) or 'There is no text to write'}.")
    if counts["left"]:
        raise typer.Exit(1)
