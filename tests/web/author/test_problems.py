"""What an author is told is wrong, in the words of the form and with a mend: no name of a field, no
pattern, no file and no id, whichever rule was broken.
"""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from app.db import Database
from app.resources import editing
from app.resources.content_problems import ContentError
from app.resources.editing import ABOUT, SOURCES, CannotEdit, Data
from app.resources.load import checked
from app.services import services
from app.web.author import fields, filled_in
from app.web.author.fields import NAMES, fields_of
from app.web.author.filled_in import Posted
from app.web.author.problems import problems_of
from app.workflow.proposals.texts import open_writing
from app.workflow.refusals import Refused
from app.workflow.source.unresolved import refuse_unresolved
from tests.factories import SLUG
from tests.web.visit import Visit

PLAN: Data = {
    "kind": "plan",
    "slug": "a-plan",
    "reference": "BSW-MAT-900",
    "version": "1",
    "owner": "Lead midwife",
    "organisation": "The system",
    "approver": "Consultant",
    "review_by": "2029-10-31",
    "title": "A plan",
    "summary": "What matters.",
    "sources": [
        {
            "id": "nhs-page",
            "title": "Vitamins (NHS)",
            "address": "https://www.nhs.uk/vitamins",
            "sentence": "Take vitamin D.",
            "unverified": True,
        }
    ],
    "option_sets": [
        {
            "id": "how-often",
            "options": [
                {"id": "often", "number": 1, "text": "Often"},
                {"id": "never", "number": 2, "text": "Never"},
            ],
        }
    ],
    "blocks": [
        {"id": "vitamin", "type": "paragraph", "text": "Take it.", "sources": ["nhs-page"]},
        {
            "id": "walk-a-lot",
            "type": "question",
            "number": 1,
            "text": "Do you walk a lot?",
            "answer": "one",
            "option_set": "how-often",
        },
        {
            "id": "with-whom",
            "type": "question",
            "number": 2,
            "text": "With whom?",
            "answer": "line",
            "show_if": {"question": "walk-a-lot", "options": ["often"]},
        },
    ],
}
SPOKEN_CODE = re.compile(
    r"[a-z]_[a-z]|`|\\d|\[[a-zA-Z]-|\^|\$|\.yaml|pydantic|\b(blocks|items|options|rows)\.\d|"
    r"\b[a-z]+-[a-z-]+\b(?<!easy-read)(?<!safety-critical)"
)
"""A name of a field, a mark of one, a pattern, a file, a place in one, an id."""
WORDS_WITH_A_HYPHEN = re.compile(r"\b(leaflet|plan|message|guide):\S+|#block-id|https?://\S+")
ODD = (
    "",
    "<",
    "{phone.nobody}",
    "{nothing}",
    "[x](nowhere)",
    "x",
    "-1",
    "0",
    "999",
    "7",
    "a" * 6_000,
)


def told(data: Data, new: Data) -> tuple[str, ...]:
    """What an author is told of this text; nothing where it may stand."""
    try:
        refuse_unresolved(checked(new, "a-plan"), services())
    except (ContentError, Refused, CannotEdit) as refusal:
        return problems_of(refusal, data)
    return ()


def refuse_code(said: tuple[str, ...]) -> None:
    for each in said:
        found = SPOKEN_CODE.search(WORDS_WITH_A_HYPHEN.sub("", each))
        assert not found, f"{found[0]!r} in {each!r}" if found else ""
        assert each.endswith((".", "…")), each
        assert each[0].upper() == each[0], each


