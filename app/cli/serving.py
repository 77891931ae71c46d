"""Commands that start the service, fill its database and add its people."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.root import cli, opened, user
from app.config import settings

if TYPE_CHECKING:
    from app.workflow.seeding import Seeded


@cli.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    demo: Annotated[bool, typer.Option("--demo", help="Serve a demonstration.")] = False,
) -> None:
    """Serve the pages; with --demo an empty data folder is filled with demonstration content
    first."""
    import os

    if demo:
        os.environ["BIRTHWORDS_DEMO"] = "1"
        settings.cache_clear()
    if "BIRTHWORDS_BASE_URL" not in os.environ:
        os.environ["BIRTHWORDS_BASE_URL"] = _address(host, port)
        settings.cache_clear()
    from app.services import services

    services()  # a list that cannot be used ends the start with a line
    if made := _seed_if_possible(settings().demo):
        print(made)
    from app.cli import listening
    from app.main import create_app, insist_on_languages

    app = create_app()
    # The start does so too; here it ends with a line and without the server's traceback.
    insist_on_languages(app.state.database)
    listening.run(app, host, port)


def _address(host: str, port: int) -> str:
    """What a browser on this machine calls the place that is listened on."""
    if host in ("0.0.0.0", "::"):  # noqa: S104  # compared, not bound
        host = "127.0.0.1"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


@cli.command()
def seed(
    demo: Annotated[
        bool, typer.Option("--demo", help="With demonstration accounts and editions.")
    ] = False,
) -> None:
    """Fill an empty database with the content of this repository."""
    nothing = "Nothing was done: this database holds content already."
    print(_seed(demo or settings().demo) or nothing)


def _seed_if_possible(demo: bool) -> str:
    """Fill an empty database; where its disk cannot be written to, what is there is served."""
    from app import faults

    try:
        return _seed(demo)
    except Exception as error:
        fault = faults.fault_of(error)
        if fault is None or not fault.readable:
            raise
        faults.tell(error, "filling the database")
        return ""


def _seed(demo: bool) -> str:
    """Fill an empty database, and say what was made."""
    from app.workflow import seeding

    with opened() as database:
        done = seeding.seed(database, demo=demo, say=lambda line: print(f"seeding {line}"))
    _tell_what_waits(done)
    if done.editions:
        return f"{done.editions} editions published, {done.drafts} drafts imported."
    if done.sources:
        return f"{done.sources} English texts brought in. Nothing is published yet."
    return ""


@cli.command()
def snapshot() -> None:
    """Keep a filled demonstration beside the assets, from which empty databases are filled at
    once; `make setup` does so when the content or the code has changed."""
    from app.workflow import seeding

    done = seeding.make_snapshot(lambda line: print(f"preparing {line}"))
    if done:
        _tell_what_waits(done)


def _tell_what_waits(done: "Seeded") -> None:
    for refused in done.refused:
        print(f"birthwords: not published: {refused}", file=sys.stderr)
    if done.waiting:
        print(
            f"birthwords: {done.waiting} translations wait for the rest of their drafts; "
            "`birthwords languages --table` counts them.",
            file=sys.stderr,
        )


@user.command("add")
def add_user(
    email: Annotated[str, typer.Argument(help="The e-mail address to sign in with.")],
    name: Annotated[str, typer.Option(help="The name that histories show.")],
    role: Annotated[
        list[str],
        typer.Option(help="ROLE or ROLE:LANGUAGE, such as translator:pl; may be repeated."),
    ],
    password: Annotated[
        str,
        typer.Option(
            prompt=True, hide_input=True, confirmation_prompt=True, envvar="BIRTHWORDS_PASSWORD"
        ),
    ],
) -> None:
    """Add an account with its roles. The password is asked for, or read from
    BIRTHWORDS_PASSWORD."""
    from app.languages import find
    from app.models import Role
    from app.workflow.people import accounts, passwords

    grants = []
    for wanted in role:
        word, _, tag = wanted.partition(":")
        if word not in list(Role):
            raise typer.BadParameter(
                f"there is no role {word!r}: {', '.join(Role)}.", param_hint="--role"
            )
        if tag:
            find(tag)
        grants.append((Role(word), tag or "*"))
    secret = passwords.chosen(password, email, name)
    with opened() as database, database.writing() as session:
        accounts.install(session, demo=settings().demo)
        accounts.add_user(session, email, name, secret, grants)
    print(f"{email} was added.")


@user.command("link")
def make_link(
    email: Annotated[str, typer.Argument(help="The e-mail address of the account.")],
) -> None:
    """Make a link with which somebody sets a new password; it works once, for two days. For the
    last admin, whom nobody else can help."""
    from app.workflow.people import accounts, password_links

    with opened() as database, database.writing() as session:
        whose = accounts.actor(session, email)
        code = password_links.make(session, accounts.system(session), whose.id)
    print(f"{settings().base_url}/account/reset#{code}")
