"""Checking lines from stdin. Drafting is in `jobs`, engines in `engines`."""

import json
import sys

import typer

from app.cli.root import LanguageOption, cli


@cli.command()
def check(language: LanguageOption) -> None:
    """Check lines of `source<TAB>target` from stdin; one JSON object a line, every line
    safety-critical."""
    from app import checks
    from app.checks.base import Pair
    from app.languages import find

    find(language)
    for number, line in enumerate(sys.stdin, 1):
        source, tab, target = line.rstrip("\r\n").partition("\t")
        if not tab:
            print(
                f"birthwords: line {number} has no tab between source and target.", file=sys.stderr
            )
            raise typer.Exit(1)
        found = checks.run(Pair(source, target, language))
        rows = [
            {"check": f.check, "severity": f.severity.value, "message": f.message} for f in found
        ]
        print(json.dumps({"findings": rows}, ensure_ascii=False), flush=True)
