"""What fits a plan, what is asked, what may be shown, and what becomes of answers when their
questions change."""

from dataclasses import replace

import pytest

from app.plans.answers import (
    MAX_TEXT,
    Answer,
    Template,
    asking,
    is_writing,
    places,
    problems,
    rows_begun,
    told,
    visible,
    without_identity,
    without_row,
)
from app.plans.codec import decode, encode
from app.plans.migrate import reconcile
from tests.plans.plan import FEW, filled, plan, template

OTHER = "b" * 64


def test_answers_that_fit_have_no_problems() -> None:
    assert problems(plan(), filled()) == ()
    assert [place.question.number for place in places(plan())] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert [section.id for section in asking(plan())] == ["about-me", "my-birth"]


@pytest.mark.parametrize(
    ("key", "answer", "reason"),
    [
        ("nobody-asked", Answer(text="x"), "question"),
        ("vitamin-k", Answer(("epidural",)), "option"),
        ("vitamin-k", Answer(("injection", "none")), "options"),
        ("kind-of-interpreter", Answer(("woman", "woman")), "options"),
        ("due-date", Answer(text="14.02.2027"), "date"),
        ("due-date", Answer(text="2027-02-30"), "date"),
        ("due-date", Answer(text="0001-01-01"), "date"),
        ("matters", Answer(text="x" * (MAX_TEXT + 1)), "length"),
        ("matters", Answer(text="a\x00b"), "letters"),
        ("vitamin-k", Answer(text="words where there is no room"), "letters"),
        ("full-name", Answer(("would",)), "option"),
        ("people/4/person", Answer(text="one too many"), "question"),
        ("people/01/person", Answer(text="x"), "question"),
        ("person", Answer(text="of no row"), "question"),
        ("calm", Answer(("11",)), "option"),
        ("calm", Answer(("3", "4")), "options"),
        ("matters", Answer(text="x", text_language='"><b>'), "letters"),
    ],
)
def test_what_does_not_fit_is_named_by_place_and_reason(
    key: str, answer: Answer, reason: str
) -> None:
    found = problems(plan(), filled().having(key, answer))
    assert [(problem.key, problem.reason) for problem in found] == [(key, reason)]


def test_answers_of_another_plan_and_sections_that_are_not_there_do_not_fit() -> None:
    assert problems(plan(), replace(filled(), slug="other-plan"))[0].reason == "plan"
    odd = replace(filled(), left_out=frozenset({"no-such"}))
    assert [problem.reason for problem in problems(plan(), odd)] == ["section"]


def test_a_question_is_asked_only_when_its_condition_holds() -> None:
    assert "kind-of-interpreter" in visible(plan(), filled())
    no = filled().having("interpreter", Answer(("would-not",)))
    assert "kind-of-interpreter" not in visible(plan(), no)
    assert "kind-of-interpreter" not in told(plan(), no).values
    assert no.values["kind-of-interpreter"] == FEW["kind-of-interpreter"]


def test_h21_what_was_left_out_is_told_to_nobody() -> None:
    left = replace(filled(), left_out=frozenset({"my-birth"}))
    assert set(told(plan(), left).values) == {
        "full-name", "due-date", "interpreter", "kind-of-interpreter"
    }  # fmt: skip


def test_an_emptied_answer_is_gone() -> None:
    assert "matters" not in filled().having("matters", Answer()).values


@pytest.mark.parametrize(
    ("change", "key", "why"),
    [
        (("What matters most to you?", "What should nobody do?"), "matters", "reworded"),
        (("text: By injection", "text: By mouth"), "vitamin-k", "options"),
        (("text: I would}", "text: I would never}"), "interpreter", "options"),
        (("most: Very calm", "most: Very afraid"), "calm", "options"),
        (("id: matters\n", "id: something-else\n"), "matters", "gone"),
        (("answer: text\n    lines: 3", "answer: date"), "matters", "gone"),
    ],
)
def test_h14_an_answer_whose_question_changed_is_named_and_kept_apart(
    change: tuple[str, str], key: str, why: str
) -> None:
    moved = reconcile(filled(), template(), template(change, revision=OTHER))
    assert [(each.key, each.why) for each in moved.changed] == [(key, why)]
    assert key not in moved.answers.values
    assert moved.answers.earlier[0].values == {key: FEW[key]}
    assert moved.answers.earlier[0].revision == template().revision
    assert set(moved.answers.values) == set(FEW) - {key}
    assert problems(template(change).resource, moved.answers) == ()


@pytest.mark.parametrize(
    "change",
    [
        ("text: My birth}", "text: The birth of my baby}"),
        ("id: none, number: 2, text: I would not like it", "id: none, number: 2, text: No"),
        ("number: 6\n", "number: 16\n"),
    ],
)
def test_h14_an_answer_stays_when_only_what_was_not_answered_changed(
    change: tuple[str, str],
) -> None:
    moved = reconcile(filled(), template(), template(change, revision=OTHER))
    assert moved.changed == ()
    assert moved.answers.values == FEW
    assert moved.answers.revision == OTHER


def test_h14_a_picture_beside_an_option_sets_no_answer_aside() -> None:
    drawn = template(("{id: injection, ", "{id: injection, picture: injection, "), revision=OTHER)
    assert drawn.resource != plan()
    code = encode(filled(), plan())
    before = decode(code, lambda pin: template() if template().revision.startswith(pin) else None)
    moved = reconcile(before, template(), drawn)
    assert moved.changed == ()
    assert moved.answers.values == before.values
    assert "vitamin-k" in moved.answers.values


def test_h14_answers_set_aside_come_back_with_their_revision() -> None:
    new = template(("What matters most to you?", "What should nobody do?"), revision=OTHER)
    there = reconcile(filled(), template(), new).answers
    back = reconcile(there, new, template()).answers
    assert back == filled()


def test_h21_what_was_left_out_stays_out_when_its_section_gets_another_name() -> None:
    left = replace(filled(), left_out=frozenset({"my-birth"}))
    new = Template(OTHER, plan(("id: my-birth", "id: the-birth")))
    moved = reconcile(left, template(), new).answers
    assert moved.left_out == {"the-birth"}
    assert "matters" not in told(new.resource, moved).values


def test_only_what_a_person_types_is_writing() -> None:
    assert is_writing("Chcę\nspokoju, बच्चा, نوزاد ❤")
    assert not any(is_writing(sign) for sign in ("\x00", "\x1b", "\r", "\ud800", "\x7f"))


def test_a_row_of_a_group_has_its_own_condition() -> None:
    shown = visible(plan(), filled())
    assert "people/2/after-when" in shown
    assert "people/1/after-when" not in shown


def test_a_row_that_is_taken_away_moves_the_rows_after_it_up() -> None:
    left = without_row(filled(), "people", 1)
    assert left.get("people/1/person").text == "Mama"
    assert rows_begun(left) == {"people": 1}
    assert problems(plan(), left) == ()


def test_h14_every_answer_of_a_group_is_looked_at_again_when_its_heading_changed() -> None:
    new = template(("text: Who is with you?", "text: Who may not be with you?"), revision=OTHER)
    moved = reconcile(filled(), template(), new)
    assert {each.key for each in moved.changed} == {key for key in FEW if key.startswith("people/")}


def test_h25_what_says_whose_plan_it_is_can_be_taken_away() -> None:
    assert set(FEW) - set(without_identity(plan(), filled()).values) == {"full-name"}
