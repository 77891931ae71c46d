"""Inline markup inside one segment: the author's form, the nodes that templates draw, and the
numbered tokens that translators see. Blocks live in `schema`, whole resources in `segments`.

Author's form: `**strong**`, `[words](https://address)`, `{phone.triage}`. Segment form:
`<1>strong</1>`, `<2>words</2>`, `<3/>`; addresses and names of facts stay in the source.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from app.errors import ExpectedError

Kind = Literal["text", "strong", "link", "fact"]

FACTS = ("phone", "hours", "name", "value")
"""What `{…}` may ask of a service: `{phone.triage}`, `{hours.triage}`, `{name}`. `{value.page}` is
what a page puts into one of its own words; no text for readers may ask for it."""

_AUTHOR = re.compile(
    r"\*\*(?P<strong>[^*\[\]{}]+)\*\*"
    r"|\[(?P<words>[^*\[\]{}]+)\]\((?P<href>[^()\s]+)\)"
    r"|\{(?P<fact>[a-z]+(?:\.[a-z][a-z0-9_-]*)?)\}"
)
_TOKEN = re.compile(r"<(?P<open>\d+)>(?P<inner>[^<>]*)</(?P=open)>|<(?P<alone>\d+)/>")
_HREF = re.compile(
    r"https://[^\s]+|#[a-z0-9-]+|leaflet:[a-z0-9-]+|plan:[a-z0-9-]+|message:[a-z0-9-]+"
    r"|guide:[a-z0-9-]+"
)
_RESERVED = "*[]{}<>⟦⟧"


class MarkupError(ExpectedError, ValueError):
    """Inline markup that cannot be read; the message says what to write instead."""

    status = 422


@dataclass(frozen=True)
class Node:
    """One run of a segment. `ref` is the address of a link or the name of a fact, else empty."""

    kind: Kind
    text: str
    ref: str = ""

    @property
    def author(self) -> str:
        match self.kind:
            case "strong":
                return f"**{self.text}**"
            case "link":
                return f"[{self.text}]({self.ref})"
            case "fact":
                return f"{{{self.ref}}}"
            case _:
                return self.text


@dataclass(frozen=True)
class Token:
    """What a numbered token of a segment stands for in the source."""

    number: int
    kind: Kind
    ref: str = ""


def parse(text: str) -> tuple[Node, ...]:
    """Nodes of a segment in the author's form, in order; raises MarkupError."""
    nodes: list[Node] = []
    end = 0
    for match in _AUTHOR.finditer(text):
        nodes.extend(_plain(text[end : match.start()]))
        nodes.append(_node(match))
        end = match.end()
    nodes.extend(_plain(text[end:]))
    return tuple(nodes)


def _node(match: re.Match[str]) -> Node:
    if (strong := match["strong"]) is not None:
        return Node("strong", strong)
    if (fact := match["fact"]) is not None:
        if fact.partition(".")[0] not in FACTS:
            raise MarkupError(
                f"{{{fact}}} is not a local fact. "
                "Write one of {phone.triage}, {hours.triage}, {name}."
            )
        return Node("fact", "", fact)
    if not _HREF.fullmatch(match["href"]):
        raise MarkupError(
            f"the link address {match['href']!r} is not allowed. "
            "Write https://…, #block-id, leaflet:slug, plan:slug, message:slug or guide:slug."
        )
    return Node("link", match["words"], match["href"])


def _plain(text: str) -> Iterable[Node]:
    for character in text:
        if character in _RESERVED:
            raise MarkupError(
                f"the character {character!r} is kept for markup. Write **strong**, "
                "[words](https://address), {phone.triage}, or reword the sentence."
            )
    return (Node("text", text),) if text else ()


def tokenise(text: str) -> tuple[str, tuple[Token, ...]]:
    """The author's form → (segment form, its tokens numbered from 1 in order of appearance)."""
    out: list[str] = []
    tokens: list[Token] = []
    for node in parse(text):
        if node.kind == "text":
            out.append(node.text)
            continue
        number = len(tokens) + 1
        tokens.append(Token(number, node.kind, node.ref))
        out.append(f"<{number}/>" if node.kind == "fact" else f"<{number}>{node.text}</{number}>")
    return "".join(out), tuple(tokens)


def detokenise(segment: str, tokens: Iterable[Token]) -> str:
    """The segment form → the author's form, with the source's tokens; raises MarkupError where
    they differ."""
    left = {token.number: token for token in tokens}
    out: list[str] = []
    end = 0
    for match in _TOKEN.finditer(segment):
        out.extend(node.author for node in _plain(segment[end : match.start()]))
        number = int(match["open"] or match["alone"])
        token = left.pop(number, None)
        if token is None:
            raise MarkupError(
                f"<{number}> is not a token of the source, or stands twice. Remove it."
            )
        if (token.kind == "fact") != (match["alone"] is not None):
            raise MarkupError(f"token {number} must be written as in the source.")
        inner = match["inner"] or ""
        for _ in _plain(inner):
            pass
        if token.kind != "fact" and not inner.strip():
            raise MarkupError(f"there are no words between <{number}> and </{number}>.")
        out.append(Node(token.kind, inner, token.ref).author)
        end = match.end()
    out.extend(node.author for node in _plain(segment[end:]))
    if left:
        missing = ", ".join(f"<{number}>" for number in sorted(left))
        raise MarkupError(f"{missing} of the source is missing.")
    return "".join(out)


TOKEN = re.compile(r"</?\d+/?>")
"""One token of a segment in its form."""


def without_tokens(segment: str) -> str:
    """The words of a segment in its form."""
    return TOKEN.sub("", segment)


def plain(text: str) -> str:
    """The words of a segment in the author's form, without its markup; a fact shows its name."""
    return "".join(node.text or f"[{node.ref}]" for node in parse(text))
