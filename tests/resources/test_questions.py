"""Groups, scales, marks and sections: what a plan's author may write, and what is refused."""

import pytest

from app.resources.content_problems import ContentError
from app.resources.load import parse, write_missing_ids
from app.resources.schema import Group, Question, all_parts
from app.resources.sections import sections
from app.resources.segments import content_hash, extract, rebuild
from app.resources.style import lint
from tests.resources.question_plans import PLAN


def test_a_groups_questions_are_translated_once_under_its_path() -> None:
    plan = parse(PLAN)
    texts = {segment.path: segment.text for segment in extract(plan).segments}
    assert texts["reviews"] == "Looking at this plan again"
    assert texts["reviews.row"] == "Review"
    assert texts["reviews.changed.something"] == "Something"
    assert texts["sure.least"] == "Not sure at all"
    assert rebuild(extract(plan)) == plan


def test_sections_follow_headings_of_level_two_and_say_which_ask() -> None:
    found = sections(parse(PLAN))
    assert [(each.id, each.asks) for each in found] == [
        ("", False),
        ("about-me", True),
        ("later", True),
    ]
    assert [block.id for block in found[2].blocks] == ["why", "reviews"]


def test_marks_say_who_she_is_and_what_staff_see_first() -> None:
    plan = parse(PLAN)
    questions = [part for part in all_parts(plan) if isinstance(part, Question)]
    assert [each.id for each in questions if each.identifies] == ["name"]
    assert next(each for each in questions if each.id == "changed").options[0].flag
    assert next(each for each in questions if each.points).points == tuple(range(11))


def test_a_field_that_nobody_wrote_changes_no_revision() -> None:
    plan = parse(PLAN)
    assert content_hash(plan) == content_hash(plan.model_copy(update={"safety_critical": False}))
    assert content_hash(plan) != content_hash(plan.model_copy(update={"safety_critical": True}))


def test_missing_ids_are_written_within_groups() -> None:
    fixed, written = write_missing_ids(PLAN.replace("{id: on, type", "{type"))
    assert written == 1
    group = next(block for block in parse(fixed).blocks if isinstance(block, Group))
    assert group.questions[0].id == "when"


@pytest.mark.parametrize(
    ("was", "becomes", "mend"),
    [
        ("    highest: 10\n", "", "needs `lowest` and `highest`"),
        ("    least: Not sure at all\n", "", "words for both"),
        ("number: 11, text", "number: 10, text", "two options have the number 10"),
        (
            "number: 11, text: I'm not sure yet}",
            "number: 11, text: I'm not sure yet}\n      - {id: none, number: 12, text: None}",
            "a scale has one option beside its points",
        ),
        ("answer: date}", "answer: date, lowest: 0}", "is no scale"),
        ("answer: date}", "answer: date, option_set: missing}", "has no options"),
        ("rows: 2", "rows: 2\n    most_rows: 1", "may not be more than `most_rows`"),
        ("rows: 2", "rows: 11", "must be 10 or less"),
        ("rows: 2", "rows: 2\n    picture: calendar", "Write both"),
        ("number: 5", "number: 4", "2 questions have the number 4"),
        ("options: [something]", "options: [nothing]", "changed/nothing"),
        ("question: changed, ", "question: what, ", "asks before it"),
        ("    questions:\n", "    question:\n", "`question` is not known"),
        ("first_week: 28", "first_week: 40", "may not be after"),
    ],
)
def test_a_mistake_in_a_plan_is_named_with_its_mend(was: str, becomes: str, mend: str) -> None:
    assert was in PLAN
    with pytest.raises(ContentError) as caught:
        parse(PLAN.replace(was, becomes, 1), "a-plan.yaml")
    assert mend in str(caught.value)
    assert "a-plan.yaml" in str(caught.value)


def test_an_easy_read_plan_has_a_picture_before_each_question_or_group() -> None:
    plain = PLAN.replace("slug: a-plan\n", "slug: a-plan\nreading_version: easy_read\n")
    without = [each.path for each in lint(parse(plain)) if "without a picture" in each.message]
    assert without == ["name", "sure", "reviews"]
    drawn = plain.replace("rows: 2", "rows: 2\n    picture: calendar\n    alt: A calendar.")
    assert "reviews" not in [each.path for each in lint(parse(drawn))]
    assert "reviews.alt" in {each.path for each in extract(parse(drawn)).segments}
    assert lint(parse(PLAN)) == ()


SOMETHING = "{id: something, number: 1, text: Something, flag: true}"
ILLUSTRATED = PLAN.replace("slug: a-plan\n", "slug: a-plan\nreading_version: easy_read\n").replace(
    SOMETHING, SOMETHING.replace("text", "picture: writing, text")
)


def test_a_picture_beside_an_option_is_nothing_to_translate() -> None:
    with_one, without = parse(ILLUSTRATED), parse(ILLUSTRATED.replace("picture: writing, ", ""))
    assert extract(with_one).segments == extract(without).segments
    assert rebuild(extract(with_one)) == with_one
    assert content_hash(with_one) != content_hash(without)


def test_pictures_beside_options_are_advised_where_they_tell_options_apart() -> None:
    def said(plan: str) -> list[str]:
        about = ("options without any", "beside options", "tell apart")
        return [each.path for each in lint(parse(plan)) if any(a in each.message for a in about)]

    assert said(ILLUSTRATED) == []
    assert said(ILLUSTRATED.replace("picture: writing, ", "")) == ["changed"]
    assert said(ILLUSTRATED.replace("reading_version: easy_read\n", "")) == ["changed"]
    alike = ILLUSTRATED.replace(
        "{id: not-sure, number: 2, ", "{id: not-sure, number: 2, picture: writing, "
    )
    assert said(alike) == ["changed"]


def test_two_answers_that_say_the_same_are_pointed_out() -> None:
    alike = PLAN.replace("number: 1, text: Something", "number: 1, text: I'm not sure yet")
    found = [each for each in lint(parse(alike)) if "say the same" in each.message]
    assert [each.path for each in found] == ["changed"]


def test_signs_that_nobody_sees_are_pointed_out() -> None:
    unseen = PLAN.replace("text: Something", "text: Some\u00adthing")
    assert ["nobody sees" in each.message for each in lint(parse(unseen))] == [True]


def test_nothing_depends_on_a_row_of_another_group() -> None:
    after = """\
  - id: more
    type: question
    number: 6
    text: More?
    answer: text
    show_if: {question: changed, options: [something]}
"""
    with pytest.raises(ContentError, match="asks before it"):
        parse(PLAN + after)


@pytest.mark.parametrize("answer", ["one", "many"])
def test_a_question_with_one_answer_is_refused(answer: str) -> None:
    """Of a list of its own; what comes from a set or from the languages has more."""
    one = PLAN_OF_ONE.replace("answer: one", f"answer: {answer}")
    with pytest.raises(ContentError, match="one answer to choose from, and needs at least two"):
        parse(one)
    assert parse(one.replace("# more", "- {id: no, number: 2, text: No}"))
    assert parse(one.replace("    options:", "    languages: spoken\n    lines: 1\n    options:"))


PLAN_OF_ONE = """\
kind: plan
slug: a-plan
reference: BSW-PCSP-900
version: "1"
owner: Lead midwife
organisation: The system
approver: Consultant
review_by: 2029-10-31
title: A plan
summary: What matters.
blocks:
  - id: agree
    type: question
    number: 1
    text: Do you agree?
    answer: one
    options:
      - {id: yes, number: 90, text: "Yes"}
      # more
"""
