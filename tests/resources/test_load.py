"""Reading YAML: every mistake is answered with its place and its mend."""

from pathlib import Path

import pytest

from app.resources.content_problems import ContentError
from app.resources.load import load, parse, write_missing_ids

HEAD = """\
kind: leaflet
slug: a-leaflet
reference: REF-1
version: "1"
owner: Owner
organisation: Organisation
approver: Approver
review_by: 2029-01-01
title: Title
summary: Summary
"""


def problem_of(blocks: str, head: str = HEAD) -> str:
    with pytest.raises(ContentError) as caught:
        parse(head + blocks, "a-leaflet.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("blocks", "place", "mend"),
    [
        (
            "blocks:\n  - {id: a, type: paragraf, text: x}\n",
            ":12: block a:",
            "no block type 'paragraf'",
        ),
        ("blocks:\n  - {id: a, type: paragraph}\n", ":12: block a:", "`text` is missing"),
        ("blocks:\n  - {type: paragraph, text: x}\n", ":12: block paragraph:", "--fix"),
        ("blocks:\n  - {id: a, text: x}\n", ":12: block a:", "no `type`"),
        (
            "blocks:\n  - {id: a, type: paragraph, text: x, txt: y}\n",
            ":12: block a:",
            "`txt` is not known",
        ),
        ("blocks:\n  - {id: A b, type: paragraph, text: x}\n", "block A b:", "small letters"),
        (
            "blocks:\n  - {id: a, type: paragraph, text: x}\n  - {id: a, type: paragraph, text: y}\n",  # noqa: E501
            "a-leaflet.yaml:1:",
            "the id 'a' stands on 2 blocks",
        ),
        (
            "blocks:\n  - {id: a, type: paragraph, text: 'use <b>'}\n",
            ":12: block a:",
            "kept for markup",
        ),
        (
            "blocks:\n  - {id: a, type: paragraph, text: 'a {fax.x}'}\n",
            "block a:",
            "not a local fact",
        ),
        (
            "blocks:\n  - {id: a, type: paragraph, text: '[x](javascript:1)'}\n",
            "block a:",
            "not allowed",
        ),
        ("blocks: [\n", "a-leaflet.yaml:", "not readable YAML"),
        (
            "blocks:\n  - {id: a, type: paragraph, text: x, sources: [nhs]}\n",
            ":1:",
            "not in `sources`",
        ),
        ("blocks: []\n", ":11:", "blocks"),
    ],
)
def test_a_mistake_is_named_with_line_block_and_mend(blocks: str, place: str, mend: str) -> None:
    message = problem_of(blocks)
    assert place in message
    assert mend in message
    assert "Traceback" not in message


def test_a_file_that_is_no_mapping_is_refused() -> None:
    assert "starts with `kind: leaflet`" in problem_of("", "- 1\n")


def test_yaml_that_would_build_objects_is_refused() -> None:
    assert "a-leaflet.yaml" in problem_of("blocks: !!python/object/apply:os.system ['true']\n")


def test_a_file_must_be_called_after_its_slug(tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    path.write_text(HEAD + "blocks:\n  - {id: a, type: paragraph, text: x}\n")
    with pytest.raises(ContentError, match=r"should be called a-leaflet\.yaml"):
        load(path)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a-leaflet.yaml"
    path.write_bytes(b"kind: \xff\xfe")
    with pytest.raises(ContentError, match="UTF-8"):
        load(path)


def test_missing_ids_are_written_once_and_comments_stay() -> None:
    text = HEAD + (
        "blocks:\n  # why\n  - type: paragraph\n    text: Call your midwife now\n"
        "  - type: list\n    items:\n      - text: One\n      - text: One\n"
    )
    fixed, written = write_missing_ids(text)
    assert written == 4
    assert "# why" in fixed
    resource = parse(fixed)
    assert resource.blocks[0].id == "call-your-midwife-now"
    assert write_missing_ids(fixed) == (fixed, 0)
