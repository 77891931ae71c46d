"""What the addresses of PDFs answer when they name no print; prints themselves are in
tests/render."""

import pytest
from fastapi.testclient import TestClient

from tests.factories import SLUG

pytestmark = pytest.mark.one_database

PDFS = f"/pl/leaflets/{SLUG}"


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
