"""Plain-English and easy-read lint of the English source: advice for authors, never a refusal.

The limits are those of the NHS digital service manual (sentences of at most 20 words) and of
easy-read practice (15 words). What is safe to show is in `app.checks`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.resources import inline
from app.resources.characters import HIDDEN
from app.resources.schema import Group, Option, OptionSet, Question, Resource, all_parts
from app.resources.segments import Segment, extract
from app.resources.text_messages import CHAT, MOST_IN_CHAT, SENT, filled

MAX_WORDS = {"standard": 20, "easy_read": 15}
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_PLAIN_WORDS = {
    "mcg": "micrograms",
    "µg": "micrograms",
    "prior to": "before",
    "commence": "start",
    "utilise": "use",
    "approximately": "about",
    "antenatal": "pregnancy (say the plain word first)",
    "foetal": "your baby’s",
    "fetal": "your baby’s",
    "in the event of": "if",
    "e.g.": "such as",
    "i.e.": "that is",
    "etc": "name them",
}


@dataclass(frozen=True)
class Advice:
    path: str
    message: str


def lint(resource: Resource) -> tuple[Advice, ...]:
    """What an author may want to reword, in reading order."""
    found: list[Advice] = []
    for segment in extract(resource).segments:
        found += [
            Advice(segment.path, message) for message in _of(segment, resource.reading_version)
        ]
    return (
        *found,
        *_too_long_to_chat(resource),
        *_without_picture(resource),
        *_beside_options(resource),
    )


def _too_long_to_chat(resource: Resource) -> Iterator[Advice]:
    """The limit of an SMS is no advice: `load` refuses what is longer."""
    letters = len(filled(resource.chat_message)) if resource.chat_message else 0
    if letters > MOST_IN_CHAT:
        yield Advice(CHAT, f"{letters} letters. A phone shows about {MOST_IN_CHAT}: shorten it.")


def _without_picture(resource: Resource) -> Iterator[Advice]:
    """Easy read puts a picture before each question of a plan; a group has one for all of its."""
    asked = [block for block in resource.blocks if isinstance(block, Question | Group)]
    for block in asked if resource.reading_version == "easy_read" else ():
        if block.picture is None:
            yield Advice(block.id, "a question without a picture. Name a `picture` and its `alt`.")


def _beside_options(resource: Resource) -> Iterator[Advice]:
    """Pictures beside options: in easy read, one where it helps, and no two alike."""
    for part in all_parts(resource):
        if not isinstance(part, Question | OptionSet):
            continue
        options = [each for each in part.options if isinstance(each, Option)]
        shown = Counter(each.picture for each in options if each.picture)
        is_choice = isinstance(part, OptionSet) or not (part.points or part.languages)
        if shown and resource.reading_version != "easy_read":
            yield Advice(part.id, "pictures beside options, which are for easy read alone.")
        elif not shown and options and is_choice and resource.reading_version == "easy_read":
            yield Advice(part.id, "options without any picture. Name a `picture` where one helps.")
        said = Counter(each.text.casefold() for each in options)
        for words in (each for each, times in said.items() if times > 1):
            yield Advice(part.id, f"two answers say the same: “{words}”.")
        for picture in (each for each, times in shown.items() if times > 1):
            yield Advice(part.id, f"options that the picture {picture!r} does not tell apart.")


def _of(segment: Segment, version: str) -> list[str]:
    text = inline.without_tokens(segment.text)
    out = []
    for sentence in _SENTENCE.findall(text.replace("e.g.", "eg")):
        words = len(sentence.split())
        if words > MAX_WORDS[version]:
            out.append(
                f"a sentence of {words} words (at most {MAX_WORDS[version]}): "
                f"“{sentence.strip()[:60]}…”"
            )
    if not segment.path.startswith(("title", *SENT)) and len(_SENTENCE.findall(text)) > 3:
        out.append("more than 3 sentences in one paragraph. Split it.")
    for word, better in _PLAIN_WORDS.items():
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
            out.append(f"“{word}”: write {better}.")
    if HIDDEN.search(text):
        out.append(
            "a sign that nobody sees stands in the words. Save them here anew, or type them."
        )
    if version == "easy_read" and "%" in text:
        out.append("a percentage. Say it in people: 1 in 10.")
    return out
