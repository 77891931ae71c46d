"""What a camera reads from the codes that are drawn."""

import re

import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from app.plans.codec import QR_SIGNS
from app.render.qr import qr_svg

PRINTED = 413
"""Dots of a code that is 35 mm wide, at 300 dots an inch."""


def seen(svg: str, width: int = PRINTED) -> str:
    """The text of a drawn code as a camera finds it on paper, a little out of focus."""
    found = re.search(r'viewBox="0 0 (\d+).* d="([^"]+)"', svg)
    assert found is not None
    size, scale = int(found[1]), 8
    picture = Image.new("L", (size * scale, size * scale), 255)
    draw = ImageDraw.Draw(picture)
    x = y = 0.0
    for command, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", found[2]):
        if command == "M":
            x, y = float(first), float(second)
        elif command == "m":
            x, y = x + float(first), y + float(second)
        else:
            end = x + float(first)
            draw.rectangle(
                (x * scale, (y - 0.5) * scale, end * scale - 1, (y + 0.5) * scale - 1), 0
            )
            x = end
    paper = picture.resize((width, width)).filter(ImageFilter.GaussianBlur(0.8))
    codes = zxingcpp.read_barcodes(paper)
    return codes[0].text if codes else ""


def test_an_address_is_read() -> None:
    assert seen(qr_svg("https://leaflets.example/status/K7M2Q9", "Code")).endswith("K7M2Q9")


def test_the_longest_code_of_a_plan_is_read_when_it_is_35_mm_wide() -> None:
    signs = ("1" + "K7M2Q9XW" * QR_SIGNS)[:QR_SIGNS]
    address = "https://leaflets.maternity.example/open#"
    assert seen(qr_svg(address, "Code", signs)) == address + signs
