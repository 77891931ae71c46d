"""What the checks say about the text, beside the field."""

from dataclasses import dataclass

from markupsafe import Markup

from app.checks.base import Finding, Severity
from app.web.marked_text import tokens
from app.workflow.desk import Desk, SegmentView
from app.workflow.people import Actor


@dataclass(frozen=True)
class Line:
    """One finding, and the words of the text that it is about."""

    severity: str
    colour: str
    message: str
    words: Markup
    start: int | None
    end: int | None


@dataclass(frozen=True)
class Findings:
    lines: tuple[Line, ...]


def section(_desk: Desk, seen: SegmentView, _actor: Actor) -> Findings | None:
    if not seen.findings:
        return None
    return Findings(tuple(_line(each, seen.text) for each in seen.findings))


def _line(finding: Finding, text: str) -> Line:
    blocks = finding.severity is Severity.BLOCKING
    return Line(
        "Must be put right" if blocks else "Look again",
        "red" if blocks else "grey",
        finding.message,
        tokens(text[finding.start : finding.end]) if finding.start is not None else Markup(),
        finding.start,
        finding.end,
    )
