"""What became of an account, in a line: for the admins’ page and for the account’s owner."""

from collections.abc import Mapping

from app.languages import ENGLISH, find, format_date
from app.models import AccountEvent

EVENTS = {
    "close": "Account closed",
    "reopen": "Account opened again",
    "first-link": "Link to set the first password made",
    "link": "Link to set a new password made",
    "link-used": "Password set with a link",
    "password": "Password changed",
}


def event_line(event: AccountEvent, names: Mapping[int, str]) -> str:
    """What became of an account, when, by whom and why, where a reason was asked for."""
    what = EVENTS.get(event.action, "")
    if event.role:
        what = f"Taken away: {role_line(event.role, event.language)}"
    day = format_date(event.at.date(), ENGLISH)
    why = f": {event.why}" if event.why else ""
    return f"{what}, {day}, by {names[event.actor_id]}{why}"


def role_line(role: str, tag: str) -> str:
    """“reviewer, Polish”."""
    return role if tag == "*" else f"{role}, {find(tag).english_name}"
