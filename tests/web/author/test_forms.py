"""Every kind of block has a form with all of its fields, and a form that is sent as it was opened
changes nothing.
"""

from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

from app.render.templating import template
from app.resources import editing
from app.resources.editing import ABOUT, SOURCES, Data
from app.resources.schema import Resource
from app.web.author import fields, filled_in
from app.web.author.fields import kind_of
from app.web.author.filled_in import Posted
from app.web.author.forms import open_form
from app.workflow.proposals.texts import Writing
from tests import shipped
from tests.resources.authors_page import BLOCKS, resource_with

SHIPPED = shipped.texts()
SAMPLES = [
    *(each for each in SHIPPED if each.slug in ("babys-movements", "my-birth-preferences")),
    next(each for each in SHIPPED if each.kind == "message"),
    next(each for each in SHIPPED if each.slug == "using-this-service"),
    *(resource_with(block) for block in BLOCKS),
]
PAGE = SimpleNamespace(address="/author/x", frame=SimpleNamespace(csrf="token"))


class Sent(HTMLParser):
    """What a browser sends of a form, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[tuple[str, str]] = []
        self._area = self._select = ""
        self._chosen: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "input":
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self.pairs.append((given["name"], given.get("value", "")))
        elif tag == "textarea":
            self._area = given["name"]
            self.pairs.append((self._area, ""))
        elif tag == "select":
            self._select, self._chosen = given["name"], None
        elif tag == "option" and (self._chosen is None or "selected" in given):
            self._chosen = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self.pairs.append((self._select, self._chosen or ""))

    def handle_data(self, data: str) -> None:
        if self._area:
            name, value = self.pairs[-1]
            self.pairs[-1] = (name, value + data)


def writing_of(resource: Resource) -> Writing:
    data = editing.written(resource)
    return Writing(
        kind=resource.kind,
        slug=resource.slug,
        reading_version=resource.reading_version,
        data=data,
        before=data,
        proposal=None,
        base=None,
    )


def sent(writing: Writing, block: str) -> Posted:
    form = open_form(writing, block, None, take=False)
    reader = Sent()
    macros = template("author/fields.html").module
    reader.feed(str(macros.form(form, PAGE)))  # type: ignore[attr-defined]
    return Posted(reader.pairs)


@pytest.mark.parametrize("resource", SAMPLES, ids=lambda each: f"{each.slug}-{each.blocks[0].id}")
def test_a_form_that_is_sent_as_it_was_opened_changes_nothing(resource: Resource) -> None:
    writing = writing_of(resource)
    for place in editing.places(writing.data):
        found = place.part
        posted = sent(writing, place.id)
        again = filled_in.filled_in(kind_of(found), found, posted, set(), writing.kind)
        assert editing.own(again) == editing.own(found), place.id
        assert posted.one("why") == ""


@pytest.mark.parametrize("resource", SAMPLES[:3], ids=lambda each: each.slug)
def test_so_do_the_forms_of_the_text_itself_and_of_its_sources(resource: Resource) -> None:
    writing = writing_of(resource)
    about: Data = editing.part(writing.data, ABOUT)
    posted = sent(writing, ABOUT)
    assert filled_in.filled_in(ABOUT, about, posted, set(), writing.kind) == about
    sources = editing.part(writing.data, SOURCES)
    assert filled_in.sources_filled_in(sources, sent(writing, SOURCES), set()) == sources


def test_every_field_of_every_block_is_in_its_form() -> None:
    hidden = {"id", "type", "number", "rows", "columns", *editing.BLOCKS}
    for kind, model in fields.models().items():
        shown = {each.name for each in fields.fields_of(kind)}
        assert set(model.model_fields) - hidden <= shown, kind
    about = {each.name for kind in ("plan", "message") for each in _about(kind)}
    known = {"kind", "slug", "reading_version", SOURCES, *editing.BLOCKS}
    assert set(Resource.model_fields) - known == about


def _about(kind: str) -> tuple[fields.Field, ...]:
    return fields.fields_of(ABOUT, resource_kind=kind)


def test_every_kind_of_block_has_a_name_and_is_offered_somewhere() -> None:
    offered = {
        kind
        for inside in ("", "care_card", "group")
        for version in ("standard", "easy_read")
        for resource in ("plan", "guide")
        for kind in fields.offered(inside, resource, version)
    }
    assert {*fields.models()} == {*fields.NAMES} == {*offered, "option_set"}


def test_points_are_sent_in_the_order_of_their_numbers_and_empty_ones_go() -> None:
    before: Data = {
        "id": "x",
        "type": "list",
        "items": [{"id": "a", "text": "A", "note": "kept"}, {"id": "b", "text": "B"}],
    }
    posted = Posted(
        [
            ("items.id", "a"), ("items.text", "A."), ("items.order", "2.5"),
            ("items.id", "b"), ("items.text", ""), ("items.order", "2"),
            ("items.id", ""), ("items.text", "First of all"), ("items.order", "1"),
        ]
    )  # fmt: skip
    items = filled_in.filled_in("list", before, posted, {"a", "b", "x"}, "leaflet")["items"]
    assert items == [
        {"id": "first-of-all", "text": "First of all"},
        {"id": "a", "text": "A.", "note": "kept"},
    ]


def test_a_new_answer_gets_the_next_number_and_the_others_keep_theirs() -> None:
    before: Data = {
        "id": "q",
        "type": "question",
        "number": 3,
        "text": "Where?",
        "answer": "one",
        "options": [{"id": "home", "number": 4, "text": "At home"}],
    }
    posted = Posted(
        [
            ("text", "Where?"), ("answer", "one"),
            ("options.id", "home"), ("options.text", "At home"), ("options.order", "1"),
            ("options.picture", ""), ("options.id", ""), ("options.text", "In hospital"),
            ("options.order", "2"), ("options.picture", ""), ("options.flag", "home"),
        ]
    )  # fmt: skip
    options = filled_in.filled_in("question", before, posted, {"home"}, "plan")["options"]
    assert options == [
        {"id": "home", "number": 4, "text": "At home", "flag": True},
        {"number": 5, "id": "in-hospital", "text": "In hospital"},
    ]
