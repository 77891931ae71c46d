"""A leaflet that the product has never seen, written from the schema page alone, walks from its
author to Spanish readers: brought in, signed, drafted by a real engine, corrected, revised, signed
and published, without a change of code.
"""

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect

from app.config import ROOT
from tests.journeys.conftest import NewPage, Site, sign_in, translate_back

SLUG = "tiredness"
LEAFLET = """\
kind: leaflet
slug: tiredness
reference: BSW-MAT-777
version: "1"
owner: Lead midwife for pregnancy care
organisation: Bath and North East Somerset, Swindon and Wiltshire Local Maternity System
approver: Consultant midwife
review_by: 2029-06-30
title: Tiredness in pregnancy
summary: It is normal to feel tired. Rest when you can.
blocks:
  - id: rest
    type: do_list
    items:
      - id: sleep
        text: sleep on your side
      - id: drink
        text: drink 8 glasses of water a day
  - id: call
    type: care_card
    urgency: urgent
    heading: "Call your midwife if:"
    blocks:
      - id: reasons
        type: list
        items:
          - id: breath
            text: you cannot breathe well
      - id: numbers
        type: contact
        contact: triage
"""
SPANISH = {
    "title": "El cansancio en el embarazo",
    "summary": "Es normal sentirse cansada. Descanse cuando pueda.",
    "rest.sleep": "duerma de lado",
    "rest.drink": "beba 8 vasos de agua al día",
    "call.heading": "Llame a su matrona si:",
    "call.reasons.breath": "no puede respirar bien",
}
ENGLISH = f"/workbench/{SLUG}/standard/en"
TRANSLATION = f"/workbench/{SLUG}/standard/es"


def as_person(new_page: NewPage, site: Site, name: str) -> Page:
    page = new_page(viewport={"width": 1280, "height": 900})
    sign_in(page, site, name)
    return page


def press(page: Page, address: str, button: str, answer: str) -> None:
    page.goto(address)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("main")).to_contain_text(answer, timeout=30_000)


def draft_with_apertium(site: Site) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "from app.cli import main; main()", "draft", "--language", "es",
         "--resource", SLUG, "--engine", "apertium"],
        cwd=ROOT, check=False, capture_output=True, text=True,
        env={**os.environ, "BIRTHWORDS_DATA": str(site.data), "BIRTHWORDS_DEMO": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_new_leaflet_walks_to_readers_without_a_change_of_code(
    busy_site: Site, new_page: NewPage, tmp_path: Path
) -> None:
    file = tmp_path / "tiredness.yaml"
    file.write_text(LEAFLET, encoding="utf-8")
    author = as_person(new_page, busy_site, "author")
    author.goto(f"{busy_site.base}/library/bring-in")
    author.locator("input[type=file]").set_input_files(file)
    author.get_by_role("button", name="Bring it in").click()
    expect(author.locator("main")).to_contain_text("The file is in these changes")
    author.get_by_label("What you changed, and why").fill("A new leaflet")
    author.get_by_role("button", name="Hand it in for signing").click()
    expect(author.locator("main")).to_contain_text("Handed in", timeout=30_000)

    clinician = as_person(new_page, busy_site, "clinician")
    press(clinician, busy_site.base + ENGLISH, "Sign", "Signed")
    press(author, busy_site.base + ENGLISH, "Publish", "Published")
    assert busy_site.get(f"/en/leaflets/{SLUG}")[0] == 200

    assert "drafted" in draft_with_apertium(busy_site)
    assert busy_site.get(f"/es/leaflets/{SLUG}")[0] == 404

    translator = as_person(new_page, busy_site, "translator")
    for path, text in SPANISH.items():
        translator.goto(f"{busy_site.base}{TRANSLATION}/at/{path}")
        translator.locator(f"textarea[id='text-{path}']").fill(text)
        translator.get_by_role("button", name="Save", exact=True).click()
        expect(translator.locator("main")).to_contain_text("Saved", timeout=30_000)

    reviewer = as_person(new_page, busy_site, "reviewer")
    for path in SPANISH:
        reviewer.goto(f"{busy_site.base}{TRANSLATION}/at/{path}")
        reviewer.get_by_role("button", name="Approve").click()
        expect(reviewer.locator("main")).to_contain_text("pproved", timeout=30_000)

    third = as_person(new_page, busy_site, "second-translator")
    third.goto(busy_site.base + TRANSLATION)
    translate_back(third)

    press(clinician, busy_site.base + TRANSLATION, "Sign", "Signed")
    press(author, busy_site.base + TRANSLATION, "Publish", "Published")
    page = busy_site.get(f"/es/leaflets/{SLUG}")[1].decode()
    assert all(text in page for text in SPANISH.values())
    status, pdf = busy_site.get(f"/es/leaflets/{SLUG}/facing.pdf?service=gwh")
    assert (status, pdf[:5]) == (200, b"%PDF-")


def test_a_faulty_leaflet_is_refused_with_its_line_and_nothing_is_taken(
    busy_site: Site, new_page: NewPage, tmp_path: Path
) -> None:
    file = tmp_path / "faulty.yaml"
    faulty = LEAFLET.replace("slug: tiredness", "slug: faulty").replace("do_list", "todo")
    file.write_text(faulty, encoding="utf-8")
    author = as_person(new_page, busy_site, "author")
    author.goto(f"{busy_site.base}/library/bring-in")
    author.locator("input[type=file]").set_input_files(file)
    author.get_by_role("button", name="Bring it in").click()
    expect(author.locator("main")).to_contain_text("no block type 'todo'", timeout=30_000)
    expect(author.locator("main")).to_contain_text("faulty.yaml:12")
    assert author.goto(f"{busy_site.base}/library/faulty").status == 404  # type: ignore[union-attr]
