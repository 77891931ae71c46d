"""Drafts ordered in a browser: how far they are shows by itself, they are cancelled half-way, and
what is missing is ordered again.
"""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import HeldServer, NewPage, Site, sign_in, violations

SOON = 30_000


def test_drafts_are_ordered_watched_cancelled_and_ordered_again(
    held_site: tuple[Site, HeldServer], new_page: NewPage
) -> None:
    site, server = held_site
    page = new_page(viewport={"width": 320, "height": 700})
    sign_in(page, site, "translator")
    page.get_by_role("link", name="Background work").click()
    page.get_by_label("Language").select_option("it")
    page.get_by_label("Resource").select_option("babys-movements")
    page.get_by_role("button", name="Start drafting").click()
    state, count = page.locator("[data-part=state]"), page.locator("[data-part=count]")
    expect(state).to_have_text("Running", timeout=SOON)
    expect(count).to_have_text(re.compile(r"^0 of \d+ texts$"), timeout=SOON)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320

    assert server.asks.acquire(timeout=50)
    while '"count">0 of' in page.evaluate("fetch(location.href).then((r) => r.text())"):
        server.let_one_through()
    expect(count).to_have_text(re.compile(r"^[1-9]\d* of \d+ texts$"), timeout=SOON)

    plain = new_page(java_script_enabled=False)
    sign_in(plain, site, "reviewer")
    plain.goto(page.url)
    expect(plain.locator("[data-part=count]")).to_have_text(count.inner_text())
    plain.get_by_role("link", name="See how far it is now").click()
    plain.get_by_role("button", name="Cancel").click()
    expect(plain.locator("main")).to_contain_text("Cancelled. What was drafted before stays.")
    expect(state).to_have_text("Cancelled", timeout=SOON)
    server.let_all_through()

    page.get_by_role("button", name="Draft again what is still missing").press("Enter")
    expect(state).to_have_text("Done", timeout=SOON)
    expect(page.locator("main")).to_contain_text("drafted by machine. Nobody has checked them yet.")
    assert violations(page) == []
    page.get_by_role("link", name="an earlier job").click()
    expect(page.locator("main")).to_contain_text("Cancelled by")
