"""Commands on the filled plans that an organisation keeps: what is over its time, and new keys."""

import typer

from app.cli.root import opened, plans
from app.config import SettingsError, settings


@plans.command("expire")
def expire() -> None:
    """Delete the plans whose time is over; meant for once a day."""
    from app.workflow.plans import stored_plans

    with opened() as database, database.writing() as session:
        print(f"{stored_plans.expire(session)} plans deleted.")


@plans.command("rotate-keys")
def rotate_keys() -> None:
    """Lock every plan anew with the first key of the file; then the others can go."""
    from app.plans.encryption import storing
    from app.workflow.plans import stored_plans

    if (how := storing(settings())) is None:
        raise SettingsError("BIRTHWORDS_PLAN_RETENTION_DAYS: not set, so that no plan is kept.")
    with opened() as database, database.writing() as session:
        found = stored_plans.rotate(session, how.keys)
    print(f"{found.done} plans locked with the newest key.")
    if found.locked_out:
        print(f"{found.locked_out} plans open with none of the keys: keep the old ones.")
        raise typer.Exit(1)
