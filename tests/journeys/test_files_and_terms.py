"""The glossary and the page for files as people open them: on a phone, without JavaScript, and with
what a screen reader needs.
"""

import pytest

from tests.journeys.conftest import NewPage, Site, sign_in, violations


@pytest.mark.parametrize("address", ["/workbench/terms", "/workbench/import"])
def test_a_page_works_on_a_phone_without_javascript(
    demo_site: Site, new_page: NewPage, address: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    sign_in(page, demo_site, "reviewer")
    page.goto(demo_site.base + address)
    assert page.locator("h1").is_visible()
    assert page.locator("main form button").first.is_visible()
    state = page.context.storage_state()
    seen = new_page(viewport={"width": 320, "height": 700}, storage_state=state)
    seen.goto(demo_site.base + address)
    assert violations(seen) == []
    assert seen.evaluate("document.documentElement.scrollWidth") <= 320
