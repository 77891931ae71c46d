"""Cuts a text into sentences for an engine, so that joining the pieces gives the text back.

Works offline and downloads nothing. What an engine does with a sentence is not known here.
"""

from dataclasses import dataclass

import sentencex


@dataclass(frozen=True)
class SentencePiece:
    """One sentence with the white space on either side of it; the sentence may be empty."""

    before: str
    sentence: str
    after: str


def split(text: str, language: str) -> tuple[SentencePiece, ...]:
    """The sentences of a text in order. A line break always ends a sentence."""
    pieces: list[SentencePiece] = []
    for line in text.splitlines(keepends=True):
        pieces += [_piece(part) for part in sentencex.segment(language, line)]
    return tuple(pieces)


def _piece(part: str) -> SentencePiece:
    sentence = part.strip()
    before, _, after = part.partition(sentence) if sentence else (part, "", "")
    return SentencePiece(before, sentence, after)
