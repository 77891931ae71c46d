"""What a chat model is told: once how a language is written here, then one text as strict JSON with
what stands around it. And how its answer is read: whole and as asked, or refused.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.config import STYLE_SHEETS
from app.engines.base import Neighbour, Surroundings
from app.engines.directions import Direction
from app.engines.server import ServerFailed
from app.resources.characters import one_line

LONGEST_SHEET = 16_000
"""Characters of a style sheet that are sent: about 5,000 tokens, twice the longest of today."""
LONGEST_NEIGHBOUR = 300
ANSWER = "translation"
FORMAT = {
    "type": "json_schema",
    "json_schema": {
        "name": ANSWER,
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {ANSWER: {"type": "string"}},
            "required": [ANSWER],
            "additionalProperties": False,
        },
    },
}
"""What Ollama, vLLM and llama.cpp hold a model to while it writes."""

_BOTH = """\
Each message is one JSON object. Put its "text", and nothing else of it, into {target}. Answer \
with one JSON object {{"translation": "…"}} and nothing around it: no explanation, no note.
- Say all that the text says, and nothing that it does not say. Who must do what, whether, when \
and how often stay as they are. What is forbidden stays forbidden, what is advised stays advice.
- Marks such as ⟦1⟧ stand for numbers, names and links. Each mark of the text stands in the \
translation once, as it is. Words between two marks stay between them.
- A heading stays a heading, a question a question. Add no full stop.
- If you cannot do it, answer {{"translation": ""}}.
"""
_INTO = (
    """\
You translate leaflets and birth plans of English maternity services into {target} for women and \
their families, in plain words.
"""
    + _BOTH
    + """\
- "terms" holds words that were agreed on: use those of "words", in the form that the sentence \
needs, and none of "never".
- "before" and "after" stand beside the text on the page, some with their "translation". Read them \
to understand the text and to use the same words. Do not translate them.
"""
)
_SHEET = """
How {target} is written here, by those who revise it:

"""
_BACK = (
    """\
You put texts of maternity services from {source} into English, so that a midwife can see what \
they really say.
"""
    + _BOTH
    + """\
- Keep close to the words. Do not improve them: if the text is wrong, odd or unclear, the English \
must be so too.
"""
)
REFUSES = re.compile(
    r"^\W*(?:i['’]?m sorry|i am sorry|sorry|i can(?:not|['’]t)|i(?:['’]m| am) (?:unable|not able)"
    r"|as an ai|unfortunately)\b.{0,80}?\b(?:translat|assist|help|provid|request|fulfil|comply"
    r"|language model)",
    re.IGNORECASE | re.DOTALL,
)


class Unusable(Exception):
    """The server answered as it should, but the model made no translation of this text; the message
    says what it did instead."""


def instructions(way: Direction) -> str:
    """What holds for every text of one way: the same for each, so that a server reads it once. The
    way back is told no word of the glossary or the style sheet, which would hide mistakes (H2)."""
    name = f"{way.language.english_name} ({way.tag})"
    if way.into_english:
        return _BACK.format(source=name, target="English")
    sheet = style_sheet(way.tag)
    told = _INTO.format(target=name)
    return told + _SHEET.format(target=name) + sheet if sheet else told


def style_sheet(tag: str) -> str:
    """How a language is written here, in whole paragraphs; empty where nobody wrote that down."""
    try:
        text = (STYLE_SHEETS / f"{tag}.md").read_text("utf-8")
    except OSError:
        return ""
    return text if len(text) <= LONGEST_SHEET else text[:LONGEST_SHEET].rpartition("\n")[0]


def fingerprint(told: str, extra: Mapping[str, object]) -> str:
    """What an instruction, with what is sent beside it, is called where a draft says what made
    it."""
    whole = told + json.dumps(extra, sort_keys=True, default=str)
    return f"prompt-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


def question(text: str, around: Surroundings) -> str:
    """One text with what stands around it."""
    terms = [
        {"term": each.term, "words": list(each.words), "never": list(each.never)}
        for each in around.terms
    ]
    asked = {
        "before": _shown(around.before),
        "after": _shown(around.after),
        "terms": [{name: value for name, value in term.items() if value} for term in terms],
        "text": text,
    }
    return json.dumps({name: value for name, value in asked.items() if value}, ensure_ascii=False)


def longest_answer(text: str) -> int:
    """How many tokens an answer may have: letters of some scripts take two or three each."""
    return min(4096, 200 + 4 * len(text))


def read(choice: Any, text: str) -> str:
    """The translation of `text` in the first choice of an answer; raises Unusable, or ServerFailed
    where it is not what the server was to hold the model to."""
    try:
        message, finish = choice["message"], choice.get("finish_reason")
        content, refusal = message.get("content"), message.get("refusal")
    except (TypeError, KeyError, AttributeError):
        raise ServerFailed("its answer holds no message.") from None
    if refusal:
        raise Unusable("The model would not translate this text.")
    if finish == "length":
        raise Unusable(
            "The model's answer was cut off, because it was far too long for the text. It may have "
            "been stuck, or it thinks aloud: turn that off."
        )
    try:
        said = json.loads(content)
    except (ValueError, TypeError, RecursionError):
        said = None
    if not isinstance(said, dict) or set(said) != {ANSWER} or not isinstance(said[ANSWER], str):
        raise ServerFailed(
            "its answer is not the one JSON object that was asked for, but has something around it "
            "or is not whole. It must hold the model to `response_format`"
        )
    return _judged(said[ANSWER] if "\n" in text else one_line(said[ANSWER]), text)


def _judged(made: str, text: str) -> str:
    if not made.strip():
        raise Unusable("The model would not translate this text.")
    if REFUSES.match(made) and not REFUSES.match(text):
        raise Unusable("The model would not translate this text: it answered with an apology.")
    return made


def _shown(neighbours: Sequence[Neighbour]) -> list[dict[str, str]]:
    rows = [{"text": _cut(each.text), ANSWER: _cut(each.words)} for each in neighbours]
    return [{name: value for name, value in row.items() if value} for row in rows]


def _cut(words: str) -> str:
    if len(words) <= LONGEST_NEIGHBOUR:
        return words
    return f"{words[:LONGEST_NEIGHBOUR].rpartition(' ')[0] or words[:LONGEST_NEIGHBOUR]}…"
