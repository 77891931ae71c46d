"""Steps of writing: a block is changed, moved, split, joined, taken out and put back; ids stay with
what they name.
"""

import random
from copy import deepcopy

import pytest

from app.resources import editing
from app.resources.editing import CannotEdit, Data
from app.resources.load import checked, parse
from app.resources.segments import extract
from tests import shipped
from tests.resources.editing_text import TEXT


@pytest.fixture
def data() -> Data:
    return editing.written(parse(TEXT))


def order(data: Data) -> list[str]:
    checked(data, "text")
    return [each.id for each in editing.places(data)]


def test_blocks_are_listed_in_reading_order_with_those_inside(data: Data) -> None:
    assert order(data) == ["first", "second", "todo", "box", "inside"]
    assert editing.place(data, "inside").inside == "box"


def test_a_block_moves_among_its_neighbours(data: Data) -> None:
    assert order(editing.moved(data, "second", -1))[:2] == ["second", "first"]
    assert order(editing.moved(data, "first", 1))[:2] == ["second", "first"]
    with pytest.raises(CannotEdit, match="first one here already"):
        editing.moved(data, "first", -1)
    with pytest.raises(CannotEdit, match="last one here already"):
        editing.moved(data, "box", 1)


def test_a_block_moves_into_a_box_and_a_box_not_into_itself(data: Data) -> None:
    inside = editing.moved_behind(data, "first", "inside")
    assert [each.id for each in editing.places(inside) if each.inside == "box"] == [
        "inside",
        "first",
    ]
    with pytest.raises(CannotEdit, match="cannot stand behind itself"):
        editing.moved_behind(data, "box", "inside")
    with pytest.raises(CannotEdit, match="only block in its box"):
        editing.moved_behind(data, "inside", "first")


def test_two_paragraphs_become_one_and_two_lists_one_list(data: Data) -> None:
    joined = editing.joined(data, "first")
    assert editing.part(joined, "first")["text"] == "One. Two."
    assert "second" not in order(joined)
    with pytest.raises(CannotEdit, match="Only two paragraphs"):
        editing.joined(data, "second")


def test_a_list_is_cut_in_two_and_joined_again_with_the_same_ids(data: Data) -> None:
    cut = editing.split(data, "todo", "b", "todo-2")
    assert order(cut) == ["first", "second", "todo", "todo-2", "box", "inside"]
    assert [each["id"] for each in editing.part(cut, "todo-2")["items"]] == ["b", "c"]
    assert editing.joined(cut, "todo") == data
    with pytest.raises(CannotEdit, match="second point"):
        editing.split(data, "todo", "a", "x")


def test_a_block_taken_out_comes_back_where_it_stood(data: Data) -> None:
    for block in ("first", "todo", "box"):
        spot = editing.place(data, block)
        gone = editing.taken_out(data, block)
        assert block not in order(gone)
        back = editing.put_back(gone, spot.part, (spot.inside, spot.field, spot.at))
        assert back == data
    with pytest.raises(CannotEdit, match="only block here"):
        editing.taken_out(data, "inside")


def test_an_id_is_made_from_the_first_words_and_never_given_twice() -> None:
    taken: set[str] = {"drink-water"}
    made = editing.with_ids({"type": "list", "items": [{"text": "Drink water"}]}, taken)
    assert made["items"][0]["id"] == "drink-water-2"
    assert editing.new_id({"text": "About"}, set()) == "about-2"  # `about` is the text itself


def test_steps_leave_what_they_were_given_alone(data: Data) -> None:
    before = deepcopy(data)
    editing.moved(data, "first", 1)
    editing.joined(data, "first")
    editing.taken_out(data, "box")
    editing.changed(data, "first", {"id": "first", "type": "paragraph", "text": "New."})
    assert data == before


@pytest.mark.parametrize("seed", range(5))
def test_moving_blocks_about_changes_no_text_and_no_hash(seed: int) -> None:
    """Whatever the order, every segment keeps its path and its hash unless it goes into or out of
    a box."""
    chosen = random.Random(seed)  # noqa: S311  # a sample, nothing secret
    resource = chosen.choice(shipped.texts())
    data = editing.written(resource)
    before = {each.path: each.hash for each in extract(resource).segments}
    for _ in range(10):
        spot = chosen.choice([each for each in editing.places(data) if each.field != "option_sets"])
        by = chosen.choice((-1, 1))
        if 0 <= spot.at + by < spot.of and spot.part.get("type") not in ("question", "group"):
            neighbour = next(
                each
                for each in editing.places(data)
                if (each.inside, each.field, each.at) == (spot.inside, spot.field, spot.at + by)
            )
            if neighbour.part.get("type") not in ("question", "group"):
                data = editing.moved(data, spot.id, by)
    after = {each.path: each.hash for each in extract(checked(data, "text")).segments}
    assert after == before
