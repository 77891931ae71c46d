"""All sentences of all texts through one CTranslate2 call: each distinct one once, by length.

Which pieces a sentence becomes, and what stands before them, is for the engine to say.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any

from app.config import processors
from app.engines.base import Draft
from app.engines.masking import has_words
from app.engines.sentences import SentencePiece, split
from app.languages import ENGLISH

KEPT = 2
"""Loaded models that a process keeps: a worker that drafts eight languages needs one at a time."""


@dataclass(frozen=True)
class Sentence:
    """One translated sentence and its mean log-probability."""

    text: str
    score: float


@dataclass(frozen=True, kw_only=True)
class Model:
    """A loaded model; safe to share between threads. `made` is what each of its drafts says."""

    made: Draft
    translator: Any
    encode: Callable[[str], list[str]]
    decode: Callable[[list[str]], str]
    prefix: tuple[str, ...] = ()
    length_penalty: float = 1.0
    reads: str = ENGLISH.tag
    """The language whose rules part a text into sentences."""

    def translate(self, sentences: Sequence[str]) -> dict[str, Sentence]:
        """Every distinct sentence, in one batch sorted by length, so that little is padded."""
        encoded = {sentence: self.encode(sentence) for sentence in sentences}
        order = sorted(encoded, key=lambda sentence: len(encoded[sentence]), reverse=True)
        results = self.translator.translate_batch(
            [encoded[sentence] for sentence in order],
            target_prefix=[list(self.prefix)] * len(order) if self.prefix else None,
            max_batch_size=1024,
            batch_type="tokens",
            beam_size=4,
            length_penalty=self.length_penalty,
            replace_unknowns=True,
            return_scores=True,
        )
        return {
            sentence: Sentence(self._text(result.hypotheses[0]), result.scores[0])
            for sentence, result in zip(order, results, strict=True)
        }

    def drafts(self, texts: Sequence[str]) -> list[Draft]:
        """One draft for each masked text, sentence by sentence, white space kept."""
        split_texts = [split(text, self.reads) for text in texts]
        wanted = {p.sentence for pieces in split_texts for p in pieces if has_words(p.sentence)}
        done = self.translate(sorted(wanted))
        return [self._draft(pieces, done) for pieces in split_texts]

    def _draft(self, pieces: Sequence[SentencePiece], done: dict[str, Sentence]) -> Draft:
        parts, scores = [], []
        for piece in pieces:
            made = done.get(piece.sentence)
            if made is not None:
                scores.append(made.score)
            parts += [piece.before, piece.sentence if made is None else made.text, piece.after]
        if any(p.sentence in done and not done[p.sentence].text for p in pieces):
            return replace(self.made, reason="The engine gave nothing back for a sentence.")
        return replace(self.made, text="".join(parts), score=min(scores, default=None))

    def _text(self, pieces: list[str]) -> str:
        """The words of a translation, without the prefix that it was made to begin with."""
        start = len(self.prefix) if tuple(pieces[: len(self.prefix)]) == self.prefix else 0
        return self.decode(pieces[start:]).strip()


def open_translator(folder: Path) -> Any:
    """CTranslate2 on a model folder: a thread for each processor, weights as they are stored."""
    import ctranslate2  # here, so that a server that drafts nothing does not load it

    return ctranslate2.Translator(
        str(folder),
        device="cpu",
        compute_type="default",  # `auto` turned float models into int8 and broke a published one
        inter_threads=processors(),
        intra_threads=1,
    )


@dataclass
class _Slot:
    lock: Lock = field(default_factory=Lock)
    model: Model | None = None


@dataclass
class Shelf:
    """Loaded models by name, each read once however many threads ask; the longest unused goes when
    there are too many. Whoever still translates with it keeps it until then."""

    kept: int = KEPT
    _slots: dict[tuple[str, ...], _Slot] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, name: tuple[str, ...], load: Callable[[], Model]) -> Model:
        with self._lock:
            slot = self._slots.pop(name, None) or _Slot()
            self._slots[name] = slot
            for old in list(self._slots)[: -self.kept]:
                del self._slots[old]
        with slot.lock:
            if slot.model is None:
                slot.model = load()
            return slot.model
