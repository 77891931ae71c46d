"""Sentences are cut offline, and nothing is lost between them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engines.sentences import split


@settings(deadline=None)
@given(st.text() | st.text(alphabet=st.sampled_from("Ab1⟦⟧.!? \n\t'“”’)(।")))
def test_the_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(p.before + p.sentence + p.after for p in split(text, "en")) == text


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Call ⟦1⟧ now. ⟦2⟧ is free.", ["Call ⟦1⟧ now.", "⟦2⟧ is free."]),
        ("Dr. Smith helps, e.g. with milk.", ["Dr. Smith helps, e.g. with milk."]),
        ("Your rights\nIt is free.", ["Your rights", "It is free."]),
        ("Your rights", ["Your rights"]),
        ("", []),
    ],
)
def test_a_text_is_cut_where_a_sentence_ends(text: str, sentences: list[str]) -> None:
    assert [piece.sentence for piece in split(text, "en")] == sentences
