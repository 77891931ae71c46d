"""The blank parts of a filled plan are drawn once: what is remembered of them looks and reads as if
it were drawn anew, and holds nothing that anybody wrote.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from app.plans.answers import Answer, Answers
from app.render.filled import filled_job
from app.render.gates import release
from app.render.pdf import PrintJob, render_pdf, warm_up
from app.render.print_errors import Unprintable
from tests.render import filled_plans
from tests.render.weasy.looks import differences
from tests.render.weasy.plain import speed_patches, without


@pytest.fixture
def parts() -> Iterator[Any]:
    """What remembers the parts, with nothing in it."""
    warm_up()
    from app.render.weasy import blank_parts

    blank_parts.known.clear()
    yield blank_parts
    blank_parts.known.clear()


def job(tag: str = "pl", room: bool = False, of: Answers | None = None) -> PrintJob:
    page = filled_plans.page(tag, "facing", room=room, of=of, short=True)
    return replace(filled_job(page), passages=())


def someone_else() -> Answers:
    """Who answered otherwise, and left blank two questions that were answered."""
    answers = filled_plans.answers()
    values = dict(answers.values) | {
        "full-name": Answer(text="Ewa Nowak", text_language="pl"),
        "water": Answer(("would",)),
    }
    del values["pain-relief"], values["women-staff"]
    return replace(answers, values=values)


def is_patch(patch: Any) -> bool:
    return bool(patch.name == "blank parts")


@pytest.mark.parametrize(("tag", "room"), [("pl", False), ("fa-AF", True), ("bn", False)])
def test_a_print_looks_the_same_whether_its_parts_are_new_known_or_drawn_in_place(
    tag: str, room: bool, parts: Any
) -> None:
    """Pages of these break alike; a part that just fits may stay on a page of which WeasyPrint
    moves it when it is laid out in place."""
    new = render_pdf(job(tag, room))
    remembered = len(parts.known)
    assert remembered >= (30 if room else 3)
    assert render_pdf(job(tag, room)) == new
    assert len(parts.known) == remembered
    with without(filter(is_patch, speed_patches())):
        in_place = render_pdf(job(tag, room))
    assert in_place != new
    assert list(differences(new, in_place, in_order=False)) == []


def test_parts_that_one_person_left_blank_are_right_in_the_plan_of_another(parts: Any) -> None:
    anew = render_pdf(job(room=True, of=someone_else()))
    parts.known.clear()
    render_pdf(job(room=True))
    known = len(parts.known)
    assert render_pdf(job(room=True, of=someone_else())) == anew
    assert 0 < len(parts.known) - known < known / 4


def test_a_print_with_known_parts_passes_every_gate(parts: Any) -> None:
    held = filled_job(filled_plans.page("bn", "facing", short=True))
    assert release(held) == release(held)
    assert parts.known


def test_h6_nothing_that_was_answered_is_remembered(parts: Any) -> None:
    from app.render.weasy.paint_speed import _break_point

    page = filled_plans.page("pl", "facing", room=True, short=True)
    render_pdf(filled_job(page))
    name, words = filled_plans.WRITTEN["pl"]
    for part in parts.known.values():
        said = f"{part.key[-1]} {' '.join(part.text())}"
        assert name not in said
        assert not any(line in said for line in words.splitlines())
        assert "bw-box--ticked" not in said
        assert "bw-written" not in said
    assert _break_point.cache_info().currsize == 0


def test_what_was_complained_about_is_not_remembered(parts: Any) -> None:
    wrong = job()
    lost = wrong.html.replace("<main>", '<main><p><a href="#nowhere">There</a></p>')
    with pytest.raises(Unprintable, match="nowhere"):
        render_pdf(replace(wrong, html=lost))
    assert not parts.known


def test_a_part_that_would_look_other_is_drawn_anew(parts: Any) -> None:
    new = render_pdf(job())
    first = next(iter(parts.known.values()))
    first.width += 1
    assert render_pdf(job()) == new
    assert first not in parts.known.values()


def test_other_styles_or_letters_are_other_parts(parts: Any) -> None:
    before = render_pdf(job())
    larger = replace(job(), html=job().html.replace("font-size: 12pt", "font-size: 14pt", 1))
    assert larger != job()
    bigger = render_pdf(larger)
    parts.known.clear()
    assert render_pdf(larger) == bigger
    assert render_pdf(job()) == before


def test_what_pages_break_or_cut_is_not_remembered(parts: Any) -> None:
    lines = "<p>A line.</p>" * 60
    rows = (
        ("tall", lines, ""),
        ("cut", '<div><h3 class="bw-group__text">A group</h3></div>', ""),
        ("breakable", "<p>One.</p>", "break-inside: auto"),
        ("kept", "<p>Two.</p>", ""),
    )
    body = "".join(
        f'<div class="pair" data-blank="{name}" style="{style}"><div>{html}</div></div>'
        for name, html, style in rows
    )
    whole = job()
    start, end = whole.html.index("<main>") + len("<main>"), whole.html.index("</main>")
    longer = replace(whole, html=whole.html[:start] + body * 2 + whole.html[end:])
    first = render_pdf(longer)
    assert ["kept" in str(part.key[-1]) for part in parts.known.values()] == [True]
    assert render_pdf(longer) == first
