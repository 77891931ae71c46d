"""The `birthwords` command: what an operator, an author or a script does without a browser.

Results go to stdout, errors to stderr in one or two lines; exit code 1 is a refusal, 2 a wrong
call. Each module adds its commands to `root.cli`.
"""

import sys

from app.cli import (
    approver,
    archiving,
    audit,
    backups,
    content,
    drafting,
    engines,
    files,
    jobs,
    languages,
    lists,
    plans,
    printing,
    serving,
)
from app.cli.root import cli

__all__ = [
    "approver",
    "archiving",
    "audit",
    "backups",
    "cli",
    "content",
    "drafting",
    "engines",
    "files",
    "jobs",
    "languages",
    "lists",
    "main",
    "plans",
    "printing",
    "serving",
]


def main() -> None:
    """Run the command; every expected failure becomes one or two lines on stderr."""
    try:
        cli()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if not _expected(error):
            raise
        print(f"birthwords: {_said(error)}", file=sys.stderr)
        sys.exit(1)


def _said(error: Exception) -> str:
    """The message, and of a database that cannot be used no query."""
    from sqlalchemy.exc import DBAPIError

    from app.faults import fault_of, reason

    fault = fault_of(error) if isinstance(error, DBAPIError) else None
    return f"{fault.said} {reason(error)}" if fault else str(error)


def _expected(error: Exception) -> bool:
    from sqlalchemy.exc import ArgumentError

    from app.errors import ExpectedError
    from app.faults import fault_of

    known = (ExpectedError, OSError, ArgumentError)
    return isinstance(error, known) or fault_of(error) is not None
