"""A small file never grows into a large one, and what no resource needs is refused at its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import CONTENT
from app.resources import load
from app.resources.content_problems import ContentError
from app.resources.load import parse, parse_file
from app.resources.plain_yaml import DEEPEST, MOST_PARTS, PlainComposer
from tests import shipped
from tests.factories import HEAD, LEAFLET
from tests.resources.bombs import BOMB

LINES = LEAFLET.count("\n")


def refused(text: str) -> str:
    with pytest.raises(ContentError) as found:
        parse(text, "x.yaml")
    (problem,) = found.value.problems
    return str(problem)


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ("note: &n text\n", "an anchor (&) or alias (*) is not read."),
        ("note: *n\n", "an anchor (&) or alias (*) is not read."),
        ("<<: {owner: me}\n", "a merge (<<) is not read."),
        ("note: !!python/name:os.system x\n", "a tag (tag:yaml.org,2002:python/name:os.system)"),
        ("note: !secret x\n", "a tag (!secret) is not read."),
        ("title: Twice\n", "the same name stands twice here."),
        ("note: take \u202e12\u202c mg\n", "a sign that nobody sees turns letters"),
        ('note: "take \\u202e12 mg"\n', "a sign that nobody sees turns letters"),
        ("note: " + "[" * 30 + "]" * 30 + "\n", f"this stands more than {DEEPEST} levels deep."),
    ],
)
def test_what_no_resource_needs_is_refused_at_its_line(extra: str, said: str) -> None:
    assert refused(LEAFLET + extra).startswith(f"x.yaml:{LINES + 1}: {said}")


def test_a_text_may_hold_the_same_signs_in_quotes() -> None:
    resource = parse(LEAFLET.replace("title: Feeling sick", 'title: "&a !b"'))
    assert resource.title == "&a !b"


def test_a_bomb_of_aliases_is_refused_at_its_first(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    real = PlainComposer.compose_scalar_node

    def counted(self: PlainComposer, anchor: object) -> object:
        made.append(anchor)
        return real(self, anchor)

    monkeypatch.setattr(PlainComposer, "compose_scalar_node", counted)
    assert refused(BOMB).startswith("x.yaml:1: an anchor (&)")
    assert len(made) == 1


def test_more_parts_than_any_resource_has_are_refused() -> None:
    parts = "[" + "x, " * MOST_PARTS + "x]"
    assert "has more than 50,000 parts" in refused(f"{HEAD}  - {parts}\n")


def test_a_file_that_is_too_large_or_no_text_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(ContentError, match="larger than 1 MB"):
        parse_file(b"a: 1\n" * 200_001, "x.yaml")
    with pytest.raises(ContentError, match=r"^x\.yaml:2: this is not UTF-8 text"):
        parse_file(b"a: 1\nb: \xff\n", "x.yaml")


def test_all_that_is_shipped_is_plain() -> None:
    assert len(shipped.texts()) == len(list(load.files(CONTENT)))


@given(st.text("ab:-[]{}&*!<>?|'\"#%@, \n\t\u2028\ufeff", max_size=80))
def test_any_text_is_a_resource_or_refused_in_words(text: str) -> None:
    with pytest.raises(ContentError):
        parse(text, "x.yaml")
