"""Inline tokens: `<1>…</1>` for a link or strong words, `<2/>` for a local fact such as a phone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from app.checks.base import Flaw, Pair, Severity
from app.checks.surface import TOKEN

_STRAY = re.compile(r"[<>＜＞]|⟦|⟧|__PH\d*|\{[a-z_]*\.[a-z_.]+\}", re.IGNORECASE)


def check_markup(pair: Pair) -> Iterator[Flaw]:
    """Every token of the source once, properly nested, and no other."""
    source, target = TOKEN.findall(pair.source), TOKEN.findall(pair.target)
    wanted, given = Counter(source), Counter(target)
    for token in sorted((wanted - given).elements()):
        yield _blocking(f"The mark {token} is missing from the translation. {_meaning(token)}")
    for token in sorted((given - wanted).elements()):
        if token not in wanted:
            yield _blocking(f"The translation has the mark {token}, which is not in the source.")
        else:
            yield _blocking(f"The translation has the mark {token} more often than the source.")
    if wanted == given and not _nested(target):
        yield _blocking(
            "The marks are closed in the wrong order: each <1> needs its </1> after it."
        )
    if wanted == given and (empty := _empty(pair)):
        yield _blocking(f"There is nothing between <{empty}> and </{empty}>.")
    yield from _stray(pair)


def _stray(pair: Pair) -> Iterator[Flaw]:
    rest = TOKEN.sub(lambda m: " " * len(m.group()), pair.target)
    stray = _STRAY.search(rest)
    if stray and not _STRAY.search(TOKEN.sub("", pair.source)):
        yield Flaw(
            Severity.BLOCKING,
            f"“{stray.group()}” is left over from a damaged mark. Take it out or restore the mark.",
            *stray.span(),
        )


def _blocking(message: str) -> Flaw:
    return Flaw(Severity.BLOCKING, message)


def _meaning(token: str) -> str:
    if token.endswith("/>"):
        return "It stands for a local fact, such as a phone number."
    if not token.startswith("<"):
        return "It stands for words that are filled in later."
    return "It marks a link or important words."


def _nested(tokens: list[str]) -> bool:
    open_tokens: list[str] = []
    for token in tokens:
        if token.endswith("/>") or not token.startswith("<"):
            continue
        if not token.startswith("</"):
            open_tokens.append(token[1:-1])
        elif not open_tokens or open_tokens.pop() != token[2:-1]:
            return False
    return not open_tokens


def _empty(pair: Pair) -> str | None:
    empty = re.compile(r"<(\d+)>\s*</\1>")
    found = empty.search(pair.target)
    return found.group(1) if found and not empty.search(pair.source) else None
