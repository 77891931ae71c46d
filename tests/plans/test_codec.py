"""Answers come out of a code as they went in, nothing that was left out goes in, and what is not a
code of ours gives nothing at all."""

import hashlib
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.plans.answers import Answer, Answers, Template, told, without_identity
from app.plans.codec import LONGEST, QR_SIGNS, CodeError, decode, encode
from app.plans.migrate import reconcile
from app.plans.packing import PackingError, from_signs, to_signs
from tests.plans.plan import FEW, filled, template
from tests.plans.some_answers import all_ticked, some_answers
from tests.plans.templates import EVERY, PLANS

WORDS = (
    "Chciałabym, żeby było cicho i spokojnie. Proszę pytać mnie przed każdym badaniem. "
    "Mój mąż będzie ze mną. Bardzo boję się igieł. Nie chcę, żeby ktoś stał za drzwiami. "
)


def find(pin: str) -> Template | None:
    return next((each for each in EVERY if each.revision.startswith(pin)), None)


@pytest.mark.parametrize("plan", EVERY, ids=lambda each: each.resource.slug)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_h14_answers_come_back_from_a_code_as_they_were(
    plan: Template, data: st.DataObject
) -> None:
    answers = data.draw(some_answers(plan))
    assert decode(encode(answers, plan.resource, whole=True, limit=LONGEST), find) == answers
    shown = replace(without_identity(plan.resource, told(plan.resource, answers)),
                    left_out=frozenset())  # fmt: skip
    assert decode(encode(answers, plan.resource, limit=LONGEST), find) == shown


def test_h25_a_code_holds_nothing_that_was_left_out() -> None:
    left = replace(filled(), left_out=frozenset({"my-birth"}))
    about_me = {"full-name", "due-date", "interpreter", "kind-of-interpreter"}
    bare = replace(filled(), values={key: FEW[key] for key in about_me})
    assert encode(left, template().resource) == encode(bare, template().resource)


def test_h25_a_code_does_not_say_whose_plan_it_is_but_the_file_does() -> None:
    resource = template().resource
    assert "full-name" not in decode(encode(filled(), resource), find).values
    assert decode(encode(filled(), resource, whole=True), find) == filled()


def test_h25_a_code_holds_no_answer_to_a_question_that_is_not_asked() -> None:
    no = filled().having("interpreter", Answer(("would-not",)))
    assert "kind-of-interpreter" not in decode(encode(no, template().resource), find).values


def test_words_that_do_not_fit_are_marked_as_on_paper_only() -> None:
    long = filled().having("matters", Answer(text=WORDS * 3, text_language="pl"))
    code = encode(long, template().resource, limit=90)
    assert len(code) <= 90
    found = decode(code, find)
    assert found.get("matters") == Answer(text_language="pl", on_paper=True)
    assert found.get("kind-of-interpreter").options == FEW["kind-of-interpreter"].options
    assert encode(found, template().resource) == encode(found, template().resource, limit=90)


def test_h15_a_code_says_in_which_language_the_words_on_paper_are() -> None:
    keyed = filled(matters=Answer(text_language="pl", on_paper=True), calm=Answer(("7",)))
    code = encode(keyed, template().resource)
    assert decode(code, find) == keyed
    unknown = filled(matters=Answer(on_paper=True), calm=Answer(("7",)))
    assert decode(encode(unknown, template().resource), find) == unknown
    with pytest.raises(CodeError, match="damaged"):
        decode(f"1{code[1:]}", find)


def test_a_fully_ticked_birth_plan_and_400_letters_fit_one_code() -> None:
    for plan in PLANS:
        assert len(encode(all_ticked(plan), plan.resource)) <= 600
        code = encode(all_ticked(plan, (WORDS * 3)[:400]), plan.resource)
        assert len(code) <= QR_SIGNS
        assert WORDS[:50] in str(decode(code, find).values)


