"""The pictures: listed with licence and credit, built from the list alone, safe to show."""

import re
from pathlib import Path

import pytest

from app.assets import pictures as building
from app.config import BUILD, CONTENT
from app.pictures import PictureFile, PictureListError, pictures

FOLDER = BUILD / "static" / "pictures"
OURS = sorted((CONTENT / "pictures" / "drawings").iterdir())
SKIN = {"#fadcbc", "#debb90", "#c19a65", "#a57939", "#6a462f"}
COLOURS = SKIN | {"none", "#000", "#fff", "#d0cfce", "#92d3f5", "#d22f27"}


def write_list(folder: Path, entries: str) -> Path:
    path = folder / "pictures.yaml"
    sources = "sources:\n  one: {package: p, folder: f, licence: CC0-1.0, credit: c, address: a}\n"
    path.write_text(f"{sources}pictures:\n{entries}", encoding="utf-8")
    return path


def test_each_picture_has_a_licence_that_lets_us_show_it_and_a_credit() -> None:
    for picture in pictures():
        assert picture.source.licence in {"CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0"}
        assert picture.source.credit
        assert picture.shows


def test_each_listed_picture_is_built_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "unlisted.svg").write_text("<svg/>")
    building.build(tmp_path)
    listed = {f"{picture.id}.svg" for picture in pictures()}
    assert {path.name for path in tmp_path.iterdir()} == listed
    assert all((FOLDER / name).is_file() for name in listed)


@pytest.mark.parametrize("picture", pictures(), ids=lambda picture: picture.id)
def test_a_picture_is_small_scales_and_loads_nothing(picture: PictureFile) -> None:
    text = (FOLDER / f"{picture.id}.svg").read_text(encoding="utf-8")
    assert len(text) < 8000
    assert "viewBox" in text
    assert not re.search(r"<script|<text|href|url\(http", text)


def test_each_of_our_own_drawings_is_listed() -> None:
    assert sorted(CONTENT / each.origin for each in pictures() if each.is_ours) == OURS


@pytest.mark.parametrize("drawing", OURS, ids=lambda path: path.stem)
def test_our_own_drawings_are_of_one_style(drawing: Path) -> None:
    """So that they stand beside one another, in colour and in grey, and load nothing."""
    text = drawing.read_text(encoding="utf-8")
    assert len(text) < 4000
    assert 'viewBox="-3 -3 54 54"' in text
    assert set(re.findall(r"<(\w+)", text)) <= {"svg", "g", "path", "circle", "rect"}
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', text)) <= COLOURS


def test_a_picture_listed_twice_is_refused(tmp_path: Path) -> None:
    entry = "  - {id: baby, source: one, path: a.svg, shows: a baby}\n"
    with pytest.raises(PictureListError, match="'baby' is listed twice"):
        pictures(write_list(tmp_path, entry * 2))


def test_a_picture_of_an_unknown_source_is_refused(tmp_path: Path) -> None:
    entry = "  - {id: baby, source: two, path: a.svg, shows: a baby}\n"
    with pytest.raises(PictureListError, match="'baby' names the unknown source 'two'"):
        pictures(write_list(tmp_path, entry))
