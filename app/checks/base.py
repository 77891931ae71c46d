"""What a check is given and what it says. The checks themselves live beside this module."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: a blocking one refuses sign-off."""

    BLOCKING = "blocking"
    ADVISORY = "advisory"


@dataclass(frozen=True)
class Fix:
    """What to write instead between two positions of the target; given only where it is certain."""

    start: int
    end: int
    text: str

    def applied(self, target: str) -> str:
        """The target with the fix made."""
        return target[: self.start] + self.text + target[self.end :]


@dataclass(frozen=True)
class Flaw:
    """What a check's own function sees wrong in a pair; start and end are a character range in the
    target. The registry says which check it was, which makes it a Finding."""

    severity: Severity
    message: str
    start: int | None = None
    end: int | None = None
    fix: Fix | None = None


@dataclass(frozen=True)
class Finding:
    """What one check, named by its id, says about one segment; the rest as in Flaw."""

    check: str
    severity: Severity
    message: str
    _: KW_ONLY
    start: int | None = None
    end: int | None = None
    fix: Fix | None = None

    @property
    def key(self) -> str:
        """What this finding is called in a decision about it: the same for the same finding on the
        same text."""
        about = f"{self.severity}|{self.message}|{self.start}"
        return f"{self.check}-{hashlib.sha256(about.encode()).hexdigest()[:12]}"


@dataclass(frozen=True)
class Term:
    """An English term and its words in one language: those agreed on, those not to use, and other
    forms that were accepted. `keep` means that no language translates it."""

    term: str
    approved: tuple[str, ...] = ()
    _: KW_ONLY
    forbidden: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    keep: bool = False
    note: str = ""

    def __hash__(self) -> int:
        """Of the term alone: a whole glossary is looked up by its terms, again and again."""
        return hash(self.term)


@dataclass(frozen=True)
class Pair:
    """One English segment and its text in `language` (a tag of the registry)."""

    source: str
    target: str
    language: str
    _: KW_ONLY
    safety_critical: bool = True
    machine: bool = False
    terms: tuple[Term, ...] = ()

    @property
    def severity(self) -> Severity:
        """Blocking where the text is safety-critical or a machine's, advisory elsewhere."""
        grave = self.safety_critical or self.machine
        return Severity.BLOCKING if grave else Severity.ADVISORY


@dataclass(frozen=True)
class Check:
    """One check. Its `id` is stored with what people decide about its findings, so it never
    changes; `name` is what people call it; `run` sees what is wrong with a pair."""

    id: str
    name: str
    run: Callable[[Pair], Iterable[Flaw]]

    def findings(self, pair: Pair) -> list[Finding]:
        """What this check says about a pair."""
        return [
            Finding(self.id, f.severity, f.message, start=f.start, end=f.end, fix=f.fix)
            for f in self.run(pair)
        ]
