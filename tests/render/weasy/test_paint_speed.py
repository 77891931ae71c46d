"""What is painted quicker looks the same as WeasyPrint's own painting."""

import pypdfium2
import pytest
from PIL import ImageChops, ImageFilter

from app.render.pdf import render_pdf
from app.render.print_page import print_job
from tests.render import samples
from tests.render.weasy.documents import BODY, BORDERS, job
from tests.render.weasy.plain import speed_patches, without


def looks_the_same(one: bytes, other: bytes) -> bool:
    """Whether no line is missing or moved. At 432 dots an inch the thinnest line is 4 dots wide;
    edges that the rasteriser rounds to the next dot are worn away."""
    pages, others = pypdfium2.PdfDocument(one), pypdfium2.PdfDocument(other)
    if len(pages) != len(others):
        return False
    for page, like in zip(pages, others, strict=True):
        images = (each.render(scale=6).to_pil().convert("L") for each in (page, like))
        apart = ImageChops.difference(*images).point([255 * (value > 60) for value in range(256)])
        if apart.filter(ImageFilter.MinFilter(3)).getbbox() is not None:
            return False
    return True


def test_borders_look_the_same() -> None:
    printed = job(BODY, BORDERS)
    quick = render_pdf(printed)
    with without(speed_patches()):
        plain = render_pdf(printed)
    assert looks_the_same(plain, quick)


@pytest.mark.parametrize("name", ["top", "bottom", "start", "end", "filled"])
def test_a_border_that_is_lost_is_seen(name: str) -> None:
    lost = BORDERS.replace(f".{name} {{", f".{name}-lost {{")
    assert not looks_the_same(render_pdf(job(BODY, BORDERS)), render_pdf(job(BODY, lost)))


@pytest.mark.parametrize("tag", ["fa-AF"])
def test_a_print_looks_the_same(tag: str) -> None:
    printed = print_job(samples.page(tag, "facing"))
    quick = render_pdf(printed)
    with without(speed_patches()):
        plain = render_pdf(printed)
    assert looks_the_same(plain, quick)
