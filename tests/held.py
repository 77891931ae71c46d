"""Watches that no connection to a database is held while a page or a print is drawn, nor between
what a route depends on and the route itself, which may have to wait for a thread: with as many
readers as there are connections everybody would wait for everybody.
"""

from collections.abc import Callable, Iterator
from typing import Any, cast

import jinja2
import pytest
from fastapi import routing
from sqlalchemy.pool import QueuePool

from app.db import Database
from app.render.pool import RenderPool


def held(database: Database) -> int:
    """Connections that are given out, but for the one that a local database keeps for itself."""
    spare = database._spare is not None
    pool = cast(QueuePool, database.engine.pool)
    return pool.checkedout() - spare


@pytest.fixture(autouse=True)
def nothing_is_held(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """In every test of these folders that has a world and opens pages of it, one at a time: where
    many do at once (`together`), those of the others are in use."""
    if request.node.get_closest_marker("together") is not None:
        yield
        return
    databases = [
        request.getfixturevalue(name)
        for name in ("world", "planned", "empty")
        if name in request.fixturenames
    ]
    offences: list[str] = []

    def watched(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def watch(self: Any, *given: Any, **named: Any) -> Any:
            if any(held(each) for each in databases):
                offences.append(f"{name} {getattr(self, 'name', '')}")
            return work(self, *given, **named)

        return watch

    begin = routing.run_endpoint_function

    async def begun(**named: Any) -> Any:
        if any(held(each) for each in databases):
            offences.append(f"before {named['dependant'].call}")
        return await begin(**named)

    monkeypatch.setattr(routing, "run_endpoint_function", begun)
    monkeypatch.setattr(jinja2.Template, "render", watched("page", jinja2.Template.render))
    for name in ("render", "sheets"):
        monkeypatch.setattr(RenderPool, name, watched("print", getattr(RenderPool, name)))
    yield
    assert offences == [], offences
