"""Numbers, doses, times and contacts compared by value: what is missing, added or changed.

Reading them is the work of numbers, clock and contacts; whether two agree, of agreement.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from app.checks import fixes
from app.checks.agreement import Item, Match, Sides, agree, items, same_size
from app.checks.base import Fix, Flaw, Pair, Severity
from app.checks.clock import Clock, hours_of
from app.checks.contacts import ContactWords
from app.checks.numbers import NAMED_HOURS, Amount, NumberReading, read, read_source
from app.checks.shares import check_shares
from app.checks.surface import NATIVE_DIGIT
from app.checks.units import DOSES, NAMES, PERIODS, UNSURE

_TRISOMIES = (("Down", 21), ("Edwards", 18), ("Patau", 13))
"""Conditions whose name in other languages is a number."""
MOST = 200
"""Numbers, times and contacts of a text up to which each is compared with each."""
_OTHER_HALF = {"noon": frozenset({"midnight", "night"}), "midnight": frozenset({"noon", "pm"})}
"""Parts of the day that cannot stand for the one named."""
_WEAK = (Match.UNIT_CHANGED, Match.VAGUE)
BOX = "Write the same unit as on the box."


@dataclass
class _Ledger:
    """What has not found its counterpart yet."""

    missing: list[Item] = field(default_factory=list)
    added: list[Item] = field(default_factory=list)


def check_facts(pair: Pair) -> Iterator[Flaw]:
    """Every number, dose, time, phone number and address of the source, and no other."""
    if not pair.target.strip():
        return
    source = read_source(pair.source)
    target = read(_without_names(pair), pair.language, source.values)
    both = Sides(source, target)
    if is_crowd(both):
        yield from _all_or_nothing(both)
        return
    yield from _contacts(both)
    ledger = _Ledger()
    yield from _source_side(both, ledger)
    _target_side(both, ledger)
    yield from _settle(both, ledger)
    yield from _other_named_hour(both)
    yield from check_shares(pair)


def _without_names(pair: Pair) -> str:
    """The translation without numbers that are part of what a condition is called: Down's syndrome
    is trisomie 21 to whoever reads French."""
    text = pair.target
    for name, number in _TRISOMIES:
        if name in pair.source:
            text = re.sub(rf"(?i)(\btrisom\w+\s){number}\b", r"\1  ", text)
    return text


def is_crowd(both: Sides) -> bool:
    """Whether a text has so many numbers that each cannot be compared with each."""
    read = (both.source, both.target)
    return any(len((*each.clocks, *each.amounts, *each.contacts)) > MOST for each in read)


def _all_or_nothing(both: Sides) -> Iterator[Flaw]:
    ours, theirs = _counted(both.source), _counted(both.target)
    if ours != theirs:
        yield Flaw(
            Severity.BLOCKING,
            f"One of the texts has more than {MOST} numbers, which are not compared one by one. "
            "The translation must say the same ones as often as the source, and does not.",
        )


def _counted(reading: NumberReading) -> Counter[object]:
    firm = (a.values for a in reading.amounts if a.sure)
    hours = ((c.hours, c.minute) for c in reading.clocks)
    return Counter((*firm, *hours, *(c.value for c in reading.contacts)))


def check_native_digits(pair: Pair) -> Iterator[Flaw]:
    """Digits that staff cannot read, though their value may be right."""
    written = NATIVE_DIGIT.search(pair.target)
    if written and not NATIVE_DIGIT.search(pair.source):
        yield Flaw(
            Severity.ADVISORY,
            "The translation writes numbers in its own digits. We print 0–9 in every language, "
            "so that staff and families read the same number.",
            *written.span(),
            fixes.in_ascii(pair.target),
        )


def _contacts(both: Sides) -> Iterator[Flaw]:
    wanted = {c.value: c for c in both.source.contacts}
    given = {c.value: c for c in both.target.contacts}
    added = [c for value, c in given.items() if value not in wanted]
    for contact in (c for value, c in wanted.items() if value not in given):
        other = next((c for c in added if c.kind == contact.kind), None)
        if other is not None:
            added.remove(other)
        yield _contact_finding(both, contact, other)
    for contact in added:
        shown = both.target.shown(contact)
        yield _finding(
            both,
            f"The translation gives the {contact.kind} {shown}, which is not in the source.",
            contact,
        )


def _contact_finding(both: Sides, contact: ContactWords, other: ContactWords | None) -> Flaw:
    shown = both.source.shown(contact)
    if other is None:
        message = f"The {contact.kind} {shown} is missing from the translation."
    else:
        message = (
            f"The source gives the {contact.kind} {shown}; "
            f"the translation gives {both.target.shown(other)}."
        )
    return _finding(both, message, other, fix=fixes.contact(both, contact, other))


def _source_side(both: Sides, ledger: _Ledger) -> Iterator[Flaw]:
    for s in items(both.source):
        if not _demanded(s, both):
            continue
        best, t = _best(s, both)
        if best is Match.NONE or (_only_hinted(s, t) and _crowded(both)):
            if not _named_hour(s, both):
                ledger.missing.append(s)
        elif best is not Match.SAME and t is not None:
            yield from _weak_match(both, s, t, best)


def _only_hinted(s: Item, t: Item | None) -> bool:
    return not _is_word(s) and isinstance(t, Amount) and t.word and not t.sure


def _crowded(both: Sides) -> bool:
    """Whether the translation repeats a number that the source says once."""
    ours = Counter(v for a in both.source.amounts if not a.word for v in a.values)
    theirs = Counter(v for a in both.target.amounts if not a.word for v in a.values)
    return any(n > ours[v] > 0 for v, n in theirs.items())


def _demanded(item: Item, both: Sides) -> bool:
    if isinstance(item, Clock) or not item.word or item.sure:
        return True
    # "one" is a number in English, "a" is not.
    return item.values == {1} and both.source.surface.text[item.start : item.end].startswith("one")


def _best(s: Item, both: Sides) -> tuple[Match, Item | None]:
    best: tuple[Match, Item | None] = (Match.NONE, None)
    for t in items(both.target):
        match = agree(s, t, both)
        if match > best[0]:
            best = (match, t)
            if match is Match.SAME:
                break
    return best


def _named_hour(s: Item, both: Sides) -> bool:
    """Noon and midnight said in words."""
    if isinstance(s, Clock):
        return s.minute == 0 and bool(s.hours & both.target.hours_named)
    return s.part in {"noon", "midnight"} and s.values == {12} and bool(both.target.hours_named)


def _other_named_hour(both: Sides) -> Iterator[Flaw]:
    """Noon said as midnight, or midnight as noon, without any number."""
    ours, theirs = both.source.parts_named, both.target.parts_named
    for name, hour in NAMED_HOURS.items():
        strange = (theirs - ours) & _OTHER_HALF[name]
        if name in ours and strange and not _says_hour(both.target, hour):
            part = next(p for p in both.target.parts if p.kind in strange)
            given = both.target.surface.shown(part.start, part.end)
            message = f"The source says {name}; the translation says {given}."
            yield Flaw(Severity.BLOCKING, message, *both.target.surface.span(part.start, part.end))


def _says_hour(reading: NumberReading, hour: int) -> bool:
    return (
        hour in reading.hours_named
        or any(hour in c.hours for c in reading.clocks)
        or any(a.values & {Fraction(hour), Fraction(12), Fraction(24)} for a in reading.amounts)
    )


def _weak_match(both: Sides, s: Item, t: Item, match: Match) -> Iterator[Flaw]:
    said, given = both.source.shown(s), both.target.shown(t)
    if match is Match.VAGUE:
        message = f"The source says {said}; the translation says {given}: morning or evening?"
        yield _finding(both, message, t, Severity.ADVISORY)
        return
    if not isinstance(s, Amount) or not isinstance(t, Amount):
        return
    if match is Match.CONVERTED:
        message = f"The source says {said}; the translation says {given}, in another unit."
        yield _finding(both, message, t, Severity.ADVISORY)
        return
    unit, dose = NAMES.get(s.unit or "", ""), s.unit in DOSES or t.unit in DOSES
    if match is Match.UNIT_CHANGED:
        advice = f" {BOX}" if dose else ""
        yield _finding(both, f"The source says {said}; the translation says {given}.{advice}", t)
        return
    message = (
        f"The source says {said}; the translation says {given}: the unit ({unit}) is not there."
    )
    sure = match is Match.UNIT_MISSING and both.target.language not in UNSURE
    if sure:
        yield _finding(both, f"{message} {BOX}", t)
    else:
        yield _finding(both, message, t, Severity.ADVISORY)


def _target_side(both: Sides, ledger: _Ledger) -> None:
    for t in items(both.target):
        if isinstance(t, Amount) and t.word and (not t.sure or t.values == {1}):
            continue
        matches = [m for s in items(both.source) if (m := agree(s, t, both)) is not Match.NONE]
        if not matches:
            if not _named_in_source(t, both):
                ledger.added.append(t)
        elif max(matches) in _WEAK and _answered(t, both, max(matches)):
            ledger.added.append(t)


def _named_in_source(t: Item, both: Sides) -> bool:
    named = both.source.hours_named
    if isinstance(t, Clock):
        return t.minute == 0 and bool(t.hours & named)
    if t.part and t.values == {12}:
        return bool(hours_of(12, t.part) & named)
    return (
        bool(named)
        and t.unit in {None, "hour"}
        and bool(t.values & {Fraction(12), Fraction(24), Fraction(0)})
    )


def _answered(t: Amount | Clock, both: Sides, match: Match) -> bool:
    """Whether what the source has like it is already said elsewhere, with its own unit or hour."""
    for s in items(both.source):
        if agree(s, t, both) is match and _best(s, both)[0] is not Match.SAME:
            return False
    return True


def _settle(both: Sides, ledger: _Ledger) -> Iterator[Flaw]:
    """Say what is missing beside what is there instead; the surest pairs first."""
    alone = len(ledger.missing) == len(ledger.added) == 1
    for s in sorted(ledger.missing, key=_is_word):
        t = _counterpart(s, ledger.added)
        if t is not None:
            ledger.added.remove(t)
            advice = f" {BOX}" if _is_dose(s) and _is_dose(t) and _unit(s) != _unit(t) else ""
            said, given = both.source.shown(s), both.target.shown(t)
            message = f"The source says {said}; the translation says {given}.{advice}"
            yield _finding(both, message, t, fix=fixes.number(both, s, t) if alone else None)
        elif not _goes_unsaid(s, both):
            other = _hint_instead(s, both)
            if other is not None:
                said, given = both.source.shown(s), both.target.shown(other)
                yield _finding(
                    both, f"The source says {said}; the translation says {given}.", other
                )
                continue
            severity = Severity.ADVISORY if _may_go_unsaid(s, both) else Severity.BLOCKING
            message = f"The source says {both.source.shown(s)}; the translation does not."
            yield _finding(both, message, None, severity)
    for t in ledger.added:
        severity = Severity.ADVISORY if _is_word(t) else Severity.BLOCKING
        message = f"The translation says {both.target.shown(t)}; the source does not."
        yield _finding(both, message, t, severity)


def _hint_instead(s: Item, both: Sides) -> Amount | None:
    """A word that may be a number, said of the same unit: "an hour" for "half an hour"."""
    if not isinstance(s, Amount) or not s.word or s.unit not in PERIODS:
        return None
    for t in both.target.amounts:
        unsure = t.word and not t.sure and t.unit == s.unit
        if unsure and all(agree(o, t, both) is Match.NONE for o in items(both.source)):
            return t
    return None


def _counterpart(s: Item, added: list[Item]) -> Item | None:
    if not added:
        return None
    if isinstance(s, Clock):
        return next((t for t in added if isinstance(t, Clock)), added[0])
    for t in added:
        if isinstance(t, Amount) and same_size(s, t):
            return t
    return next((t for t in added if _unit(t) == s.unit), added[0])


def _goes_unsaid(s: Item, both: Sides) -> bool:
    """ "One" as a word, and the 1 of "1 in 4", which may be "every fourth"."""
    if not isinstance(s, Amount) or s.values != {1}:
        return False
    return s.word or (s.share and not _crowded(both))


def _may_go_unsaid(s: Item, both: Sides) -> bool:
    """A number word, the digits of a name (COVID-19), or "1 hour" said as "an hour"."""
    if isinstance(s, Clock):
        return False
    if s.word or s.label:
        return True
    alone = s.values == {1} and s.unit in PERIODS and s.attached and not _crowded(both)
    return alone and s.unit in both.target_units


def _is_word(item: Item) -> bool:
    return isinstance(item, Amount) and item.word


def _unit(item: Item) -> str | None:
    return item.unit if isinstance(item, Amount) else None


def _is_dose(item: Item) -> bool:
    return _unit(item) in DOSES


def _finding(
    both: Sides,
    message: str,
    at: Item | ContactWords | None,
    severity: Severity = Severity.BLOCKING,
    fix: Fix | None = None,
) -> Flaw:
    if at is None:
        return Flaw(severity, message)
    return Flaw(severity, message, *both.target.surface.span(at.start, at.end), fix)
