"""The family of errors: each has a status that HTTP knows, no two have the same name, and there is
no other.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from http import HTTPStatus

import app
from app.config import ROOT
from app.errors import ExpectedError


def family(kind: type[ExpectedError] = ExpectedError) -> Iterator[type[ExpectedError]]:
    for found in kind.__subclasses__():
        yield found
        yield from family(found)


def test_every_error_of_the_family_has_a_status_and_a_name_of_its_own() -> None:
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found = {kind for kind in family() if kind.__module__.startswith("app.")}
    names = sorted(kind.__name__ for kind in found)
    assert {"MissingContactError", "PoolBusy", "UnknownLanguage", "Refused"} <= set(names)
    assert {each for each in names if each.endswith("ListError")} == {
        "LanguageListError",
        "PictureListError",
        "ServiceListError",
    }
    assert len(names) == len(set(names))
    for kind in found:
        assert HTTPStatus(kind.status) >= 400, kind
        assert not kind.seconds or kind.status in (429, 503), kind


def test_no_route_raises_an_error_of_the_server() -> None:
    """`bodies` has to, and says why; `sent_values` answers before there is a route."""
    found = [
        path.name
        for path in sorted((ROOT / "app").rglob("*.py"))
        if "HTTPException" in path.read_text("utf-8").replace("FastAPI's HTTPException", "")
    ]
    assert found == ["bodies.py", "handlers.py", "sent_values.py"]
