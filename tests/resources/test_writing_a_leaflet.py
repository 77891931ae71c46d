"""The schema page for authors stays true: each example in it loads, and each block type has one."""

import pytest

from app.resources import load, schema
from app.resources.content_problems import ContentError
from app.resources.segments import extract
from tests.resources.authors_page import (
    BLOCKS,
    EXAMPLES,
    MESSAGES,
    OPTION_SETS,
    TYPES,
    WHOLE,
    resource_with,
)


def test_every_example_is_of_a_kind_that_is_tried_here() -> None:
    assert len(EXAMPLES) == 1 + len(BLOCKS) + len(OPTION_SETS) + len(MESSAGES)


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


@pytest.mark.parametrize("texts", MESSAGES)
def test_the_texts_of_a_message_load(texts: str) -> None:
    before = WHOLE.partition("title:")[0].replace("kind: leaflet", "kind: message")
    blocks = WHOLE.partition("blocks:")[2].replace("    sources: [offer]\n", "")
    message = load.parse(f"{before}{texts}blocks:{blocks}", "example")
    assert message.text_message
    assert message.chat_message


def test_every_block_type_has_an_example() -> None:
    shown = {
        part.type
        for blocks in BLOCKS
        for part in schema.all_parts(resource_with(blocks))
        if isinstance(part, schema.Part) and hasattr(part, "type")
    }
    assert shown >= TYPES


def test_every_block_type_tells_translators_what_it_is() -> None:
    assert schema.NOTES.keys() == TYPES
    for blocks in BLOCKS:
        resource = resource_with(blocks)
        ids = {block.id for block in resource.blocks}
        found = [each for each in extract(resource).segments if each.path.split(".")[0] in ids]
        assert [each.path for each in found if each.note.startswith("Resource")] == []


@pytest.mark.parametrize("wrong", ["{phone.triage", "<b>", "[NHS](http://www.nhs.uk/)"])
def test_markup_that_the_page_does_not_allow_is_refused(wrong: str) -> None:
    with pytest.raises(ContentError):
        resource_with(f"- {{id: one, type: paragraph, text: 'Call {wrong}'}}")