def filled(kind: str) -> dict[str, str]:
    """The form of a new block with something fitting in each field that must have something."""
    typed = {}
    for each in fields_of(kind, new=True, resource_kind="plan"):
        if each.kind in ("points", "options"):
            for n in ("1", "2"):
                typed[f"{each.name}.text/{n}"] = f"Point {n}"
        elif each.kind == "table":
            typed |= {f"columns.text/{n}": f"Column {n}" for n in "12"}
            typed |= {f"cells.text/{n}": f"Cell {n}" for n in "1234"}
        elif each.kind == "picture" and not each.optional:
            typed[each.name] = fields.picture_choices()[0][0]
        elif each.choices and not each.optional:
            typed[each.name] = each.choices[0][0]
        elif not each.optional:
            good = {"number": "3", "date": "2029-10-31"}
            typed[each.name] = good.get(each.kind, "Words")
    return typed | ({"address": "https://www.nhs.uk/film"} if "address" in typed else {})


def posted(typed: dict[str, str]) -> Posted:
    pairs = [(name.partition("/")[0], value) for name, value in typed.items()]
    rows = sum(name == "rows.id" for name, _ in pairs)
    ids = [("columns.id", "")] * sum(name == "columns.text" for name, _ in pairs)
    ids += [("cells.id", "")] * sum(name == "cells.text" for name, _ in pairs)
    return Posted([*pairs, *ids, *[("rows.id", "")] * (2 - rows)])


def added(kind: str, typed: dict[str, str]) -> Data:
    used = set(editing.ids(PLAN))
    block = filled_in.filled_in(kind, {}, posted(typed), used, "plan")
    block = editing.with_ids(block, used)
    if kind == "option_set":
        return {**PLAN, "option_sets": [*PLAN["option_sets"], block]}
    return filled_in.with_numbers(editing.added(PLAN, block, after="vitamin"))


def odd(kind: str) -> Iterator[dict[str, str]]:
    """The form with one field after the other filled in oddly, or chosen as no form offers it."""
    good = filled(kind)
    names = {each.name for each in fields_of(kind, new=True, resource_kind="plan")}
    plain = [n for n in names if f"{n}.text/1" not in good and f"{n}.text/2" not in good]
    for name in (*good, *plain):
        for value in ODD:
            yield {**good, name: value}


@pytest.mark.parametrize("kind", NAMES)
def test_a_form_that_is_filled_in_as_it_asks_is_taken(kind: str) -> None:
    said = told(PLAN, added(kind, filled(kind)))
    if kind == "library":
        assert "stands only in a guide" in said[0]
    else:
        assert said == ()


@pytest.mark.parametrize("kind", NAMES)
def test_whatever_is_wrong_in_a_block_is_said_in_the_words_of_its_form(kind: str) -> None:
    seen = 0
    for typed in odd(kind):
        said = told(PLAN, added(kind, typed))
        refuse_code(said)
        seen += bool(said)
    assert seen


def about(**typed: str) -> Data:
    names = {each.name for each in fields_of(ABOUT, resource_kind="plan")}
    form = [(name, str(value)) for name, value in PLAN.items() if name in names]
    form = [(name, typed.pop(name, value)) for name, value in form] + list(typed.items())
    found = editing.part(PLAN, ABOUT)
    return editing.changed(
        PLAN, ABOUT, filled_in.filled_in(ABOUT, found, Posted(form), set(), "plan")
    )


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "reference", "bsw 1",
            "“Reference” must be 3 to 20 capital letters, digits and hyphens, such as BSW-MAT-035.",
        ),
        ("version", "one", "“Version” must be a number, such as 1 or 1.1."),
        ("review_by", "soon", "“Review it by” must be a day, such as 2029-10-31."),
        ("review_by", "", "“Review it by” is missing. Add it."),
        ("title", "", "“Title” is missing. Add it."),
        ("stage", "later", "Choose one of what is offered for “When it is read”."),
        ("worries", "money", "Choose one of what is offered for “Which worries it answers”."),
        ("due.first_week", "0", "“The first week” must be 1 or more."),
    ],
)  # fmt: skip
def test_what_is_wrong_about_a_text_names_the_label_of_its_field(
    name: str, value: str, said: str
) -> None:
    typed = {name: value, **({"due.last_week": "9"} if name.startswith("due") else {})}
    assert told(PLAN, about(**typed)) == (said,)


