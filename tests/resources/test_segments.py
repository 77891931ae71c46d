"""Cutting a resource into segments and putting it together again."""

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.resources import inline
from app.resources.schema import Resource, all_parts
from app.resources.segments import (
    TRANSLATED,
    MissingText,
    content_hash,
    extract,
    is_translatable,
    rebuild,
)
from tests import shipped

WORDS = st.text(string.ascii_letters + " ąñșটমकم.,'’0123456789", min_size=1, max_size=30).filter(
    lambda text: bool(text.strip())
)
MARKED = st.one_of(
    WORDS,
    WORDS.map(lambda text: f"**{text}**"),
    WORDS.map(lambda text: f"[{text}](https://www.example.org/{len(text)})"),
    st.sampled_from(["{phone.triage}", "{hours.triage}", "{name}"]),
)
TEXTS = st.lists(MARKED, min_size=1, max_size=4).map(
    lambda parts: " ".join(" ".join(parts).split())
)


def named(*fields: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(dict.fromkeys(fields, TEXTS))


PARAGRAPHS = named("text").map(lambda found: {"type": "paragraph", **found})
LISTS = st.lists(named("text"), min_size=1, max_size=4).map(
    lambda items: {
        "type": "list",
        "items": [{"id": f"i{n}", **item} for n, item in enumerate(items)],
    }
)
PICTURES = named("alt", "caption").map(
    lambda found: {"type": "picture", "picture": "baby", **found}
)
TABLES = st.tuples(named("caption"), st.lists(TEXTS, min_size=4, max_size=4)).map(
    lambda found: {
        "type": "table",
        **found[0],
        "columns": [{"id": "a", "text": found[1][0]}, {"id": "b", "text": found[1][1]}],
        "rows": [
            {
                "id": "r",
                "cells": [{"id": "a", "text": found[1][2]}, {"id": "b", "text": found[1][3]}],
            }
        ],
    }
)
SIMPLE = st.one_of(PARAGRAPHS, LISTS, PICTURES, TABLES)
CARDS = st.tuples(named("heading"), SIMPLE).map(
    lambda found: {
        "type": "care_card", "urgency": "urgent", **found[0], "blocks": [{"id": "inner", **found[1]}],  # noqa: E501
    }
)  # fmt: skip
HEAD = {
    "kind": "leaflet", "slug": "a-leaflet", "reference": "REF-1", "version": "1", "owner": "o",
    "organisation": "o", "approver": "a", "review_by": "2029-01-01",
}  # fmt: skip


@st.composite
def resources(draw: st.DrawFn) -> Resource:
    blocks = draw(st.lists(st.one_of(SIMPLE, CARDS), min_size=1, max_size=5))
    for number, block in enumerate(blocks):
        block["id"] = f"b{number}"
        for inner in block.get("blocks", ()):
            inner["id"] = f"b{number}-inner"
    return Resource.model_validate(HEAD | draw(named("title", "summary")) | {"blocks": blocks})


@given(resources())
def test_rebuild_undoes_extract(resource: Resource) -> None:
    assert rebuild(extract(resource)) == resource


@given(resources())
def test_texts_given_by_path_take_the_place_of_the_english(resource: Resource) -> None:
    extraction = extract(resource)
    texts = {segment.path: segment.text for segment in extraction.segments}
    assert rebuild(extraction, texts) == resource


@given(resources())
def test_paths_and_hashes_survive_reordering(resource: Resource) -> None:
    turned = resource.model_copy(update={"blocks": tuple(reversed(resource.blocks))})
    before = {segment.path: segment.hash for segment in extract(resource).segments}
    assert {segment.path: segment.hash for segment in extract(turned).segments} == before
    assert len(resource.blocks) == 1 or content_hash(turned) != content_hash(resource)


@pytest.mark.parametrize("resource", shipped.texts(), ids=lambda r: f"{r.slug}.{r.reading_version}")
def test_every_resource_of_the_content_is_rebuilt_exactly(resource: Resource) -> None:
    extraction = extract(resource)
    assert rebuild(extraction) == resource
    assert all(segment.note for segment in extraction.segments)


def leaflet(*blocks: dict[str, Any], **more: Any) -> Resource:
    head = HEAD | {"title": "Title", "summary": "Summary"}
    return Resource.model_validate(head | more | {"blocks": list(blocks)})


def test_h5_a_missing_text_is_refused_and_never_english() -> None:
    extraction = extract(leaflet({"id": "one", "type": "paragraph", "text": "Call us."}))
    with pytest.raises(MissingText, match="one has no text"):
        rebuild(extraction, {"title": "Tytuł", "summary": "Streszczenie"})


def test_links_and_facts_become_tokens_and_addresses_stay_in_the_source() -> None:
    text = "Call {phone.triage} or read **this** [page](https://www.example.org/a)."
    (segment,) = [s for s in extract(leaflet({"id": "p", "type": "paragraph", "text": text})).segments  # noqa: E501
                  if s.path == "p"]  # fmt: skip
    assert segment.text == "Call <1/> or read <2>this</2> <3>page</3>."
    assert "https" not in segment.text


def test_a_moved_link_reopens_nothing_but_another_number_does() -> None:
    def hash_of(text: str) -> str:
        return extract(leaflet({"id": "p", "type": "paragraph", "text": text})).segments[2].hash

    assert hash_of("See [this](https://a.example)") == hash_of("See [this](https://b.example)")
    assert hash_of("Call {phone.triage}") != hash_of("Call {phone.community}")


@pytest.mark.parametrize(
    ("segment", "message"),
    [
        ("Zadzwoń", "missing"),
        ("Zadzwoń <1/> <1/>", "twice"),
        ("Zadzwoń <1>tu</1>", "as in the source"),
        ("Zadzwoń <1/> <2/>", "not a token"),
        ("Zadzwoń <1/> [tu]", "kept for markup"),
        ("Zadzwoń <1/> < 5", "kept for markup"),
    ],
)
def test_h17_a_damaged_token_is_refused(segment: str, message: str) -> None:
    _, tokens = inline.tokenise("Call {phone.triage}")
    with pytest.raises(inline.MarkupError, match=message):
        inline.detokenise(segment, tokens)


def test_urgent_cards_and_numbers_are_always_safety_critical() -> None:
    found = extract(
        leaflet(
            {"id": "calm", "type": "paragraph", "text": "Calm."},
            {
                "id": "card", "type": "care_card", "urgency": "urgent", "heading": "Call",
                "blocks": [{"id": "why", "type": "paragraph", "text": "Now."}],
            },
        )
    ).segments  # fmt: skip
    assert {s.path for s in found if s.safety_critical} == {"card.heading", "card.why"}


def test_every_field_that_readers_see_is_named_once() -> None:
    models = {type(part) for each in shipped.texts() for part in (each, *all_parts(each))}
    seen = {name for model in models for name in model.model_fields if is_translatable(model, name)}
    assert seen <= TRANSLATED
