"""The pages of which a reference picture is kept, how a page becomes a small grey picture, and how
two pictures are compared; what must be seen as different is for `test_pictures`.

`python -m tests.render.pictures [NAME…]` draws the reference pictures anew, all or those named:
look at each before it is committed.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageStat

from app.config import CONTENT, LOCALES
from app.exchange.po import read
from app.render.fetching import fetch_picture
from app.render.pdf import render_pdf
from app.render.print_page import Format, PrintPage, print_job
from app.render.printable import Printable, print_page
from app.resources.schema import Resource
from app.resources.segments import extract, rebuild
from app.services import services
from tests import shipped
from tests.render import samples

FOLDER = Path(__file__).parent / "pictures"
DPI = 56
FINER = 4
LEVELS = 16

TAGS = ("pl", "ne", "bn", "fa-AF")
_PAGES: dict[Format, tuple[int, ...]] = {
    "standard": (1, 2),
    "large_print": (1,),
    "facing": (1,),
    "easy_read": (1,),
    "poster": (1,),
}


@dataclass(frozen=True)
class Wanted:
    """A page, counted from 1, of one format in one language."""

    tag: str
    format: Format
    page: int

    @property
    def name(self) -> str:
        return f"{self.tag}-{self.format}-{self.page}"

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.png"


WANTED = tuple(Wanted(tag, name, page) for tag in TAGS for name in _PAGES for page in _PAGES[name])


# What is printed


def printed(tag: str, layout: Format) -> PrintPage:
    if layout == "poster":
        return _poster(tag)
    if layout == "easy_read":
        return samples.page(tag, layout, _easy_read(tag), samples.EASY_READ)
    return samples.page(tag, layout)


def _easy_read(tag: str) -> Resource:
    """The sample of easy read with sentences of the sample leaflet's translation."""
    said = {each.path: each.text for each in samples.segments(samples.leaflet(tag))}
    from_leaflet = {"title": "title", "summary": "important.count", "h": "what"}
    ideas = {"i1.s": "first", "i2.s": "fewer.wait", "t": "important.heading", "alt": "title"}
    extraction = extract(samples.EASY_READ)
    texts = {}
    for each in extraction.segments:
        idea, _, part = each.path.partition(".")
        source = from_leaflet.get(each.path) or ideas.get(f"{idea[:2]}.{part}") or ideas[part]
        texts[each.path] = said[source]
    return rebuild(extraction, texts)


def _poster(tag: str) -> PrintPage:
    english = shipped.at(CONTENT / "messages" / "ask-for-an-interpreter.yaml")
    folder = LOCALES / tag.replace("-", "_") / "LC_MESSAGES"
    path = folder / f"message-{english.slug}.po"
    drafts = read(path.read_bytes(), path.name).entries
    printable = Printable(
        resource=rebuild(extract(english), {each.path: each.text for each in drafts}),
        english=english,
        language=tag,
        services=services().services,
        code="K7M2Q9",
        published_on=date(2026, 11, 22),
        review_by=date(2029, 10, 31),
        steps=("machine",),
        demo=True,
    )
    return print_page(printable, "poster", service="gwh", size=None, base_url=samples.BASE_URL)


# From print to picture


def drawn(page: PrintPage) -> bytes:
    """The PDF; the picture of the samples is found beside none that the project ships."""
    job = print_job(page)
    if page.format != "easy_read":
        return render_pdf(job)
    with _sample_picture():
        return render_pdf(job)


@contextmanager
def _sample_picture() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        samples.write_picture(folder)
        with patch("app.render.pdf.fetch_picture", partial(fetch_picture, folder=folder)):
            yield


