"""The fields of a plan's form: their names, and a page that was sent as `plans.form` takes it."""

from collections.abc import Set

from app.plans.form import SentForm, TypedFields
from app.web.filling.sent import Sent
from app.web.frame.sent_values import number

DATE_PARTS = ("day", "month", "year")
_MOST_ROWS = 99


def anchor(key: str) -> str:
    """The id of a question's first field, for links to it."""
    return "q-" + key.replace("/", "-")


def chosen(key: str) -> str:
    return f"c.{key}"


def written(key: str) -> str:
    return f"w.{key}"


def dated(key: str, part: str) -> str:
    return f"d.{key}.{part}"


def form_of(sent: Sent) -> SentForm:
    """What was sent, out of its fields."""
    seen = frozenset(sent.words("seen"))
    return SentForm(
        section=sent.one("at"),
        language=sent.one("shown"),
        seen=seen,
        typed={key: _typed(sent, key) for key in _keys(sent) & seen},
        rows=_rows(sent),
        left_out=frozenset(sent.all("out")) if sent.one("outs") else None,
        pressed=sent.one("go"),
    )


def _keys(sent: Sent) -> Set[str]:
    """The questions that have fields."""
    parts = (name.split(".") for name in sent.fields)
    return {key for kind, key, *_ in (each for each in parts if len(each) > 1) if kind in "cwd"}


def _typed(sent: Sent, key: str) -> TypedFields:
    day, month, year = (sent.one(dated(key, part)) for part in DATE_PARTS)
    return TypedFields(sent.all(chosen(key)), sent.one(written(key)), (day, month, year))


def _rows(sent: Sent) -> dict[str, int]:
    """How many rows of each group stood on the page."""
    entries = (entry.partition(":") for entry in sent.words("rows"))
    counts = ((group, number(count, _MOST_ROWS)) for group, _, count in entries)
    return {group: count for group, count in counts if count < _MOST_ROWS}
