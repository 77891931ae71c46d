"""Drafts into Spanish by Apertium: rules, rough, and its own process because it is GPL.

Off unless BIRTHWORDS_APERTIUM is set or someone names it. Its other languages would go through
Spanish, and that turned "you do not have to decide" into "you must only decide": not offered here.
"""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from app.engines.base import Capability, Draft, refuse_all
from app.languages import find

MODE = "eng-spa"
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
# `*` unknown word, `@` not in the bilingual dictionary, `#` a form that could not be made.
NOT_TRANSLATED = re.compile(r"[*@#]([^\W\d_][\w'’-]*)")
SECONDS = 120


class ApertiumEngine:
    """All texts in one process: starting it costs more than a leaflet."""

    id = "apertium"

    def capability(self, source: str, target: str) -> Capability:
        if (source, target) != ("en", "es"):
            name = find(target).english_name
            return Capability("unsupported", f"Apertium is used for Spanish only, not for {name}.")
        files = _data()
        if not files:
            reason = "Apertium is not installed: it needs the system package apertium-en-es."
            return Capability("installable", reason, 203.0, "GPL-2.0")
        size = round(sum(file.stat().st_size for file in files) / 1e6, 1)
        reason = "English → Spanish by rules: rough, good for trying things out."
        return Capability("ready", reason, size, "GPL-2.0")

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]:
        capability = self.capability(source, target)
        if capability.state != "ready":
            return refuse_all(texts, self.id, capability.reason)
        page = "\n".join(f"<p>{text}</p>" for text in texts)
        try:
            made = PARAGRAPH.findall(_run("-f", "html-noent", MODE, given=page))
        except (OSError, subprocess.SubprocessError) as error:
            return refuse_all(texts, self.id, f"Apertium failed: {error}")
        if len(made) != len(texts):
            return refuse_all(texts, self.id, "Apertium lost count of the texts.")
        version, checksum = _version(), _checksum(tuple(_data()))
        return [_draft(text, version, checksum) for text in made]


def _draft(text: str, version: str, checksum: str) -> Draft:
    return Draft(
        text=NOT_TRANSLATED.sub(r"\1", text).strip() or None,
        engine=ApertiumEngine.id,
        model=MODE,
        version=version,
        checksum=checksum,
        flags=tuple(f"not-translated:{word}" for word in NOT_TRANSLATED.findall(text)),
        reason=None if text.strip() else "Apertium gave nothing back.",
    )


def _run(*arguments: str, given: str = "") -> str:
    """One Apertium process, in UTF-8 whatever the server's own locale is."""
    done = subprocess.run(
        ["apertium", *arguments],
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=SECONDS,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
    )
    return done.stdout


def _data() -> list[Path]:
    """The files of the language pair, empty where Apertium or the pair is not installed."""
    program = shutil.which("apertium")
    if program is None:
        return []
    mode = Path(program).parent.parent / "share" / "apertium" / "modes" / f"{MODE}.mode"
    if not mode.is_file():
        return []
    named = (Path(name) for name in re.findall(r"'([^']+)'", mode.read_text(encoding="utf-8")))
    return sorted({file for file in named if file.is_file()})


@lru_cache
def _version() -> str:
    return _run("-V").strip().removeprefix("Apertium ")


@lru_cache
def _checksum(files: tuple[Path, ...]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()
