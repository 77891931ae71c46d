"""What must hold of every translation that goes out, through a client and back in: nothing is
lost, an untouched file changes nothing, one changed text changes that one alone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.exchange.opening import clean
from app.models.text_ref import TextRef
from app.workflow.imports.preview import ImportOutcome
from app.workflow.imports.translation_files import WRITERS
from tests.interop.walk import must
from tests.interop.world import AFTER, BEFORE, GERMAN, POLISH, REFS, World

Through = Callable[[bytes, TextRef], bytes]
"""A client opens a file and saves it."""
Change = Callable[[bytes, "Edit"], bytes]
"""A client opens a file, a person changes one text, the client saves it."""
_DROPPED = "the file has no text for it"
_TOKEN = re.compile(r"</?\d+/?>")


@dataclass(frozen=True)
class Edit:
    """One text that a person changes: `before` is empty where there were no words."""

    ref: TextRef
    path: str
    english: str
    before: str
    after: str


def untouched(world: World, format_: str, through: Through, *, empties: bool = False) -> str:
    """A file of each kind of translation, opened and saved: nothing changes, nothing is lost.
    `empties` says that the client drops texts that it cannot show whole: they stay here, each
    with the reason."""
    said = []
    for ref in REFS:
        name = f"{ref.language}.{WRITERS[format_][1]}"
        back = through(world.export(ref, format_), ref)
        seen = world.look(back, name)
        _changes_nothing(seen, f"{ref.language}, dry run", empties=empties)
        _holds_all(world, ref, seen)
        with world.copy() as copy:
            before = copy.texts(ref)
            _changes_nothing(copy.bring(back, name), ref.language, empties=empties)
            must(copy.texts(ref) == before, f"{ref.language}: texts here changed")
        dropped = f", {len(seen.left)} dropped by the client and kept here" if seen.left else ""
        said.append(
            f"{ref.language} {seen.unchanged} the same, {seen.waiting} without words{dropped}"
        )
    return "; ".join(said)


def _changes_nothing(seen: ImportOutcome, where: str, *, empties: bool) -> None:
    taken = [f"{one.where}: {one.before!r} as {one.text!r}" for one in seen.taken]
    must(not taken, f"{where}: {len(taken)} texts would change, the first {taken[:1]}")
    _leaves_nothing(seen, where, empties=empties)


def _leaves_nothing(seen: ImportOutcome, where: str, *, empties: bool) -> None:
    left = [
        f"{one.where}: {one.reason}"
        for one in seen.left
        if not (empties and one.reason == _DROPPED)
    ]
    must(not left, f"{where}: {len(left)} texts were left, the first {left[:1]}")


def _holds_all(world: World, ref: TextRef, seen: ImportOutcome) -> None:
    texts = len(world.texts(ref))
    came = len(seen.taken) + len(seen.left) + seen.unchanged + seen.waiting
    must(came == texts, f"{ref.language}: {came} of {texts} texts came back")


def edits(world: World) -> tuple[Edit, Edit]:
    """A Polish text of which one word changes beside its token, and the first German words for
    an English text with a token."""
    of_polish, of_german = world.texts(POLISH), world.texts(GERMAN)
    path, (english, text, _) = next(
        (path, one) for path, one in of_polish.items() if "przeczytać na <1>" in one[1]
    )
    changed = text.replace("przeczytać", "poczytać")
    notes = of_german["added-later"][0]
    return (
        Edit(POLISH, path, english, text, changed),
        Edit(GERMAN, "added-later", notes, "", "Behalten Sie Ihre <1>Unterlagen</1> bei sich."),
    )


def one_text(
    world: World,
    format_: str,
    change: Change,
    *,
    confirmed: bool = False,
    empties: bool = False,
    only: TextRef | None = None,
) -> str:
    """One text is changed in a client: that one changes here, its tokens whole, no other; brought
    in a second time the file changes nothing."""
    said = []
    for edit in edits(world):
        if only not in (None, edit.ref):
            continue
        ref, name = edit.ref, f"{edit.ref.language}.{WRITERS[format_][1]}"
        back = change(world.export(ref, format_), edit)
        seen = world.look(back, name, confirmed=confirmed)
        _leaves_nothing(seen, ref.language, empties=empties)
        taken = {one.where: one.text for one in seen.taken}
        wanted = {edit.path: edit.after}
        must(taken == wanted, f"{ref.language}: {taken} would change and not {wanted}")
        _holds_all(world, ref, seen)
        _comes_in(world, edit, back, name, confirmed=confirmed)
        tokens = len(_TOKEN.findall(edit.after))
        said.append(f"{ref.language} {edit.path} as {seen.taken[0].action}, {tokens} tokens whole")
    return "; ".join(said)


def _comes_in(world: World, edit: Edit, back: bytes, name: str, *, confirmed: bool) -> None:
    with world.copy() as copy:
        before = copy.texts(edit.ref)
        copy.bring(back, name, confirmed=confirmed)
        after = copy.texts(edit.ref)
        differ = [path for path in before if before[path] != after[path]]
        must(differ == [edit.path], f"{edit.ref.language}: {differ} changed here")
        must(after[edit.path][1] == edit.after, f"{edit.path} became {after[edit.path][1]!r}")
        again = copy.look(back, name, confirmed=confirmed)
        must(not again.taken, f"brought in again, {len(again.taken)} texts would change")


def shows_previous(text: str) -> str:
    """The English that a stale translation was made for, in what a client shows."""
    must(BEFORE in clean(text) and AFTER in clean(text), "the English before is not shown")
    return f"“{BEFORE}…” beside “{AFTER}…”"
