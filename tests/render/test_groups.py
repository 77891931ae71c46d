"""Groups and scales of a plan on empty paper: a row for each time, numbered so that handwritten
answers can be keyed in."""

import re

import pytest

from app.render.gates import release
from app.render.print_page import Format, print_job
from app.resources.load import parse
from app.resources.segments import extract, rebuild
from tests.render import samples
from tests.resources.question_plans import PLAN

ENGLISH = parse(PLAN)
POLISH = rebuild(
    extract(ENGLISH), {each.path: "Zażółć gęślą jaźń" for each in extract(ENGLISH).segments}
)


def html(layout: Format) -> str:
    job = print_job(samples.page("pl", layout, POLISH, ENGLISH))
    assert release(job).startswith(b"%PDF")
    return job.html


def test_each_row_is_drawn_and_its_questions_bear_its_number() -> None:
    for layout in ("standard", "large_print", "facing"):
        found = html(layout)
        for number in ("3.1", "4.1", "5.1", "3.2", "4.2", "5.2"):
            times = 2 if layout == "facing" else 1
            assert found.count(f'bw-question__number">{number}<') == times, (layout, number)


def test_a_scale_has_a_box_for_each_point_and_for_not_being_sure() -> None:
    scale = html("standard").partition('id="sure"')[2].partition('class="bw-question"')[0]
    assert scale.count("bw-point") == 11
    assert scale.count("bw-box") == 12


@pytest.mark.parametrize("layout", ["standard", "large_print", "facing"])
def test_not_being_sure_bears_no_number_that_reads_as_a_grade(layout: Format) -> None:
    scale = html(layout).partition('id="sure"')[2].partition('class="bw-question"')[0]
    signs = re.findall(r'bw-option__number">([^<]*)<', scale)
    assert "11" not in signs
    assert signs[-1] == "?"


def test_the_weeks_of_a_plan_stand_at_its_top() -> None:
    assert "from week 28 to week 34 of pregnancy" in html("facing")
