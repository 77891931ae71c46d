"""What may happen to a segment and who may do it: one table, read by the server and by the pages
alike."""

from dataclasses import dataclass

from app.models import Role, Status

ANY = frozenset(Status)


@dataclass(frozen=True)
class Transition:
    """`after` is None for a step that leaves the segment in the state that it is in."""

    action: str
    before: frozenset[Status]
    after: Status | None
    roles: frozenset[Role]


WRITTEN = frozenset({Status.EDITED, Status.REVISED})
WORKERS = frozenset({Role.TRANSLATOR, Role.REVIEWER})
CLINICIAN = frozenset({Role.CLINICIAN})

TRANSITIONS = (
    # A draft never replaces words that a person wrote.
    Transition(
        "draft",
        frozenset({Status.EMPTY, Status.DRAFT}),
        Status.DRAFT,
        frozenset({Role.ADMIN, Role.AUTHOR, Role.TRANSLATOR, Role.REVIEWER}),
    ),
    Transition("edit", ANY, Status.EDITED, WORKERS),
    Transition("revise", frozenset({Status.EDITED}), Status.REVISED, frozenset({Role.REVIEWER})),
    Transition("reopen", WRITTEN, Status.SENT_BACK, WORKERS | CLINICIAN),
    # What was sent back stands as it is: it goes to a reviser again, with the reason.
    Transition("stand_by", frozenset({Status.SENT_BACK}), Status.EDITED, WORKERS),
    # An agency's translator and reviser are the two people; an admin vouches for their evidence.
    Transition("agency", ANY, Status.REVISED, frozenset({Role.ADMIN})),
    # "Meaning unchanged": the approval stands against the new English too.
    Transition("confirm_unchanged", frozenset({Status.REVISED}), Status.REVISED, CLINICIAN),
    Transition("dismiss", ANY, None, WORKERS | CLINICIAN),
    Transition("overrule", ANY, None, CLINICIAN),
    Transition("back_translate", WRITTEN, None, WORKERS),
    Transition("back_translate_by_engine", WRITTEN, None, WORKERS | CLINICIAN | {Role.AUTHOR}),
    Transition("sign", frozenset({Status.REVISED}), None, CLINICIAN),
    # English: written beside what is published, and handed in for signing.
    Transition("write", ANY, None, frozenset({Role.AUTHOR})),
    Transition("publish", frozenset({Status.REVISED}), None, frozenset({Role.AUTHOR})),
    Transition("withdraw", ANY, None, CLINICIAN | {Role.AUTHOR}),
    # An older text is published anew: its English comes back, and the words approved for it.
    Transition("roll_back", ANY, None, frozenset({Role.AUTHOR})),
    # The easy read, or the longer text, still says the same as the other whose English changed.
    Transition("say_same", ANY, None, frozenset({Role.AUTHOR})),
    # A resource that nobody wants any more, out of all lists.
    Transition("archive", ANY, None, frozenset({Role.AUTHOR})),
    # Urgent notice or withdrawal, when safety-critical English changed under a live edition.
    Transition("decide_change", ANY, None, CLINICIAN),
)


def transition(action: str) -> Transition:
    """The transition with this name."""
    return next(found for found in TRANSITIONS if found.action == action)
