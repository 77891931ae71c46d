"""A model file is put in whole or refused, and never reaches outside its folder."""

import stat
import zipfile
from pathlib import Path

import pytest

from app.engines import packages
from app.engines.base import PackageRefused
from app.engines.packages import install
from tests.engines.conftest import Relabel


def archive_of(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as opened:
        for name in names:
            opened.writestr(name, "{}")
    return path


def test_an_installed_package_is_found_with_its_version_and_size(
    english_spanish: Path, tmp_path: Path
) -> None:
    install(english_spanish, tmp_path / "argos")
    (found,) = packages.installed(tmp_path / "argos")
    assert (found.source, found.target, found.version) == ("en", "es", "1.0")
    assert 0 < found.size_mb < 1


def test_the_same_version_put_in_twice_is_there_once(english_spanish: Path, tmp_path: Path) -> None:
    first, second = install(english_spanish, tmp_path), install(english_spanish, tmp_path)
    assert first.folder == second.folder
    assert sorted(child.name for child in tmp_path.iterdir()) == [
        "pins.json",
        "translate-en_es-1.0",
    ]


def test_the_newest_version_counts_and_ten_comes_after_nine(
    relabel: Relabel, tmp_path: Path
) -> None:
    for version in ("1.9", "1.10", "1.2"):
        install(relabel(package_version=version), tmp_path / "argos")
    found = packages.direct(tmp_path / "argos", "en", "es")
    assert found is not None
    assert found.version == "1.10"


def test_a_changed_model_has_another_checksum(english_spanish: Path, tmp_path: Path) -> None:
    package = install(english_spanish, tmp_path)
    before = packages.checksum(package.folder)
    with (package.folder / "model" / "model.bin").open("ab") as model:
        model.write(b"\0")
    assert packages.checksum(package.folder) != before


@pytest.mark.parametrize(
    "name",
    ["../../evil", "/etc/evil", "package/../../evil", "package\\..\\evil", "C:/evil"],
)
def test_a_name_that_leads_outside_is_refused(name: str, tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "bad.argosmodel", "package/metadata.json", name)
    with pytest.raises(PackageRefused, match="unsafe name"):
        install(archive, tmp_path / "argos")
    assert not [path for path in tmp_path.rglob("*") if "evil" in path.name]
    assert packages.installed(tmp_path / "argos") == ()


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bad.argosmodel", "w") as opened:
        link = zipfile.ZipInfo("package/model/model.bin")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        opened.writestr(link, "/etc/passwd")
    with pytest.raises(PackageRefused, match="unsafe name"):
        install(tmp_path / "bad.argosmodel", tmp_path / "argos")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.argosmodel", "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("package/model/model.bin", b"\0" * 5_000_000)
    with pytest.raises(PackageRefused, match="far more than its size"):
        install(tmp_path / "bomb.argosmodel", tmp_path / "argos")
    assert list((tmp_path / "argos").iterdir()) == []


def test_what_is_no_model_is_refused_in_words(
    english_spanish: Path, relabel: Relabel, tmp_path: Path
) -> None:
    text = tmp_path / "text.argosmodel"
    text.write_text("hello")
    empty = archive_of(tmp_path / "empty.argosmodel", "package/metadata.json")
    cut = tmp_path / "cut.argosmodel"
    content = bytearray(english_spanish.read_bytes())
    content[len(content) // 2] ^= 255
    cut.write_bytes(content)
    for archive, reason in [
        (text, "not a whole zip archive"),
        (empty, "its metadata.json says no from_code"),
        (cut, "damaged"),
        (relabel(to_code="../es"), r"its metadata.json says to_code '../es'"),
        (relabel(type="sbd"), "its metadata.json says type 'sbd', not translate"),
    ]:
        with pytest.raises(PackageRefused, match=reason):
            install(archive, tmp_path / "argos")
    assert packages.installed(tmp_path / "argos") == ()


METADATA = '{"from_code": "en", "to_code": "es", "package_version": "3.0"}'


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"metadata.json": METADATA}, "it has no metadata.json in its one folder"),
        ({"p/manifest.json": METADATA}, "it has no metadata.json in its one folder"),
        ({"p/metadata.json": "from_code: en"}, "its metadata.json is no JSON"),
        ({"p/metadata.json": "[]"}, "its metadata.json holds no object"),
        (
            {"p/metadata.json": METADATA.replace('"en"', '["en", "de"]')},
            r"its metadata.json says from_code \['en', 'de'\]",
        ),
        (
            {"p/metadata.json": METADATA.replace("3.0", "2027-spring")},
            "its metadata.json says package_version '2027-spring'",
        ),
        ({"p/metadata.json": METADATA, "p/model/x.safetensors": ""}, "it has no model/model.bin"),
        (
            {"p/metadata.json": METADATA, "p/model/model.bin": "", "p/tokenizer.json": ""},
            "it has no sentencepiece.model or bpe.model",
        ),
    ],
)
def test_a_package_of_another_format_is_told_apart_with_what_to_do(
    tmp_path: Path, files: dict[str, str], fault: str
) -> None:
    with zipfile.ZipFile(tmp_path / "new.argosmodel", "w") as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    with pytest.raises(PackageRefused, match=f"{fault}.*take an older version of it, or describe"):
        install(tmp_path / "new.argosmodel", tmp_path / "argos")


def test_a_sentence_splitter_with_pickled_code_is_left_out(
    relabel: Relabel, tmp_path: Path
) -> None:
    archive = relabel(package_version="2.0")
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr("translate-en_es-1_0/stanza/en/tokenize/combined.pt", "pickle")
    package = install(archive, tmp_path / "argos")
    assert sorted(child.name for child in package.folder.iterdir()) == [
        "metadata.json",
        "model",
        "sentencepiece.model",
    ]


def test_another_file_under_a_known_name_is_refused_until_the_old_one_is_forgotten(
    relabel: Relabel, tmp_path: Path
) -> None:
    folder = tmp_path / "argos"
    install(relabel(license="CC0"), folder)
    other = relabel(license="MIT")
    with pytest.raises(PackageRefused, match="SHA-256 differs"):
        install(other, folder)
    packages.remove(folder, "en", "es")
    with pytest.raises(PackageRefused, match="SHA-256 differs"):
        install(other, folder)
    assert packages.installed(folder) == ()
    packages.remove(folder, "en", "es", forget=True)
    assert install(other, folder).licence == "MIT"


def test_a_licence_is_found_in_the_readme_where_nothing_else_says_it(
    relabel: Relabel, tmp_path: Path
) -> None:
    archive = relabel(package_version="3.0")
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr("translate/README.md", "# A model\n\n* License: CC BY 4.0\n")
    package = install(archive, tmp_path / "argos", accepted_by="ana@x.test")
    assert package.licence == "License: CC BY 4.0"
    assert package.pin is not None
    assert package.pin.accepted_by == "ana@x.test"
