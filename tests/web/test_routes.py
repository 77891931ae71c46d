"""Every address answers for itself: none is asked for twice, and none stands behind another that
takes it first. Names of routes are no addresses, so that two modules may both have a `listing`.
"""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Match, Route

from app.config import ROOT
from app.main import create_app
from app.web.filling import sent
from app.web.frame import deps
from app.web.frame.print_queue import a_place_is_free, in_queue
from app.web.midwife import stored_plans
from tests.factories import new_database

READ_A_FORM = {deps.form, sent.sent}


def every(routes: list[BaseRoute]) -> Iterator[Route]:
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is not None:
            yield from every(included.routes)
        elif isinstance(route, Route):
            yield route


@pytest.fixture(scope="module")
def routes(tmp_path_factory: pytest.TempPathFactory) -> list[Route]:
    database = new_database(tmp_path_factory.mktemp("routes"))
    found = [*every(create_app(database).routes)]
    database.dispose()
    stored = [*every(stored_plans.router.routes)]
    kept_too = [] if any(route in found for route in stored) else stored
    assert len(found) > 100
    return [*kept_too, *found]


def test_no_address_is_given_twice(routes: list[Route]) -> None:
    asked = Counter((method, r.path) for r in routes for method in r.methods or ())
    assert [place for place, times in asked.items() if times > 1] == []


def test_no_route_stands_behind_one_that_takes_its_address(routes: list[Route]) -> None:
    hidden = []
    for route in routes:
        for method in route.methods or ():
            path = re.sub(r"\{\w+(:\w+)?\}", "7", route.path)
            scope = {"type": "http", "method": method, "path": path, "headers": []}
            first = next(r for r in routes if r.matches(scope)[0] is Match.FULL)
            if first is not route:
                hidden.append(f"{method} {route.path} behind {first.path}")
    assert hidden == []


def test_nothing_asks_for_a_route_by_its_name() -> None:
    texts = [*(ROOT / "app").rglob("*.py"), *(ROOT / "templates").rglob("*.html")]
    assert not [file for file in texts if re.search(r"url_(path_)?for\(", file.read_text())]


def test_no_place_for_a_print_is_held_while_a_form_is_read(routes: list[Route]) -> None:
    """A form may come as slowly as its sender likes."""
    found = 0
    for route in routes:
        calls = [*calls_of(route.dependant)] if isinstance(route, APIRoute) else []
        if in_queue in calls and "POST" in (route.methods or ()):
            found += 1
            assert a_place_is_free in calls, route.path
            for reads in READ_A_FORM & set(calls):
                assert calls.index(a_place_is_free) < calls.index(reads), route.path
                assert calls.index(reads) < calls.index(in_queue), route.path
    assert found >= 5


def calls_of(dependant: Dependant) -> Iterator[object]:
    """What a route depends on, in the order in which it is solved."""
    for each in dependant.dependencies:
        yield from calls_of(each)
        yield each.call
