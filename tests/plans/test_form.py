"""A page of a plan is sent: what becomes of the answers, without a server."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plans.answers import LATEST, Answer, Answers, Place, asking, places, visible
from app.plans.form import Entered, SentForm, TypedFields, Wording, enter
from tests.plans.plan import FEW, filled, template
from tests.plans.some_answers import some_answers

TODAY = date(2026, 12, 1)
PLAN = template()
REWORDED = template(("What matters most to you?", "What do you want most?"), revision="b" * 64)
SECTIONS = tuple(section.id for section in asking(PLAN.resource))
ROWS = {"people": 3}


def sent(
    section: str,
    typed: Mapping[str, TypedFields] | None = None,
    pressed: str = "next",
    rows: Mapping[str, int] = ROWS,
    **more: object,
) -> SentForm:
    """A page of a section on which these questions stood."""
    found = typed or {}
    form = SentForm(
        section=section,
        language="ne",
        seen=frozenset(found),
        typed=found,
        rows=rows,
        pressed=pressed,
    )
    return replace(form, **more)  # type: ignore[arg-type]


def entered(form: SentForm, answers: Answers | None = None, today: date = TODAY) -> Entered:
    return enter(form, answers or filled(), Wording(before=PLAN, now=PLAN), today)


def as_shown(answers: Answers, section: str) -> dict[str, TypedFields]:
    """The fields of a section as a page shows them to someone who changes nothing."""
    shown = visible(PLAN.resource, answers, ROWS)
    return {
        place.key: _shown(place, answers.get(place.key))
        for place in places(PLAN.resource, answers, ROWS)
        if place.section == section and place.key in shown
    }


def _shown(place: Place, answer: Answer) -> TypedFields:
    if place.question.answer == "date":
        year, month, day = answer.text.split("-") if answer.text else ("", "", "")
        return TypedFields(day=(day.lstrip("0"), month.lstrip("0"), year))
    return TypedFields(answer.options, answer.text)


@given(data=st.data(), section=st.sampled_from(SECTIONS))
def test_a_page_that_is_sent_as_it_was_shown_changes_no_answer(
    data: st.DataObject, section: str
) -> None:
    answers = _in_one_line(data.draw(some_answers(PLAN)))
    found = entered(sent(section, as_shown(answers, section)), answers, LATEST)
    assert found.answers == answers
    assert found.wrong == ()
    assert found.asked_anew == ""


def _in_one_line(answers: Answers) -> Answers:
    """Where there is a line to write on nobody can type two."""
    lines = {key for key in answers.values if key.endswith(("person", "full-name"))}
    return replace(
        answers,
        values={
            key: replace(each, text=" ".join(each.text.split("\n"))) if key in lines else each
            for key, each in answers.values.items()
        },
    )


FIELDS = st.builds(
    TypedFields,
    st.lists(st.sampled_from(["would", "woman", "7", "none", "no-such"]), max_size=3).map(tuple),
    st.text(max_size=20),
    st.tuples(*[st.sampled_from(["", "1", "31", "2027", "2083", "x"])] * 3),
)


@given(
    data=st.data(),
    section=st.sampled_from((*SECTIONS, "nowhere")),
    typed=st.dictionaries(
        st.sampled_from([*FEW, "no-such", "people/9/person"]), FIELDS, max_size=6
    ),
)
def test_whatever_is_sent_only_answers_of_that_page_change_and_all_that_stay_fit(
    data: st.DataObject, section: str, typed: dict[str, TypedFields]
) -> None:
    answers = data.draw(some_answers(PLAN))
    found = entered(sent(section, typed), answers)
    of_page = {each.key for each in places(PLAN.resource, answers, ROWS) if each.section == section}
    for key in {*answers.values, *found.answers.values}:
        if key not in of_page or key not in typed:
            assert found.answers.get(key) == answers.get(key)
    for wrong in found.wrong:
        assert found.answers.get(wrong.place.key) == answers.get(wrong.place.key)
        assert found.typed[wrong.place.key] == typed[wrong.place.key]
    again = entered(sent(section, as_shown(found.answers, section)), found.answers, LATEST)
    assert again.wrong == ()


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (("14", "2", "2027"), "2027-02-14"),
        ((" १४", "२", "२०२७"), "2027-02-14"),
        (("", "", ""), ""),
        (("14", "2", "2036"), "2036-02-14"),
    ],
)
def test_three_numbers_are_a_day_in_digits_of_any_script(
    day: tuple[str, str, str], text: str
) -> None:
    found = entered(sent("about-me", {"due-date": TypedFields(day=day)}))
    assert (found.answers.get("due-date").text, found.wrong) == (text, ())


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (("31", "2", "2027"), "day"),
        (("14", "13", "2027"), "day"),
        (("0", "2", "2027"), "day"),
        (("14", "", "2027"), "date"),
        (("14", "two", "2027"), "date"),
        (("14", "", ""), "date"),
        (("a", "b", "c"), "date"),
        (("14", "2", "2083"), "year"),
        (("14", "2", "27"), "year"),
        (("14", "2", "20277"), "year"),
        (("14", "2", "१४०५"), "year"),
    ],
)
def test_h12_what_is_no_day_or_one_of_another_calendar_leaves_the_answer(
    day: tuple[str, str, str], reason: str
) -> None:
    typed = TypedFields(day=day)
    found = entered(sent("about-me", {"due-date": typed}))
    assert [(each.place.key, each.reason) for each in found.wrong] == [("due-date", reason)]
    assert found.answers.get("due-date") == FEW["due-date"]
    assert found.typed == {"due-date": typed}


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Chcę spokoju.", "pl"),
        ("Chcę spokoju i ciszy.", "pl"),
        ("म शान्ति चाहन्छु।", "ne"),
        ("", ""),
    ],
)
def test_h15_words_stay_in_their_language_until_they_are_written_anew(
    words: str, language: str
) -> None:
    found = entered(sent("my-birth", {"matters": TypedFields(words=words)}))
    assert found.answers.get("matters") == Answer(text=words, text_language=language)


def test_words_lose_the_spaces_at_their_ends_and_a_line_its_breaks() -> None:
    found = entered(
        sent(
            "my-birth",
            {
                "matters": TypedFields(words="  Peace\r\nand quiet \n"),
                "people/1/person": TypedFields(words="Mother\nand sister"),
            },
        )
    )
    assert found.answers.get("matters").text == "Peace\nand quiet"
    assert found.answers.get("people/1/person").text == "Mother and sister"


def test_an_option_that_no_page_offered_is_refused_by_name() -> None:
    found = entered(sent("about-me", {"interpreter": TypedFields(("no-such",))}))
    assert [(each.place.key, each.reason) for each in found.wrong] == [("interpreter", "option")]


def test_a_question_that_is_asked_only_now_is_named() -> None:
    page = sent("about-me", {"interpreter": TypedFields(("would",))})
    assert entered(page, filled(full_name=FEW["full-name"])).asked_anew == "full-name"
    nothing = {key: TypedFields() for key in ("full-name", "due-date")}
    page = sent("about-me", {**nothing, "interpreter": TypedFields(("would",))})
    assert entered(page).asked_anew == "kind-of-interpreter"
    no = sent("about-me", {**nothing, "interpreter": TypedFields(("would-not",))})
    assert entered(no).asked_anew == ""


def test_rows_come_and_go_with_their_answers() -> None:
    more = entered(sent("my-birth", pressed="add:people", rows={"people": 2}))
    assert (more.rows, more.answers) == ({"people": 3}, filled())
    fewer = entered(sent("my-birth", pressed="remove:people/1", rows={"people": 2}))
    assert fewer.rows == {"people": 1}
    assert fewer.answers.get("people/1/person").text == "Mama"
    assert not any(key.startswith("people/2") for key in fewer.answers.values)


@pytest.mark.parametrize("pressed", ["remove:people/x", "remove:people/0", "clear:x", "drop:x"])
def test_buttons_that_no_page_has_change_nothing(pressed: str) -> None:
    assert entered(sent("my-birth", pressed=pressed)).answers == filled()


def test_an_answer_can_be_taken_away() -> None:
    found = entered(sent("my-birth", pressed="clear:vitamin-k"))
    assert found.answers == filled().having("vitamin-k", Answer())


def test_h21_only_sections_of_the_plan_are_left_out_and_only_where_she_is_asked() -> None:
    out = replace(filled(), left_out=frozenset({"my-birth"}))
    assert entered(sent("about-me"), out).answers.left_out == {"my-birth"}
    chosen = sent("check", left_out=frozenset({"about-me", "no-such"}))
    assert entered(chosen, out).answers.left_out == {"about-me"}


def test_h14_an_answer_set_aside_is_settled_when_it_is_given_anew_or_taken_away() -> None:
    wording = Wording(before=PLAN, now=REWORDED)
    moved = enter(sent("check", pressed="stay"), filled(), wording, TODAY).answers
    assert moved.revision == REWORDED.revision
    assert [tuple(part.values) for part in moved.earlier] == [("matters",)]
    now = Wording(before=REWORDED, now=REWORDED)
    anew = sent("my-birth", {"matters": TypedFields(words="Quiet")})
    assert enter(anew, moved, now, TODAY).answers.earlier == ()
    dropped = enter(sent("check", pressed="drop:matters"), moved, now, TODAY).answers
    assert dropped.earlier == ()
    assert dropped.get("matters") == Answer()
