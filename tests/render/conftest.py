"""A picture of the tests' own beside the shipped ones, in a folder that no other process shares."""

import shutil
from collections.abc import Iterator
from functools import partial
from unittest.mock import patch

import pytest

from app.render.fetching import PICTURES, fetch_picture
from tests.render import samples


@pytest.fixture(scope="session")
def sample_picture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Prints that are drawn in this process find `sample.svg`."""
    folder = tmp_path_factory.mktemp("pictures")
    shutil.copytree(PICTURES, folder, dirs_exist_ok=True)
    samples.write_picture(folder)
    with patch("app.render.pdf.fetch_picture", partial(fetch_picture, folder=folder)):
        yield
