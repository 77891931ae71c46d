"""An admin hands over a link, its owner sets a password with it, and older browsers are signed out:
with the keyboard alone, without JavaScript, and on a small screen."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import NewPage, Site, sign_in, violations

FIRST, SECOND = "kettle-moth-sand", "sand-lamp-orchard"


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is there, as somebody does who uses no mouse."""
    for _ in range(120):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()


def type_into(page: Page, label: str, words: str) -> None:
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(words)


def is_fine(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


def enter(page: Page, site: Site, password: str) -> None:
    if not page.url.startswith(f"{site.base}/account/login"):
        page.goto(f"{site.base}/account/login")
    type_into(page, "E-mail address", "ewa@hospital.example")
    type_into(page, "Password", password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/workbench")


def test_a_forgotten_password_is_set_with_a_link_and_older_browsers_are_signed_out(
    busy_site: Site, new_page: NewPage
) -> None:
    admin = new_page()
    sign_in(admin, busy_site, "admin")
    admin.goto(f"{busy_site.base}/people")
    section = admin.locator("section[aria-labelledby=add]")
    tab_to(admin, section.get_by_label("E-mail address"))
    admin.keyboard.type("ewa@hospital.example")
    tab_to(admin, section.get_by_label("Name, as histories show it"))
    admin.keyboard.type("Ewa Nowak")
    tab_to(admin, section.get_by_label("Role"))
    admin.keyboard.type("midwife")
    tab_to(admin, section.get_by_role("button"))
    admin.keyboard.press("Enter")
    expect(admin.get_by_role("heading", name="Link for Ewa Nowak")).to_be_visible()
    is_fine(admin)
    link = admin.locator("#link").inner_text()

    ward = new_page()
    ward.goto(link)
    expect(ward.get_by_label("New password", exact=True)).to_be_focused()
    assert ward.url == f"{busy_site.base}/account/reset"
    assert ward.get_by_label("Code").input_value() == link.partition("#")[2]
    is_fine(ward)
    ward.keyboard.type("midwife-2026")
    type_into(ward, "New password again", "midwife-2026")
    ward.keyboard.press("Enter")
    expect(ward.locator(".nhsuk-error-summary")).to_contain_text("The password is")
    expect(ward.locator(".nhsuk-error-summary")).to_be_focused()
    is_fine(ward)
    type_into(ward, "New password", FIRST)
    type_into(ward, "New password again", FIRST)
    ward.keyboard.press("Enter")
    expect(ward.get_by_role("status")).to_contain_text("Your password is set.")
    enter(ward, busy_site, FIRST)

    admin.goto(f"{busy_site.base}/people")
    section = admin.locator("section[aria-labelledby=set-password]")
    tab_to(admin, section.get_by_label("Person"))
    admin.keyboard.type("Ewa")
    tab_to(admin, section.get_by_role("button"))
    admin.keyboard.press("Enter")
    expect(admin.get_by_role("status")).to_contain_text("The link is made.")
    newer = admin.locator("#link").inner_text()
    assert newer != link

    phone = new_page(java_script_enabled=False, viewport={"width": 320, "height": 640})
    phone.goto(newer)
    type_into(phone, "Code", newer)  # pasted whole, as nothing takes the code out of the address
    type_into(phone, "New password", SECOND)
    type_into(phone, "New password again", SECOND)
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("status")).to_contain_text("Your password is set.")
    ward.reload()
    assert ward.url.startswith(f"{busy_site.base}/account/login")
    enter(phone, busy_site, SECOND)


def test_ones_own_account_is_accessible_and_signs_another_browser_out(
    busy_site: Site, new_page: NewPage
) -> None:
    ward, phone = new_page(), new_page(viewport={"width": 320, "height": 640})
    sign_in(ward, busy_site, "reviewer")
    sign_in(phone, busy_site, "reviewer")
    for place in ("/account/login", "/account/reset", "/people", "/account"):
        phone.goto(f"{busy_site.base}{place}")
        is_fine(phone)
    expect(phone.get_by_role("listitem").filter(has_text="(this one)")).to_have_count(1)
    tab_to(phone, phone.get_by_role("button", name="Sign out every other browser"))
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("status")).to_contain_text("Every other browser is signed out.")
    ward.reload()
    assert ward.url.startswith(f"{busy_site.base}/account/login")
    type_into(phone, "Current password", "birthwords-demo")
    type_into(phone, "New password", FIRST)
    type_into(phone, "New password again", FIRST)
    phone.keyboard.press("Enter")
    expect(phone.locator(".nhsuk-error-summary")).to_contain_text("keep the password")
    is_fine(phone)
