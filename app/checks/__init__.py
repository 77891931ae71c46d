"""Is this text safe to show? The registry of checks and the one way to run them, database-free."""

from __future__ import annotations

from app.checks.base import Check, Finding, Pair, Severity
from app.checks.facts import check_facts, check_native_digits

CHECKS: tuple[Check, ...] = (
    check_facts,
    check_native_digits,
)


def run(pair: Pair) -> tuple[Finding, ...]:
    """Every finding on one pair, blocking ones first."""
    findings = [finding for check in CHECKS for finding in check(pair)]
    return tuple(sorted(findings, key=lambda f: f.severity is not Severity.BLOCKING))


__all__ = ["CHECKS", "Check", "Finding", "Pair", "Severity", "run"]
