"""Where readers find a text is said in one place, and every print can be followed to it."""

import ast
import re
from collections.abc import Iterator

import pytest

from app.config import ROOT, Settings
from app.resources import addresses

_WRITTEN_OUT = re.compile(r"/status/|/open(#|$)|/fill(/|$)|/easy-read|/worried")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (addresses.page("pl", "leaflet", "folic-acid"), "/pl/leaflets/folic-acid"),
        (
            addresses.page("pl", "leaflet", "folic-acid", "easy_read"),
            "/pl/leaflets/folic-acid/easy-read",
        ),
        (addresses.page("en", "guide", "how-to"), "/library/guides/how-to"),
        (addresses.page("pl", "interface", "interface"), "/pl/"),
        (addresses.library("fa-AF"), "/fa-AF/"),
        (addresses.form("pl", "my-birth"), "/pl/plans/my-birth/fill"),
        (addresses.form("pl", "my-birth", "easy_read"), "/pl/plans/my-birth/easy-read/fill"),
        (addresses.opening(), "/open"),
        (addresses.opening("pl"), "/pl/open"),
        (addresses.opened(), "/open#"),
        (addresses.opened("K7Q2"), "/open#K7Q2"),
        (addresses.status("K7Q2"), "/status/K7Q2"),
        (addresses.worried("pl"), "/pl/worried"),
    ],
)
def test_an_address_is_as_prints_and_links_of_years_have_it(address: str, expected: str) -> None:
    assert address == expected


@pytest.mark.parametrize("given", ["https://words.example", "https://words.example/"])
def test_a_code_on_paper_leads_to_the_service_however_its_address_is_written(given: str) -> None:
    base = Settings(base_url=given).base_url
    assert base + addresses.status("K7Q2") == "https://words.example/status/K7Q2"


def test_no_other_module_writes_an_address_of_readers_out() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {words}"
        for path in sorted((ROOT / "app").rglob("*.py"))
        if path != ROOT / "app" / "resources" / "addresses.py"
        for line, words in _strings(ast.parse(path.read_text("utf-8")))
        if _WRITTEN_OUT.search(words)
    ]
    found += [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for match in re.finditer(
            r'="/[^"]*(?:/status/|/open\b|/fill\b)[^"]*', path.read_text("utf-8")
        )
    ]
    assert found == []


def _strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every string of a module but what documents it."""
    documents = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(words)) if id(node) not in documents:
                yield node.lineno, words
