"""Drafts by Argos Translate's models; the only file that imports its library (argos-translate-lt).

From the library come a package's tokenizer and prefix; sentences.py splits, and all sentences go
through CTranslate2 at once. Nothing here downloads, pivots through a third language, or borrows a
neighbouring language's model.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from app.config import settings
from app.engines import packages
from app.engines.base import BY_HAND, Capability, Draft, refuse_all
from app.engines.masking import has_words
from app.engines.sentences import Piece, split
from app.languages import find

# Direct models from English in the index of June 2025 whose code is also the language's tag.
# `zh`, `zt` and `nb` are left out: which written language they are needs a decision first.
INDEX = frozenset(
    """ar az bg bn ca cs da de el eo es et eu fa fi fr ga gl he hi hu id it ja ko ky lt lv ms nl pl
    ro ru sk sl sq sv th tl tr uk ur""".split()  # noqa: SIM905
)
# Argos's `pt` is European Portuguese from 1.9 on, when `pb` (Brazilian) was parted from it.
OTHER_CODES = {"pt-PT": ("pt", "1.9")}
NEIGHBOURS = {
    "fa-AF": "Argos's Persian model (fa) writes the Persian of Iran, not Dari.",
    "ps": "Argos's Persian and Urdu models write other languages, not Pashto.",
    "ne": "Argos's Hindi model writes another language, not Nepali.",
    "kok-Deva": "Argos's Hindi model writes another language, not Konkani.",
}
LIBRARY_FOLDERS = {
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "ARGOS_PACKAGES_DIR": "packages",
}


@dataclass(frozen=True)
class Sentence:
    """One translated sentence and its mean log-probability."""

    text: str
    score: float


@dataclass(frozen=True)
class Model:
    """A loaded model; safe to share between threads."""

    package: packages.Package
    checksum: str
    tokenizer: Any
    prefix: str
    translator: Any

    def translate(self, sentences: Sequence[str]) -> dict[str, Sentence]:
        """Every distinct sentence once, in one batch sorted by length, so that little is padded."""
        encoded = {sentence: self.tokenizer.encode(sentence) for sentence in sentences}
        order = sorted(encoded, key=lambda sentence: len(encoded[sentence]), reverse=True)
        results = self.translator.translate_batch(
            [encoded[sentence] for sentence in order],
            target_prefix=[[self.prefix]] * len(order) if self.prefix else None,
            max_batch_size=1024,
            batch_type="tokens",
            beam_size=4,
            length_penalty=0.2,
            replace_unknowns=True,
            return_scores=True,
        )
        return {
            sentence: Sentence(self._decode(result.hypotheses[0]), result.scores[0])
            for sentence, result in zip(order, results, strict=True)
        }

    def _decode(self, pieces: list[str]) -> str:
        text: str = self.tokenizer.decode(pieces)
        return text.removeprefix(self.prefix).strip()


@dataclass
class _Slot:
    lock: Lock = field(default_factory=Lock)
    model: Model | None = None


class ArgosEngine:
    """One model for a pair, loaded once however many threads ask, then kept by the process."""

    id = "argos"

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._slots: dict[Path, _Slot] = {}
        self._lock = Lock()

    @property
    def folder(self) -> Path:
        """Where the installed packages lie."""
        return self._folder or settings().data / "engines" / "argos"

    def capability(self, source: str, target: str) -> Capability:
        """Looks at the disk alone: cheap enough to ask for each page."""
        if source != "en":
            return Capability("unsupported", "Drafts are made from English only.")
        name = find(target).english_name
        code, at_least = argos_code(target)
        if not code:
            reason = f"Argos has no model from English into {name}, and no other stands in for it."
            return Capability("unsupported", f"{reason} {NEIGHBOURS.get(target, '')}".rstrip())
        package = packages.direct(self.folder, "en", code, at_least)
        if package is None:
            version = f" (version {at_least} or newer)" if at_least else ""
            reason = (
                f"{name} can be drafted by machine once its Argos model is installed: "
                f"birthwords engines --install translate-en_{code}-*.argosmodel{version}. "
                f"Until then: {BY_HAND[0].lower()}{BY_HAND[1:]}"
            )
            return Capability("installable", reason)
        reason = f"Direct model English → {name}, version {package.version}."
        return Capability("ready", reason, package.size_mb, package.licence)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]:
        """One draft for each masked text; all are refused where the direct model is missing."""
        capability = self.capability(source, target)
        if capability.state != "ready":
            return refuse_all(texts, self.id, capability.reason)
        model = self.load(target)
        split_texts = [split(text, source) for text in texts]
        wanted = {p.sentence for pieces in split_texts for p in pieces if has_words(p.sentence)}
        done = model.translate(sorted(wanted))
        return [_draft(pieces, done, model) for pieces in split_texts]

    def load(self, target: str) -> Model:
        """The model into a language, read from disk once. Raises LookupError if not installed."""
        package = packages.direct(self.folder, "en", *argos_code(target))
        if package is None:
            raise LookupError(f"No direct Argos model from English into {target} is installed.")
        with self._lock:
            slot = self._slots.setdefault(package.folder, _Slot())
        with slot.lock:
            if slot.model is None:
                slot.model = _open(package, self.folder.parent / "argos-library")
            return slot.model

    def install(self, archive: Path) -> packages.Package:
        """Put in a local `.argosmodel` file. Raises packages.PackageRefused."""
        package = packages.install(archive, self.folder)
        with self._lock:
            self._slots.pop(package.folder, None)
        return package


def argos_code(tag: str) -> tuple[str, str]:
    """Argos's code for a tag, empty where it has none, and the lowest version that fits."""
    return OTHER_CODES.get(tag, (tag if tag in INDEX else "", ""))


