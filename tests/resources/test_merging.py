"""Two changes of the same text made one."""

from app.resources import editing
from app.resources.editing import Data
from app.resources.load import checked, parse
from app.resources.merging import merge
from tests.resources.editing_text import TEXT

BASE = editing.written(parse(TEXT))


def worded(data: Data, block: str, text: str) -> Data:
    return editing.changed(data, block, {**editing.part(data, block), "text": text})


def order(data: Data) -> list[str]:
    checked(data, "text")
    return [each.id for each in editing.places(data)]


def test_what_only_one_side_changed_comes_from_it() -> None:
    mine = worded(BASE, "first", "One, as I say.")
    theirs = editing.taken_out(worded(BASE, "second", "Two, as they say."), "todo")
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == ()
    assert editing.part(merged.data, "first")["text"] == "One, as I say."
    assert editing.part(merged.data, "second")["text"] == "Two, as they say."
    assert "todo" not in order(merged.data)


def test_where_both_wrote_mine_stays_and_the_place_is_named() -> None:
    merged = merge(BASE, worded(BASE, "first", "Mine."), worded(BASE, "first", "Theirs."))
    assert editing.part(merged.data, "first")["text"] == "Mine."
    assert [(each.path, each.mine, each.theirs) for each in merged.clashes] == [
        ("first.text", "Mine.", "Theirs.")
    ]


def test_the_same_change_on_both_sides_is_no_clash() -> None:
    both = worded(BASE, "first", "Better.")
    assert merge(BASE, both, both) == merge(BASE, both, BASE)
    assert merge(BASE, both, both).clashes == ()


def test_new_blocks_of_both_sides_stand_behind_what_they_stood_behind() -> None:
    new = {"type": "paragraph", "text": "New."}
    mine = editing.added(BASE, {"id": "mine", **new}, after="first")
    theirs = editing.added(BASE, {"id": "theirs", **new}, after="todo")
    merged = merge(BASE, mine, theirs)
    assert order(merged.data) == ["first", "mine", "second", "todo", "theirs", "box", "inside"]


def test_the_order_of_the_side_that_moved_blocks_counts() -> None:
    theirs = editing.moved(BASE, "first", 1)
    assert order(merge(BASE, worded(BASE, "first", "Mine."), theirs).data)[:2] == [
        "second",
        "first",
    ]


def test_a_block_that_one_side_took_out_and_the_other_wrote_stays_and_is_named() -> None:
    mine, theirs = editing.taken_out(BASE, "second"), worded(BASE, "second", "Theirs.")
    merged = merge(BASE, mine, theirs)
    assert editing.part(merged.data, "second")["text"] == "Theirs."
    assert [each.path for each in merged.clashes] == ["second"]
    other = merge(BASE, theirs, mine)
    assert editing.part(other.data, "second")["text"] == "Theirs."
    assert [each.path for each in other.clashes] == ["second"]
