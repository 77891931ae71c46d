"""Work that nobody waits for: prints (`printing`) and machine drafts (`drafts`, on the durable
workflows of `worker`). The names of printing are offered here; the others are imported where they
are needed, since the workflow library is slow to load.
"""

from app.jobs.printing import (
    NotPrinted,
    Printer,
    Progress,
    job_of,
    prerender,
    print_edition,
    printable,
)

__all__ = [
    "NotPrinted",
    "Printer",
    "Progress",
    "job_of",
    "prerender",
    "print_edition",
    "printable",
]
