"""What every engine promises: an honest capability for a pair, a draft or a refusal for each text.

No engine lives here, and nothing here reads or writes a file.
"""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Literal, Protocol, runtime_checkable

from app.errors import ExpectedError

State = Literal["ready", "installable", "unsupported"]
BY_HAND = "Translate by hand, or bring in a translator’s file."


@dataclass(frozen=True)
class Capability:
    """What an engine can do for one pair now. `size_mb` and `licence` are None where not known;
    `model`, `version` and `checksum` are those that its drafts would bear, empty where not known.
    """

    state: State
    reason: str
    _: KW_ONLY
    size_mb: float | None = None
    licence: str | None = None
    model: str = ""
    version: str = ""
    checksum: str = ""


@dataclass(frozen=True)
class Draft:
    """What an engine made of one text. `text` is None where it was refused; `reason` then says why.

    `score` is the mean log-probability of the weakest sentence (0 is certain, below −1 doubtful),
    `checksum` the SHA-256 of the model's files.
    """

    text: str | None
    engine: str
    _: KW_ONLY
    model: str = ""
    version: str = ""
    checksum: str = ""
    score: float | None = None
    flags: tuple[str, ...] = ()
    reason: str | None = None


class Engine(Protocol):
    """Texts come masked (see masking.py) and go back in the same order, one draft each."""

    @property
    def id(self) -> str: ...

    def capability(self, source: str, target: str) -> Capability: ...

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]: ...


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """A text beside another one, and its words in the other language where people have written or
    approved them."""

    text: str
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class AgreedTerm:
    """A term in a text with the words that were agreed on for it, and those not to use."""

    term: str
    words: tuple[str, ...]
    never: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What stands around one text: its neighbours in reading order, and the glossary's terms in
    it."""

    before: tuple[Neighbour, ...] = ()
    after: tuple[Neighbour, ...] = ()
    terms: tuple[AgreedTerm, ...] = ()


@runtime_checkable
class ReadsAround(Engine, Protocol):
    """An engine that is told more than the texts. `at_once` is how many it can do in the time that
    the settings allow for one batch."""

    @property
    def at_once(self) -> int: ...

    def translate_within(
        self, texts: Sequence[str], around: Sequence[Surroundings], source: str, target: str
    ) -> list[Draft]: ...


class EngineHung(ExpectedError):
    """An engine gave no answer in its time; the message says which, and what to do."""

    status = 503


class PackageRefused(ExpectedError):
    """A model that will not be installed or used; the message says what is wrong with it."""

    status = 422


def refuse_all(texts: Sequence[str], engine: str, reason: str) -> list[Draft]:
    """The same refusal for each text: what an engine answers for a pair that it can't do."""
    return [Draft(text=None, engine=engine, reason=reason) for _ in texts]
