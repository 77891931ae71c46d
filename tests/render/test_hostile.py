"""Content made to do harm: each is refused in words, or drawn safely, and nothing is asked from
disk or network.
"""

import socket
from typing import Any

import pytest

from app.languages import find
from app.render.gates import Gate, GateClosed, GateFailure, release
from app.render.html import Reading
from app.render.passages import passages
from app.render.pdf import PrintJob, layout, render_pdf
from app.render.print_errors import PrintError
from app.resources.inline import MarkupError, parse
from app.resources.schema import Resource
from app.services import services
from tests.render import samples


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("a print asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def document(body: str, language: str = "en", held: Any = ()) -> PrintJob:
    own = find(language)
    font = "Amiri" if own.script == "Arab" else "Noto Sans"
    html = (
        f'<html lang="{language}" dir="{own.direction}"><title>A test</title>'
        f"<style>html {{ font-family: '{font}', 'Noto Sans' }} body {{ overflow-wrap: break-word }}"
        f"</style><body><h1>A test</h1>{body}</body></html>"
    )
    return PrintJob(
        html=html, language=language, title="A test", base_url=samples.BASE_URL, passages=held
    )


def leaflet(text: str, language: str = "en") -> PrintJob:
    """A leaflet with one paragraph, drawn by the templates and held by the gates."""
    resource = Resource.model_validate(
        samples.LEAFLET.model_dump(mode="json")
        | {"blocks": [{"type": "paragraph", "id": "first", "text": text}]}
    )
    shown = Reading(
        resource=resource,
        language=find(language),
        services=services().services,
        is_print=True,
    )
    return document(
        f"<h1>{shown.inline(resource.title)}</h1><p>{shown.inline(resource.summary)}"
        f"</p>{shown.html()}",
        language,
        passages(shown),
    )


def failures(job: PrintJob) -> tuple[GateFailure, ...]:
    """Why a print is refused; nothing if it is drawn."""
    try:
        release(job)
    except GateClosed as closed:
        return closed.failures
    return ()


@pytest.mark.parametrize(
    "source",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/x.svg",
        "https://evil.example/x.svg",
        "//evil.example/x.svg",
        "data:image/svg+xml,%3Csvg%20xmlns=%27http://www.w3.org/2000/svg%27/%3E",
        "ftp://evil.example/x.png",
        "/static/pictures/../../fonts/Amiri-Regular.ttf",
        "/static/pictures/%2e%2e/x.svg",
        "/static/pictures/x.svg?y=../../z",
    ],
)
@pytest.mark.parametrize(
    "body",
    [
        '<img src="{}" alt="x">',
        '<object data="{}">x</object>',
        "<p style=\"background-image: url('{}')\">x</p>",
        "<style>@import url('{}');</style>",
        "<style>@font-face {{ font-family: x; src: url('{}') }}</style><p style='font-family: x'>x",
        '<link rel="stylesheet" href="{}">',
        '<svg width="9" height="9"><image href="{}" width="9" height="9"/></svg>',
    ],
)
def test_only_our_own_pictures_are_fetched(source: str, body: str) -> None:
    with pytest.raises(PrintError, match=r"only our own pictures|cannot be loaded"):
        render_pdf(document(body.format(source)))


@pytest.mark.parametrize("name", ["script", "style", "iframe", "b onclick=x"])
def test_tags_in_a_text_are_refused_before_they_come_to_print(name: str) -> None:
    with pytest.raises(MarkupError, match="kept for markup"):
        parse(f"Call <{name}>alert(1)</{name}> us")


def test_what_looks_like_markup_is_drawn_as_it_was_typed() -> None:
    assert release(leaflet("Call &lt;script&gt; & “us” 'now' \"&amp;\""))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "http://x.test"])
def test_links_lead_only_to_safe_addresses(address: str) -> None:
    with pytest.raises(MarkupError):
        parse(f"Read [this]({address}).")


@pytest.mark.parametrize("length", [80, 400, 4000])
def test_a_huge_word_is_broken_or_refused_but_never_cut(length: int) -> None:
    assert release(leaflet("a" * length))


@pytest.mark.parametrize("language", ["en", "fa-AF"])
@pytest.mark.parametrize("sign", ["\u202e", "\u202d", "\u2066", "\u2067", "\u200f", "\u061c"])
def test_h9_signs_that_turn_text_round_hide_nothing(language: str, sign: str) -> None:
    """The number can be copied out in the order in which it was typed, or the print is refused."""
    found = failures(leaflet(f"01632 {sign}960101 400 mg", language))
    assert {failure.gate for failure in found} <= {Gate.LETTERS, Gate.WORDS}
    if (language, sign) in (("en", "\u202e"), ("en", "\u061c")):
        assert found


@pytest.mark.parametrize("count", [50, 3000])
def test_letters_under_heaps_of_marks_are_refused_by_their_string(count: int) -> None:
    marks = "\u0301" * count
    assert "first" in {failure.place for failure in failures(leaflet(f"a{marks} b"))}


@pytest.mark.parametrize(
    "text", ["\ud800".encode("utf-8", "replace").decode() + "\x00", "\x07", "\ufffe", "\U000e0041"]
)
def test_signs_that_nobody_can_see_are_refused_with_their_number(text: str) -> None:
    with pytest.raises(GateClosed, match=r"U\+"):
        release(leaflet(f"Call {text} us"))


def test_depth_and_number_do_not_bring_the_layout_down() -> None:
    deep = "<div>" * 90 + "deep" + "</div>" * 90
    assert layout(document(deep)).pages
    assert layout(document("<table><tr>" + "<td>x</td>" * 300 + "</tr></table>")).pages
