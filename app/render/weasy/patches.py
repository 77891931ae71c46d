"""What a patch of WeasyPrint's inside is: what stands in whose place, and the source that ours was
written for. Which patches there are is said by the modules beside this one.
"""

import hashlib
import inspect
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Replacement:
    """`new` in the place of `old`: in `owner` (a class or a module), or wherever a module of
    WeasyPrint has it. `source` is the fingerprint of `old` as it was tested; what is no function is
    `made_of` a text and has a name of ours. Both may be properties, of an `owner`."""

    old: Any
    new: Any
    source: str
    owner: Any = None
    made_of: str = ""
    called: str = ""

    @property
    def name(self) -> str:
        return self.called or f"{self._function.__module__}.{self._function.__qualname__}"

    @property
    def attribute(self) -> str:
        """What `old` is called in its `owner`."""
        return str(self._function.__name__)

    @property
    def _function(self) -> Any:
        return self.old.fget if isinstance(self.old, property) else self.old

    def is_as_tested(self) -> bool:
        """Whether what is replaced is what ours was written for."""
        try:
            return fingerprint(self.made_of or inspect.getsource(self._function)) == self.source
        except (OSError, TypeError):  # it has no source in Python any more
            return False

    def put(self) -> None:
        if self.owner is not None:
            setattr(self.owner, self.attribute, self.new)
            return
        for name, module in tuple(sys.modules.items()):
            if name.partition(".")[0] == "weasyprint":
                for key in [key for key, value in vars(module).items() if value is self.old]:
                    setattr(module, key, self.new)


@dataclass(frozen=True)
class Patch:
    """Replacements that hold together only; the name is that of ADR 27."""

    name: str
    replacements: tuple[Replacement, ...]


def changed(patches: Iterable[Patch]) -> tuple[str, ...]:
    """The functions that are not the ones that ours were written for."""
    found = (each for patch in patches for each in patch.replacements)
    return tuple(each.name for each in found if not each.is_as_tested())


def put(patches: Iterable[Patch]) -> None:
    """Change WeasyPrint in this process."""
    for patch in patches:
        for each in patch.replacements:
            each.put()


def fingerprint(source: str) -> str:
    """A source by 16 digits, the same in each version of Python."""
    return hashlib.sha256(source.strip().encode()).hexdigest()[:16]
