"""Drafts by a language model behind a chat-completions server that the organisation runs itself,
such as Ollama, vLLM or llama.cpp. What leaves this machine is masked template text, words of the
glossary and the style sheet: no number, phone, name of a hospital, or person's answer.
"""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from app.config import settings
from app.engines import chat_models, chat_prompt, described
from app.engines.base import Capability, Draft, PackageRefused, Surroundings, refuse_all
from app.engines.chat_models import ChatModel
from app.engines.chat_prompt import Unusable
from app.engines.chat_server import CONNECT, REST, ChatServer
from app.engines.directions import ONLY_ENGLISH, Direction, direction
from app.engines.server import ServerFailed
from app.engines.tongues import another_language
from app.languages import ENGLISH


class ChatEngine:
    """The first described model that is ready for a language, one text at a time."""

    id = "chat"

    def __init__(self, file: Path | None = None, *, pause: float = 0.5, rest: float = REST) -> None:
        self._file = file
        self._pause, self._rest = pause, rest
        self._servers: dict[str, ChatServer] = {}
        self._lock = Lock()

    @property
    def file(self) -> Path:
        """The TOML file with the models."""
        return self._file or described.file_of_models()

    @property
    def at_once(self) -> int:
        """How many texts are done in the time of one batch, were each to take all of its own."""
        try:
            longest = max((each.seconds for each in chat_models.read(self.file)), default=60.0)
        except PackageRefused:
            return 1
        return max(1, int(settings().engine_seconds // (longest + CONNECT)))

    def capability(self, source: str, target: str) -> Capability:
        """Asks the server for its models once in five minutes, and waits a few seconds."""
        way = direction(source, target)
        if way is None:
            return Capability("unsupported", ONLY_ENGLISH)
        return self._able(way)[1]

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]:
        return self.translate_within(texts, [Surroundings()] * len(texts), source, target)

    def translate_within(
        self, texts: Sequence[str], around: Sequence[Surroundings], source: str, target: str
    ) -> list[Draft]:
        """One draft for each masked text; one that failed is refused with why."""
        way = direction(source, target)
        if way is None:
            return refuse_all(texts, self.id, ONLY_ENGLISH)
        entry, able = self._able(way)
        if entry is None or able.state != "ready":
            return refuse_all(texts, self.id, able.reason)
        told = chat_prompt.instructions(way)
        return [
            self._draft(entry, able, way, told, text, about)
            for text, about in zip(texts, around, strict=True)
        ]

    def _draft(
        self,
        entry: ChatModel,
        able: Capability,
        way: Direction,
        told: str,
        text: str,
        around: Surroundings,
    ) -> Draft:
        asked = chat_prompt.question(text, around)
        try:
            words = self._server(entry).translate(entry, told, asked, text)
        except Unusable as none:
            return Draft(None, self.id, reason=str(none))
        except ServerFailed as error:
            return Draft(None, self.id, reason=f"The chat server failed: {error}")
        if other := another_language(words, ENGLISH.tag if way.into_english else way.tag):
            return Draft(None, self.id, reason=f"The model answered in {other}.")
        return Draft(words, self.id, model=able.model, version=able.version, checksum=able.checksum)

    def _able(self, way: Direction) -> tuple[ChatModel | None, Capability]:
        """The first model that is ready for a language, or else the first with what it lacks."""
        try:
            entries = [e for e in chat_models.read(self.file) if way.tag in e.languages]
        except PackageRefused as refusal:
            return None, Capability("unsupported", str(refusal))
        if not entries:
            reason = f"{self.file.name} describes no chat server for {way.language.english_name}."
            return None, Capability("unsupported", reason)
        found = [(entry, self._of(entry, way)) for entry in entries]
        return next((each for each in found if each[1].state == "ready"), found[0])

    def _of(self, entry: ChatModel, way: Direction) -> Capability:
        lacking = self._lacking(entry)
        return Capability(
            "installable" if lacking else "ready",
            lacking or f"{way} by {entry.model} on the chat server at {entry.server}.",
            licence=entry.licence,
            model=entry.model,
            version=chat_prompt.fingerprint(chat_prompt.instructions(way), entry.extra),
            checksum=entry.checksum,
        )

    def _lacking(self, entry: ChatModel) -> str:
        try:
            models = self._server(entry).models()
        except ServerFailed as error:
            return f"The chat server at {entry.server} cannot be used: {error}"
        if entry.model not in models:
            named = ", ".join(sorted(models)[:5])
            return (
                f"The chat server at {entry.server} has no model {entry.model}. It has {named}. "
                f"Name one of these in {self.file.name}, chat {entry.id}, or give it that model."
            )
        fault = entry.fault(models[entry.model])
        return f"{self.file.name}, chat {entry.id}: {fault}" if fault else ""

    def _server(self, entry: ChatModel) -> ChatServer:
        with self._lock:
            if entry.server not in self._servers:
                new = ChatServer(entry.server, pause=self._pause, rest=self._rest)
                self._servers[entry.server] = new
            return self._servers[entry.server]
