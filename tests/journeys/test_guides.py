"""A midwife reads the guides for staff, with a keyboard and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewPage, Site, sign_in, violations

GUIDES = {
    "communication-needs": "Communication needs: ask everyone, and act",
    "using-this-service": "Which leaflet in which language",
    "working-with-interpreters": "Working with interpreters",
}
each_guide = pytest.mark.parametrize("slug", sorted(GUIDES))


@each_guide
def test_a_midwife_finds_a_guide_in_the_library_and_everybody_can_use_its_page(
    demo_site: Site, new_page: NewPage, slug: str
) -> None:
    page = new_page()
    sign_in(page, demo_site, "midwife")
    page.goto(f"{demo_site.base}/library")
    expect(page.get_by_role("heading", name="Guides for staff")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name=GUIDES[slug], exact=True).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(GUIDES[slug])
    assert violations(page) == []


@each_guide
def test_a_guide_fits_a_phone(demo_site: Site, new_page: NewPage, slug: str) -> None:
    page = new_page(viewport={"width": 320, "height": 700})
    sign_in(page, demo_site, "midwife")
    page.goto(f"{demo_site.base}/library/guides/{slug}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page) == []


def test_the_list_of_texts_is_what_the_demonstration_has_published(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page()
    sign_in(page, demo_site, "translator")
    page.goto(f"{demo_site.base}/library/guides/using-this-service")
    assert page.get_by_role("heading", level=3).all_inner_texts()[0].startswith("English, Polish")
    expect(page.locator("main")).to_contain_text(
        "My birth preferences (plan, easy read in English, Polish, Dari)"
    )
    page.get_by_role("link", name="Folic acid").click()
    page.wait_for_url("**/library/folic-acid")


def test_a_guide_is_printed_from_its_page(demo_site: Site, new_page: NewPage) -> None:
    page = new_page()
    sign_in(page, demo_site, "midwife")
    page.goto(f"{demo_site.base}/library/guides/working-with-interpreters")
    with page.context.expect_event(
        "response", lambda answer: answer.headers.get("content-type") == "application/pdf"
    ):
        page.get_by_role("link", name="Ordinary print").click()


def test_who_did_not_sign_in_is_asked_to(demo_site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{demo_site.base}/library/guides/communication-needs")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sign in")
    page.get_by_label("E-mail address").fill("midwife@demo.test")
    page.get_by_label("Password").fill("birthwords-demo")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(GUIDES["communication-needs"])