def picture(pdf: bytes, page: int = 1) -> Image.Image:
    """A page in grey, drawn finer and made smaller: so each spot is as dark as ink covers it, on
    which rasterisers agree, while at few dots an inch each has its own way with edges."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[page - 1].render(scale=FINER * DPI / 72, grayscale=True)
        fine: Image.Image = bitmap.to_pil().convert("L")
        return fine.reduce(FINER)
    finally:
        document.close()


def write(image: Image.Image, path: Path) -> None:
    step = 255 / (LEVELS - 1)
    few = image.point([round(value / step) for value in range(256)])
    few.putpalette([round(level * step) for level in range(LEVELS) for _ in "rgb"])
    few.save(path, bits=4, optimize=True)


# How two pictures differ

SPECK = 56
"""How much greyer one spot may be, of 255, than the same spot of the other picture."""
TILE = 12
"""A spot is judged among its neighbours in a square of so many dots: 5 mm of paper."""
SPOTS = 12
"""So many spots of one square that differ are no speck: a letter is another, or elsewhere."""
MEAN = 5
"""How far pictures may differ on the whole, of 255."""


@dataclass(frozen=True)
class Difference:
    """`mean` is the mean absolute difference of all spots; `spots` is how many spots differ by more
    than SPECK in the square, at `place` in dots from the upper left corner, that has most."""

    mean: float
    spots: int
    place: tuple[int, int]
    sizes: tuple[tuple[int, int], tuple[int, int]]

    def __bool__(self) -> bool:
        one, other = self.sizes
        return one != other or self.mean > MEAN or self.spots >= SPOTS

    def __str__(self) -> str:
        one, other = self.sizes
        if one != other:
            return f"the page is {other[0]} by {other[1]} dots, not {one[0]} by {one[1]}"
        across, down = (round(each / DPI * 25.4) for each in self.place)
        return (
            f"mean difference {self.mean:.2f} (at most {MEAN}), most of it {across} mm from the "
            f"left and {down} mm from the top: {self.spots} spots differ there (below {SPOTS})"
        )


def difference(one: Image.Image, other: Image.Image) -> Difference:
    """True where a person would see one; the smoothing of edges that each rasteriser does in its
    own way is blurred away."""
    if one.size != other.size:
        return Difference(255, 0, (0, 0), (one.size, other.size))
    apart = ImageChops.difference(_blurred(one), _blurred(other))
    width, height = apart.size
    strong = apart.point([255 * (value > SPECK) for value in range(256)])
    spots, place = 0, (0, 0)
    for top in range(0, height, TILE // 2):
        for left in range(0, width, TILE // 2):
            tile = strong.crop((left, top, min(left + TILE, width), min(top + TILE, height)))
            found = tile.histogram()[255]
            if found > spots:
                spots, place = found, (left, top)
    return Difference(ImageStat.Stat(apart).mean[0], spots, place, (one.size, other.size))


def _blurred(image: Image.Image) -> Image.Image:
    """Each spot the mean of itself and its neighbours to the right and below."""
    grey = image.convert("L")
    kernel = (0, 0, 0, 0, 1, 1, 0, 1, 1)
    return grey.filter(ImageFilter.Kernel((3, 3), kernel))


def beside(one: Image.Image, other: Image.Image) -> Image.Image:
    """Both pictures and, black on white, where they differ: for the eyes of who must judge."""
    apart = ImageChops.invert(ImageChops.difference(*_same_size(one, other)))
    sheet = Image.new("L", (3 * apart.width, apart.height), 255)
    for number, image in enumerate((one, other, apart)):
        sheet.paste(image, (number * apart.width, 0))
    return sheet


def _same_size(one: Image.Image, other: Image.Image) -> tuple[Image.Image, Image.Image]:
    width, height = max(one.width, other.width), max(one.height, other.height)
    grey = (each.convert("L") for each in (one, other))
    first, second = (each.crop((0, 0, width, height)) for each in grey)
    return first, second


def main(names: list[str]) -> int:
    if unknown := set(names) - {each.name for each in WANTED}:
        known = ", ".join(each.name for each in WANTED)
        print(f"There is no picture {', '.join(sorted(unknown))}: {known}.", file=sys.stderr)
        return 2
    FOLDER.mkdir(exist_ok=True)
    for each in WANTED:
        if not names or each.name in names:
            write(picture(drawn(printed(each.tag, each.format)), each.page), each.path)
            print(f"{each.path.relative_to(Path.cwd())}: {each.path.stat().st_size // 1024 + 1} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
