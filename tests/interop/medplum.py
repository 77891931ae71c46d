"""Medplum's validator of FHIR R4: every Questionnaire and QuestionnaireResponse of ours is valid,
and it finds fault with what is not.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.interop.fhir_plans import FilledPlan, filled_plans, words_alone
from tests.interop.node import found
from tests.interop.walk import Client, Walk, must
from tests.interop.world import World

_SCRIPT = Path(__file__).with_name("medplum.mjs")


def find() -> tuple[Path, str]:
    return found("@medplum/core")


def _faults(place: Path, resources: list[dict[str, Any]]) -> list[list[str]]:
    done = subprocess.run(
        ["node", str(_SCRIPT), str(place)], input=json.dumps(resources), capture_output=True,
        text=True, timeout=180,
    )  # fmt: skip
    must(done.returncode == 0, done.stderr[-300:])
    return [list(map(str, one)) for one in json.loads(done.stdout)]


def _valid(place: Path, plans: list[FilledPlan], kind: str) -> str:
    resources = [one.asked if kind == "Questionnaire" else one.given for one in plans]
    for plan, faults in zip(plans, _faults(place, resources), strict=True):
        must(not faults, f"{plan.name}: {faults[:2]}")
    return f"{len(plans)} are valid: {', '.join(one.name for one in plans)}"


def _sees_faults(world: World, place: Path) -> str:
    """Without this, a validator that looks at nothing would be content as well."""
    good = next(filled_plans(world))
    wrong = [{**good.asked, "status": "nothing"}, {**good.given, "item": [{"text": "no linkId"}]},
             {**good.asked, "item": [{"linkId": "a", "type": "group"}]}]  # fmt: skip
    faults = _faults(place, wrong)
    must(all(faults[1:]), f"of three broken resources it finds {faults}")
    return f"{sum(map(bool, faults))} of {len(wrong)} broken ones are refused"


WALKS = (
    Walk("Questionnaire", "valid",
         lambda w, p: _valid(p, list(filled_plans(w)), "Questionnaire")),
    Walk("QuestionnaireResponse", "valid",
         lambda w, p: _valid(p, [*filled_plans(w), words_alone()], "QuestionnaireResponse")),
    Walk("both", "what is broken is seen", _sees_faults),
)  # fmt: skip
MEDPLUM = Client("Medplum", find, WALKS)
