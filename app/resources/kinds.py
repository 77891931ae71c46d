"""The kinds of resource, and whom each is for: who may read it and in which languages it stands.
Said here once: whoever has to know that asks here, and compares a kind only for what it alone has,
as a plan its form and a message its short texts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from app.languages import ENGLISH, Language, is_source, languages

Kind = Literal["leaflet", "plan", "message", "guide", "interface"]
"""What a resource is; `interface` is made from the words around every text, never written."""


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What holds for all resources of a kind. `folder` is where they are kept, in content and in
    addresses, "" where nobody writes them; `is_public` says that families read them, else they are
    for staff who signed in; `is_translated` that they come in every language, else in English."""

    folder: str
    is_public: bool = True
    is_translated: bool = True

    @property
    def is_for_staff(self) -> bool:
        return bool(self.folder) and not self.is_public

    def stands_in(self, tag: str) -> bool:
        """Whether they may stand in the language with this tag."""
        return self.is_translated or is_source(tag)

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages in which they may stand, English first."""
        return (ENGLISH, *languages()) if self.is_translated else (ENGLISH,)


RULES: Mapping[str, Rules] = MappingProxyType(
    {
        "leaflet": Rules(folder="leaflets"),
        "plan": Rules(folder="plans"),
        "message": Rules(folder="messages"),
        "guide": Rules(folder="guides", is_public=False, is_translated=False),
        "interface": Rules(folder="", is_public=False),
    }
)
PUBLIC = frozenset(kind for kind, rules in RULES.items() if rules.is_public)
"""What families read."""
FOR_STAFF = frozenset(kind for kind, rules in RULES.items() if rules.is_for_staff)
"""What is written for staff, who read it signed in."""


def rules(kind: str) -> Rules:
    """The rules of a kind; KeyError for one that there is not."""
    return RULES[kind]
