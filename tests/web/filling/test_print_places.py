"""Places in the queue for prints are for those whose print is being drawn: nobody keeps one by
sending a form slowly or by taking an answer slowly."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import Message

from app.db import Database
from app.jobs.printing.printer import Printer
from app.main import create_app
from app.render.cache import PdfCache
from app.render.pool import RenderPool
from app.web.frame import print_queue
from tests.web.filling.filler import FILL, filled_in, printed

FORM = [(b"content-type", b"application/x-www-form-urlencoded")]


@pytest.fixture(scope="module")
def small_pool() -> Iterator[RenderPool]:
    """A pool with a place for one."""
    with RenderPool(workers=1, queue=0) as found:
        assert found.places == 1
        yield found


@pytest.fixture
def app(planned: Database, data_folder: Path, small_pool: RenderPool) -> FastAPI:
    app = create_app(planned)
    print_queue.install(
        app, Printer(database=planned, pool=small_pool, cache=PdfCache(data_folder / "pdf"))
    )
    return app


class Slow:
    """Someone who sends this much of a form and no more, or takes no more than the head of the
    answer, until they go."""

    def __init__(self, app: FastAPI, path: str, body: bytes, *, more: bool) -> None:
        self.app = app
        self.body: list[Message] = [{"type": "http.request", "body": body, "more_body": more}]
        self.stands = threading.Event()
        self._goes: asyncio.Event
        self._loop: asyncio.AbstractEventLoop
        self.scope = {
            "type": "http", "method": "POST", "path": path, "raw_path": path.encode(),
            "query_string": b"", "headers": FORM, "http_version": "1.1", "root_path": "",
        }  # fmt: skip

    async def receive(self) -> Message:
        if self.body:
            return self.body.pop()
        self.stands.set()
        await self._goes.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.body":
            self.stands.set()
            await self._goes.wait()

    async def stay(self) -> None:
        self._goes, self._loop = asyncio.Event(), asyncio.get_running_loop()
        await self.app(self.scope, self.receive, self.send)

    @contextmanager
    def there(self) -> Iterator[None]:
        thread = threading.Thread(target=lambda: asyncio.run(self.stay()))
        thread.start()
        try:
            assert self.stands.wait(60)
            yield
        finally:
            self._loop.call_soon_threadsafe(self._goes.set)
            thread.join()


def test_h28_a_form_that_is_sent_slowly_keeps_nobody_from_printing(app: FastAPI) -> None:
    she = filled_in(TestClient(app))
    with Slow(app, f"{FILL}/print/standard", b"state=", more=True).there():
        assert printed(she, "standard").startswith(b"%PDF")


def test_h28_an_answer_that_is_taken_slowly_keeps_nobody_from_printing(app: FastAPI) -> None:
    she = filled_in(TestClient(app))
    form = urlencode(dict(she.form.form_values())).encode()
    with Slow(app, f"{FILL}/print/standard", form, more=False).there():
        assert printed(she, "standard").startswith(b"%PDF")
