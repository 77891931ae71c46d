"""H4: the Bengali plan for health in pregnancy is in review in the demonstration, so that none of
its text can be reached."""

import json
import re
from functools import cache

import pytest

from app.config import LOCALES
from app.exchange.po import read
from tests.journeys.conftest import Site

FILES = sorted((LOCALES / "bn" / "LC_MESSAGES").glob("plan-my-health-and-wellbeing*.po"))
SLUG = "my-health-and-wellbeing"
WORKBENCH = f"/workbench/{SLUG}/standard/bn"
TAILS = ["", "/easy-read", "/standard.pdf", "/large_print.pdf", "/facing.pdf", "/easy_read.pdf",
         "/easy-read/large_print.pdf", "/easy-read/facing.pdf"]  # fmt: skip


def bengali() -> list[str]:
    texts = [entry.text for file in FILES for entry in read(file.read_bytes(), file.name).entries]
    return [text for text in texts if len(text) > 12 and text not in published()]


@cache
def published() -> str:
    """What other texts say: some of their sentences are the same, word for word."""
    others = (LOCALES / "bn" / "LC_MESSAGES").glob("*-*.po")
    files = [file for file in others if file not in FILES]
    entries = (entry for file in files for entry in read(file.read_bytes(), file.name).entries)
    return "\n".join(entry.text for entry in entries)


def test_there_is_bengali_text_in_review() -> None:
    assert len(bengali()) > 20


@pytest.mark.parametrize("tail", TAILS)
def test_h4_no_page_or_print_of_a_draft_is_public(demo_site: Site, tail: str) -> None:
    status, _ = demo_site.get(f"/bn/plans/{SLUG}{tail}")
    assert status == 404


def test_h4_no_draft_is_in_the_api(demo_site: Site) -> None:
    for version in ("standard", "easy_read"):
        status, _ = demo_site.get(f"/api/v1/resources/{SLUG}/editions/bn?version={version}")
        assert status == 404
    listed = json.loads(demo_site.get("/api/v1/resources")[1])
    plan = next(one for one in listed if one["slug"] == SLUG)
    assert "bn" not in {edition["language"] for edition in plan["editions"]}


@pytest.mark.parametrize(
    "path",
    ["/", "/bn/", "/en/", "/api/v1/resources", "/api/openapi.json", "/workbench", "/library",
     WORKBENCH, f"{WORKBENCH}/proof", f"{WORKBENCH}/history", f"{WORKBENCH}/export.po",
     f"{WORKBENCH}/proof/standard.pdf"],
)  # fmt: skip
def test_h4_no_public_answer_holds_a_sentence_of_a_draft(demo_site: Site, path: str) -> None:
    _, body = demo_site.get(path)
    text = re.sub(r"\s+", " ", body.decode("utf-8", "replace"))
    assert [sentence for sentence in bengali() if sentence in text] == []
