"""What makes WeasyPrint quicker changes nothing that anybody sees or reads: each kind of print of
the samples and of the content, in each script, is drawn with it and without.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.config import CONTENT, LOCALES
from app.exchange.po import read
from app.render.pdf import render_pdf
from app.render.print_page import FORMAT_NAMES, PrintPage, print_job
from app.resources.schema import Resource, all_parts
from app.resources.segments import extract, rebuild
from tests import shipped
from tests.render import filled_plans, samples
from tests.render.pictures import printed
from tests.render.weasy.documents import BODY, BORDERS, KINDS, job
from tests.render.weasy.looks import differences
from tests.render.weasy.plain import speed_patches, without

pytestmark = pytest.mark.usefixtures("sample_picture")

RARE = Resource.model_validate(
    {
        **samples.EASY_READ.model_dump(exclude={"blocks", "reading_version"}, mode="json"),
        "blocks": [
            {"type": "picture", "id": "p", "picture": "sample", "alt": "A baby", "caption": "Ben"},
            {
                "type": "audio",
                "id": "a",
                "title": "A sound",
                "address": "https://www.nhs.uk/sound",
                "minutes": 2,
                "transcript": [{"id": "t", "text": "Listen to **this**."}],
            },
            {
                "type": "expander",
                "id": "e",
                "summary": "More",
                "blocks": [{"type": "paragraph", "id": "q", "text": "It says more."}],
            },
        ],
    }
)
"""Blocks of which the samples have none."""


def of_content(tag: str, slug: str) -> PrintPage:
    """A leaflet of the content in the shipped draft of its translation."""
    english = shipped.at(CONTENT / "leaflets" / f"{slug}.yaml")
    path = LOCALES / tag / "LC_MESSAGES" / f"leaflet-{slug}.po"
    drafts = read(path.read_bytes(), path.name).entries
    text = rebuild(extract(english), {each.path: each.text for each in drafts})
    return samples.page(tag, "standard", text, english)


PRINTS: dict[str, Callable[[], PrintPage]] = {
    "en standard": lambda: samples.page("en"),
    "pl facing": lambda: samples.page("pl", "facing"),
    "bn large print": lambda: samples.page("bn", "large_print", watermark=("Draft", "খসড়া")),
    "fa-AF facing": lambda: samples.page("fa-AF", "facing"),
    "pl plan": lambda: samples.page("pl", "standard", samples.plan("pl"), samples.PLAN),
    "fa-AF plan": lambda: samples.page("fa-AF", "facing", samples.plan("fa-AF"), samples.PLAN),
    "ne easy read": lambda: printed("ne", "easy_read"),
    "rare blocks": lambda: samples.page("en", "standard", RARE),
    "ne leaflet of the content": lambda: of_content("ne", "babys-movements"),
    "bn poster of the content": lambda: printed("bn", "poster"),
    "fa-AF filled plan of the content": lambda: filled_plans.page("fa-AF", short=True),
}


def test_every_kind_of_block_and_each_format_and_script_is_among_the_prints() -> None:
    pages = [make() for make in PRINTS.values()]
    parts = [part for page in pages for part in all_parts(page.reading.resource)]
    definitions = Resource.model_json_schema()["$defs"].values()
    kinds = [each["properties"]["type"] for each in definitions if "type" in each["properties"]]
    names = {name for kind in kinds for name in kind.get("enum", [kind.get("const")])}
    assert {getattr(part, "type", None) for part in parts} >= names - {"video", "library"}
    assert {page.format for page in pages} == {*FORMAT_NAMES}
    assert {page.reading.language.script for page in pages} == {"Latn", "Deva", "Beng", "Arab"}


@pytest.mark.parametrize("name", PRINTS)
def test_a_print_looks_and_reads_the_same_without_what_is_quicker(name: str) -> None:
    printed = replace(print_job(PRINTS[name]()), passages=())
    quick = render_pdf(printed)
    with without(speed_patches()):
        plain = render_pdf(printed)
    assert plain != quick, "both were drawn in the same way"
    assert list(differences(quick, plain)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *((f".{name} {{", f".{name}-lost {{") for name in KINDS if name != "clear"),
        ("#fff6d6", "#fffad6"),
        ("A line", "A lime"),
        ("margin: 4mm", "margin: 4.1mm"),
        ("#b8170c", "#005eb8"),
    ],
)
def test_what_is_lost_moved_or_of_another_colour_is_seen(old: str, new: str) -> None:
    before = render_pdf(job(BODY, BORDERS))
    after = render_pdf(job(BODY.replace(old, new), BORDERS.replace(old, new)))
    assert list(differences(before, after)) != []
