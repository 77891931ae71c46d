"""How a print saves paper: what stands beside what, what opens page one, and when there is less
room between things.
"""

from itertools import pairwise
from typing import Any

import pytest

from app.render import card_rules
from app.render.pdf import PrintJob, fitting
from app.render.print_page import Format, print_html, print_job
from app.render.printable import print_page
from app.render.weasy import boxes
from app.resources.schema import CareCard, Contact, List, Resource
from tests.render import filled_plans, samples


def lines_job(number: int, tight: str) -> PrintJob:
    body = "<p>line</p>" * number
    html = (
        "<html lang=en><title>A test</title><style>html { font-family: 'Noto Sans' } "
        "@page { size: 100mm 101mm; margin: 10mm } body, p { margin: 0; line-height: 10mm }</style>"
        f'<style media="tight">{tight}</style>{body}</html>'
    )
    return PrintJob(html=html, language="en", title="A test", base_url=samples.BASE_URL)


@pytest.mark.parametrize(
    ("lines", "tight", "pages"),
    [
        (17, "p { line-height: 9mm }", 2),
        (17, "p { line-height: 9.9mm }", 3),
        (21, "p { line-height: 7mm }", 3),
        (8, "p { line-height: 20mm }", 1),
    ],
    ids=["pulled in", "cannot be", "much is left", "one page"],
)
def test_less_room_is_taken_only_where_it_saves_a_last_page_of_few_lines(
    lines: int, tight: str, pages: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_rules, "_SAVED", 0.1)
    assert len(fitting(lines_job(lines, tight)).pages) == pages


def test_an_urgent_card_opens_a_leaflet_and_whom_to_call_follows() -> None:
    first = next(each for each in samples.LEAFLET.blocks if each.type == "care_card")
    others = [each for each in samples.LEAFLET.blocks if each is not first]
    urgent = samples.LEAFLET.model_copy(update={"blocks": (first, *others)})
    html = print_html(samples.page("en", resource=urgent, english=urgent))
    order = ['class="call__emergency"', 'id="fewer"', 'class="lede"', 'class="call__rows"']
    places = [html.index(each) for each in order]
    assert places == sorted(places)
    assert html.count('class="call__emergency"') == 1
    assert html.count('id="fewer"') == 1


def test_whom_to_call_comes_first_where_nothing_urgent_does() -> None:
    html = print_html(samples.page("en"))
    assert html.index('class="call__rows"') < html.index('class="lede"')


def test_short_options_stand_in_lines_and_long_ones_each_in_its_own() -> None:
    short = print_html(samples.page("en", resource=samples.PLAN, english=samples.PLAN))
    assert 'class="bw-flow"' in short
    sets = samples.PLAN.option_sets
    longer = tuple(
        each.model_copy(
            update={
                "options": tuple(
                    option.model_copy(update={"text": option.text + " and much more than that"})
                    for option in each.options
                )
            }
        )
        for each in sets
    )
    long = samples.PLAN.model_copy(update={"option_sets": longer})
    html = print_html(samples.page("en", resource=long, english=long))
    assert 'class="bw-flow"' not in html
    assert 'class="bw-options"' in html


@pytest.mark.parametrize("layout", ["standard", "facing"])
def test_questions_that_come_in_rows_are_a_table_to_write_in(layout: str) -> None:
    page = print_page(
        filled_plans.printable("pl"), layout, service=None, size=None, base_url=samples.BASE_URL
    )
    html = print_html(page)
    groups = [
        each
        for each in page.reading.resource.blocks
        if each.type == "group" and page.shown.is_tabular(each)
    ]
    tables = html.split('<table class="bw-group__table">')[1:]
    assert groups
    for group, found in zip(groups, tables, strict=True):
        table = found.partition("</table>")[0]
        assert table.count("bw-question__number") == group.rows * len(group.questions)
        assert table.count('scope="row"') == group.rows


def test_what_was_answered_in_rows_stands_under_its_question() -> None:
    html = print_html(filled_plans.page("pl"))
    assert '<table class="bw-group__table"' not in html


CARDS = ("nhsuk-card--care--urgent",)
SCRIPTS = ("pl", "ne", "bn", "fa-AF")


def urgent_leaflet(tag: str, signs: int) -> Resource:
    """The sample, which begins with its urgent card: so many signs, then whom to call."""
    leaflet = samples.leaflet(tag)
    card = next(each for each in leaflet.blocks if isinstance(each, CareCard))
    others = [each for each in leaflet.blocks if each is not card]
    listed, wait = card.blocks
    assert isinstance(listed, List)
    long_sign = ", ".join(each.text for each in listed.items)
    items = tuple(
        listed.items[0].model_copy(update={"id": f"sign-{number}", "text": long_sign})
        for number in range(signs)
    )
    contact = Contact(type="contact", id="triage", contact="triage")
    long = listed.model_copy(update={"items": items})
    card = card.model_copy(update={"blocks": (long, contact, wait)})
    return leaflet.model_copy(update={"blocks": (card, *others)})


