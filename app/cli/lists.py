"""The command that writes the workbench's lists anew."""

from app.cli.root import cli, opened


@cli.command("relist")
def relist() -> None:
    """Write the lists of work anew from the texts, as after a backup of another version."""
    from app.workflow import listing

    with opened() as database:
        print(f"{listing.rebuild(database)} texts listed.")
