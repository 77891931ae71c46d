"""Where a segment stands, who worked on it and where its words came from, in words."""

from collections.abc import Mapping
from datetime import date, datetime

from app.languages import ENGLISH, format_date
from app.models import Json
from app.workflow.lists.strings import Text
from app.workflow.translation.desk import SegmentView

STATES = {
    "empty": ("Empty", "white"),
    "draft": ("Draft", "yellow"),
    "sent_back": ("Sent back", "pink"),
    "edited": ("Edited", "blue"),
    "revised": ("Revised", "green"),
    "stale": ("English changed", "orange"),
}
"""Label and colour of each state."""

STEPS = {
    "draft": "Draft",
    "edit": "Edited",
    "revise": "Approved",
    "reopen": "Sent back to its writer",
    "stand_by": "Stands as it is",
    "agency": "Translated and revised by an agency",
    "return": "Approved words came back with their English",
    "confirm_unchanged": "Approval kept, meaning unchanged",
    "dismiss": "Finding dismissed",
    "overrule": "Finding overruled",
    "reconsider": "Finding taken up again",
    "back_translate": "Translated back",
}
"""What each step of a segment's history is called."""


def day(on: date) -> str:
    """A day in words."""
    return format_date(on, ENGLISH)


def counts(text: Text) -> tuple[tuple[str, str, int], ...]:
    """(label, colour, how many) of each state that occurs in a text."""
    numbers = {name: int(getattr(text, name)) for name in STATES}
    return tuple((*STATES[name], number) for name, number in numbers.items() if number)


def origin(where_from: Json) -> str:
    """Where the words came from first, in a sentence."""
    if where_from.get("memory"):
        return (
            "Suggested from memory: a revised text with the same English. Check that it fits here."
        )
    if name := where_from.get("agency"):
        return f"From the agency {name}, whose evidence is on record."
    if name := where_from.get("file"):
        made = f" ({where_from['origin']})" if where_from.get("origin") else ""
        return f"From the file {name}{made}."
    if engine := where_from.get("engine"):
        model = " ".join(
            str(where_from[part]) for part in ("model", "version") if where_from.get(part)
        )
        flags = ", ".join(str(flag) for flag in where_from.get("flags", ()))
        parts = [f"Machine draft by {engine}", model, flags]
        return f"{', '.join(part for part in parts if part)}."
    return ""


def workers(seen: SegmentView, names: Mapping[int, str]) -> str:
    """“Edited by Ana, revised by Ben.”"""
    parts = []
    if seen.edited_by is not None:
        parts.append(f"Edited by {names.get(seen.edited_by, 'someone')}")
    if seen.revised_by is not None:
        parts.append(f"revised by {names.get(seen.revised_by, 'someone')}")
    return f"{', '.join(parts)}." if parts else ""


def moment(at: datetime) -> str:
    return f"{format_date(at.date(), ENGLISH)}, {at:%H:%M} UTC"
