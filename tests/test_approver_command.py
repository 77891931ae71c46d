"""`birthwords for-the-approver`: the page in docs/ is what it prints."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from app.cli.approver import WRITE
from app.config import ROOT
from tests import shipped
from tests.shell import Shell


@pytest.fixture
def birthwords(tmp_path: Path) -> Iterator[Shell]:
    """The command line, by which the content is not read again each time."""
    with patch("app.resources.load.load_all", lambda _: shipped.texts()):
        yield Shell(tmp_path / "data")


def test_the_page_is_what_the_command_prints_from_the_content(birthwords: Shell) -> None:
    printed = birthwords("for-the-approver").stdout
    held = (ROOT / "docs" / "for-the-approver.md").read_text("utf-8")
    assert held == printed, WRITE


def test_every_unopened_source_and_every_doubt_stands_on_the_page(birthwords: Shell) -> None:
    page = birthwords("for-the-approver").stdout
    unopened = [s for each in shipped.texts() for s in each.sources if s.unverified]
    assert unopened
    assert [s.id for s in unopened if f"<{s.address}>: " not in page] == []
    assert "- [ ] `when-to-call.no-answer`: no source was read for this sentence." in page


def test_a_dose_has_a_box_to_tick_its_place_and_its_sources(birthwords: Shell) -> None:
    page = birthwords("for-the-approver", "folic-acid").stdout
    assert "| [ ] | `doses.vitamin-d` | Vitamin D – **10 micrograms** –" in page
    assert "# For the approver" in page
    assert "babys-movements" not in page


def test_one_approver_gets_their_texts_alone(birthwords: Shell) -> None:
    page = birthwords("for-the-approver", "--approver", "pharmacist").stdout
    assert "Lead pharmacist for maternity" in page
    assert "Consultant midwife" not in page


def test_a_text_that_is_not_there_is_refused(birthwords: Shell) -> None:
    done = birthwords("for-the-approver", "no-such-text")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no no-such-text" in done.stderr
