"""Where an organisation keeps filled plans, a midwife keeps one, finds it again, prints and deletes
it by keyboard alone, and an admin sees who did."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage, Site, sign_in, violations


def follow(page: Page, name: str) -> None:
    """Go to a link or button by Tab, and press Enter."""
    for _ in range(80):
        page.keyboard.press("Tab")
        told = page.evaluate("document.activeElement.innerText || document.activeElement.value")
        if name in (told or ""):
            page.keyboard.press("Enter")
            page.wait_for_load_state()
            return
    raise AssertionError(f"Tab does not lead to {name!r} on {page.url}")


def is_fine(page: Page, heading: str) -> None:
    expect(page.locator("h1")).to_have_text(heading)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_plan_is_kept_printed_and_deleted_by_keyboard_alone(
    keeping_site: Site, new_page: NewPage
) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    sign_in(page, keeping_site, "midwife")
    page.goto(f"{keeping_site.base}/library/plans/my-birth-preferences/keys")
    page.get_by_label("Language in which she wrote").select_option("pl")
    page.get_by_label("Ticks").focus()
    page.keyboard.type("1 Zofia Cicha\n8 1\n12 *")
    follow(page, "Show what she ticked")
    is_fine(page, "What she ticked")
    assert page.get_by_label("Whose plan is it?").input_value() == "Zofia Cicha"
    follow(page, "Store this plan")
    is_fine(page, "Stored plans")
    follow(page, "Zofia Cicha")
    is_fine(page, "Zofia Cicha")
    page.get_by_label("Language", exact=True).select_option("pl")
    with page.context.expect_event(
        "response", lambda answer: answer.headers.get("content-type") == "application/pdf"
    ):
        follow(page, "Print")
    page.goto(f"{keeping_site.base}/library/stored-plans")
    follow(page, "Delete")
    is_fine(page, "Delete this plan?")
    follow(page, "Delete it")
    is_fine(page, "Stored plans")
    assert "Zofia" not in page.content()
    admin = new_page(viewport={"width": 320, "height": 640})
    sign_in(admin, keeping_site, "admin")
    admin.goto(f"{keeping_site.base}/library/stored-plans/history")
    is_fine(admin, "Who saw stored plans")
    for step in ("stored", "viewed", "printed", "deleted"):
        assert step in admin.locator("main").inner_text()
