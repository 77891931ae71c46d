"""A real HTTP server in the test process, on a free port of this machine."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from tests.engines.deterministic import accented


@dataclass
class Server:
    """What the server answers by path, and all that it was sent. `failures` are statuses that it
    answers first; of a model it sends `cut` bytes less than it promised; an answer takes `drip`
    seconds a byte."""

    files: dict[str, bytes] = field(default_factory=dict)
    languages: list[dict[str, Any]] = field(default_factory=list)
    failures: list[int] = field(default_factory=list)
    answer: Any = None
    cut: int = 0
    drip: float = 0
    sent: list[bytes] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    base: str = ""

    headers: list[dict[str, str]] = field(default_factory=list)

    def reply(self, path: str, body: bytes) -> tuple[int, bytes]:
        self.asked.append(path)
        if path == "/translate":
            self.sent.append(body)
            if self.failures:
                return self.failures.pop(0), b"{}"
            texts = json.loads(body)["q"]
            made = {"translatedText": [accented(text) for text in texts]}
            return 200, json.dumps(made if self.answer is None else self.answer).encode()
        if path == "/languages":
            return 200, json.dumps(self.languages).encode()
        if path == "/spec":
            return 200, json.dumps({"info": {"version": "1.6.2"}}).encode()
        found = self.files.get(path)
        return (404, b"") if found is None else (200, found)


def _parts(content: bytes, drip: float) -> Iterator[bytes]:
    if not drip:
        yield content
        return
    for byte in content:
        time.sleep(drip)
        yield bytes([byte])


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """The server, answering until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._answer(with_body=False)

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self, with_body: bool = True) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            status, content = server.reply(self.path, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if with_body:
                cut = server.cut if self.path.endswith(".argosmodel") else 0
                for part in _parts(content[: len(content) - cut], server.drip):
                    self.wfile.write(part)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.base = f"http://127.0.0.1:{http.server_port}"
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
