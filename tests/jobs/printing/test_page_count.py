"""Pages and sheets of a print are told from the PDF itself, and said beside each format."""

import pytest

from app.jobs.printing.page_count import PrintAmount, sheets
from app.web.library.rows import amount_words


@pytest.mark.parametrize(("pages", "paper"), [(0, 0), (1, 1), (2, 1), (5, 3), (6, 3)])
def test_a_sheet_is_printed_on_both_sides(pages: int, paper: int) -> None:
    assert sheets(pages) == paper


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (PrintAmount(5), "5 pages, 3 sheets"),
        (PrintAmount(1), "1 page, 1 sheet"),
        (PrintAmount(4, exact=False), "about 4 pages, 2 sheets"),
        (None, ""),
    ],
)
def test_about_is_said_only_of_an_estimate(amount: PrintAmount | None, said: str) -> None:
    assert amount_words(amount) == said
