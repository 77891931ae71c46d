"""Drafts that come with the code follow the English: what stands is left, what changed waits."""

from pathlib import Path

from babel.messages.pofile import read_po

from app.config import CONTENT
from app.exchange import po, shipped
from app.languages import find
from app.resources.segments import extract
from tests.shipped import at

POSTER = at(CONTENT / "messages" / "ask-for-an-interpreter.yaml")
ENGLISH = {segment.path: segment.text for segment in extract(POSTER).segments}


def _made(folder: Path) -> Path:
    """A new file of the poster alone, with every text drafted by its own path."""
    path = folder / shipped.file_name(POSTER)
    list(shipped.bring_up([POSTER], find("fj"), folder, new=True))
    with path.open(encoding="utf-8") as file:
        catalogue = read_po(file)
    head = path.read_text("utf-8").split("\n\n", 1)[0]
    for message in catalogue:
        if message.id:
            message.string = f"vosa {message.context}"
    shipped.write(path, head, catalogue)
    return path


def test_a_new_language_gets_every_text_empty(tmp_path: Path) -> None:
    found = {
        path.name: waiting
        for path, waiting in shipped.bring_up([POSTER], find("fj"), tmp_path, new=True)
    }
    assert found == {shipped.file_name(POSTER): len(ENGLISH)}


def test_files_that_are_up_to_date_stay_as_they_are(tmp_path: Path) -> None:
    path = _made(tmp_path)
    before = path.read_bytes()
    assert list(shipped.bring_up([POSTER], find("fj"), tmp_path)) == [(path, 0)]
    assert path.read_bytes() == before


def test_a_text_whose_english_changed_is_emptied_with_its_old_words_above_it(
    tmp_path: Path,
) -> None:
    path = _made(tmp_path)
    text = path.read_text("utf-8")
    path.write_text(
        text.replace(f'msgid "{ENGLISH["title"]}"', 'msgid "Ask for somebody"'), "utf-8"
    )
    entries = {entry.path: entry for entry in po.read(path.read_bytes(), path.name).entries}
    changed = next(each for each in entries.values() if "somebody" in each.source)
    assert list(shipped.bring_up([POSTER], find("fj"), tmp_path)) == [(path, 1)]
    after = {entry.path: entry.text for entry in po.read(path.read_bytes(), path.name).entries}
    assert after[changed.path] == ""
    assert all(after[each] == f"vosa {each}" for each in ENGLISH if each != changed.path)
    assert f"# before: {changed.text}" in path.read_text("utf-8")
    assert "# before: Ask for somebody" in path.read_text("utf-8")
    list(shipped.bring_up([POSTER], find("fj"), tmp_path))
    assert f"# before: {changed.text}" in path.read_text("utf-8")
