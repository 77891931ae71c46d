"""The hazard log stays true: every hazard is in it, and every test that it names exists."""

import ast
from functools import cache
from typing import Literal, Self

import pytest
from pydantic import BaseModel, ConfigDict, Field, model_validator
from ruamel.yaml import YAML

from app.config import ROOT

HAZARDS = [f"H{number}" for number in range(1, 30)]
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


def bears(test: str, hazard: str) -> bool:
    return hazard.lower() in test.partition("::")[2].split("_")


def test_every_hazard_stands_once_and_in_order() -> None:
    assert [hazard.id for hazard in the_log().hazards] == HAZARDS


@pytest.mark.parametrize("hazard", the_log().hazards, ids=lambda hazard: hazard.id)
def test_every_test_that_a_control_names_exists(hazard: Hazard) -> None:
    assert [test for test in hazard.tests if test not in every_test()] == []


@pytest.mark.parametrize("hazard", the_log().hazards, ids=lambda hazard: hazard.id)
def test_a_hazard_names_tests_that_bear_its_number(hazard: Hazard) -> None:
    if any(bears(test, hazard.id) for test in every_test()):
        assert any(bears(test, hazard.id) for test in hazard.tests)


def test_every_number_that_a_test_bears_is_in_the_log() -> None:
    words = {word for test in every_test() for word in test.partition("::")[2].split("_")[1:]}
    numbers = {word.upper() for word in words if word[:1] == "h" and word[1:].isdigit()}
    assert numbers <= set(HAZARDS)


@pytest.mark.parametrize("hazard", the_log().hazards, ids=lambda hazard: hazard.id)
def test_risk_follows_the_scale_and_controls_that_are_only_planned_lower_nothing(
    hazard: Hazard,
) -> None:
    scale = the_log().scale
    for risk in (hazard.before, hazard.after):
        assert risk.risk == scale.risk[risk.likelihood][scale.severity.index(risk.severity)]
    if hazard.tests:
        assert hazard.after.risk <= hazard.before.risk
    else:
        assert hazard.after == hazard.before
