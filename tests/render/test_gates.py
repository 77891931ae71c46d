"""Each gate closes on its own fault, names the segment or the page, and says what to do."""

import pickle
from dataclasses import replace

import pytest

from app.render import fonts, poppler
from app.render.gates import Gate, GateClosed, GateFailure, inspect, release, undrawable
from app.render.passages import passages
from app.render.pdf import Passage, PrintJob, draw
from app.render.print_page import Format, print_job
from app.resources.schema import Resource
from tests.render import samples

TEXT = "Call your midwife on Monday."


pytestmark = pytest.mark.usefixtures("sample_picture")


def job(body: str, *texts: str, css: str = "") -> PrintJob:
    """A document whose edition says `texts`."""
    html = (
        f"<html lang=en><title>A test</title><style>html {{ font-family: 'Noto Sans' }} {css}"
        f"</style><body><h1>A test</h1>{body}</body></html>"
    )
    held = tuple(Passage(f"part-{n}", text, "en") for n, text in enumerate(texts, 1))
    return PrintJob(
        html=html, language="en", title="A test", base_url=samples.BASE_URL, passages=held
    )


def closed(found: PrintJob) -> tuple[GateFailure, ...]:
    with pytest.raises(GateClosed) as caught:
        release(found)
    return caught.value.failures


def places(found: tuple[GateFailure, ...], gate: Gate) -> list[str]:
    return [failure.place for failure in found if failure.gate is gate]


@pytest.mark.parametrize("layout", ["standard", "facing"])
@pytest.mark.parametrize("tag", samples.TAGS)
def test_a_faithful_print_passes_in_every_script(tag: str, layout: Format) -> None:
    """The table of the leaflet too, which stands beside its English."""
    found = print_job(samples.page(tag, layout, watermark=None))
    assert found.passages
    assert release(found).startswith(b"%PDF-")


def test_a_draft_is_held_against_nothing() -> None:
    assert print_job(samples.page("pl", watermark=("Draft", "Szkic"))).passages == ()


@pytest.mark.parametrize(
    ("text", "script", "says"),
    [
        ("Call ☎ now", "Latn", "“☎” (U+260E, black telephone)"),
        ("नमस्ते ाम", "Deva", "is not a well-formed syllable"),
        ("कল", "Deva", "U+09B2"),
        ("سلام क", "Arab", "U+0915"),
    ],
)
def test_h7_a_letter_without_a_font_is_named_with_its_string(
    text: str, script: str, says: str
) -> None:
    (failure,) = undrawable([Passage("a.b", "fine", "x"), Passage("call.who", text, "x")], script)
    assert failure.gate is Gate.LETTERS
    assert failure.place == "call.who"
    assert says in failure.what
    assert failure.mend


def test_h8_a_string_that_is_not_on_paper_is_named() -> None:
    found = closed(job(f"<p>{TEXT}</p>", TEXT, "Or call on Friday."))
    assert places(found, Gate.TEXT) == ["part-2"]


@pytest.mark.parametrize(
    ("body", "css"),
    [
        (f"<p class=a>{TEXT}</p>", ".a { display: none }"),
        ("<p>Call your midwife.</p>", ""),
        (f"<p>{TEXT[:-1]}s</p>", ""),
        ("<p>on Monday. Call your midwife</p>", ""),
    ],
)
def test_h8_text_that_is_lost_cut_changed_or_moved_closes_the_gate(body: str, css: str) -> None:
    assert "part-1" in places(closed(job(body, TEXT, css=css)), Gate.TEXT)


def test_h8_strings_in_another_order_close_the_gate() -> None:
    assert places(closed(job("<p>Second.</p><p>First.</p>", "First.", "Second.")), Gate.TEXT)


def test_h8_an_element_drawn_otherwise_than_written_closes_the_gate() -> None:
    found = closed(job("<p class=a>shout</p>", TEXT, css=".a { text-transform: uppercase }"))
    assert any("“shout” was drawn as “SHOUT”" in each.what for each in found)


@pytest.mark.parametrize(
    "css",
    [
        "p { width: 400mm; white-space: nowrap }",
        "p { margin-left: -30mm }",
        "p { margin-left: 18cm }",
    ],
)
def test_h8_text_over_the_edge_of_the_page_is_named_with_the_page(css: str) -> None:
    words = f"{TEXT} " * 12
    assert "page 1" in places(closed(job(f"<p>{words}</p>", words, css=css)), Gate.EDGES)


def test_h8_a_poster_that_goes_on_over_the_page_is_refused() -> None:
    body = f"<p>{TEXT}</p><p style='break-before: page'>{TEXT}</p>"
    wall = replace(job(body, TEXT, TEXT), most_pages=1)
    [failure] = closed(wall)
    assert failure.gate is Gate.LENGTH
    assert "2 pages" in failure.what
    assert release(replace(wall, most_pages=None)).startswith(b"%PDF-")


def test_running_matter_is_no_part_of_the_text() -> None:
    css = "@page { @top-center { content: element(head) } } .head { position: running(head) }"
    head = '<div class="head" aria-hidden="true">The title</div>'
    assert release(job(f"{head}<p>{TEXT}</p>", TEXT, css=css))
    assert places(closed(job(f"{head}<p>{TEXT}</p>", "The title", css=css)), Gate.TEXT)