def test_a_code_is_read_from_an_address_a_file_or_a_message() -> None:
    code = encode(filled(), template().resource)
    broken = " ".join([code[:20], code[20:40].lower(), "\n" + code[40:]])
    for text in (code, f"https://leaflets.example/open#{code}", f"{code}\n", broken):
        assert decode(text, find) == decode(code, find)


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_bytes_come_back_from_their_signs(data: bytes) -> None:
    assert from_signs(to_signs(data)) == data


@given(st.text("09AZ", max_size=120))
@settings(max_examples=200, deadline=None)
def test_signs_are_read_in_one_way_only(text: str) -> None:
    try:
        data = from_signs(text)
    except PackingError:
        return
    assert to_signs(data) == text


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_h14_a_changed_code_gives_a_clear_error_and_never_a_half_filled_plan(
    data: st.DataObject,
) -> None:
    code = encode(filled(), template().resource)
    place = data.draw(st.integers(0, len(code) - 1))
    sign = data.draw(st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$é"))
    kind = data.draw(st.sampled_from(["change", "cut", "put in", "take out", "twice"]))
    changed = {
        "change": code[:place] + sign + code[place + 1 :],
        "cut": code[:place],
        "put in": code[:place] + sign + code[place:],
        "take out": code[:place] + code[place + 1 :],
        "twice": code + code[1:],
    }[kind]
    if changed != code:
        with pytest.raises(CodeError):
            decode(changed, find)


@given(st.one_of(st.text(max_size=300), st.binary(max_size=300).map(to_signs)))
@settings(max_examples=300, deadline=None)
def test_what_is_no_code_is_refused(text: str) -> None:
    for each in (text, "1" + text):
        with pytest.raises(CodeError):
            decode(each, find)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("https://leaflets.example/open#", "empty"),
        ("3ABC", "newer"),
        ("0ABC", "damaged"),
        ("1" + "A" * LONGEST, "damaged"),
        ("1", "damaged"),
    ],
)
def test_why_nothing_was_read_is_said(text: str, reason: str) -> None:
    with pytest.raises(CodeError) as error:
        decode(text, find)
    assert error.value.reason == reason


def test_a_code_of_a_plan_that_is_not_here_says_so() -> None:
    with pytest.raises(CodeError) as error:
        decode(encode(filled(), template().resource), lambda pin: None)
    assert error.value.reason == "unknown"


def test_a_few_bytes_that_grow_to_very_many_are_refused() -> None:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = deflate.compress(b"a" * 3_000_000) + deflate.flush()
    numbers = bytes([1]) + b"\xaa" * 4 + b"\0\0"
    body = numbers + bomb
    with pytest.raises(CodeError):
        decode("1" + to_signs(body + hashlib.sha256(body).digest()[:4]), find)


def test_h14_answers_set_aside_travel_in_the_file_and_come_back() -> None:
    new = template(("What matters most to you?", "What should nobody do?"), revision="b" * 64)
    both = {"a" * 8: template(), "b" * 8: new}
    moved = reconcile(filled(), template(), new).answers
    assert moved.earlier
    code = encode(moved, new.resource, both.get, whole=True)
    assert decode(code, both.get) == moved
    assert decode(encode(moved, new.resource), both.get).earlier == ()


def test_h14_an_old_code_opens_after_the_template_changed() -> None:
    new = template(("text: By injection", "text: By mouth"), revision="b" * 64)
    old = decode(encode(filled(), template().resource), find)
    moved = reconcile(old, template(), new)
    assert [each.key for each in moved.changed] == ["vitamin-k"]
    assert moved.answers.earlier[0].values["vitamin-k"] == FEW["vitamin-k"]


def test_h14_a_code_names_its_options_whatever_their_order_becomes() -> None:
    answers: Answers = decode(encode(filled(), template().resource), find)
    assert answers.get("kind-of-interpreter").options == ("woman", "outside")
