"""One measured figure, as it is printed."""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Figure:
    """A measurement. `better` says on which side of `target` it holds; without a target it
    always does. `samples` is how many times each side was measured, where more would tell more."""

    name: str
    value: float
    unit: str
    target: float | None = None
    better: Literal["lower", "higher"] = "lower"
    detail: str = ""
    samples: int | None = None

    @property
    def holds(self) -> bool:
        if self.target is None:
            return True
        return self.value <= self.target if self.better == "lower" else self.value >= self.target

    def as_row(self) -> dict[str, Any]:
        """The figure for JSON; `better` only where there is a target to be on one side of."""
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "target": self.target,
            "better": None if self.target is None else self.better,
            "holds": self.holds,
            "samples": self.samples,
            "detail": self.detail,
        }