def _draft(pieces: Sequence[Piece], done: dict[str, Sentence], model: Model) -> Draft:
    parts, scores = [], []
    for piece in pieces:
        made = done.get(piece.sentence)
        if made is not None:
            scores.append(made.score)
        parts += [piece.before, piece.sentence if made is None else made.text, piece.after]
    empty = any(p.sentence in done and not done[p.sentence].text for p in pieces)
    return Draft(
        text=None if empty else "".join(parts),
        engine=ArgosEngine.id,
        model=f"translate-{model.package.source}_{model.package.target}",
        version=model.package.version,
        checksum=model.checksum,
        score=min(scores, default=None),
        reason="The engine gave nothing back for a sentence." if empty else None,
    )


def _open(package: packages.Package, library_home: Path) -> Model:
    import ctranslate2  # here, so that a server that drafts nothing does not load it

    described = _library_package(library_home)(package.folder)
    described.tokenizer.encode("ready")  # its lazy load is not locked, ours is
    translator = ctranslate2.Translator(
        str(package.folder / "model"),
        device="cpu",
        compute_type="default",  # `auto` turned float models into int8 and broke a published one
        inter_threads=os.cpu_count() or 1,
        intra_threads=1,
    )
    checksum = packages.checksum(package.folder)
    return Model(package, checksum, described.tokenizer, described.target_prefix, translator)


_library_lock = Lock()


def _library_package(home: Path) -> Any:
    """The library's Package class. Importing it makes folders where XDG points: our data folder.

    Only `argostranslate.package` is imported: `argostranslate.translate` would bring in MiniSBD,
    which is AGPL and downloads a model at first use.
    """
    with _library_lock:
        before = dict(os.environ)
        os.environ.update(
            {key: str(home.resolve() / name) for key, name in LIBRARY_FOLDERS.items()}
        )
        try:
            from argostranslate.package import Package
        finally:
            for key in set(os.environ) - set(before):
                del os.environ[key]
            os.environ.update(before)
    return Package
