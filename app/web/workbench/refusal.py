"""A step about a translation that was refused: what is said of it and at which field, and all that
the person had typed. How it is answered is in `posted_step`.
"""

from dataclasses import dataclass

from app.web.workbench.posted_form import Typed
from app.workflow.refusals import Refused, Unfilled

_FIELDS = {
    "reopen": "why",
    "stand_by": "why-stands",
    "confirm_unchanged": "why-unchanged",
    "comment": "remark",
    "ask": "remark",
    "decide": "why-change",
    "reopen_many": "reopen-why",
}


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """`path` is that of the segment, `text` the words that its field holds instead of those that
    stand. `field` is the id of the field for the reason, in which `why` was typed; `is_there` says
    that the fault is there."""

    path: str
    message: str = ""
    text: str | None = None
    field: str = ""
    why: str = ""
    is_there: bool = False
    then: str = ""
    ticked: tuple[tuple[str, int], ...] = ()

    @property
    def said_of_text(self) -> str:
        """What is said beside the words themselves."""
        return "" if self.is_there else self.message


def refusal_of(refused: Refused, step: str, typed: Typed) -> Refusal:
    """What is shown of a refused step with the form that was posted."""
    return Refusal(
        path=typed.path,
        message=str(refused),
        text=typed.text or None,
        field=_field(step, typed),
        why=typed.why,
        is_there=isinstance(refused, Unfilled) and refused.field == "why",
        then=typed.then,
        ticked=typed.strings,
    )


def _field(step: str, typed: Typed) -> str:
    """The id of the field in which the form of a step asks for a reason, "" where it does not."""
    if step in ("dismiss", "overrule"):
        return f"why-{typed.key}"
    if step == "answer":
        return f"answer-{typed.event}"
    return _FIELDS.get(step, "")
