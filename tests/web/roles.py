"""Who may open which address, as the routes themselves say it; `python -m tests.web.roles` writes
docs/roles.md anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from app.config import ROOT
from app.models import Role
from app.web.frame.bodies import LONG_TEXT, ORDINARY, Takes
from app.web.frame.deps import Needs, visitor
from app.web.frame.errors import STAFF

DOCUMENT = ROOT / "docs" / "roles.md"
OWN = "/account"
"""Signing in and what is one's own: the only pages of staff without a rule."""
HEAD = """\
# Who may open what

Made from the routes by `python -m tests.web.roles`; `tests/web/test_roles.py` holds it, and tries
every line as every role, as someone with the role for another language and as nobody.

- **yes**: whoever holds the role, for any language. What such a page shows of texts in work is of
  the languages of their roles alone.
  A line with *yes* in every field is for everybody who signed in, also before they hold a role.
- **here**: whoever holds the role for the language of the address.
- An empty field is a refusal, before any text is read and before a byte of a form is.
- `POST` takes a step, and each step asks further who may take it;
  `app/workflow/transitions.py` says who.
  A form may be 64 KB large, where no other size stands.

Whoever runs the command line has the database in their hands, and its exports ask for no role;
`birthwords import` writes and shows as much as the person of `--as` may.

"""


@dataclass(frozen=True)
class Line:
    """One address and method; `rule` is None for everybody."""

    method: str
    path: str
    rule: Needs | None
    signed_in: bool
    most: int

    @property
    def for_staff(self) -> bool:
        return self.path.startswith(STAFF)

    def cell(self, role: Role) -> str:
        if self.rule is None or role not in self.rule.roles:
            return ""
        return "here" if self.rule.here else "yes"


def lines(app: FastAPI) -> list[Line]:
    """Every address, those of staff and those of everybody, by path and method."""
    found = []
    for route in iter_route_contexts(app.routes):
        held = list(_held(route.dependant)) if getattr(route, "dependant", None) else []
        rules = [each for each in held if isinstance(each, Needs)]
        most = next((each.most for each in held if isinstance(each, Takes)), ORDINARY)
        for method in sorted((route.methods or {"GET"}) - {"HEAD"}):
            rule = _narrowest(rules)
            found.append(Line(method, str(route.path), rule, visitor in held, most))
    return sorted(set(found), key=lambda line: (line.path, line.method))


def _held(dependant: Dependant) -> Iterator[Any]:
    for each in dependant.dependencies:
        yield each.call
        yield from _held(each)


def _narrowest(rules: list[Needs]) -> Needs | None:
    """A route's own rule goes beside that of its router, which lets in more."""
    if not rules:
        return None
    roles = frozenset.intersection(*(rule.roles for rule in rules))
    return Needs(roles, rules[-1].reads, here=any(rule.here for rule in rules))


def document(app: FastAPI) -> str:
    """The text of docs/roles.md."""
    every = lines(app)
    names = [role.value for role in Role]
    rows = [
        f"| address | {' | '.join(names)} | shows | form |",
        f"|---|{'---|' * len(names)}---|---|",
    ]
    for line in every:
        if line.rule is not None:
            cells = " | ".join(line.cell(role) for role in Role)
            size = "" if line.method == "GET" or line.most == ORDINARY else _size(line.most)
            shows = line.rule.reads.value
            rows.append(f"| `{line.method} {line.path}` | {cells} | {shows} | {size} |")
    public = [line for line in every if line.rule is None]
    said = "\n".join(f"- `{line.method} {line.path}`" for line in public)
    end = (
        "\n## Everybody\n\nThese need no role: they show what is published, take a plan that is "
        "being filled in, or are one's own account.\n\n"
    )
    return HEAD + "\n".join(rows) + "\n" + end + said + "\n"


def _size(most: int) -> str:
    if most == LONG_TEXT:
        return "300 KB"
    return f"{most // 1_000_000} MB"


if __name__ == "__main__":
    from tests.web.service import service

    DOCUMENT.write_text(document(service()), "utf-8")
