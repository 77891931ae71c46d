"""Real tiny Argos packages, made once, and engines with their own data folders."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.engines.argos import ArgosEngine
from tests.engines.make_tiny_package import SPANISH_ENGLISH, SPANISH_ITALIAN, tiny_package

Relabel = Callable[..., Path]


@pytest.fixture(scope="session")
def english_spanish() -> Path:
    """A package file that knows the pairs of make_tiny_package.ENGLISH_SPANISH."""
    return tiny_package()


@pytest.fixture(scope="session")
def spanish_italian() -> Path:
    return tiny_package(SPANISH_ITALIAN, "es", "it")


@pytest.fixture(scope="session")
def spanish_english() -> Path:
    """The opposite way of `english_spanish`."""
    return tiny_package(SPANISH_ENGLISH, "es", "en")


@pytest.fixture(scope="session")
def argos(english_spanish: Path, tmp_path_factory: pytest.TempPathFactory) -> ArgosEngine:
    engine = ArgosEngine(tmp_path_factory.mktemp("engines") / "argos")
    engine.install(english_spanish)
    return engine


@pytest.fixture
def relabel(english_spanish: Path, tmp_path: Path) -> Relabel:
    """Copies the package with other metadata, and other names for its files where asked."""

    def copy(names: dict[str, tuple[str, bytes]] | None = None, **about: str) -> Path:
        copied = tmp_path / f"{'-'.join(about.values()) or 'copy'}.argosmodel"
        with zipfile.ZipFile(english_spanish) as old, zipfile.ZipFile(copied, "w") as new:
            for member in old.infolist():
                folder, _, name = member.filename.partition("/")
                content = old.read(member)
                if name == "metadata.json":
                    content = json.dumps(json.loads(content) | about).encode()
                name, content = (names or {}).get(name, (name, content))
                new.writestr(f"{folder}/{name}", content)
        return copied

    return copy
