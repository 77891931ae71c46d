"""What a returned file may change: a merge of the text at its export, the text here and the text in
the file. Pure: it decides and writes nothing.

What changed here meanwhile is never overwritten, and no segment is left out without a reason.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from app.exchange.entries import Entry
from app.exchange.sentences import still_english
from app.resources.characters import same_words
from app.resources.inline import without_tokens

Kind = Literal[
    "unknown", "stale", "damaged", "facts", "changed", "kept", "empty", "unfinished", "copied"
]
_NOT_TRANSLATED = frozenset({"new", "needs-translation", "initial"})
"""What XLIFF calls a target that is there for its reader's ease."""
_DONE = frozenset({"translated", "final", "signed-off", "reviewed", "edited", "revised"})
CONFIRMED = "confirmed"
"""The state of a text that its bringer stands for, whatever the file says."""
NAMED = "named"
"""The state of a text of a file that says who or what wrote it, where it says nothing else."""
NOT_YET = "not translated yet"
_LONGEST_NAME = 3
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, kw_only=True)
class CurrentText:
    """One segment as it stands. `written` says that a person wrote it, `stale` that its English
    changed since; `base` is what an export of that moment held, None when nobody knows."""

    source: str
    source_hash: str
    text: str
    status: str
    written: bool = False
    stale: bool = False
    base: str | None = None


@dataclass(frozen=True)
class Change:
    """A text to take: as a draft, or as edited by the person who brings the file."""

    entry: Entry
    action: Literal["draft", "edit"]
    before: str


@dataclass(frozen=True)
class Left:
    """A text that was not taken, and why."""

    entry: Entry
    kind: Kind
    reason: str
    here: str = ""


@dataclass(frozen=True)
class Merge:
    changes: tuple[Change, ...]
    left: tuple[Left, ...]
    unchanged: int


Refuse = Callable[[Entry], tuple[Kind, str] | None]
"""What is wrong with a text for its segment: damaged tokens, or a fact that differs."""


def merge(here: Mapping[str, CurrentText], entries: Iterable[Entry], refuse: Refuse) -> Merge:
    """Decide on every entry of a file, each by itself, so that the order does not matter."""
    changes: list[Change] = []
    left: list[Left] = []
    unchanged = 0
    for entry in entries:
        one = _decide(here.get(entry.path), entry, refuse)
        if isinstance(one, Change):
            changes.append(one)
        elif isinstance(one, Left):
            left.append(one)
        else:
            unchanged += 1
    return Merge(tuple(changes), tuple(left), unchanged)


def _decide(now: CurrentText | None, entry: Entry, refuse: Refuse) -> Change | Left | None:
    """None when there is nothing to do."""
    if now is None:
        return Left(entry, "unknown", "there is no such text in this resource")
    changed = entry.source_hash and entry.source_hash != now.source_hash
    if changed or not same_words(now.source, entry.source):
        reason = "the English has changed since the file was made"
        return Left(entry, "stale", reason, now.text)
    if entry.trouble:
        return Left(entry, "damaged", entry.trouble, now.text)
    if _untouched(now, entry):
        return None
    if not entry.text:
        reason = "the file has no text for it" if now.base else NOT_YET
        return Left(entry, "empty", reason, now.text)
    if (unfit := no_translation(entry)) is not None:
        return Left(entry, unfit[0], unfit[1], now.text)
    if (kept := _kept(now, entry)) is not None:
        return kept
    if (wrong := refuse(entry)) is not None:
        return Left(entry, wrong[0], wrong[1], now.text)
    return Change(entry, "draft" if entry.fuzzy else "edit", now.text)


def no_translation(entry: Entry) -> tuple[Kind, str] | None:
    """Why the text of an entry is none: the file says so, or some of it is the English. Names,
    codes and cognates are alike in both: a text of at most three words, where somebody says that it
    is done or who wrote it, and one without letters anyway."""
    same = same_words(entry.source, entry.text)
    if entry.state in _NOT_TRANSLATED:
        reason = f"the file calls it not translated yet (“{entry.state}”)"
        return ("empty", NOT_YET) if same else ("unfinished", reason)
    if not same and (left := still_english(entry.source, entry.text)):
        return "unfinished", f"not all of it is translated: “{left}” is still in English"
    words = _WORD.findall(without_tokens(entry.text))
    done = entry.fuzzy is False and entry.state in _DONE
    done = done or entry.state in (CONFIRMED, NAMED)
    if not same or not words or (done and len(words) <= _LONGEST_NAME):
        return None
    return "copied", "it is the English once more; if that is right, write it here by hand"


def _untouched(now: CurrentText, entry: Entry) -> bool:
    """Whether the file holds what stands here, or what was exported and nobody changed since."""
    if not entry.text and not now.text:
        return False
    if entry.text == now.text:
        confirms = entry.fuzzy is False and (now.status == "draft" or now.stale)
        return not confirms
    return now.base is not None and entry.text == now.base


def _kept(now: CurrentText, entry: Entry) -> Left | None:
    """Why the text here stays."""
    if now.written and entry.fuzzy:
        if now.stale:
            reason = "a person wrote the text that the new English made stale: edit it by hand"
            return Left(entry, "kept", reason, now.text)
        if entry.text != now.text:
            reason = "a person has written another text here, which was kept"
            return Left(entry, "kept", reason, now.text)
    differs = entry.text != now.text
    # A machine may have filled it meanwhile: a person's words go before that draft.
    yields = now.status == "draft" and not now.written and entry.fuzzy is False
    if now.base is not None and differs and now.text != now.base and not yields:
        who = "a person has written another text" if now.written else "another draft was made"
        reason = f"{who} here, which was kept"
        return Left(entry, "changed", reason, now.text)
    if now.base is None and now.written and differs and not now.stale:
        reason = "a person has written another text here, which was kept"
        return Left(entry, "changed", reason, now.text)
    return None
