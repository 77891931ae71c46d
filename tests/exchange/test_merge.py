"""The three-way merge: nothing that changed here is overwritten, nothing is left without a reason,
and the order of files does not matter where they touch different segments.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.entries import Entry
from app.exchange.merge import CONFIRMED, CurrentText, Kind, Merge, merge

TEXTS = st.sampled_from(["", "a", "b", "c"])
PATHS = ("p1", "p2", "p3")


def fine(_: Entry) -> tuple[Kind, str] | None:
    return None


@st.composite
def places(draw: st.DrawFn) -> CurrentText:
    text = draw(TEXTS)
    status = draw(st.sampled_from(["draft", "edited", "revised"])) if text else "empty"
    written = status in ("edited", "revised") or (bool(text) and draw(st.booleans()))
    return CurrentText(
        source="English",
        source_hash="h",
        text=text,
        status=status,
        written=written,
        stale=bool(text) and draw(st.booleans()),
        base=draw(st.none() | TEXTS),
    )


def entry(path: str, text: str, fuzzy: bool | None = None, **other: str) -> Entry:
    return Entry(
        path=path, source=other.get("source", "English"), text=text, fuzzy=fuzzy, source_hash="h"
    )


HERE = st.fixed_dictionaries({path: places() for path in PATHS})
FUZZY = st.sampled_from([True, False, None])


@settings(max_examples=150, deadline=None)
@given(HERE, st.lists(st.tuples(st.sampled_from((*PATHS, "gone")), TEXTS, FUZZY), max_size=4))
def test_what_changed_here_is_never_overwritten_and_nothing_is_lost(
    here: dict[str, CurrentText], rows: list[tuple[str, str, bool | None]]
) -> None:
    entries = [entry(*row) for row in rows]
    done = merge(here, entries, fine)
    assert len(done.changes) + len(done.left) + done.unchanged == len(entries)
    assert all(one.reason for one in done.left)
    for change in done.changes:
        now = here[change.entry.path]
        assert change.entry.text
        if now.written and not now.stale and change.entry.text != now.text:
            assert now.base == now.text
        assert not (now.written and change.action == "draft")


@settings(max_examples=100, deadline=None)
@given(HERE)
def test_an_export_changes_nothing(here: dict[str, CurrentText]) -> None:
    exported = {path: replace(now, base=now.text) for path, now in here.items()}
    entries = [
        entry(path, now.base or "", now.stale or now.status != "revised")
        for path, now in exported.items()
    ]
    assert merge(exported, entries, fine).changes == ()


def applied(here: dict[str, CurrentText], done: Merge) -> dict[str, CurrentText]:
    new = dict(here)
    for change in done.changes:
        status = "draft" if change.action == "draft" else "edited"
        now = here[change.entry.path]
        new[change.entry.path] = replace(
            now, text=change.entry.text, status=status, written=status == "edited", stale=False
        )
    return new


@settings(max_examples=100, deadline=None)
@given(HERE, TEXTS, TEXTS, FUZZY, FUZZY)
def test_two_files_with_disjoint_edits_come_in_either_order(
    here: dict[str, CurrentText], first: str, second: str, one: bool | None, two: bool | None
) -> None:
    here = {path: replace(now, base=now.text) for path, now in here.items()}
    rest = {path: now.base or "" for path, now in here.items()}
    a = [entry(path, text, one) for path, text in {**rest, "p1": first}.items()]
    b = [entry(path, text, two) for path, text in {**rest, "p2": second}.items()]
    a = [replace(e, fuzzy=None) if e.path != "p1" else e for e in a]
    b = [replace(e, fuzzy=None) if e.path != "p2" else e for e in b]
    ab = applied(
        applied(here, merge(here, a, fine)), merge(applied(here, merge(here, a, fine)), b, fine)
    )
    ba = applied(
        applied(here, merge(here, b, fine)), merge(applied(here, merge(here, b, fine)), a, fine)
    )
    assert ab == ba


EMPTY = CurrentText(source="English", source_hash="h", text="", status="empty", base="")
NOW = CurrentText(
    source="English", source_hash="h", text="mine", status="edited", written=True, base="then"
)


@pytest.mark.parametrize(
    ("now", "given", "kind", "says"),
    [
        (None, entry("p", "x"), "unknown", "no such text"),
        (NOW, entry("p", "x", source="Other"), "stale", "English has changed"),
        (NOW, replace(entry("p", "x"), source_hash="other"), "stale", "English has changed"),
        (NOW, entry("p", ""), "empty", "no text"),
        (replace(NOW, text="", status="empty", written=False, base=""), entry("p", ""), "empty",
         "not translated yet"),
        (NOW, entry("p", "x"), "changed", "kept"),
        (replace(NOW, base=None), entry("p", "x"), "changed", "kept"),
        (replace(NOW, base="mine"), entry("p", "x", True), "kept", "kept"),
        (replace(NOW, stale=True), entry("p", "x", True), "kept", "made stale"),
        (replace(NOW, stale=True), entry("p", "x", False), "changed", "which was kept"),
        (replace(NOW, status="draft", written=False), entry("p", "x", True), "changed",
         "another draft"),
        (EMPTY, replace(entry("p", "x"), trouble="a formula stands here"), "damaged", "a formula"),
        (EMPTY, replace(entry("p", "x"), state="new"), "unfinished", "“new”"),
        (EMPTY, replace(entry("p", "x", True), state="initial"), "unfinished", "“initial”"),
        (EMPTY, replace(entry("p", "English"), state="new"), "empty", "not translated yet"),
        (EMPTY, entry("p", "English", False), "copied", "the English once more"),
        (EMPTY, entry("p", "English"), "copied", "the English once more"),
        (EMPTY, entry("p", "English", True), "copied", "the English once more"),
        (replace(EMPTY, source="A whole sentence of it"), replace(
            entry("p", "A whole sentence of it", False, source="A whole sentence of it"),
            state="translated"), "copied", "the English once more"),
    ],
)  # fmt: skip
def test_each_text_that_is_left_says_why(
    now: CurrentText | None, given: Entry, kind: str, says: str
) -> None:
    (left,) = merge({} if now is None else {"p": now}, [given], fine).left
    assert left.kind == kind
    assert says in left.reason


@pytest.mark.parametrize(
    ("now", "given", "action"),
    [
        (replace(NOW, base="mine"), entry("p", "x"), "edit"),
        (
            CurrentText(source="English", source_hash="h", text="", status="empty", base=""),
            entry("p", "x", True),
            "draft",
        ),
        (
            CurrentText(source="English", source_hash="h", text="m", status="draft", base=""),
            entry("p", "x", False),
            "edit",
        ),
        (
            CurrentText(source="English", source_hash="h", text="m", status="draft", base="m"),
            entry("p", "m", False),
            "edit",
        ),
        (EMPTY, replace(entry("p", "English", False), state="final"), "edit"),
        (EMPTY, replace(entry("p", "English"), state=CONFIRMED), "edit"),
        (
            replace(EMPTY, source="<1/>: 24 °"),
            entry("p", "<1/>: 24 °", source="<1/>: 24 °"),
            "edit",
        ),
    ],
)
def test_what_the_file_alone_changed_is_taken(now: CurrentText, given: Entry, action: str) -> None:
    (change,) = merge({"p": now}, [given], fine).changes
    assert change.action == action


def test_h1_and_h17_a_text_that_breaks_a_fact_or_a_token_is_left_and_the_rest_taken() -> None:
    def refuse(one: Entry) -> tuple[Kind, str] | None:
        return ("facts", "10 is missing") if one.path == "p1" else None

    here = {
        path: CurrentText(source="English", source_hash="h", text="", status="empty", base="")
        for path in PATHS
    }
    done = merge(here, [entry("p1", "a"), entry("p2", "b")], refuse)
    assert [(one.entry.path, one.kind) for one in done.left] == [("p1", "facts")]
    assert [change.entry.path for change in done.changes] == ["p2"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Nie czekaj do rana. Call us straight away now.", "Call us straight away now."),
        ("Do not wait until morning. Zadzwoń od razu.", "Do not wait until morning."),
        ("Nie czekaj do rana. Zadzwoń od razu.", ""),
    ],
)
def test_a_text_with_a_sentence_still_in_english_is_not_taken(text: str, left: str) -> None:
    """OmegaT shows one sentence at a time, and fills a text with the English of the others."""
    source = "Do not wait until morning. Call us straight away now."
    here = CurrentText(source=source, source_hash="h", text="", status="empty")
    done = merge({"p": here}, [entry("p", text, False, source=source)], fine)
    assert [one.entry.text for one in done.changes] == ([] if left else [text])
    assert [one.reason for one in done.left] == (
        [f"not all of it is translated: “{left}” is still in English"] if left else []
    )


def test_a_name_and_words_to_say_may_stand_in_english_in_a_text_of_several_sentences() -> None:
    source = "Say: “I am pregnant. Polish interpreter, please.” Then wait."
    text = "Proszę powiedzieć: “I am pregnant. Polish interpreter, please.” Proszę czekać."
    here = CurrentText(source=source, source_hash="h", text="", status="empty")
    assert merge({"p": here}, [entry("p", text, False, source=source)], fine).left == ()
