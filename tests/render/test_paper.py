"""How a print saves paper: what stands beside what, what opens page one, and when there is less
room between things.
"""

import pytest

from app.render import pdf
from app.render.pdf import PrintJob, fitting
from app.render.print_page import print_html
from app.render.printable import print_page
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
    monkeypatch.setattr(pdf, "_SAVED", 0.1)
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
