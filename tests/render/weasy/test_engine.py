"""WeasyPrint is changed only where it is the one that our changes were written for."""

import logging
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from typing import Any

import pytest

from app.config import ROOT
from app.render.pdf import slowed
from app.render.weasy.patches import Patch, Replacement, changed, fingerprint
from tests.render.weasy.plain import speed_patches, without


def every_patch() -> tuple[Patch, ...]:
    from app.render.weasy import accessibility

    return (*speed_patches(), *accessibility.PATCHES)


def stands(each: Replacement) -> Any:
    """What stands in the place of a function now."""
    if each.owner is not None:
        return getattr(each.owner, each.attribute)
    modules = [module for name, module in sys.modules.items() if name.startswith("weasyprint")]
    named = [value for module in modules for value in vars(module).values()]
    return each.old if any(value is each.old for value in named) else each.new


def test_the_installed_weasyprint_is_the_one_that_each_patch_was_written_for() -> None:
    assert changed(every_patch()) == ()
    assert slowed() == ""
    for patch in every_patch():
        for each in patch.replacements:
            assert stands(each) is each.new, each.name


@pytest.mark.parametrize("name", ["weasyprint", "pydyf"])
def test_a_package_that_is_changed_inside_is_pinned_exactly(name: str) -> None:
    asked = (ROOT / "requirements.in").read_text().splitlines()
    assert [line for line in asked if line.startswith(name)] == [f"{name}=={version(name)}"]


@pytest.mark.parametrize("source", ["def f(box):\n    return 1\n", "def f(box):\n    return 2"])
def test_one_letter_of_a_source_is_seen(source: str) -> None:
    known = fingerprint("def f(box):\n    return 1")
    assert (fingerprint(source) == known) is ("1" in source)


@pytest.mark.parametrize("number", range(21))
def test_one_function_of_another_source_leaves_all_as_weasyprint_has_it(
    number: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from app.render.weasy import engine

    patches = speed_patches()
    assert len(patches) == 21
    wrong = patches[number]
    other = replace(wrong.replacements[-1], source="0" * 16)
    replaced = replace(wrong, replacements=(*wrong.replacements[:-1], other))
    with without(patches):
        put_wrong = tuple(replaced if each is wrong else each for each in patches)
        monkeypatch.setattr(engine, "speed_patches", lambda: put_wrong)
        with caplog.at_level(logging.WARNING, "birthwords.print"):
            said = engine.apply(quick=True)
        assert all(stands(each) is each.old for patch in patches for each in patch.replacements)
    assert other.name in said
    assert "make setup" in said
    assert [record.getMessage() for record in caplog.records] == [f"Prints are {said}"]


def test_the_setting_leaves_weasyprint_as_quick_as_it_is() -> None:
    from app.render.weasy import engine

    with without(speed_patches()):
        assert engine.apply(quick=False) == ""
        assert all(stands(each) is each.old for p in speed_patches() for each in p.replacements)


def in_another_process(change: str) -> str:
    """What printing says there, where WeasyPrint is another than here."""
    code = (
        "from tests.render.weasy import other\n"
        f"{change}\n"
        "from app.render import pdf\n"
        "try:\n"
        "    print(pdf.render_pdf(pdf.tiny_job())[:5], pdf.slowed())\n"
        "except pdf.CannotPrint as no:\n"
        "    print('refused', no)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_function_that_is_no_more_makes_prints_slower_and_not_wrong() -> None:
    said = in_another_process("other.remove('weasyprint.text.line_break:strut')")
    assert said.startswith("b'%PDF-' right, but drawn slower")
    assert "'strut'" in said


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("other.change('weasyprint.pdf:add_links')", "<lambda>"),
        ("other.remove('weasyprint.pdf.tags:_build_box_tree')", "'_build_box_tree'"),
        ("import weasyprint; weasyprint.__version__ = '71.0'", "71.0 (it is not 70.x)"),
    ],
)
def test_without_what_makes_it_accessible_nothing_is_printed(change: str, named: str) -> None:
    """A print that cannot be listened to must not come out unseen."""
    said = in_another_process(f"other.use_only_our_fonts(); {change}")
    assert said.startswith("refused Accessible PDFs were not tested with")
    assert named in said
