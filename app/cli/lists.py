"""The commands that write anew what the workbench keeps beside the texts: lists and memory."""

from app.cli.root import cli, memory, opened


@cli.command("relist")
def relist() -> None:
    """Write the lists of work anew from the texts, as after a backup of another version."""
    from app.workflow.lists import projection

    with opened() as database:
        print(f"{projection.rebuild(database)} texts listed.")


@memory.command("rebuild")
def rebuild_memory() -> None:
    """Make translation memory anew from approved texts, as after a backup of another version."""
    from app.workflow.translation.memory import rebuild

    with opened() as database:
        with database.writing() as session:
            held = rebuild(session)
        print(f"{held} texts in memory.")
