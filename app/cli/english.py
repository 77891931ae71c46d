"""What `birthwords import` does with an author's YAML or Word, and what it would do: block by
block and word by word, as the page of a proposal shows it.
"""

import re
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from app.cli.root import opened
from app.config import settings

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.resources.merging import Clash
    from app.resources.schema import Resource
    from app.workflow.people.accounts import Actor
    from app.workflow.proposals.effects import BlockChange, Effects, LanguageEffect
    from app.workflow.proposals.files import TakenFile
    from app.workflow.proposals.texts import Writing

_CHANGES = {"new": "new", "gone": "taken out", "changed": "changed", "moved": "moved"}
_LIKE = 0.4
"""Two texts that share less are shown one below the other."""


def bring_in(file: Path, as_: str, *, dry_run: bool, propose: bool) -> None:
    """Take in a file with English, or say what it would do."""
    from app.resources.as_yaml import taken_from
    from app.resources.load import load
    from app.workflow.people import accounts

    resource = load(file)
    with opened() as database, database.reading() if dry_run else database.writing() as session:
        actor = accounts.actor(session, as_)
        clashes: tuple[Clash, ...] = ()
        if propose:
            clashes = _propose(session, actor, resource, taken_from(file.read_bytes()), dry_run)
        elif dry_run:
            _look(session, actor, resource)
        else:
            _save(session, actor, resource)
    if clashes:
        raise typer.Exit(1)


def _save(session: "Session", actor: "Actor", resource: "Resource") -> None:
    from app.workflow.proposals.files import take_revision

    revision, new = take_revision(session, actor, resource)
    print(f"Revision {revision.number}." if new else "Nothing has changed.")


def _look(session: "Session", actor: "Actor", resource: "Resource") -> None:
    from app.workflow.proposals.files import look_at_revision

    writing = look_at_revision(session, actor, resource)
    if writing is None:
        print("Nothing would change.")
        return
    print(f"It would become revision {writing.base.number + 1 if writing.base else 1}.")
    _show(session, writing)
    if _is_being_changed(session, writing):
        print(
            "\nChanges of this text wait on its page and are not handed in. They would have to "
            "take this in first; with --propose the file goes into them."
        )


def _is_being_changed(session: "Session", writing: "Writing") -> bool:
    from app.workflow.proposals.texts import open_proposal, open_writing

    ref = (writing.slug, writing.reading_version)
    return open_proposal(session, *ref) is not None and open_writing(session, *ref).is_changed


def _propose(
    session: "Session", actor: "Actor", resource: "Resource", written_from: str, dry_run: bool
) -> "tuple[Clash, ...]":
    from app.workflow.proposals.files import look_at_file, take_file

    act = look_at_file if dry_run else take_file
    return _tell(session, act(session, actor, resource, written_from), dry_run)


def bring_in_word(data: bytes, name: str, as_: str, *, dry_run: bool) -> None:
    """Put a Word document of English into the changes of its text, or say what it would do."""
    from app.exchange.english_returned import read
    from app.workflow.people import accounts
    from app.workflow.proposals.files import look_at_word, take_word

    found = read(data, name)
    with opened() as database, database.reading() if dry_run else database.writing() as session:
        act = look_at_word if dry_run else take_word
        taken = act(session, accounts.actor(session, as_), found)
        _tell(session, taken, dry_run)
    for each in taken.not_taken:
        print(f"{each.place}: {each.reason}", file=sys.stderr)
    if taken.clashes or taken.not_taken:
        raise typer.Exit(1)


def _tell(session: "Session", taken: "TakenFile", dry_run: bool) -> "tuple[Clash, ...]":
    writing = taken.writing
    if not writing.is_changed:
        print("Nothing would change." if dry_run else "Nothing has changed.")
    else:
        place = f"{writing.kind}/{writing.slug}/{writing.reading_version}"
        print(
            "It would be in the changes of its text, which do this once they are handed in."
            if dry_run
            else f"It is in the changes of its text. Look them over and hand them in: "
            f"{settings().base_url}/author/{place}/proposal"
        )
        _show(session, writing)
    for clash in taken.clashes:
        print(
            f"{clash.path}: changed in the file (“{clash.theirs}”) and here (“{clash.mine}”). What "
            "stands here stays.",
            file=sys.stderr,
        )
    return taken.clashes


def _show(session: "Session", writing: "Writing") -> None:
    from app.workflow.proposals.effects import effects_of

    print("\n".join(_lines(writing, effects_of(session, writing))))


def _lines(writing: "Writing", effects: "Effects") -> Iterator[str]:
    for change in effects.blocks:
        yield ""
        yield from _block(change)
    if writing.base is None:
        return
    yield ""
    if not effects.paths:
        yield "No text for readers changes, so nothing opens again in any language."
    else:
        texts = _count(len(effects.paths), "text")
        yield f"{texts} changed, {effects.safety_critical} of them safety-critical."
    yield from map(_language, effects.languages)
    for version in effects.siblings:
        yield f"There is the version {version} too: does it still say the same?"


def _block(change: "BlockChange") -> Iterator[str]:
    kind = str(change.part.get("type", ""))
    yield f"{change.block}{f' ({kind})' if kind else ''}: {_CHANGES[change.kind]}"
    for words in change.words:
        mark = "  [safety-critical]" if words.safety_critical else ""
        yield f"  {words.path}{mark}"
        yield from (f"    {line}" for line in difference(words.before, words.after))
    for each in change.others:
        yield f"  {each.field}"
        yield from (f"    {line}" for line in difference(_said(each.before), _said(each.after)))


def _language(effect: "LanguageEffect") -> str:
    from app.languages import find

    said = [f"{effect.reopens} open again", f"{effect.fresh} new"]
    if effect.returns:
        said.append(f"{effect.returns} hold again")
    said += [_count(effect.words, "English word"), f"{effect.safety_critical} safety-critical"]
    if effect.decides:
        after = ". A clinician decides about its edition: urgent notice or withdrawal."
    elif effect.lags:
        after = ". Readers have the edition before, which says that the English changed."
    else:
        after = "."
    return f"  {find(effect.language).english_name}: {', '.join(said)}{after}"


def difference(before: str, after: str) -> list[str]:
    """What changed between two texts, word by word: [-gone-] and {+new+}; two lines with `-` and
    `+` where they have little in common."""
    if not before or not after:
        return [f"- {before}"] * bool(before) + [f"+ {after}"] * bool(after)
    old, new = (re.findall(r"\S+", text) for text in (before, after))
    match = SequenceMatcher(None, old, new, autojunk=False)
    if match.ratio() < _LIKE:
        return [f"- {before}", f"+ {after}"]
    words: list[str] = []
    for kind, a, b, c, d in match.get_opcodes():
        if kind == "equal":
            words += old[a:b]
            continue
        words += [f"[-{' '.join(old[a:b])}-]"] * (b > a) + [f"{{+{' '.join(new[c:d])}+}}"] * (d > c)
    return [" ".join(words)]


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_said(each)}" for name, each in value.items())
    return "" if value is None else str(value)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
