"""Spanish by Apertium, both ways: rules, rough, and its own process because it is GPL.

Off unless BIRTHWORDS_APERTIUM is set or someone names it. Its other languages would go through
Spanish, and that turned "you do not have to decide" into "you must only decide": not offered here.
"""

import hashlib
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from app.engines.base import Capability, Draft, refuse_all
from app.engines.directions import ONLY_ENGLISH, direction
from app.languages import ENGLISH

MODES = {(ENGLISH.tag, "es"): "eng-spa", ("es", ENGLISH.tag): "spa-eng"}
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
# `*` unknown word, `@` not in the bilingual dictionary, `#` a form that could not be made.
NOT_TRANSLATED = re.compile(r"[*@#]([^\W\d_][\w'’-]*)")
SECONDS = 120.0


class ApertiumEngine:
    """All texts in one process: starting it costs more than a leaflet."""

    id = "apertium"

    def capability(self, source: str, target: str) -> Capability:
        way, mode = direction(source, target), MODES.get((source, target), "")
        if way is None:
            return Capability("unsupported", ONLY_ENGLISH)
        if not mode:
            name = way.language.english_name
            return Capability("unsupported", f"Apertium is used for Spanish only, not for {name}.")
        files = _data(mode)
        if not files:
            reason = "Apertium is not installed: it needs the system package apertium-en-es."
            return Capability("installable", reason, size_mb=203.0, licence="GPL-2.0")
        size = round(sum(file.stat().st_size for file in files) / 1e6, 1)
        reason = f"{way} by rules: rough, good for trying things out."
        return Capability(
            "ready",
            reason,
            size_mb=size,
            licence="GPL-2.0",
            model=mode,
            version=_version(),
            checksum=_checksum(tuple(files)),
        )

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]:
        capability = self.capability(source, target)
        if capability.state != "ready":
            return refuse_all(texts, self.id, capability.reason)
        page = "\n".join(f"<p>{text}</p>" for text in texts)
        try:
            made = PARAGRAPH.findall(_run("-f", "html-noent", capability.model, given=page))
        except (OSError, subprocess.SubprocessError) as error:
            return refuse_all(texts, self.id, f"Apertium failed: {error}")
        if len(made) != len(texts):
            return refuse_all(texts, self.id, "Apertium lost count of the texts.")
        return [_draft(text, capability) for text in made]


def _draft(text: str, made_by: Capability) -> Draft:
    return Draft(
        text=NOT_TRANSLATED.sub(r"\1", text).strip() or None,
        engine=ApertiumEngine.id,
        model=made_by.model,
        version=made_by.version,
        checksum=made_by.checksum,
        flags=tuple(f"not-translated:{word}" for word in NOT_TRANSLATED.findall(text)),
        reason=None if text.strip() else "Apertium gave nothing back.",
    )


def _run(*arguments: str, given: str = "") -> str:
    """One Apertium process, in UTF-8 whatever the server's own locale is. It is a shell that starts
    others, so that in the end all of them are killed: any of them would hold the pipe open."""
    process = subprocess.Popen(
        ["apertium", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )
    with process:
        try:
            said, complaint = process.communicate(given, SECONDS)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, "apertium", said, complaint)
    return said


def _data(mode: str) -> list[Path]:
    """The files of one direction, empty where Apertium or the pair is not installed."""
    program = shutil.which("apertium")
    if program is None:
        return []
    steps = Path(program).parent.parent / "share" / "apertium" / "modes" / f"{mode}.mode"
    if not steps.is_file():
        return []
    named = (Path(name) for name in re.findall(r"'([^']+)'", steps.read_text(encoding="utf-8")))
    return sorted({file for file in named if file.is_file()})


@lru_cache
def _version() -> str:
    try:
        return _run("-V").strip().removeprefix("Apertium ")
    except (OSError, subprocess.SubprocessError):
        return ""


@lru_cache
def _checksum(files: tuple[Path, ...]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()
