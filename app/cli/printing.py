"""Commands that publish, print, and print ahead."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.root import AsOption, LanguageOption, VersionOption, cli, opened

if TYPE_CHECKING:
    from app.jobs.printing.printer import PrintProgress


@cli.command()
def publish(
    slug: Annotated[str, typer.Argument(help="The resource.")],
    language: LanguageOption,
    as_: AsOption,
    version: VersionOption = "standard",
) -> None:
    """Publish a signed translation as the next edition."""
    from app.workflow.editions.publishing import publish as publish_edition
    from app.workflow.people import accounts
    from app.workflow.translation.desk import open_desk

    with opened() as database, database.writing() as session:
        edition = publish_edition(
            open_desk(session, slug, version, language), accounts.actor(session, as_)
        )
        print(f"Edition {edition.number}, code {edition.code}.")


@cli.command()
def pdf(
    slug: Annotated[str, typer.Argument(help="The resource.")],
    language: LanguageOption,
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    format: Annotated[  # noqa: A002  # the option's public name
        str, typer.Option(help="standard, large_print, easy_read, facing or poster.")
    ] = "standard",
    version: VersionOption = "standard",
    service: Annotated[
        str | None, typer.Option(help="Whose numbers to print: gwh, ruh or sft.")
    ] = None,
    size: Annotated[
        int | None, typer.Option(help="Points of large print, 16 to 28.", min=16, max=28)
    ] = None,
) -> None:
    """Print the current edition to a PDF file."""
    from app.jobs.printing.printer import print_edition
    from app.workflow import interface
    from app.workflow.editions import published
    from app.workflow.refusals import Missing

    if format == "easy_read":
        version = "easy_read"
    with opened() as database, database.reading() as session:
        interface.refresh(database)
        edition = published.edition(session, slug, version, language)
        if edition is None:
            raise Missing(f"{slug} ({version}) is not published in {language}.")
    output.write_bytes(print_edition(edition, format, service=service, size=size))
    print(f"{output}")


@cli.command()
def prerender() -> None:
    """Draw every print of the catalogue that is not drawn yet, so that no reader waits for one."""
    from app.jobs.printing.printer import prerender

    with opened() as database:
        *_, done = _shown(prerender(database))
    print(f"{done.ready} of {done.wanted} prints are ready.")
    for each in done.refused:
        where = f"{each.edition.slug} in {each.edition.language}, {each.format}"
        print(f"birthwords: {where}: {each.reason}", file=sys.stderr)
    if done.refused:
        raise typer.Exit(1)


def _shown(steps: "Iterator[PrintProgress]") -> "Iterator[PrintProgress]":
    """The steps of a long work, with a bar on a terminal and a line each elsewhere."""
    if not sys.stderr.isatty():
        for step in steps:
            print(f"{step.done} of {step.wanted}", file=sys.stderr)
            yield step
        return
    start = next(steps)
    yield start
    with typer.progressbar(length=start.wanted, label="Prints", file=sys.stderr) as bar:
        for step in steps:
            bar.update(step.done - bar.pos)
            yield step