def test_weeks_in_the_wrong_order_are_said_in_words() -> None:
    said = told(PLAN, about(**{"due.first_week": "20", "due.last_week": "10"}))
    assert said == ("“The first week” may not be after “The last week”.",)


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("paragraph", {"text": ""}, "“Words” is missing. Add it."),
        ("paragraph", {"text": "a < b"}, "“Words”: the character '<' is kept for markup."),
        ("list", {"items.text/2": "[x](nowhere)"}, "“Point 2”: the link address “nowhere” is"),
        ("video", {"minutes": "500"}, "“Length in minutes” must be 120 or less."),
        ("video", {"address": "nhs"}, "“Web address” must be a web address, such as"),
        ("group", {"rows": "9", "most_rows": "4"},
         "“Rows on paper” may not be more than “Rows that can be filled in”."),
        ("table", {"columns.text/2": "", "cells.text/2": "", "cells.text/4": ""},
         "“Table” needs at least 2 columns, and has 1."),
        ("table", {f"columns.text/{n}": "" for n in "12"},
         "“Table” needs at least 2 columns, and has 0."),
        ("table", {f"cells.text/{n}": "" for n in "1234"},
         "“Rows of the table” needs at least 1 row, and has 0."),
        ("list", {"items.text/1": "", "items.text/2": ""},
         "“Points” is missing. Add it."),
        ("idea", {f"sentences.text/{n}": "Eat." for n in "12345"},
         "“Sentences” may have at most 4 sentences, and has 5."),
        ("option_set", {"options.text/2": ""},
         "“Answers” needs at least 2 answers, and has 1."),
        ("question", {"answer": "scale", "options.text/1": "", "options.text/2": ""},
         "A question with “How it is answered: A point on a scale” needs “Lowest point of the "
         "scale” and “Highest point of the scale” (such as 0 and 10)"),
        ("question", {"answer": "one", "options.text/1": "", "options.text/2": ""},
         "A question with “How it is answered: One of the answers below” or “How it is answered: "
         "Any number of the answers below” needs either “Answers” or “Answers shared with "
         "others”."),
        ("question", {"answer": "date"},
         "A question with “How it is answered: With a date” has no options. Remove them."),
        ("question", {"answer": "one", "languages": "spoken"},
         "A question with “Languages as answers” needs “How it is answered: One of the answers"),
        ("question", {"answer": "many", "options.text/2": ""},
         "The question “Words” has one answer to choose from, and needs at least two."),
        ("contact", {"contact": "early_pregnancy"}, "has no number called “early pregnancy”."),
        ("paragraph", {"text": "Call {phone.early_pregnancy}."}, "has no number called “early"),
        ("picture", {"picture": ""}, "“Picture” is missing. Add it."),
    ],
)  # fmt: skip
def test_what_is_wrong_names_the_label_and_says_the_mend(
    kind: str, typed: dict[str, str], said: str
) -> None:
    found = told(PLAN, added(kind, {**filled(kind), **typed}))
    assert any(said in each for each in found), found
    refuse_code(found)


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ({**PLAN, SOURCES: []}, "Block “Take it.” names the source “Vitamins (NHS)”"),
        (editing.taken_out(PLAN, "walk-a-lot"),
         "Question “With whom?” is asked on the answer “Often” to “Do you walk a lot?”"),
        (editing.moved(PLAN, "with-whom", -1), "Question “With whom?” is asked on the answer"),
        (editing.taken_out(PLAN, "how-often"), "names the option set “Often”"),
    ],
)  # fmt: skip
def test_what_one_block_does_to_another_names_both_by_their_words(new: Data, said: str) -> None:
    found = told(PLAN, new)
    assert any(said in each for each in found), found
    refuse_code(found)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("address", "nhs", "“Source 1: Web address” must be a web address"),
        ("sentence", "", "“Source 1: The sentence” is missing. Add it."),
        ("read", "yesterday", "“Source 1: Day on which you read it” must be a day"),
    ],
)
def test_what_is_wrong_with_a_source_names_its_number(name: str, value: str, said: str) -> None:
    row = {**PLAN[SOURCES][0], name: value}
    form = [
        (f"sources.{each}", str(row.get(each, "")))
        for each in ("id", "title", "address", "sentence", "read", "by")
    ]
    new = editing.changed(PLAN, SOURCES, filled_in.sources_filled_in(PLAN, Posted(form), set()))
    found = told(PLAN, new)
    assert any(said in each for each in found), found
    refuse_code(found)


