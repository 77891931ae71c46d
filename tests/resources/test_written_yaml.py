"""A resource goes into a YAML file and comes out of it the same; a file that is there keeps what
did not change, letter for letter.
"""

import random
from contextlib import suppress
from difflib import ndiff

import pytest

from app.config import CONTENT
from app.resources import editing
from app.resources.content_problems import ContentError
from app.resources.editing import Data
from app.resources.load import checked, files, parse
from app.resources.written_yaml import as_yaml, authored, rewritten

SHIPPED = {path.stem: path for path in files(CONTENT)}
SOME = ("folic-acid", "my-birth-preferences", "ask-for-an-interpreter", "using-this-service")
LEAFLET = """\
# Held by the maternity team.
kind: leaflet
slug: feeling-sick
reference: BSW-MAT-900
version: "1"   # raise it at every print
owner: 'Lead midwife'
organisation: The maternity system
approver: Consultant obstetrician
review_by: 2029-10-31
safety_critical: false
title: Feeling sick
summary: >-
  What helps when
  you feel sick.

blocks:
  # Two people read this dose.
  - id: vitamin
    type: paragraph
    safety_critical: true
    text: Take 10 micrograms of vitamin D each day.

  # When it is at its worst.
  - id: help
    type: list
    items:
      - {id: eat, text: Eat little and often.}
      # From the dietitians.
      - id: drink
        text: Drink enough.
  - {id: rest, type: paragraph, text: Rest.}
# The end.
"""


@pytest.mark.parametrize("name", SOME)
def test_what_is_written_is_read_as_what_it_was(name: str) -> None:
    resource = parse(SHIPPED[name].read_text("utf-8"))
    data = authored(resource)
    text = as_yaml(data)
    assert parse(text) == resource
    assert as_yaml(authored(parse(text))) == text


@pytest.mark.parametrize(
    "words",
    [
        "yes", "Null", "12", "1.5", "2029-10-31", "- a", "a: b", "a #b", "ends:", "#", "“Quoted”",
        "{phone.triage} now", "it's “so”", '"so"', "a, [b](https://x.org/)", "é\u00a0ü", "=",
        "a\u2028b", "word " * 60 + "end", "# " + "word " * 40 + "end",
        "a: " + "word " * 40 + "# end", "x" * 200,
    ],
)  # fmt: skip
def test_any_words_are_written_as_they_are(words: str) -> None:
    data = authored(parse(LEAFLET))
    data["blocks"][0]["note"] = words
    data["owner"] = words
    for text in (as_yaml(data), rewritten(LEAFLET, data)):
        assert authored(parse(text)) == data
    assert "# Two people read this dose." in rewritten(LEAFLET, data)


def changed_lines(data: Data) -> list[str]:
    """The lines of the leaflet that go and come once it holds this."""
    data = authored(checked(data, "feeling-sick"))
    text = rewritten(LEAFLET, data)
    assert authored(parse(text)) == data
    return [line for line in ndiff(LEAFLET.split("\n"), text.split("\n")) if line[0] in "+-"]


def test_a_file_in_which_nothing_changed_stays_as_it_is() -> None:
    assert changed_lines(authored(parse(LEAFLET))) == []


def test_only_the_lines_of_what_changed_are_written_anew() -> None:
    data = authored(parse(LEAFLET))
    data["blocks"][0]["text"] = "Take 15 micrograms."
    data["blocks"][1]["items"][1]["text"] = "Drink water."
    assert changed_lines(data) == [
        "-     text: Take 10 micrograms of vitamin D each day.",
        "+     text: Take 15 micrograms.",
        "-         text: Drink enough.",
        "+         text: Drink water.",
    ]


def test_a_comment_goes_where_its_block_goes_and_with_it() -> None:
    data = authored(parse(LEAFLET))
    moved = rewritten(LEAFLET, editing.moved(data, "vitamin", 1))
    assert moved.index("worst.\n  - id: help") < moved.index("dose.\n  - id: vitamin")
    gone = changed_lines(editing.taken_out(data, "help"))
    assert "-   # When it is at its worst." in gone
    assert "-       # From the dietitians." in gone
    assert not [line for line in gone if line.startswith("+")]


def test_what_is_new_stands_in_its_place() -> None:
    data = authored(parse(LEAFLET))
    data["stage"] = "birth"
    data["blocks"][1]["lead"] = "Try this:"
    data = editing.added(data, {"id": "more", "type": "paragraph", "text": "More."}, after="help")
    assert changed_lines(data) == [
        "+ stage: birth",
        '+     lead: "Try this:"',
        "+   - id: more",
        "+     type: paragraph",
        "+     text: More.",
    ]


@pytest.mark.parametrize("name", SOME)
def test_whatever_authors_do_the_file_says_it_and_keeps_the_rest(name: str) -> None:
    text = SHIPPED[name].read_text("utf-8")
    data = authored(parse(text))
    chance = random.Random(name)  # noqa: S311  # a test that can be repeated
    for step in range(8):
        blocks = [each.id for each in editing.places(data)]
        block = chance.choice(blocks)
        heading = {"id": f"new-{step}", "type": "heading", "text": "It: new"}
        noted = {**editing.own(editing.part(data, block)), "note": "Mind #1"}
        match chance.choice(("move", "add", "note")):
            case "move" if editing.place(data, block).at:
                with suppress(ContentError):  # a question that another one rests on stays before it
                    data = authored(checked(editing.moved(data, block, -1), name))
            case "add":
                data = editing.added(data, heading, after=data["blocks"][0]["id"])
            case _:
                data = editing.changed(data, block, noted)
    data = authored(checked(data, name))
    new = rewritten(text, data)
    assert authored(parse(new)) == data
    kept = set(text.split("\n")) & set(new.split("\n"))
    assert len(kept) > 0.9 * len(set(text.split("\n")))
