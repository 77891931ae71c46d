"""Whether the trail and the rows that it names are what they were: nothing altered, nothing taken
out, nothing put in between. What was cut off at the end shows only against a head kept elsewhere.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from app.errors import ExpectedError
from app.models import AuditEntry
from app.workflow.audit import stored
from app.workflow.audit.decisions import ALL, DecisionTable, Values
from app.workflow.audit.founding import FOUND
from app.workflow.audit.names import Names
from app.workflow.audit.strayed_segments import strayed
from app.workflow.audit.trail import REMOVED, START, Head, digest_of, entry_hash


class NoHead(ExpectedError):
    """What was typed names no entry and its hash."""


@dataclass(frozen=True)
class Tampering:
    """One thing that is not as it was; `entry` is its place in the trail, where it has one."""

    entry: int | None
    words: str


@dataclass
class Checked:
    """What was looked at and found. `founded` is when older rows came under the trail."""

    entries: int = 0
    rows: int = 0
    head: Head = field(default_factory=Head)
    founded: datetime | None = None
    problems: list[Tampering] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.problems


def read_head(words: str) -> Head:
    """What `verify` printed once, `NUMBER:HASH`; raises NoHead."""
    number, _, hash_ = words.strip().partition(":")
    if not number.isdecimal() or len(hash_) != len(START):
        raise NoHead(
            "Write the head as it was printed: NUMBER:HASH, with all 64 letters and digits."
        )
    return Head(int(number), hash_.lower())


def verify(connection: Connection, kept: Head | None = None) -> Checked:
    """Compute every entry and every row anew, as they stand in this transaction; `kept` is a head
    from before that must still be in."""
    done = Checked()
    claims = {kind.kind: Claims(kind) for kind in ALL}
    was = None
    for entry in _entries(connection, done):
        if kept and entry["number"] == kept.number:
            was = entry["hash"]
        if entry["step"] == FOUND:
            done.founded = done.founded or entry["at"]
        if entry["kind"] in claims:
            done.problems += claims[entry["kind"]].take(entry)
    if kept and kept.number and was != kept.hash:
        done.problems.insert(0, _lost(kept, was))
    names = Names(connection)
    for each in claims.values():
        done.problems += each.hold_against(connection, names, done)
    for text in strayed(connection, names):
        words = (
            f"{text} does not stand as its newest step left it: it was altered beside the trail."
        )
        done.problems.append(Tampering(None, words))
    return done


def _lost(kept: Head, was: str | None) -> Tampering:
    what = "is not there any more" if was is None else "has another hash now"
    return Tampering(kept.number, f"Entry {kept.number}, the head that you kept, {what}.")


def _entries(connection: Connection, done: Checked) -> Iterator[Values]:
    """Every entry that can be read, in order; what is wrong with the chain is noted."""
    last = done.head
    for number, entry in stored.rows(connection, AuditEntry):
        wrong = _wrong(last, number, entry)
        if wrong:
            done.problems.append(Tampering(number, wrong))
        done.entries += 1
        last = done.head = Head(number, entry["hash"] if entry else "")
        if entry:
            yield entry


def _wrong(last: Head, number: int, entry: Values | None) -> str:
    if entry is None or entry["hash"] != entry_hash(entry):
        return f"Entry {number} was altered: its hash is not that of what it says."
    if number > last.number + 1:
        gone = f"{last.number + 1} to {number - 1} are" if number > last.number + 2 else None
        return f"Entries {gone} gone." if gone else f"Entry {number - 1} is gone."
    if number != last.number + 1:
        return f"Entry {number} was put in before the first."
    if last.hash and entry["previous"] != last.hash:
        return f"Entry {number} does not follow entry {last.number}: one of the two was exchanged."
    return ""


@dataclass
class Named:
    """The rows that one entry names, and how many of them were met."""

    entry: Values
    runs: tuple[tuple[int, int], ...]
    digests: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(b - a + 1 for a, b in self.runs)

    @property
    def words(self) -> str:
        """The entry, for whoever looks into it."""
        entry = self.entry
        who = "" if entry["actor_id"] is None else f" by account {entry['actor_id']}"
        role = f" as {entry['role']}" if entry["role"] else ""
        about = f" on {entry['about']}" if entry["about"] else ""
        when = entry["at"].strftime("%Y-%m-%d %H:%M UTC")
        return f"entry {entry['number']}: {entry['step']}{about}{who}{role}, {when}"


class Claims:
    """What the entries say of one table, and whether its rows are that."""

    def __init__(self, kind: DecisionTable) -> None:
        self._kind = kind
        self._rows: dict[int, Named] = {}
        self._many: list[Named] = []

    def take(self, entry: Values) -> Iterator[Tampering]:
        """The next entry, with what is wrong between it and those before."""
        named = Named(entry, _runs(entry["rows"]))
        if named.size != 1:
            self._many += [named] if named.size else []
            return
        ((id_, _),) = named.runs
        before = self._rows.get(id_)
        if before and not self._kind.may_change:
            first = before.entry["number"]
            yield self._problem(named, f"{self._row(id_)} is named twice, first by entry {first}")
        if entry["step"] == REMOVED:
            self._rows.pop(id_, None)
        else:
            self._rows[id_] = named

    def hold_against(
        self, connection: Connection, names: Names, done: Checked
    ) -> Iterator[Tampering]:
        """What is wrong with the rows."""
        many = _Runs(self._many)
        for id_, row in stored.rows(connection, self._kind.table):
            named = self._rows.pop(id_, None) or many.at(id_)
            if named is None:
                if row is None or self._kind.counts(row):
                    yield Tampering(None, f"{self._row(id_)} is named by no entry: {_PUT_IN}.")
                continue
            done.rows += 1
            digest = self._kind.digest(row, names) if row else ""
            if named.size > 1:
                named.digests.append(digest)
            elif digest != named.entry["digest"]:
                yield self._problem(named, f"{self._row(id_)} was altered")
        for id_, named in self._rows.items():
            yield self._problem(named, f"{self._row(id_)} is gone")
        for named in self._many:
            yield from self._of_many(named)

    def _of_many(self, named: Named) -> Iterator[Tampering]:
        gone = named.size - len(named.digests)
        rows = f"rows {named.entry['rows']} of {self._kind.kind} ({self._kind.words})"
        if gone:
            yield self._problem(named, f"{gone} of the {named.size} {rows} are gone")
        elif digest_of(named.digests) != named.entry["digest"]:
            yield self._problem(named, f"One or more of the {rows} were altered")

    def _problem(self, named: Named, words: str) -> Tampering:
        return Tampering(named.entry["number"], f"{words} ({named.words}).")

    def _row(self, id_: int) -> str:
        return f"Row {id_} of {self._kind.kind} ({self._kind.words})"


_PUT_IN = "it was put in beside the trail, or its entry is gone"


class _Runs:
    """Which of the entries that name many rows names one."""

    def __init__(self, many: list[Named]) -> None:
        runs = sorted((a, b, number) for number, each in enumerate(many) for a, b in each.runs)
        self._starts = [a for a, _, _ in runs]
        self._of = [(b, many[number]) for _, b, number in runs]

    def at(self, id_: int) -> Named | None:
        found = bisect_right(self._starts, id_) - 1
        if found < 0 or id_ > self._of[found][0]:
            return None
        return self._of[found][1]


def _runs(rows: str) -> tuple[tuple[int, int], ...]:
    """`7-12,15` as ((7, 12), (15, 15)); nothing where that is not how it reads."""
    bounds = [part.partition("-")[::2] for part in rows.split(",")]
    try:
        runs = tuple((int(a), int(b or a)) for a, b in bounds)
    except ValueError:
        return ()
    return runs if all(a <= b for a, b in runs) else ()
