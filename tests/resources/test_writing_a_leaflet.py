"""The schema page for authors stays true: each example in it loads, and each block type has one."""

import re
from typing import get_args

import pytest

from app.config import ROOT
from app.resources import load, schema

PAGE = (ROOT / "docs" / "writing-a-leaflet.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
WHOLE = next(example for example in EXAMPLES if example.startswith("kind:"))
BLOCKS = [example for example in EXAMPLES if example.startswith("- id:")]
OPTION_SETS = [example for example in EXAMPLES if example.startswith("option_sets:")]


def resource_with(blocks: str, head: str = "") -> schema.Resource:
    before = WHOLE.partition("blocks:")[0]
    return load.parse(f"{before}{head}blocks:\n{blocks}", "example")


def test_every_example_is_of_a_kind_that_is_tried_here() -> None:
    assert len(EXAMPLES) == 1 + len(BLOCKS) + len(OPTION_SETS)


def test_the_whole_leaflet_loads() -> None:
    assert load.parse(WHOLE, "example").slug == "tests-in-pregnancy"


@pytest.mark.parametrize("blocks", BLOCKS)
def test_each_block_example_loads(blocks: str) -> None:
    assert resource_with(blocks).blocks


@pytest.mark.parametrize("option_sets", OPTION_SETS)
def test_each_option_set_example_answers_a_question(option_sets: str) -> None:
    question = (
        "- {id: water, type: question, number: 1, answer: one, option_set: preference,"
        " text: Would you like a birth pool?}"
    )
    assert len(resource_with(question, option_sets).option_sets[0].options) == 4


def test_every_block_type_has_an_example() -> None:
    shown = {
        part.type
        for blocks in BLOCKS
        for part in schema.all_parts(resource_with(blocks))
        if isinstance(part, schema.Part) and hasattr(part, "type")
    }
    union = get_args(get_args(schema.Block)[0])
    known = {name for block in union for name in get_args(block.model_fields["type"].annotation)}
    assert known <= shown


@pytest.mark.parametrize("wrong", ["{phone.triage", "<b>", "[NHS](http://www.nhs.uk/)"])
def test_markup_that_the_page_does_not_allow_is_refused(wrong: str) -> None:
    with pytest.raises(load.ContentError):
        resource_with(f"- {{id: one, type: paragraph, text: 'Call {wrong}'}}")
