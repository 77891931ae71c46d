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
from app.checks.script import check_letters, check_script, check_variety
from app.checks.terms import check_terms

# An empty translation has one thing wrong with it, so the others run only where there is text.
CHECKS: tuple[Check, ...] = (
    check_presence,
    check_markup,
    check_facts,
    check_order,
    check_months,
    check_frequency,
    check_negation,
    check_script,
    check_variety,
    check_terms,
    check_copied,
    check_loops,
    check_unknown_words,
    check_wordless,
    check_length,
    check_english_units,
    check_native_digits,
    check_letters,
    check_end_mark,
    check_doubled_words,
)


def run(pair: Pair) -> tuple[Finding, ...]:
    """Every finding on one pair, blocking ones first."""
    checks = CHECKS if pair.target.strip() else CHECKS[:1]
    findings = [finding for check in checks for finding in check(pair)]
    return tuple(sorted(findings, key=lambda f: f.severity is not Severity.BLOCKING))


__all__ = ["CHECKS", "Check", "Finding", "Fix", "Pair", "Severity", "Term", "run"]
