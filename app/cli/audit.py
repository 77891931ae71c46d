"""Commands on the trail of decisions: whether it is whole, and a copy of it to read elsewhere."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.root import cli, opened
from app.storage import private_file

if TYPE_CHECKING:
    from app.workflow.audit.verification import Checked

SHOWN = 20
"""So many faults are named; the others are counted."""

audit = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The trail of every decision."
)
cli.add_typer(audit, name="audit")


@audit.command("verify")
def verify(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    head: Annotated[
        str,
        typer.Option(
            metavar="NUMBER:HASH", help="A head that was printed before and must still be in."
        ),
    ] = "",
) -> None:
    """Compute the trail and every decision anew; say what was altered, taken out or put in, and
    print the head, to keep elsewhere. Exit code 1 when anything was. `birthwords verify` looks at
    editions and files."""
    from app.workflow.audit import verification

    kept = verification.read_head(head) if head else None
    with opened() as database, database.reading() as session:
        checked = verification.verify(session.connection(), kept)
    if as_json:
        print(json.dumps({**asdict(checked), "is_whole": checked.is_whole}, default=str))
    else:
        _say(checked)
    if not checked.is_whole:
        raise typer.Exit(1)


def _say(checked: "Checked") -> None:
    for problem in checked.problems[:SHOWN]:
        print(problem.words)
    if len(checked.problems) > SHOWN:
        print(f"And {len(checked.problems) - SHOWN} more.")
    said = "Nothing was altered, taken out or put in between." if checked.is_whole else _FOUND
    print(f"Looked at {checked.entries} entries and {checked.rows} rows. {said}", file=sys.stderr)
    if checked.founded:
        day = f"{checked.founded:%Y-%m-%d %H:%M UTC}"
        print(f"What is older than {day} is covered from then on.", file=sys.stderr)
    print(f"head {checked.head}")


_FOUND = "Keep the database as it is until someone has looked into what is named."


@audit.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
    names: Annotated[
        bool, typer.Option("--names", help="With people's names beside their numbers.")
    ] = False,
) -> None:
    """Write the trail as JSON lines, which are read without the database."""
    from app.workflow.audit.export import lines
    from app.workflow.people import accounts

    with opened() as database, database.reading() as session:
        if not private_file(file):
            raise FileExistsError(f"{file} exists already. Choose another name.")
        try:
            known = accounts.names(session) if names else {}
            with file.open("w", encoding="utf-8") as out:
                for line in lines(session.connection(), known):
                    out.write(json.dumps(line, ensure_ascii=False) + "\n")
        except BaseException:
            file.unlink(missing_ok=True)
            raise
    print(f"{file}")
