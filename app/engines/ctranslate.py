"""Drafts by any CTranslate2 model that an operator brought and described (see described.py), once
its licence has been accepted. Nothing here downloads.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from app.config import settings
from app.engines import described, licences
from app.engines.base import Capability, Draft, PackageRefused, refuse_all
from app.engines.batch import Model, Shelf, open_translator
from app.engines.described import DescribedModel
from app.engines.directions import ONLY_ENGLISH, Direction, direction
from app.engines.licences import Accepted
from app.engines.packages import checksum

# Space that some models leave before a mark of punctuation.
LOOSE = re.compile(r"\s+([।,.!?;:)])")


class CTranslateEngine:
    """The first described model that is ready for a language, loaded once for all its languages."""

    id = "ctranslate"

    def __init__(self, file: Path | None = None, only: str = "") -> None:
        self._file = file
        self._only = only
        if only:
            self.id = f"{CTranslateEngine.id}:{only}"
        self._shelf = Shelf(kept=1)  # such a model may fill gigabytes

    @property
    def file(self) -> Path:
        """The TOML file with the models."""
        return self._file or described.file_of_models()

    @property
    def home(self) -> Path:
        """Where acceptances of licences are kept."""
        return self._file.parent if self._file else settings().data / "engines"

    def entries(self) -> tuple[DescribedModel, ...]:
        """Every described model; raises PackageRefused with what is wrong in the file."""
        found = described.read(self.file)
        return tuple(each for each in found if self._only in ("", each.id))

    def one(self, model: str) -> "CTranslateEngine":
        """The same with one model alone, which is an engine of its own beside the others."""
        engine = CTranslateEngine(self._file, model)
        engine._shelf = self._shelf
        return engine

    def each(self, source: str, target: str) -> "tuple[CTranslateEngine, ...]":
        """Every described model of a pair as an engine of its own; none where the file is wrong."""
        way = direction(source, target)
        try:
            entries = self.entries()
        except PackageRefused:
            return ()
        return tuple(
            self.one(entry.id)
            for entry in entries
            if way is not None and way.tag in entry.chosen and entry.goes(way.into_english)
        )

    def recipe(self, model: str) -> str:
        """The recipe of a described model, empty where it is described no more."""
        try:
            return self.entry(model).recipe
        except PackageRefused:
            return ""

    def capability(self, source: str, target: str) -> Capability:
        way = direction(source, target)
        if way is None:
            return Capability("unsupported", ONLY_ENGLISH)
        try:
            able = [e for e in self.entries() if way.tag in e.chosen and e.goes(way.into_english)]
        except PackageRefused as refusal:
            return Capability("unsupported", str(refusal))
        if not able:
            reason = f"{self.file.name} describes no model {way.words}."
            return Capability("unsupported", reason)
        found = [self._of(entry, way) for entry in able]
        return next((each for each in found if each.state == "ready"), found[0])

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]:
        capability = self.capability(source, target)
        if capability.state != "ready":
            return refuse_all(texts, self.id, capability.reason)
        try:
            return self.load(capability.model, source, target).drafts(texts)
        except PackageRefused as refusal:
            return refuse_all(texts, self.id, str(refusal))

    def accept(self, model: str, by: str) -> Accepted:
        """Keep that the licence of a described model was accepted; raises PackageRefused."""
        entry = self.entry(model)
        if lacking := described.missing(entry):
            raise PackageRefused(f"{model} has no file {lacking} in {entry.folder}.")
        new = Accepted(model, entry.licence, checksum(entry.folder), by)
        licences.accept(self.home, new)
        return new

    def entry(self, model: str) -> DescribedModel:
        """The described model with this id; raises PackageRefused."""
        for entry in self.entries():
            if entry.id == model:
                return entry
        raise PackageRefused(f"{self.file.name} describes no model {model!r}.")

    def load(self, model: str, source: str, target: str) -> Model:
        """The model for a pair of tags; raises PackageRefused when it is not for that pair, its
        files changed since its licence was accepted, or it cannot be loaded."""
        entry, way = self.entry(model), direction(source, target)
        if way is None or way.tag not in entry.chosen or not entry.goes(way.into_english):
            raise PackageRefused(f"{model} does not go from {source} to {target}.")
        held = licences.accepted(self.home, entry.id, entry.licence)
        if held is None:
            raise PackageRefused(_unaccepted(entry))
        loaded = self._shelf.get((entry.id, held.files), lambda: _open(entry, held.files))
        here, there = way.pair(entry.chosen[way.tag], entry.how.english)
        return Model(
            made=loaded.made,
            translator=loaded.translator,
            encode=_encoder(entry, here, there, loaded.encode),
            decode=_decoder(entry, loaded.decode),
            prefix=tuple(part.replace("{to}", there) for part in entry.how.target),
            reads=source.partition("-")[0],
        )

    def _of(self, entry: DescribedModel, way: Direction) -> Capability:
        about = partial(Capability, licence=entry.licence, model=entry.id, version=entry.version)
        if lacking := described.missing(entry):
            reason = f"{entry.id} has no file {lacking} in its folder."
            return about("installable", reason)
        held = licences.accepted(self.home, entry.id, entry.licence)
        size = round(sum(f.stat().st_size for f in entry.folder.iterdir() if f.is_file()) / 1e6, 1)
        if held is None:
            return about("installable", _unaccepted(entry), size_mb=size)
        reason = f"Direct model {way}: {entry.id}."
        return about("ready", reason, size_mb=size, checksum=held.files)


def _unaccepted(entry: DescribedModel) -> str:
    return (
        f"The licence of {entry.id} ({entry.licence}) has not been accepted: read it, then "
        f"birthwords engines accept-licence {entry.id}."
    )


def _open(entry: DescribedModel, files: str) -> Model:
    import sentencepiece

    if checksum(entry.folder) != files:
        raise PackageRefused(
            f"The files of {entry.id} changed since its licence was accepted. If that was meant: "
            f"birthwords engines accept-licence {entry.id}."
        )
    try:
        source = sentencepiece.SentencePieceProcessor(str(entry.folder / entry.tokenizer))
        name = entry.target_tokenizer or entry.tokenizer
        target = sentencepiece.SentencePieceProcessor(str(entry.folder / name))
        translator = open_translator(entry.folder)
    except (RuntimeError, ValueError, OSError) as error:
        raise PackageRefused(f"{entry.id} cannot be loaded: {error}.") from None

    def cut(text: str) -> list[str]:
        pieces: list[str] = source.encode(text, out_type=str)
        return pieces

    def join(pieces: list[str]) -> str:
        return str(target.decode(pieces))

    made = Draft(None, CTranslateEngine.id, model=entry.id, version=entry.version, checksum=files)
    return Model(made=made, translator=translator, encode=cut, decode=join)


def _encoder(
    entry: DescribedModel, here: str, there: str, cut: Callable[[str], list[str]]
) -> Callable[[str], list[str]]:
    before, after = _around(entry.how.source, here, there)

    def encode(sentence: str) -> list[str]:
        text = entry.how.text.replace("{to}", there).replace("{text}", sentence)
        return [*before, *cut(text), *after]

    return encode


def _around(row: Sequence[str], here: str, there: str) -> tuple[list[str], list[str]]:
    filled = [part.replace("{from}", here).replace("{to}", there) for part in row]
    place = filled.index("{pieces}")
    return filled[:place], filled[place + 1 :]


def _decoder(entry: DescribedModel, join: Callable[[list[str]], str]) -> Callable[[list[str]], str]:
    def decode(pieces: list[str]) -> str:
        text = join(pieces)
        return LOOSE.sub(r"\1", text) if entry.how.tidy else text

    return decode
