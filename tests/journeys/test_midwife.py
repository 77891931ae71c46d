"""A midwife at a busy desk prints a plan beside English in at most four clicks."""

from tests.journeys.conftest import NewPage, Site, sign_in, violations


def test_the_midwife_prints_a_facing_plan_in_at_most_four_clicks(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page()
    sign_in(page, demo_site, "midwife")
    clicks = 0
    page.get_by_label("Language").select_option(label=language_option(page))
    clicks += 2  # open the list, choose
    page.get_by_role("button", name="Show what to print").click()
    clicks += 1
    link = page.locator("a[href*='my-birth-preferences/facing.pdf']").first
    address = link.get_attribute("href")
    clicks += 1
    assert clicks <= 4
    assert address is not None
    status, pdf = demo_site.get(address)
    assert status == 200
    assert pdf.startswith(b"%PDF-")


def language_option(page: object) -> str:
    options: list[str] = page.get_by_label("Language").locator("option").all_inner_texts()  # type: ignore[attr-defined]
    return next(option for option in options if "Polish" in option)


def test_the_pages_of_the_desk_are_accessible_and_fit_a_small_screen(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    sign_in(page, demo_site, "midwife")
    for place in ("/workbench", "/library/packs", "/library/plans/my-birth-preferences/print"):
        page.goto(demo_site.base + place)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, place
