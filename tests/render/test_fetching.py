"""A print loads our own pictures and nothing else."""

from pathlib import Path

import pytest

from app.render.fetching import FetchRefused, fetch_picture
from tests.render import samples


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    samples.write_picture(tmp_path / "pictures")
    (tmp_path / "secret.svg").write_text("secret", encoding="utf-8")
    (tmp_path / "pictures" / "linked.svg").symlink_to(tmp_path / "secret.svg")
    return tmp_path / "pictures"


def test_our_own_picture_is_served(pictures: Path) -> None:
    asset = fetch_picture(
        f"{samples.BASE_URL}/static/pictures/sample.svg", samples.BASE_URL, pictures
    )
    assert asset.data == samples.PICTURE.encode()
    assert asset.media_type == "image/svg+xml"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/static/pictures/sample.svg",
        "https://birthwords.test.evil.example/static/pictures/sample.svg",
        "https://birthwords.test/static/pictures/../secret.svg",
        "https://birthwords.test/static/pictures/..%2Fsecret.svg",
        "https://birthwords.test/static/pictures/linked.svg",
        "https://birthwords.test/static/pictures/sample.svg?x=1",
        "https://birthwords.test/static/js/site.js",
        "data:image/svg+xml,<svg/>",
        "ftp://birthwords.test/static/pictures/sample.svg",
    ],
)
def test_everything_else_is_refused(address: str, pictures: Path) -> None:
    with pytest.raises(FetchRefused):
        fetch_picture(address, samples.BASE_URL, pictures)
