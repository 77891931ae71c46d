"""`python -m tests.content [--all] [TAG[:SLUG,…] …]`: say how plain the English is, and what is
missing, blocked or not printable in the drafts of all languages, or of those named. With --advice,
what the checks ask a reviewer to look at too; with --plain, or `en:SLUG,…`, the English alone. The
status is 1 where there is a fault; that English could be plainer is none."""

import sys
from collections import Counter
from collections.abc import Iterator

from app.languages import ENGLISH, Language, find
from tests.content import drafts, plain, prints
from tests.content.drafts import Fault
from tests.content.promised import drafted

OPTIONS = frozenset({"--all", "--advice", "--plain"})


def main(arguments: list[str]) -> int:
    if unknown := [one for one in arguments if one.startswith("--") and one not in OPTIONS]:
        print(f"content: there is no {unknown[0]}: {', '.join(sorted(OPTIONS))}.", file=sys.stderr)
        return 2
    _tell_how_plain(arguments)
    if "--plain" in arguments:
        return 0
    total = 0
    for language, slugs in _chosen(arguments):
        found = tuple(drafts.faults(language, slugs))
        for fault in found:
            print(fault)
        if "--advice" in arguments:
            _tell(drafts.advice(language, slugs))
        print(f"{language.tag}: {len(found)} faults in drafts.", file=sys.stderr)
        total += len(found)
    return 1 if total + _print_faults(arguments) else 0


def _tell_how_plain(arguments: list[str]) -> None:
    """Of all texts, unless languages are named and English is not among them."""
    named = dict(_named(arguments))
    if not named or ENGLISH in named:
        slugs = named.get(ENGLISH, frozenset())
        for name, counted in plain.measures(slugs):
            print(f"plain: {name}: {counted}")
        _tell(plain.advice(slugs))


def _print_faults(arguments: list[str]) -> int:
    """Draw what is asked for, say what is wrong and how many pages it took."""
    names = [
        name
        for language, slugs in _chosen(arguments)
        for name in (prints.every if "--all" in arguments else prints.samples)(language)
        if not slugs or name.slug in slugs
    ]
    pages, total = Counter[str](), 0
    for name, number, found in prints.faults(names):
        pages[name.language] += number
        for fault in found:
            print(fault)
        total += len(found)
    for tag, number in pages.items():
        drawn = sum(name.language == tag for name in names)
        print(f"{tag}: {drawn} prints on {number} pages.", file=sys.stderr)
    return total


def _chosen(arguments: list[str]) -> Iterator[tuple[Language, frozenset[str]]]:
    """Languages with drafts, each with the texts that are asked for, none for all."""
    named = [*_named(arguments)]
    yield from (one for one in named if not one[0].is_source)
    if not named:
        for language in drafted():
            yield language, frozenset()


def _named(arguments: list[str]) -> Iterator[tuple[Language, frozenset[str]]]:
    for one in arguments:
        if not one.startswith("--"):
            tag, _, slugs = one.partition(":")
            yield find(tag), frozenset(filter(None, slugs.split(",")))


def _tell(found: Iterator[Fault]) -> None:
    for fault in found:
        print(f"advice: {fault}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
