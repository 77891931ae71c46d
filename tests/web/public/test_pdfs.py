"""What the addresses of PDFs answer when they name no print; prints themselves are in
tests/render."""

import pytest
from fastapi.testclient import TestClient

from app.db import Database
from tests.factories import SLUG, signed_in, translate

pytestmark = pytest.mark.one_database

PDFS = f"/pl/leaflets/{SLUG}"
SHEETS = f"/workbench/{SLUG}/standard/pl/proof/facing/pages"


@pytest.mark.parametrize(
    "file",
    [
        "large_print.pdf?size=99",
        "large_print.pdf?size=abc",
        "standard.pdf?size=11",
        "poster-of-mine.pdf",
        "standard.pdf?service=nowhere",
    ],
)
def test_a_print_that_does_not_exist_is_a_page_in_the_language_of_the_address(
    print_reader: TestClient, file: str
) -> None:
    response = print_reader.get(f"{PDFS}/{file}")
    assert response.status_code == 404
    assert '<html lang="pl"' in response.text
    assert "960101" in response.text


def test_every_layout_is_printed_in_the_size_asked_for(print_reader: TestClient) -> None:
    response = print_reader.get(f"{PDFS}/standard.pdf?size=20")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/pdf"


def test_a_program_is_told_which_value_was_wrong(print_reader: TestClient) -> None:
    response = print_reader.get(f"/api/v1/resources/{SLUG}/editions/pl?version=loud")
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["query", "version"]


def test_the_head_of_a_page_and_of_a_print_can_be_asked_for(print_reader: TestClient) -> None:
    for address in ("/", "/pl/", PDFS, "/healthz"):
        assert print_reader.head(address).status_code == 200, address
    assert print_reader.head(f"{PDFS}/no-such-format.pdf").status_code == 404
    assert print_reader.head("/xx/").status_code == 404


def test_h4_the_sheets_of_a_proof_are_shown_and_marked_as_a_draft(
    world: Database, print_reader: TestClient
) -> None:
    """They are drawn when the database was given back."""
    print_reader.cookies["birthwords"], _ = signed_in(world, "reviewer@x.test")
    for address in (SHEETS, f"{SHEETS}?page=2", SHEETS.replace("facing", "standard")):
        answer = print_reader.get(address)
        assert answer.status_code == 200, address
        assert "Draft – not for use" in answer.text
        assert "data:image/png;base64," in answer.text


def test_h7_a_proof_that_cannot_be_drawn_says_in_which_string_and_why(
    world: Database, print_reader: TestClient
) -> None:
    print_reader.cookies["birthwords"], _ = signed_in(world, "reviewer@x.test")
    translate(world, {"title": "Mdłości \U0001f600"})
    answer = print_reader.get(SHEETS)
    assert answer.status_code == 200
    assert "\U0001f600" in answer.text
