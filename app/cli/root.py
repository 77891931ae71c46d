"""What the commands share: the command itself, its common options and the database they open."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.config import settings

if TYPE_CHECKING:
    from app.db import Database

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Maternity information in every family's language.",
)
user = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Accounts and roles.")
cli.add_typer(user, name="user")
engines = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Engines for machine drafts and their models."
)
cli.add_typer(engines, name="engines")
memory = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Approved sentences, kept to be used again."
)
cli.add_typer(memory, name="memory")
plans = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Filled plans, where they are kept."
)
cli.add_typer(plans, name="plans")

LanguageOption = Annotated[str, typer.Option("--language", help="A tag such as pl, ne or fa-AF.")]
VersionOption = Annotated[
    str, typer.Option("--version", help="The reading version: standard or easy_read.")
]
AsOption = Annotated[str, typer.Option("--as", metavar="EMAIL", help="In whose name to write.")]


def has_database() -> bool:
    """Whether there is one to open: a database file that is not there yet would be made."""
    from sqlalchemy import make_url

    url = make_url(settings().database())
    return url.get_backend_name() != "sqlite" or Path(url.database or "").is_file()


@contextmanager
def opened() -> Iterator["Database"]:
    """The database that the settings name, with its newest tables; closed with the block."""
    from app.connections import patient
    from app.workflow.open_database import open_database

    database = open_database(settings().database())
    try:
        with patient():
            database.migrate()
            yield database
    finally:
        database.dispose()