def drawn(tag: str, layout: Format, signs: int) -> Any:
    page = samples.page(
        tag, layout, urgent_leaflet(tag, signs), urgent_leaflet("en", signs), watermark=None
    )
    return fitting(print_job(page))


def top(document: Any, id_: str) -> tuple[int, float, float]:
    """The page, the height and the distance from the left at which an element begins."""
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            if box.element is not None and box.element.get("id") == id_:
                return number, round(box.position_y), round(box.position_x)
    raise AssertionError(id_)


@pytest.mark.parametrize("layout", ["standard", "large_print", "facing"])
@pytest.mark.parametrize(
    ("tag", "signs"), [("pl", 3), ("pl", 14), ("pl", 60), ("bn", 60), ("fa-AF", 60)]
)
def test_the_urgent_card_begins_on_page_one_however_tall_it_is(
    tag: str, layout: Format, signs: int
) -> None:
    document = drawn(tag, layout, signs)
    first = {box.element for box in document.pages[0]._page_box.descendants()}
    card = next(each for each in first if each is not None and each.get("id") == "fewer")
    assert sum(item in first for item in card.iter("li")) >= 3


@pytest.mark.parametrize("tag", SCRIPTS)
def test_her_card_stands_beside_its_english_where_half_a_page_holds_it(tag: str) -> None:
    document = drawn(tag, "facing", 3)
    hers, english = top(document, "fewer"), top(document, "en-fewer")
    assert hers[:2] == english[:2]
    assert english[2] < hers[2]


@pytest.mark.parametrize("tag", SCRIPTS)
def test_her_card_stands_above_its_english_where_half_a_page_is_too_narrow(tag: str) -> None:
    document = drawn(tag, "facing", 12)
    hers, english = top(document, "fewer"), top(document, "en-fewer")
    assert hers < english
    assert hers[2] == english[2]
    assert [len(each.pages) for each in boxes.spans(document, CARDS, "").values()] == [1, 1]


@pytest.mark.parametrize("tag", SCRIPTS)
def test_who_listens_hears_her_language_before_english(tag: str) -> None:
    page = samples.page(tag, "facing", urgent_leaflet(tag, 3), urgent_leaflet("en", 3))
    html = print_html(page)
    for block in page.reading.resource.blocks:
        assert html.index(f'id="{block.id}"') < html.index(f'id="en-{block.id}"')


@pytest.mark.parametrize(("layout", "signs"), [("standard", 60), ("large_print", 30)])
@pytest.mark.parametrize("tag", SCRIPTS)
def test_a_card_that_two_pages_part_shows_its_number_on_both(
    tag: str, layout: Format, signs: int
) -> None:
    document = drawn(tag, layout, signs)
    pages = sorted(boxes.spans(document, CARDS, "")["fewer"].pages)
    assert len(pages) > 1
    for number in (pages[0], pages[-1]):
        assert shown_again(document.pages[number]) or has_contact(document.pages[number])
    assert any(map(shown_again, document.pages))


@pytest.mark.parametrize(("tag", "signs"), [("pl", 12), ("fa-AF", 30)])
def test_a_layout_is_given_up_after_its_cards_and_the_print_is_the_same(
    tag: str, signs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    look = card_rules.FirstPages.look

    def noted(self: card_rules.FirstPages, number: int, page: Any) -> None:
        looked.append(number)
        look(self, number, page)

    monkeypatch.setattr(card_rules.FirstPages, "look", noted)
    early = drawn(tag, "facing", signs)
    last = len(early.pages) - 1
    ends = [before for before, after in pairwise([*looked, 0]) if after == 0]
    assert min(ends) < last

    monkeypatch.setattr(card_rules.FirstPages, "look", lambda *_: None)
    whole = drawn(tag, "facing", signs)
    assert len(whole.pages) - 1 == last
    assert boxes.spans(whole, CARDS, "bw-numbers") == boxes.spans(early, CARDS, "bw-numbers")


def test_a_whole_card_shows_its_number_once() -> None:
    document = drawn("pl", "standard", 3)
    assert not any(map(shown_again, document.pages))


def shown_again(page: Any) -> bool:
    return _holds(page, "bw-again")


def has_contact(page: Any) -> bool:
    return _holds(page, "bw-numbers")


def _holds(page: Any, name: str) -> bool:
    return any(
        box.element is not None and name in (box.element.get("class") or "").split()
        for box in page._page_box.descendants()
    )
