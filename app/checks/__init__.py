"""Is this text safe to show? The registry of checks and the one way to run them, database-free."""

from __future__ import annotations

from app.checks.base import Check, Finding, Fix, Pair, Severity, Term
from app.checks.facts import check_facts, check_native_digits
from app.checks.frequency import check_frequency
from app.checks.machine import (
    check_copied,
    check_english_units,
    check_length,
    check_loops,
    check_unknown_words,
    check_wordless,
)
from app.checks.markup import check_markup
from app.checks.months import check_months
from app.checks.negation import check_negation
from app.checks.order import check_order
from app.checks.presence import check_presence
from app.checks.punctuation import check_doubled_words, check_end_mark
from app.checks.script import (
    check_direction,
    check_hidden,
    check_letters,
    check_script,
    check_variety,
)
from app.checks.terms import check_terms
from app.checks.turns import check_turns

CHECKS: tuple[Check, ...] = (
    Check("presence", "A translation is there", check_presence),
    Check("markup", "Marks of links and local facts", check_markup),
    Check("facts", "Numbers, doses, times, phones and addresses", check_facts),
    Check("order", "Numbers in their places", check_order),
    Check("months", "Months of dates", check_months),
    Check("frequency", "How often", check_frequency),
    Check("negation", "“Not” and “never”", check_negation),
    Check("turns", "Words that turn an instruction round", check_turns),
    Check("direction", "Signs that turn letters round", check_direction),
    Check("script", "The right script", check_script),
    Check("variety", "The right country's words", check_variety),
    Check("terms", "The glossary's words", check_terms),
    Check("copied", "English given back", check_copied),
    Check("loop", "Words said over and over", check_loops),
    Check("unknown-word", "Words that the engine did not know", check_unknown_words),
    Check("wordless", "A draft without words", check_wordless),
    Check("length", "A draft of odd length", check_length),
    Check("english-unit", "Units left in English", check_english_units),
    Check("native-digits", "Digits that staff can read", check_native_digits),
    Check("letters", "Look-alike and lost letters", check_letters),
    Check("hidden", "Signs that nobody sees", check_hidden),
    Check("end-mark", "The mark at the end", check_end_mark),
    Check("doubled-word", "A word typed twice", check_doubled_words),
)
"""Every check, declared here alone. An empty translation has one thing wrong with it, so those
after the first run only where there is text."""


def run(pair: Pair) -> tuple[Finding, ...]:
    """Every finding on one pair, blocking ones first."""
    checks = CHECKS if pair.target.strip() else CHECKS[:1]
    findings = [finding for check in checks for finding in check.findings(pair)]
    return tuple(sorted(findings, key=lambda f: f.severity is not Severity.BLOCKING))


__all__ = ["CHECKS", "Check", "Finding", "Fix", "Pair", "Severity", "Term", "run"]
