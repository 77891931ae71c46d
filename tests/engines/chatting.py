"""A chat-completions server in the test process that does to a text what AccentEngine does, or
whatever a test has it say instead; and an engine that asks it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from app.engines.chat import ChatEngine
from tests.engines.deterministic import accented
from tests.engines.serving import Server

MODEL = "gemma3:27b-it-q8_0"
DIGEST = "ab" * 32


def translated(text: str) -> str:
    """The answer of a model that does as it is told."""
    return json.dumps({"translation": text}, ensure_ascii=False)


def obedient(asked: dict[str, Any]) -> str:
    return translated(accented(asked["text"]))


@dataclass
class ModelServer(Server):
    """`say` makes the content of an answer from the question; `message` and `finish` stand in for
    the rest of it, and `answers_as` for the model's name."""

    say: Callable[[dict[str, Any]], str | None] = obedient
    message: dict[str, Any] = field(default_factory=dict)
    finish: str = "stop"
    answers_as: str = MODEL
    models: list[dict[str, Any]] = field(
        default_factory=lambda: [{"id": MODEL, "object": "model", "created": 1, "owned_by": "us"}]
    )
    tags: list[dict[str, Any]] | None = field(
        default_factory=lambda: [{"name": MODEL, "model": MODEL, "digest": DIGEST, "size": 5}]
    )
    error: bytes = b"{}"
    hold: Event | None = None

    @property
    def questions(self) -> list[dict[str, Any]]:
        """What it was asked, one object for each text."""
        return [json.loads(body["messages"][1]["content"]) for body in self.bodies]

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for body in self.sent]

    def reply(self, path: str, body: bytes) -> tuple[int, bytes]:
        self.asked.append(path)
        if path == "/v1/models":
            return 200, json.dumps({"object": "list", "data": self.models}).encode()
        if path == "/api/tags" and self.tags is not None:
            return 200, json.dumps({"models": self.tags}).encode()
        if path != "/v1/chat/completions":
            return 404, b'{"detail": "Not Found"}'
        self.sent.append(body)
        if self.hold is not None:
            self.hold.wait(20)
        if self.failures:
            return self.failures.pop(0), self.error
        return 200, json.dumps(self._answer(body)).encode()

    def _answer(self, body: bytes) -> dict[str, Any]:
        asked = json.loads(json.loads(body)["messages"][1]["content"])
        message = {"role": "assistant", "content": self.say(asked), **self.message}
        choice = {"index": 0, "message": message, "finish_reason": self.finish}
        return {"id": "1", "object": "chat.completion", "model": self.answers_as,
                "choices": [choice], "usage": {"prompt_tokens": 1}}  # fmt: skip


def entry(server: Server, **other: object) -> str:
    """A `[[chat]]` entry for a server; `None` leaves a line out."""
    lines: dict[str, object] = {
        "id": "gemma",
        "address": f"{server.base}/v1",
        "model": MODEL,
        "pin": {"digest": DIGEST},
        "licence": "Gemma terms",
        "languages": ["ro", "so", "ps", "kok-Deva"],
    }
    lines |= other
    written = (f"{name} = {_toml(v)}" for name, v in lines.items() if v is not None)
    return "\n".join(["[[chat]]", *written, ""])


def engine_of(file: Path, *entries: str, rest: float = 60.0) -> ChatEngine:
    """The engine of a file of models with these entries."""
    file.write_text("\n".join(entries), "utf-8")
    return ChatEngine(file, pause=0.001, rest=rest)


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f'"{name}" = {_toml(v)}' for name, v in value.items()) + " }"
    return json.dumps(value)