BEGUN = {
    "kind": "leaflet",
    "title": "Heartburn in pregnancy",
    "summary": "Small meals help.",
    "reference": "BSW-MAT-960",
    "owner": "Lead midwife",
    "organisation": "The system",
    "approver": "Consultant",
    "first": "Many women have heartburn.",
}


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"review_by": "2099-01-01"}, "review_by", "Choose a day for the review that comes"),
        ({"first": ""}, "first", "Write the first paragraph."),
        ({"first": "<b>All</b>"}, "first", "“First paragraph”: the character '<'"),
        ({"title": ""}, "title", "Write the title."),
    ],
)
def test_what_is_wrong_with_a_new_text_is_said_once_and_leads_to_its_field(
    world: Database, wrong: dict[str, str], field: str, said: str
) -> None:
    visit = Visit(world, "author")
    visit.open("/author/new")
    visit.send("/author/new", None, **{**BEGUN, **wrong})
    summary = visit.text.partition('<ul class="nhsuk-list nhsuk-error-summary__list">')[2]
    summary = unescape(summary.partition("</ul>")[0])
    assert said in summary
    assert re.findall('href="#f-([a-z_]+)"', summary) == [field]


def test_unseen_signs_that_were_pasted_are_not_taken_into_english(world: Database) -> None:
    visit = Visit(world, "author")
    visit.open("/author/new")
    pasted = {"title": "Heart\u00adburn \u200bin pregnancy", "first": "\ufeffMany wo\u2060men."}
    visit.send("/author/new", None, **{**BEGUN, **pasted})
    with world.reading() as session:
        text = open_writing(session, "heartburn-in-pregnancy", "standard").resource
    assert text.title == "Heartburn in pregnancy"
    assert "Many women." in text.model_dump_json()


def test_one_of_several_fields_is_called_as_one(world: Database) -> None:
    visit = Visit(world, "author")
    visit.open(f"/author/leaflet/{SLUG}/standard?add=list&first=yes")
    assert 'aria-label="Place of point 1"' in visit.text
    assert 'aria-label="Point 1"' in visit.text


def test_all_that_is_wrong_with_a_new_text_is_said_at_once(world: Database) -> None:
    visit = Visit(world, "author")
    visit.open("/author/new")
    typed = {"title": "Жар", "first": "", "reference": "x", "review_by": "2020-01-01"}
    visit.send("/author/new", None, **typed)
    assert visit.page.status_code == 422
    summary = visit.page.text.partition("There is a problem")[2].partition("<h1")[0]
    links = re.findall(r'href="#f-(\w+)"', summary)
    assert {"first", "slug", "reference", "summary"} <= set(links)
    visit.send("/author/new", None, **typed, summary="What helps.", slug="fever")
    links = re.findall(
        r'href="#f-(\w+)"', visit.page.text.partition("There is a problem")[2].partition("<h1")[0]
    )
    assert {"first", "reference"} <= set(links)
    visit.send("/author/new", None, **{**typed, "reference": "BSW-MAT-900", "slug": "fever"},
               summary="What helps.")  # fmt: skip
    summary = visit.page.text.partition("There is a problem")[2].partition("<h1")[0]
    assert re.findall(r'href="#f-(\w+)"', summary) == ["first", "reference", "review_by"]
    assert "has the reference BSW-MAT-900 already" in visit.text