def test_a_header_that_comes_again_on_the_next_page_counts_once() -> None:
    rows = "".join(f"<tr><th scope=row>Week {n}</th><td>Kicks</td></tr>" for n in range(80))
    table = (
        f"<table><thead><tr><th>When</th><th>What</th></tr></thead><tbody>{rows}</tbody></table>"
    )
    assert release(job(table, "When", "What", "Week 0", "Kicks", "Week 79"))


def test_a_cell_that_goes_on_over_the_page_is_read_whole() -> None:
    long = " ".join(f"word{n}" for n in range(900))
    css = ".row { display: table } .row > div { display: table-cell; width: 50% }"
    body = f"<div class=row><div><p>{long}</p></div><div lang=pl><p>{long}</p></div></div>"
    assert release(job(body, long, css=css))


def test_a_complaint_of_the_layout_engine_closes_the_gate() -> None:
    (failure,) = closed(job(f"<p style='colour: red'>{TEXT}</p>", TEXT))
    assert failure.gate is Gate.LAYOUT


def test_h7_a_font_that_is_not_ours_closes_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "families", lambda: frozenset({"Amiri"}))
    found = closed(job(f"<p>{TEXT}</p>", TEXT))
    assert any(each.gate is Gate.FONTS and "Noto Sans" in each.what for each in found)


def test_what_the_validator_refuses_closes_the_gate() -> None:
    asked = job(f"<p>{TEXT}</p>", TEXT)
    _, document = draw(asked)
    assert Gate.TAGS in {each.gate for each in inspect(asked, document, document.write_pdf())}


def test_h8_words_that_cannot_be_copied_out_are_named_with_their_string() -> None:
    """Another document's PDF stands for one whose letters were mapped to the wrong text."""
    asked = job(f"<p>{TEXT}</p>", TEXT)
    pdf, _ = draw(job("<p>Call your midwife on Sunday.</p>"))
    _, document = draw(asked)
    found = inspect(asked, document, pdf)
    assert places(found, Gate.WORDS) == ["part-1", "page 1"]
    assert "“Monday”" in found[0].what


def test_a_comma_after_a_link_may_be_copied_out_as_a_word_of_its_own() -> None:
    """A cluster of letters at the end of a link is given less width than it takes."""
    text = "আপনার পরিকল্পনা, আমার পছন্দ, সঙ্গে আনুন।"
    asked = PrintJob(
        html="<html lang=bn><title>T</title><style>html { font: 11pt 'Noto Sans Bengali', 'Noto "
        "Sans' }</style><body><p>আপনার পরিকল্পনা, <a href='https://a.test'>আমার পছন্দ</a>, সঙ্গে আনুন।",
        language="bn", title="T", base_url=samples.BASE_URL,
        passages=(Passage("part-1", text, "bn"),),
    )  # fmt: skip
    pdf, document = draw(asked)
    assert "পছন্দ," not in [word for page in poppler.placed_words(pdf) for word, _ in page]
    assert inspect(asked, document, pdf) == ()


def test_without_poppler_the_boxes_alone_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poppler, "is_installed", lambda: False)
    asked = job(f"<p>{TEXT}</p>", TEXT)
    pdf, _ = draw(job("<p>Call your midwife on Sunday.</p>"))
    _, document = draw(asked)
    assert inspect(asked, document, pdf) == ()


def test_a_refusal_comes_whole_out_of_a_worker() -> None:
    failure = GateFailure(Gate.TEXT, "call.who", "Lost.", "Mend it.")
    sent = pickle.loads(pickle.dumps(GateClosed("A leaflet", (failure,))))  # noqa: S301
    assert sent.failures == (failure,)
    assert str(sent) == "“A leaflet” cannot be printed.\ntext: call.who: Lost. Mend it."


def test_passages_follow_the_reader_and_repeat_shared_options() -> None:
    page = samples.page("pl", "standard", samples.plan("pl"), samples.PLAN)
    held = passages(page.reading)
    assert [each.path for each in held[:2]] == ["title", "summary"]
    assert all(not each.path.endswith(".alt") for each in held)
    assert {each.language for each in held} == {"pl"}
    assert release(replace(print_job(page), passages=held))


@pytest.mark.parametrize("pushed", range(4, 10))
def test_h8_options_are_whole_wherever_a_page_ends_among_them(pushed: int) -> None:
    """Options of two lines each, pushed down line by line until the page ends among them."""
    text = "I would like my baby to have this in the way that has the number"
    options = [{"id": f"way-{n}", "number": n, "text": f"{text} {n}"} for n in range(1, 4)]
    plan = samples.PLAN.model_dump() | {"option_sets": [{"id": "wishes", "options": options}]}
    heading, question, *_ = plan["blocks"]
    lines = [{"type": "paragraph", "id": f"more-{n}", "text": "A line."} for n in range(pushed)]
    blocks = [heading, *lines, question | {"lines": 0}]
    found = print_job(
        samples.page("en", resource=Resource.model_validate(plan | {"blocks": blocks}))
    )
    assert release(found).startswith(b"%PDF-")
