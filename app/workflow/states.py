"""What may happen to a string and who may do it: one table, read by the server and by the pages
alike."""

from dataclasses import dataclass

from app.models import Role, Status

ANY = frozenset(Status)


@dataclass(frozen=True)
class Transition:
    action: str
    before: frozenset[Status]
    after: Status
    roles: frozenset[Role]


TRANSITIONS = (
    # A draft never replaces words that a person wrote.
    Transition(
        "draft",
        frozenset({Status.EMPTY, Status.DRAFT}),
        Status.DRAFT,
        frozenset({Role.ADMIN, Role.AUTHOR, Role.TRANSLATOR, Role.REVIEWER}),
    ),
    Transition("edit", ANY, Status.EDITED, frozenset({Role.TRANSLATOR, Role.REVIEWER})),
    Transition("revise", frozenset({Status.EDITED}), Status.REVISED, frozenset({Role.REVIEWER})),
    Transition(
        "reopen",
        frozenset({Status.EDITED, Status.REVISED}),
        Status.DRAFT,
        frozenset({Role.TRANSLATOR, Role.REVIEWER, Role.CLINICIAN}),
    ),
)


def transition(action: str) -> Transition:
    """The transition with this name."""
    return next(found for found in TRANSITIONS if found.action == action)
