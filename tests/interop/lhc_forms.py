"""LHC-Forms, a widget of the US National Library of Medicine that draws any Questionnaire, in a
headless Chromium: answers shown in it and given back are the same, and so is what a person types.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.interop.fhir_plans import FilledPlan, filled_plans, words_alone
from tests.interop.node import found
from tests.interop.walk import Absent, Client, Walk, must
from tests.interop.world import World

_PARTS = (
    "webcomponent/assets/lib/zone.min.js", "webcomponent/runtime.js", "webcomponent/polyfills.js",
    "webcomponent/main.js", "fhir/R4/lformsFHIR.min.js",
)  # fmt: skip
_SHOW = """async ([asked, given]) => {
  let form = LForms.Util.convertFHIRQuestionnaireToLForms(asked, 'R4');
  if (given) form = LForms.Util.mergeFHIRDataIntoLForms(given, form, 'R4');
  await LForms.Util.addFormToPage(form, 'form', {fhirVersion: 'R4'});
}"""
_GIVE = """LForms.Util.getFormFHIRData(
  'QuestionnaireResponse', 'R4', document.getElementById('form'))"""


def find() -> tuple[Path, str]:
    if not _chromium():
        raise Absent("apt-get install chromium")
    return found("lforms")


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def _page(place: Path) -> Iterator[Page]:
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.set_content('<!doctype html><meta charset="utf-8"><div id="form"></div>')
        for part in _PARTS:
            page.add_script_tag(path=str(place / "node_modules/lforms/dist/lforms" / part))
        page.wait_for_function("window.LForms?.Util && LForms.FHIR")
        yield page
        browser.close()


def _given_back(place: Path, plan: FilledPlan) -> dict[str, Any]:
    """The answers that the form gives after it was filled with ours."""
    with _page(place) as page:
        page.evaluate(_SHOW, [plan.asked, plan.given])
        back: dict[str, Any] = page.evaluate(_GIVE)
    return back


def _same(place: Path, plans: list[FilledPlan]) -> str:
    said = []
    for plan in plans:
        before, after = plan.values(plan.given), plan.values(_given_back(place, plan))
        lost = [key for key in before if after.get(key) != before[key]]
        must(not lost and len(after) == len(before), f"{plan.name}: {lost} came back otherwise")
        said.append(f"{plan.name} {len(before)}")
    return f"answers that came back as they were: {', '.join(said)}"


def _typed(world: World, place: Path) -> str:
    """A person ticks nothing and writes beside the options."""
    plan = words_alone()
    with _page(place) as page:
        page.evaluate(_SHOW, [plan.asked, None])
        box = page.locator('[id="interpreter/1/1"]')
        box.click()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.locator('[id="kind-of-interpreter.words/1/1"]').fill("ktoś spokojny")
        back = page.evaluate(_GIVE)
    after = plan.values(back)
    must(after == plan.values(plan.given), f"she typed other answers than {after}")
    return "words typed beside options without a tick came in"


WALKS = (
    Walk("Questionnaire and response", "shown and given back",
         lambda w, p: _same(p, list(filled_plans(w)))),
    Walk("Questionnaire and response", "words without a tick",
         lambda w, p: _same(p, [words_alone()])),
    Walk("Questionnaire", "filled in by hand", _typed),
)  # fmt: skip
LHC_FORMS = Client("LHC-Forms", find, WALKS)
