"""English goes out as the YAML that comes in."""

import pytest

from app.resources.as_yaml import as_yaml, file_name
from app.resources.load import parse
from app.resources.schema import Resource
from tests.shipped import texts


@pytest.mark.parametrize("resource", texts(), ids=lambda each: f"{each.slug}-{each.version}")
def test_a_text_of_ours_is_read_back_as_it_was(resource: Resource) -> None:
    written = as_yaml(resource)
    assert parse(written) == resource
    assert all(line == line.rstrip() for line in written.splitlines())


def test_it_begins_as_authors_write_it() -> None:
    folic = next(
        each for each in texts() if (each.slug, each.reading_version) == ("folic-acid", "easy_read")
    )
    lines = as_yaml(folic).splitlines()
    assert lines[:4] == [
        "kind: leaflet",
        "slug: folic-acid",
        "reading_version: easy_read",
        f"reference: {folic.reference}",
    ]
    assert f"review_by: {folic.review_by}" in lines


def test_languages_that_can_be_chosen_come_with_the_plan_and_stand_in_no_file() -> None:
    plan = next(each for each in texts() if each.slug == "my-birth-preferences")
    assert "english_name" not in as_yaml(plan)


def test_a_file_is_called_as_it_must_be() -> None:
    assert file_name("folic-acid", "standard", "yaml") == "folic-acid.yaml"
    assert file_name("folic-acid", "easy_read", "docx") == "folic-acid.easy_read.docx"
