"""What an approver decides: nothing that a family could be harmed by is left out, and each number
stands beside the sources that it rests on.
"""

import pytest

from app.resources.load import parse
from app.workflow.source.to_approve import ApproverSheet, Statement, to_approve

HEAD = """\
kind: leaflet
slug: iron
reference: X-1-2
version: "1"
owner: Lead midwife
organisation: Trust
approver: Lead pharmacist
review_by: 2029-10-31
title: Iron tablets
summary: Take 65 milligrams of iron each day.
sources:
  - id: dose
    title: Iron (NHS)
    address: https://www.nhs.uk/iron
    sentence: 65 milligrams a day.
    unverified: true
  - id: dizzy
    title: Dizziness (NHS)
    address: https://www.nhs.uk/dizzy
    sentence: Dizzy women call.
    read: 2026-11-22
blocks:
"""
DOSE = """\
  - id: dose
    type: paragraph
    text: Iron is a mineral. Take 65 milligrams each day.
    sources: [dose]
"""


def decisions(blocks: str, head: str = HEAD) -> ApproverSheet:
    return to_approve(parse(head + blocks, "iron.yaml"))


def only(found: ApproverSheet, path: str) -> Statement:
    (statement,) = [each for each in found.statements if each.path == path]
    return statement


def marked(statement: Statement) -> list[str]:
    return [statement.text[start:end] for start, end in statement.marks]


def test_a_dose_stands_with_its_sentence_and_its_source() -> None:
    dose = only(decisions(DOSE), "dose")
    assert dose.text == "Take 65 milligrams each day."
    assert marked(dose) == ["65 milligrams"]
    assert (dose.sources, dose.is_unsourced) == (("dose",), False)


def test_a_summary_rests_on_the_text_that_says_the_same_number() -> None:
    assert only(decisions(DOSE), "summary").said_at == "dose"


def test_a_summary_with_another_number_rests_on_nothing() -> None:
    summary = only(decisions(DOSE, HEAD.replace("Take 65", "Take 56")), "summary")
    assert (summary.said_at, summary.is_unsourced, summary.has_number) == ("", True, True)


def test_a_paragraph_that_names_no_source_does_not_borrow_one() -> None:
    again = "  - {id: again, type: paragraph, text: 65 milligrams is enough.}\n"
    assert only(decisions(DOSE + again), "again").is_unsourced


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("You must eat first.", "must"),
        ("You must not drink tea with it.", "must not"),
        ("Do not take it twice.", "Do not"),
        ("Never take it with milk.", "Never"),
        ("Ring us straight away.", "straight away"),
        ("Ring 999.", "999"),
    ],
)
def test_an_order_is_decided_where_it_is_safety_critical(text: str, order: str) -> None:
    block = f"  - {{id: order, type: paragraph, safety_critical: true, text: {text}}}\n"
    assert marked(only(decisions(block), "order")) == [order]


def test_elsewhere_an_order_is_left_to_the_author() -> None:
    found = decisions("  - {id: order, type: paragraph, text: You must not worry.}\n")
    assert [each.path for each in found.statements] == ["summary"]


def test_each_reason_to_call_is_decided_by_itself() -> None:
    found = decisions("""\
  - id: when
    type: care_card
    urgency: urgent
    heading: "Call us straight away if:"
    blocks:
      - id: signs
        type: list
        sources: [dizzy]
        items:
          - {id: faint, text: you faint}
          - {id: pain, text: your chest hurts}
""")
    said = {each.path: each.sources for each in found.statements if each.path != "summary"}
    assert said == {
        "when.heading": ("dizzy",),
        "when.signs.faint": ("dizzy",),
        "when.signs.pain": ("dizzy",),
    }


def test_a_reason_to_call_in_one_sentence_is_decided_too() -> None:
    block = "  - {id: call, type: inset, safety_critical: true, text: Call us if you faint.}\n"
    assert only(decisions(block), "call").text == "Call us if you faint."


def test_a_row_of_a_table_is_read_as_a_whole() -> None:
    found = decisions("""\
  - id: doses
    type: table
    caption: Doses
    sources: [dose]
    columns: [{id: what, text: What}, {id: much, text: How much}]
    rows:
      - id: iron
        cells: [{id: what, text: Iron}, {id: much, text: 65 milligrams}]
""")
    row = only(found, "doses.iron")
    assert (row.text, row.sources) == ("Iron – 65 milligrams", ("dose",))


def test_what_a_picture_shows_is_no_number() -> None:
    found = decisions("  - {id: see, type: picture, picture: phone, alt: Two people at 2 desks.}\n")
    assert [each.path for each in found.statements] == ["summary"]


def test_999_needs_no_source_to_be_a_number() -> None:
    block = "  - {id: order, type: paragraph, safety_critical: true, text: Ring 999.}\n"
    order = only(decisions(block), "order")
    assert (order.is_unsourced, order.has_number) == (True, False)


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("For the approver: practice differs.", ["practice differs."]),
        ("The sources differ on the week.", ["The sources differ on the week."]),
        ("No source says so in these words.", ["No source says so in these words."]),
        ("Keep the name of the mineral.", []),
    ],
)
def test_notes_for_the_approver_and_of_sources_that_differ_are_doubts(
    note: str, told: list[str]
) -> None:
    found = decisions(f'  - {{id: one, type: paragraph, text: Iron., note: "{note}"}}\n')
    assert [each.note for each in found.doubts] == told


def test_a_source_knows_what_rests_on_it() -> None:
    found = decisions(DOSE)
    assert [found.resting_on(each) for each in found.resource.sources] == [("dose",), ()]
