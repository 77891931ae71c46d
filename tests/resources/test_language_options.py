"""The languages that a plan offers: those of the registry, frozen into the plan (H14)."""

import re

import pytest

from app.languages import languages
from app.resources.content_problems import ContentError
from app.resources.language_options import with_languages
from app.resources.load import parse
from app.resources.schema import LanguageOption, Question, Resource
from app.resources.segments import content_hash, extract, rebuild

PLAN = """\
kind: plan
slug: language-plan
reference: BSW-PCSP-901
version: "1"
owner: Lead midwife
organisation: The maternity system
approver: Consultant midwife
review_by: 2029-10-31
title: A plan
summary: It asks for languages.
blocks:
  - {id: me, type: heading, text: Me}
  - id: spoken
    type: question
    number: 6
    text: Which language do you speak?
    languages: spoken
    answer: one
    lines: 1
  - id: written
    type: question
    number: 7
    text: Which language do you read?
    languages: written
    answer: many
    options:
      - {id: reading-is-hard, number: 90, text: Reading is hard for me}
    lines: 1
"""


def offered(plan: Resource, name: str) -> dict[str, LanguageOption]:
    question = next(block for block in plan.blocks if block.id == name)
    assert isinstance(question, Question)
    return {each.id: each for each in question.options if isinstance(each, LanguageOption)}


def test_every_language_is_offered_by_its_own_name_and_its_english_one() -> None:
    found = offered(parse(PLAN), "written")
    assert set(found) == {"en", *(each.tag.lower() for each in languages())}
    assert found["pl"].english_name == "Polish"
    assert [each.text for each in found["pl"].names] == ["polski"]
    assert found["pl"].number == 2


def test_konkani_is_spoken_once_and_written_in_two_scripts() -> None:
    plan = parse(PLAN)
    spoken, written = offered(plan, "spoken"), offered(plan, "written")
    konkani = [each for each in spoken if each.startswith("kok")]
    assert konkani == ["kok"]
    assert spoken["kok"].english_name == "Konkani"
    assert [each.text for each in spoken["kok"].names] == ["Konknni", "कोंकणी"]
    assert spoken["kok"].tags == ("kok-Latn", "kok-Deva")
    assert written["kok-latn"].names[0].text == "Konknni (Romi)"
    assert written["kok-deva"].names[0].text == "कोंकणी"
    assert len(spoken) == len(written) - 1


def test_languages_are_names_that_nobody_translates() -> None:
    extraction = extract(parse(PLAN))
    paths = [each.path for each in extraction.segments]
    assert "written.reading-is-hard" in paths
    assert not any("polski" in each.text or "Polish" in each.text for each in extraction.segments)
    polish = rebuild(extraction, dict.fromkeys(paths, "Zażółć"))
    assert offered(polish, "spoken") == offered(parse(PLAN), "spoken")


def test_h14_a_plan_keeps_the_languages_that_it_offered() -> None:
    plan = parse(PLAN)
    kept = Resource.model_validate(plan.model_dump(mode="json"))
    assert kept == plan
    assert content_hash(kept) == content_hash(plan)
    assert Resource.model_validate(with_languages(plan.model_dump(mode="json"))) == plan


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("    answer: one\n    lines: 1", "    answer: one", "and `lines: 1` for another language"),
        ("answer: one", "answer: line", "needs `answer: one` or `answer: many`"),
        ("languages: spoken", "languages: signed", "must be one of 'spoken' or 'written'"),
        ("number: 90", "number: 2", "two options have the number 2"),
    ],
)
def test_a_question_about_languages_that_cannot_be_is_named_with_its_mend(
    was: str, becomes: str, said: str
) -> None:
    with pytest.raises(ContentError, match=re.escape(said)):
        parse(PLAN.replace(was, becomes, 1))
