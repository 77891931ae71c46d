"""Models behind a chat-completions server that the organisation runs: one `[[chat]]` entry of the
TOML file names each, pins it, and says for which languages it is used.

Nothing here asks a server. An entry that cannot be used is refused with its place and the mend.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.engines.base import PackageRefused
from app.engines.described import refuse_twice, rows_of, validated
from app.languages import UnknownLanguage, find, is_source

PINS = ("digest", "root", "meta.n_params", "meta.size", "id")
"""What servers say of a model that stays the same as long as the model does, the surest first:
Ollama its digest, vLLM the weights it was started with, llama.cpp their sizes, others a name."""
OURS = frozenset(
    {"model", "messages", "temperature", "seed", "max_tokens", "stream", "response_format", "n"}
)
"""What Birthwords says in each question."""
ELSEWHERE = re.compile(r"[:-]cloud$")
"""How Ollama names models that it does not run itself but sends on to its makers' machines."""


class ChatModel(BaseModel):
    """One model as its server names it. `address` ends before `/chat/completions`; `pin` is what
    the server must say of the model; `seconds` is how long one text may take, tries included;
    `extra` is sent with each question, as servers differ in how thinking is turned off."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{0,60}$")]
    address: Annotated[str, StringConstraints(pattern=r"^https?://[^/\s@?#]+(/[^\s?#]*)?$")]
    model: Annotated[str, StringConstraints(pattern=r"^[^\x00-\x20\x7f][^\x00-\x1f\x7f]{0,199}$")]
    pin: dict[str, str | int] = {}
    licence: Annotated[str, StringConstraints(min_length=2)]
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    seconds: Annotated[float, Field(ge=5, le=600)] = 50
    extra: dict[str, Any] = {}

    @property
    def server(self) -> str:
        return self.address.rstrip("/")

    @property
    def checksum(self) -> str:
        """The SHA-256 that the pin holds, empty where it holds none."""
        digest = str(self.pin.get("digest", "")).removeprefix("sha256:")
        return digest if re.fullmatch(r"[0-9a-f]{64}", digest) else ""

    def fault(self, facts: Mapping[str, str]) -> str:
        """Why a server that says these `facts` of the model is not to be used, with the mend; empty
        where they are what the pin says."""
        if facts.get("remote_host"):
            return f"{self.model} is not run by this server but sent on to {facts['remote_host']}."
        if not self.pin:
            return f"it is not pinned yet. If this is the model that you mean, write {_line(facts)}"
        for name, wanted in self.pin.items():
            if (found := facts.get(name, "")) != str(wanted):
                said = f"says {found!r}" if found else "says nothing"
                return (
                    f"it is not the model that was pinned: of {name} the server {said}, not "
                    f"{str(wanted)!r}. If the change was meant, write {_line(facts)}"
                )
        return ""


def read(file: Path) -> tuple[ChatModel, ...]:
    """Every model behind a server that the file describes; none where there is no file. Raises
    PackageRefused."""
    rows = enumerate(rows_of(file, "chat"), 1)
    entries = tuple(_entry(file, number, row) for number, row in rows)
    refuse_twice(file, [entry.id for entry in entries])
    return entries


def _entry(file: Path, number: int, row: Any) -> ChatModel:
    entry = validated(ChatModel, file, f"chat {number}", row)
    where = f"{file.name}, chat {entry.id}"
    if ours := OURS & set(entry.extra):
        raise PackageRefused(f"{where}, extra: leave {sorted(ours)[0]} out, it is always the same.")
    if ELSEWHERE.search(entry.model):
        raise PackageRefused(
            f"{where}: {entry.model} runs on its makers' machines, and no text leaves the "
            "organisation. Name a model that the server runs itself."
        )
    for tag in entry.languages:
        try:
            language = find(tag)
        except UnknownLanguage as unknown:
            raise PackageRefused(f"{where}: {unknown}") from None
        if is_source(language.tag):
            raise PackageRefused(f"{where}: leave English out, it is the source.")
    return entry


def _line(facts: Mapping[str, str]) -> str:
    """The pin to write, from what a server says of a model."""
    known = [name for name in PINS if facts.get(name) and name != "id"]
    kept = known[:1] if "digest" in known else known or ["id"]
    said = ", ".join(f"{_quoted(name)} = {_quoted(facts.get(name, ''))}" for name in kept)
    return f"pin = {{ {said} }}."


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
