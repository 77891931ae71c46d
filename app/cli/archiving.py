"""Commands that take a resource out of all lists and bring it back."""

from typing import Annotated

import typer

from app.cli.root import AsOption, cli, opened

Slug = Annotated[str, typer.Argument(help="The resource.")]
Why = Annotated[str, typer.Option(help="The reason, which stays on record.")]


@cli.command()
def archive(slug: Slug, why: Why, as_: AsOption) -> None:
    """Take a resource that nobody wants any more out of all lists, and its editions away from
    readers. Nothing is deleted."""
    from app.workflow.editions import archive as archiving
    from app.workflow.people import accounts
    from app.workflow.source.revisions import find_resource

    with opened() as database, database.writing() as session:
        lost = len(archiving.live_editions(session, find_resource(session, slug)))
        archiving.archive(session, accounts.actor(session, as_), slug, why)
    print(f"{slug} is out of all lists; {lost} editions withdrawn.")


@cli.command("bring-back")
def bring_back(slug: Slug, why: Why, as_: AsOption) -> None:
    """Put a resource that was taken out into all lists again. Its editions stay withdrawn."""
    from app.workflow.editions import archive as archiving
    from app.workflow.people import accounts

    with opened() as database, database.writing() as session:
        archiving.bring_back(session, accounts.actor(session, as_), slug, why)
    print(f"{slug} stands in the lists again. It is signed anew before it is published.")
