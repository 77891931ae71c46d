"""Commands that take files in and give them out."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.root import AsOption, LanguageOption, VersionOption, cli, opened


@cli.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="A PO file of a translation, or a leaflet's YAML.")],
    as_: AsOption,
) -> None:
    """Take in a translator's PO file, or an author's YAML."""
    from app.resources.load import load
    from app.workflow import people
    from app.workflow.files import import_po
    from app.workflow.sources import save_source

    with opened() as database, database.writing() as session:
        who = people.actor(session, as_)
        if file.suffix in (".yaml", ".yml"):
            revision, new = save_source(session, who, load(file))
            print(f"Revision {revision.number}." if new else "Nothing has changed.")
            return
        done = import_po(session, who, file.read_bytes(), file.name)
        print(
            f"{done.drafts} drafts, {done.edited} edited, "
            f"{done.unchanged} unchanged, {len(done.left)} left"
        )
        for path, reason in done.left:
            print(f"  {path}: {reason}")


@cli.command()
def export(
    language: LanguageOption,
    resource: Annotated[str, typer.Option(help="A slug.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    version: VersionOption = "standard",
    format: Annotated[str, typer.Option(help="po")] = "po",  # noqa: A002  # the option's public name
) -> None:
    """Write a translation to a file for a translator."""
    from app.workflow.files import export_po

    if format != "po":
        raise typer.BadParameter("only po can be exported.", param_hint="--format")
    with opened() as database, database.writing() as session:
        output.write_bytes(export_po(session, resource, version, language))
    print(f"{output}")
