"""The index of models, and models fetched whole or not at all."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import cli
from app.config import settings
from app.engines import argos_index, argos_library
from app.engines.base import PackageRefused
from tests.engines.conftest import Relabel
from tests.engines.serving import Server, serving


def row(target: str = "es", version: str = "1.0", **more: object) -> dict[str, object]:
    return {
        "type": "translate",
        "from_code": "en",
        "to_code": target,
        "package_version": version,
        "links": [f"{target}-{version}.argosmodel"],
        **more,
    }


@pytest.fixture
def server(english_spanish: Path) -> Iterator[Server]:
    model = english_spanish.read_bytes()
    with serving(Server(files={"/es-1.0.argosmodel": model})) as running:
        offer(running, row())
        yield running


def offer(server: Server, *rows: dict[str, object]) -> None:
    server.files["/index.json"] = json.dumps(rows).encode()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server) -> Iterator[Path]:
    monkeypatch.setenv("BIRTHWORDS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("BIRTHWORDS_ARGOS_INDEX", f"{server.base}/index.json")
    settings.cache_clear()
    yield tmp_path / "data"
    settings.cache_clear()


def engines(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, ["engines", *arguments], input=typed)


def refusal(*arguments: str) -> str:
    done = engines(*arguments)
    assert isinstance(done.exception, PackageRefused), done.exception
    return str(done.exception)


def left(data: Path) -> list[str]:
    folder = data / "engines" / "argos"
    return sorted(child.name for child in folder.iterdir()) if folder.exists() else []


def test_one_command_shows_size_and_licence_fetches_tries_and_pins(data: Path) -> None:
    done = engines("install", "es", "--yes", "--as", "ana@x.test")
    assert done.exit_code == 0, done.output
    assert "English → Spanish: translate-en_es-1.0" in done.output
    assert "size: 0.1 MB" in done.output
    assert "licence: not said in the index" in done.output
    assert "Do not wait until tomorrow.\n    → No espere hasta mañana." in done.output
    pins = json.loads((data / "engines" / "argos" / "pins.json").read_text())
    pin = pins["translate-en_es-1.0"]
    assert f"SHA-256 {pin['archive']}" in done.output
    assert pin["accepted_by"] == "ana@x.test"
    assert pin["came_from"].endswith("/es-1.0.argosmodel")
    assert left(data) == ["pins.json", "translate-en_es-1.0"]
    assert "installed already" in engines("install", "es", "--yes").output


@pytest.mark.parametrize("typed", ["n\n", "y\nn\n", ""])
def test_nothing_is_put_in_unless_size_and_licence_are_accepted(data: Path, typed: str) -> None:
    assert engines("install", "es", typed=typed).exit_code == 1
    assert left(data) == []


def test_saying_yes_twice_puts_it_in(data: Path) -> None:
    assert engines("install", "es", typed="y\ny\n").exit_code == 0
    assert left(data) == ["pins.json", "translate-en_es-1.0"]


def test_a_download_that_breaks_off_leaves_nothing_behind(data: Path, server: Server) -> None:
    server.cut = 1000
    offer(server, row(size=64_000))
    assert "cannot be fetched" in refusal("install", "es", "--yes")
    assert left(data) == []


def test_a_file_that_is_not_the_one_the_index_names_is_thrown_away(
    data: Path, server: Server
) -> None:
    offer(server, row(sha256="0" * 64))
    assert "its SHA-256 is" in refusal("install", "es", "--yes")
    assert left(data) == []


def test_the_named_hash_is_accepted(data: Path, server: Server, english_spanish: Path) -> None:
    digest = hashlib.sha256(english_spanish.read_bytes()).hexdigest()
    offer(server, row(sha256=digest, size=64_000, license="CC0"))
    done = engines("install", "es", "--yes")
    assert "licence: CC0" in done.output
    assert done.exit_code == 0


@pytest.mark.parametrize("name", ["../../evil", "/etc/evil"])
def test_a_hostile_download_is_refused_and_leaves_nothing(
    data: Path, server: Server, tmp_path: Path, name: str
) -> None:
    with zipfile.ZipFile(tmp_path / "hostile", "w") as opened:
        opened.writestr("package/metadata.json", "{}")
        opened.writestr(name, "evil")
    server.files["/es-1.0.argosmodel"] = (tmp_path / "hostile").read_bytes()
    assert "unsafe name" in refusal("install", "es", "--yes")
    assert left(data) == []
    assert not [path for path in tmp_path.rglob("*") if "evil" in path.name]


def test_an_upgrade_takes_the_older_version_out(
    data: Path, server: Server, relabel: Relabel
) -> None:
    engines("install", "es", "--yes")
    server.files["/es-1.10.argosmodel"] = relabel(package_version="1.10").read_bytes()
    offer(server, row(), row(version="1.10"), row(version="1.9"))
    done = engines("upgrade", "--yes")
    assert "translate-en_es-1.0 was taken out." in done.output
    assert left(data) == ["pins.json", "translate-en_es-1.10"]
    assert engines("remove", "es").output == "translate-en_es-1.10 was taken out.\n"
    assert left(data) == ["pins.json"]
    assert "No Argos model from English into Spanish" in refusal("remove", "es")


def test_the_opposite_way_is_installed_listed_upgraded_and_removed_by_its_own_name(
    data: Path, server: Server, spanish_english: Path, relabel: Relabel
) -> None:
    server.files["/en-1.0.argosmodel"] = spanish_english.read_bytes()
    offer(server, row(), row("en", from_code="es"))
    done = engines("install", "--into-english", "es", "--yes")
    assert "Spanish → English: translate-es_en-1.0" in done.output
    assert "No espere hasta mañana.\n    → Do not wait until tomorrow." in done.output
    assert left(data) == ["pins.json", "translate-es_en-1.0"]
    assert "\n  argos, ready: " in engines("list", "--into-english").output
    assert "Spanish (es)\n  argos, installable: " in engines("list").output
    assert "installed already" in engines("upgrade", "--yes").output
    assert "No engine puts Somali into English." in engines("list", "--into-english").output
    assert "no direct model pt → en, version 1.9" in refusal("install", "--into-english", "pt-PT")
    assert "No Argos model from English into Spanish" in refusal("remove", "es")
    assert (
        engines("remove", "--into-english", "es").output == "translate-es_en-1.0 was taken out.\n"
    )


def test_h11_no_neighbour_is_downloaded_for_a_language_without_a_model(
    data: Path, server: Server
) -> None:
    offer(server, row("fa"), row("hi"), row("pb", "1.9"), row("pt", "1.0"))
    assert "not Dari" in refusal("install", "fa-AF", "--yes")
    assert "not Nepali" in refusal("install", "ne", "--yes")
    assert "no direct model en → pt, version 1.9" in refusal("install", "pt-PT", "--yes")
    assert left(data) == []


def test_an_index_may_be_a_file_with_models_beside_it(
    data: Path, english_spanish: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "es-1.0.argosmodel").write_bytes(english_spanish.read_bytes())
    (tmp_path / "index.json").write_text(json.dumps([row(), row("de", links=["ipfs://Qm"])]))
    monkeypatch.setenv("BIRTHWORDS_ARGOS_INDEX", str(tmp_path / "index.json"))
    settings.cache_clear()
    assert engines("install", "es", "--yes").exit_code == 0
    assert "names no address" in refusal("install", "de", "--yes")


@pytest.mark.parametrize("content", [b"<html>", b"{}", b"[1]", b"\xff\xfe"])
def test_what_is_no_index_is_refused_in_words(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "index.json").write_bytes(content)
    with pytest.raises(PackageRefused, match="no list of models"):
        argos_index.read_index(str(tmp_path / "index.json"))


TODO = "birthwords engines import FILE. .* in BIRTHWORDS_ARGOS_INDEX"


def test_a_server_without_the_file_is_named_with_its_answer_and_what_to_do(server: Server) -> None:
    with pytest.raises(PackageRefused, match=f"answers 404.*{TODO}"):
        argos_index.read_index(f"{server.base}/nothing.json")


@pytest.mark.parametrize(
    ("index", "fault"),
    [
        ({"packages": [row()], "version": 2}, "but an object with packages, version"),
        ("moved", "but a single str"),
        (["en-es"], "Row 1 is no object"),
        ([{"source": "en", "target": "es", "url": "x"}], "Row 1 says no from_code"),
        ([row(from_code=["en"])], r"Row 1 says from_code \['en'\]"),
        ([row(version="2027-spring")], "Row 1 says package_version '2027-spring'"),
        ([row(links="es.argosmodel")], "Row 1 has no list of links"),
        ([row(type="translate-v2")], "Row 1 is of the unknown type 'translate-v2'"),
    ],
)
def test_an_index_of_another_layout_is_refused_with_what_to_do(
    data: Path, server: Server, index: object, fault: str
) -> None:
    server.files["/index.json"] = json.dumps(index).encode()
    said = refusal("install", "es", "--yes")
    assert re.search(f"no list of models.*{fault}.*{TODO}", said), said


def test_a_model_that_may_stand_in_a_row_of_another_layout_is_not_said_to_be_missing_alone(
    data: Path, server: Server
) -> None:
    offer(server, row("de"), {**row(), "links": None}, row("zz", type="sbd"))
    said = refusal("install", "es", "--yes")
    assert "has no direct model en → es. Row 2 has no list of links. (1 of its 3 rows" in said
    assert re.search(TODO, said)
    offer(server, row("de"), row("zz", type="sbd"))
    assert refusal("install", "es", "--yes").endswith("has no direct model en → es.")


def test_a_library_that_no_longer_says_where_its_index_is_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("app.engines.argos_library._module", lambda home: object())
    with pytest.raises(PackageRefused, match=r"does not say where its index is.*ARGOS_INDEX"):
        argos_library.makers_index(tmp_path)
