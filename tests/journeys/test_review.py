"""A sentence on its way: a translator edits, a second person revises, a clinician signs, an author
publishes, and readers see it. Each step is taken in a browser, by the person who may take it.
"""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage, Site, sign_in, translate_back, violations

ADDRESS = "/workbench/babys-movements/standard/pl"
PATH = "why-no-monitor"
NEW = "Domowy aparat ani aplikacja nie pokażą, że z dzieckiem wszystko w porządku."


def open_as(new_page: NewPage, site: Site, name: str, address: str = ADDRESS) -> Page:
    page = new_page(viewport={"width": 1280, "height": 900})
    sign_in(page, site, name)
    page.goto(site.base + address)
    return page


FIELD = f"textarea[id='text-{PATH}']"


def test_a_corrected_sentence_reaches_readers_through_three_people_and_an_author(
    busy_site: Site, new_page: NewPage
) -> None:
    before = busy_site.get("/pl/leaflets/babys-movements")[1].decode()
    assert NEW not in before

    translator = open_as(new_page, busy_site, "translator", f"{ADDRESS}/at/{PATH}")
    translator.locator(FIELD).fill(NEW)
    translator.get_by_role("button", name="Save", exact=True).click()
    expect(translator.locator("main")).to_contain_text("Saved", timeout=30_000)
    assert violations(translator) == []

    assert NEW not in busy_site.get("/pl/leaflets/babys-movements")[1].decode()

    reviewer = open_as(new_page, busy_site, "reviewer")
    assert violations(reviewer) == []
    reviewer.get_by_role("link", name="Begin to revise: 1 text").click()
    expect(reviewer.locator(FIELD)).to_have_value(NEW)
    reviewer.get_by_role("button", name="Approve").click()
    expect(reviewer.locator("main")).to_contain_text("Approved", timeout=30_000)

    third = open_as(new_page, busy_site, "second-translator")
    translate_back(third)

    clinician = open_as(new_page, busy_site, "clinician")
    assert violations(clinician) == []
    clinician.get_by_role("button", name="Sign", exact=True).click()
    expect(clinician.locator("main")).to_contain_text("Signed", timeout=30_000)

    author = open_as(new_page, busy_site, "author")
    author.get_by_role("button", name="Publish").click()
    expect(author.locator("main")).to_contain_text("Published", timeout=30_000)

    after = busy_site.get("/pl/leaflets/babys-movements")[1].decode()
    assert NEW in after


def test_the_translator_is_not_offered_to_revise_their_own_text(
    busy_site: Site, new_page: NewPage
) -> None:
    page = open_as(new_page, busy_site, "translator", f"{ADDRESS}/at/{PATH}")
    assert page.get_by_role("button", name="Approve").count() == 0


def test_staff_pages_are_accessible_and_fit_a_phone(busy_site: Site, new_page: NewPage) -> None:
    for name in ("admin", "author", "translator", "reviewer", "clinician", "midwife"):
        page = new_page(viewport={"width": 320, "height": 700})
        sign_in(page, busy_site, name)
        for address in (
            "/workbench",
            "/workbench/find?words=baby",
            "/library",
            "/library?language=fa-AF",
        ):
            page.goto(busy_site.base + address)
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto(busy_site.base + "/library/languages")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page = open_as(
        new_page, busy_site, "reviewer", "/workbench/babys-movements/standard/fa-AF/at/title"
    )
    assert violations(page) == []
    assert page.locator("textarea").first.get_attribute("dir") == "rtl"
    # A list so long that it is shown in parts, with links to the others.
    page.goto(busy_site.base + "/workbench/after-my-baby-is-born/standard/pl/at/not-consent")
    expect(page.get_by_role("navigation", name="Parts of the list")).to_be_visible()
    assert violations(page) == []
