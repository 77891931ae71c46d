"""Whose plan it is leaves by no code (H25): every way by which one is made, over every plan."""

import ast

import pytest

from app.config import ROOT
from app.plans.answers import MAX_TEXT, Answer, Answers, Template, places
from app.plans.codec import QR_SIGNS, decode, encode
from app.plans.fhir import response, shared_code
from app.plans.migrate import carried
from app.render.filled import Wishes, filled_page
from app.render.printable import Printable
from tests.plans.some_answers import all_ticked
from tests.plans.templates import EVERY
from tests.render import filled_plans

NAME = "Zofia Nieznana 943 476 5919"
WHOLE = {
    # The file that she saves herself, to open on her own device.
    "web/filling/routes.py",
    # A plan that an organisation stores, encrypted and never shown as a code (ADR 18).
    "workflow/plans/stored_plans.py",
}
"""Where a code is made that says whose plan it is, which is by design."""

every_plan = pytest.mark.parametrize("plan", EVERY, ids=lambda each: each.resource.slug)


def who(plan: Template) -> set[str]:
    """The keys of all that says whose plan it is, in the first two rows of each group."""
    rows = {block.id: 2 for block in plan.resource.blocks if block.type == "group"}
    return {place.key for place in places(plan.resource, rows=rows) if place.question.identifies}


def said(plan: Template) -> Answers:
    """Every box ticked, words, and who she is wherever that is asked."""
    answers = all_ticked(plan, "Spokojnie.")
    for key in who(plan):
        answers = answers.having(key, Answer(text=NAME, text_language="pl"))
    return answers


def names_in(code: str, plan: Template) -> set[str]:
    held = decode(code, lambda _: plan)
    assert "Nieznana" not in str(held)
    return set(held.values) & who(plan)


@every_plan
def test_h25_every_plan_asks_who_she_is_so_that_this_is_tried(plan: Template) -> None:
    assert "full-name" in who(plan)
    whole = encode(said(plan), plan.resource, whole=True, limit=30_000)
    assert set(decode(whole, lambda _: plan).values) >= who(plan)


@every_plan
def test_h25_no_code_to_hand_on_says_whose_plan_it_is(plan: Template) -> None:
    for limit in (90, QR_SIGNS, 30_000):
        assert not names_in(encode(said(plan), plan.resource, limit=limit), plan)


@every_plan
def test_h25_what_takes_all_the_room_is_not_marked_as_hers_either(plan: Template) -> None:
    answers = said(plan)
    for key in who(plan):
        answers = answers.having(key, Answer(text="Ż" * MAX_TEXT, text_language="pl"))
    assert not names_in(encode(answers, plan.resource, limit=90), plan)


@every_plan
def test_h25_a_code_of_a_response_names_what_it_withholds(plan: Template) -> None:
    code, withheld = shared_code(said(plan), plan, 30_000)
    assert not names_in(code, plan)
    links = {key if "/" not in key else ".".join(key.split("/")[::2]) for key in who(plan)}
    assert set(withheld) == links
    held = decode(code, lambda _: plan)
    assert "Nieznana" not in str(response(held, plan, "https://birthwords.test"))


@every_plan
def test_h25_the_code_of_answers_that_went_on_to_a_newer_text_has_no_name(plan: Template) -> None:
    newer = Template("b" * 64, plan.resource)
    assert not names_in(encode(carried(said(plan), plan, newer, None), plan.resource), newer)


@every_plan
def test_h25_the_code_on_paper_of_every_plan_has_no_name(plan: Template) -> None:
    shown = filled_plans.printable("en")
    fields = {name: getattr(shown, name) for name in Printable.__dataclass_fields__}
    paper = Printable(**fields | {"resource": plan.resource, "english": plan.resource})
    name = "easy_read" if plan.resource.reading_version == "easy_read" else "standard"
    page = filled_page(paper, said(plan), Wishes(name), filled_plans.BASE_URL)
    assert page.filled is not None
    assert not names_in(page.filled.code, plan)


def test_h25_a_code_with_names_is_made_for_her_own_file_and_for_storing_alone() -> None:
    found = {
        path.relative_to(ROOT / "app").as_posix()
        for path in (ROOT / "app").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and any(each.arg == "whole" for each in call.keywords)
        if isinstance(call.func, ast.Name) and call.func.id == "encode"
    }
    assert found == WHOLE
