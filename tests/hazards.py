"""The hazard log as values, and as a page that people read.

`python -m tests.hazards` writes the page anew after a change of `docs/hazard-log.yaml`.
"""

import ast
from functools import cache
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from ruamel.yaml import YAML

from app.config import ROOT

PAGE = ROOT / "docs" / "hazard-log.md"
HEAD = """# Hazard log

What could harm a person, what stands in the way, and the tests that fail when it is lost. Made from
[hazard-log.yaml](hazard-log.yaml), where it is written, by `python -m tests.hazards`.

A start for the two people who answer for safety, not a claim of compliance: DCB0129 is signed by
the clinical safety officer of whoever makes and supplies the product, DCB0160 by that of the
organisation that uses it. Both judge severity and likelihood anew, with their own scale. **Nobody
has yet.**

Risk goes from 1 (acceptable) to 5 (never acceptable). The risk after counts only what exists; what
is planned lowers nothing.
"""
Severity = Literal["minor", "significant", "considerable", "major", "catastrophic"]
Likelihood = Literal["very_low", "low", "medium", "high", "very_high"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Scale(Strict):
    severity: list[Severity]
    likelihood: list[Likelihood]
    risk: dict[Likelihood, list[int]]


class Risk(Strict):
    severity: Severity
    likelihood: Likelihood
    risk: int = Field(ge=1, le=5)


class Control(Strict):
    """What exists, with its tests, or what is only planned."""

    control: str = ""
    tests: tuple[str, ...] = ()
    planned: str = ""

    @model_validator(mode="after")
    def _either(self) -> Self:
        if bool(self.planned) == bool(self.control and self.tests):
            raise ValueError("write `control` with its `tests`, or `planned`")
        return self


class Hazard(Strict):
    id: str
    hazard: str = Field(min_length=10)
    cause: str = Field(min_length=10)
    harm: str = Field(min_length=10)
    owner: str = Field(min_length=5)
    controls: list[Control] = Field(min_length=1)
    before: Risk
    after: Risk

    @property
    def tests(self) -> tuple[str, ...]:
        return tuple(test for control in self.controls for test in control.tests)


class HazardLog(Strict):
    scale: Scale
    hazards: list[Hazard]


@cache
def the_log() -> HazardLog:
    text = (ROOT / "docs" / "hazard-log.yaml").read_text("utf-8")
    return HazardLog.model_validate(YAML(typ="safe").load(text))


@cache
def every_test() -> frozenset[str]:
    """Node ids of all test functions, without their parameters."""
    return frozenset(
        f"{path.relative_to(ROOT).as_posix()}::{node.name}"
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def page(log: HazardLog) -> str:
    """The log as Markdown: a table, what is planned, then each hazard with controls and tests."""
    rows = "\n".join(
        f"| [{hazard.id}](#{hazard.id.lower()}) | {hazard.hazard} | {hazard.before.risk} "
        f"| {hazard.after.risk} | {len(hazard.tests)} | {hazard.owner} |"
        for hazard in log.hazards
    )
    planned = "\n".join(
        f"- [{hazard.id}](#{hazard.id.lower()}): {control.planned}"
        for hazard in log.hazards
        for control in hazard.controls
        if control.planned
    )
    head = "| | hazard | risk before | after | tests | owner |\n|---|---|---|---|---|---|"
    parts = [HEAD, f"{head}\n{rows}\n", f"## Planned, and not there yet\n\n{planned}\n"]
    return "\n".join([*parts, *(_section(hazard) for hazard in log.hazards)])


def _section(hazard: Hazard) -> str:
    lines = [f"## {hazard.id}", "", f"**{hazard.hazard}**", ""]
    lines += [f"- Cause: {hazard.cause}", f"- Harm: {hazard.harm}", f"- Owner: {hazard.owner}"]
    lines += [f"- Before: {_risk(hazard.before)}", f"- After: {_risk(hazard.after)}", ""]
    for control in hazard.controls:
        lines.append(
            f"- {control.control}" if control.control else f"- *Planned:* {control.planned}"
        )
        lines += [f"  - {_link(test)}" for test in control.tests]
    return "\n".join([*lines, ""])


def _risk(risk: Risk) -> str:
    return f"{risk.risk} ({risk.severity}, {risk.likelihood.replace('_', ' ')})"


def _link(test: str) -> str:
    """The name of a test in words, as a link to where it stands."""
    path, _, name = test.partition("::")
    return f"[{name.removeprefix('test_').replace('_', ' ')}](../{path})"


if __name__ == "__main__":
    PAGE.write_text(page(the_log()), "utf-8")
