"""The languages that a question of a plan offers, from the registry. They are frozen into the plan
when it is read from its file, so that codes and papers of an older plan keep their meaning.
"""

import re
from collections.abc import Iterator
from typing import Any

from app.languages import ENGLISH, Language, languages


def with_languages(data: dict[str, Any]) -> dict[str, Any]:
    """A resource as its file has it, with the languages put behind the options of each question
    that asks for them. What stood there of an older list is replaced."""
    blocks = data.get("blocks")
    if not isinstance(blocks, list):
        return data
    return {**data, "blocks": [_block(each) for each in blocks]}


def without_languages(data: dict[str, Any]) -> dict[str, Any]:
    """The same without them, as its file has it."""
    return {**data, "blocks": [_bare(each) for each in data.get("blocks", ())]}


def _bare(block: dict[str, Any]) -> dict[str, Any]:
    if "questions" in block:
        return {**block, "questions": [_bare(each) for each in block["questions"]]}
    if not block.get("languages"):
        return block
    own = [each for each in block.get("options", ()) if "names" not in each]
    return {
        name: own if name == "options" else value
        for name, value in block.items()
        if name != "options" or own
    }


def _block(block: Any) -> Any:
    if not isinstance(block, dict):
        return block
    if isinstance(block.get("questions"), list):
        return {**block, "questions": [_question(each) for each in block["questions"]]}
    return _question(block)


def _question(block: Any) -> Any:
    found = _OFFERED.get(block.get("languages", "")) if isinstance(block, dict) else None
    authored = block.get("options", []) if found else None
    if found is None or not isinstance(authored, list):
        return block
    own = [each for each in authored if not (isinstance(each, dict) and "names" in each)]
    return {**block, "options": [*own, *found()]}


def _written() -> Iterator[dict[str, Any]]:
    for language in (ENGLISH, *languages()):
        yield _option(language.tag, language.english_name, language, own=True)


def _spoken() -> Iterator[dict[str, Any]]:
    """Each language once, in however many scripts it is written."""
    groups: dict[str, list[Language]] = {}
    for language in (ENGLISH, *languages()):
        groups.setdefault(language.tag.partition("-")[0], []).append(language)
    for spoken, each in groups.items():
        if len(each) == 1:
            yield _option(each[0].tag, each[0].english_name, each[0], own=False)
        else:
            name = re.sub(r" \(.*\)$", "", each[0].english_name)
            yield _option(spoken, name, *each, own=False)


def _option(tag: str, english_name: str, *each: Language, own: bool) -> dict[str, Any]:
    return {
        "id": tag.lower(),
        "number": each[0].number,
        "english_name": english_name,
        "names": [
            {
                "text": language.own_name if own else language.spoken_name,
                "tag": language.tag,
                "script": language.script,
                "direction": language.direction,
            }
            for language in each
        ],
    }


_OFFERED = {"spoken": _spoken, "written": _written}
