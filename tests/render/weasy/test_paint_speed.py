"""What is painted quicker looks the same as WeasyPrint's own painting."""

import pypdfium2
import pytest
from PIL import ImageChops, ImageFilter
from weasyprint import draw
from weasyprint.layout import background

from app.render.pdf import render_pdf
from app.render.print_page import print_job
from app.render.weasy import paint_speed
from tests.render import samples
from tests.render.weasy.documents import job

BORDERS = """
  p { margin: 4mm; padding: 2mm }
  .top { border-top: 2pt solid #005eb8 } .bottom { border-bottom: 1pt solid #000 }
  .start { border-inline-start: 3mm solid #b8170c } .end { border-right: .75pt solid #007f3b }
  .all { border: 1.5pt solid #212b32 } .two { border-top: 1pt solid; border-left: 4pt solid }
  .dashed { border-top: 2pt dashed #000 }
  .round { border-bottom: 2pt solid; border-radius: 3mm }
  .filled { background: #fff6d6; border-top: 1pt solid }
  .clear { border-top: 2pt solid transparent }
"""
KINDS = ("top", "bottom", "start", "end", "all", "two", "dashed", "round", "filled", "clear")
BODY = "".join(f"<p class='{name}'>A line <b class='{name}'>and more</b></p>" for name in KINDS)


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


def draw_as_weasyprint_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw, "draw_border", paint_speed._draw_border)
    monkeypatch.setattr(background, "layout_box_backgrounds", paint_speed._layout_backgrounds)


def test_borders_look_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = job(BODY, BORDERS)
    quick = render_pdf(printed)
    draw_as_weasyprint_does(monkeypatch)
    assert looks_the_same(render_pdf(printed), quick)


@pytest.mark.parametrize("name", ["top", "bottom", "start", "end", "filled"])
def test_a_border_that_is_lost_is_seen(name: str) -> None:
    lost = BORDERS.replace(f".{name} {{", f".{name}-lost {{")
    assert not looks_the_same(render_pdf(job(BODY, BORDERS)), render_pdf(job(BODY, lost)))


@pytest.mark.parametrize("tag", ["fa-AF"])
def test_a_print_looks_the_same(tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = print_job(samples.page(tag, "facing"))
    quick = render_pdf(printed)
    draw_as_weasyprint_does(monkeypatch)
    assert looks_the_same(render_pdf(printed), quick)
