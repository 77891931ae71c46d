"""A midwife at a busy desk has a plan on paper in at most four clicks, blank or filled in."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import NewPage, Site, sign_in, violations


@dataclass
class Mouse:
    """Clicks, and counts them: a choice from a list takes one to open it and one to choose."""

    clicks: int = 0

    def click(self, found: Locator) -> None:
        found.click()
        self.clicks += 1

    def choose(self, found: Locator, label: str) -> None:
        options = found.locator("option").all_inner_texts()
        found.select_option(label=next(each for each in options if label in each))
        self.clicks += 2

    def printed(self, page: Page, found: Locator) -> None:
        """Click on what leads to a PDF, and wait until it has come."""
        with page.context.expect_event(
            "response", lambda answer: answer.headers.get("content-type") == "application/pdf"
        ):
            self.click(found)


def test_a_blank_plan_beside_english_takes_four_clicks(demo_site: Site, new_page: NewPage) -> None:
    page, mouse = new_page(), Mouse()
    sign_in(page, demo_site, "midwife")
    mouse.choose(page.get_by_label("Language"), "Polish")
    mouse.click(page.get_by_role("button", name="Show what to print"))
    mouse.printed(page, page.locator("a[href*='my-birth-preferences/facing.pdf']").first)
    assert mouse.clicks == 4


def test_a_plan_that_was_scanned_is_printed_in_her_language_with_two_clicks(
    demo_site: Site, new_page: NewPage
) -> None:
    she = new_page(java_script_enabled=False)
    she.goto(f"{demo_site.base}/pl/plans/my-birth-preferences/fill")
    she.locator("button[value=begin]").click()
    she.locator("[name='w.full-name']").fill("Ana Nowak")
    she.locator("button[value=next]:not([aria-hidden])").click()
    she.locator("[name='w.spoken-language']").fill("polski")
    she.locator("button[value=later]").click()
    code = she.locator("#code").input_value()

    page, mouse = new_page(), Mouse()
    sign_in(page, demo_site, "midwife")
    mouse.click(page.get_by_role("link", name="Read a plan").first)
    expect(page.get_by_label("Code of the plan")).to_be_focused()
    page.keyboard.type(code)  # as a scanner does, into the field that has the focus
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What she ticked").wait_for()
    assert page.get_by_label("Language", exact=True).input_value() == "pl"
    assert page.get_by_label("Format").input_value() == "facing"
    mouse.printed(page, page.get_by_role("button", name="Print it filled in"))
    assert mouse.clicks == 2


def test_the_pages_of_the_desk_are_accessible_and_fit_a_small_screen(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    sign_in(page, demo_site, "midwife")
    for place in (
        "/workbench",
        "/library/packs",
        "/library/plans/my-birth-preferences/print",
        "/library/messages/ask-for-an-interpreter/send?language=pl&service=gwh",
        "/library/messages/ask-for-an-interpreter/send?language=fa-AF",
    ):
        page.goto(demo_site.base + place)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, place


MESSAGE = "/library/messages/ask-for-an-interpreter/send?language=pl&service=gwh"


def test_a_text_message_is_copied_by_keyboard(demo_site: Site, new_page: NewPage) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    sign_in(page, demo_site, "midwife")
    page.goto(demo_site.base + MESSAGE)
    text = page.get_by_label("Text message (SMS)")
    assert "01632 960103" in text.input_value()
    text.focus()
    page.keyboard.type("x")  # it is only to be read
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Copy the text message (sms)")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#sms-copied")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == text.input_value()


def test_without_javascript_a_text_message_stands_whole_in_its_field(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page(java_script_enabled=False)
    sign_in(page, demo_site, "midwife")
    page.goto(demo_site.base + MESSAGE)
    assert "01632 960103" in page.get_by_label("Text message (SMS)").input_value()
    assert "01632 960101" in page.get_by_label("Longer message").input_value()
    assert (
        page.get_by_label("Address of the page")
        .input_value()
        .endswith("/pl/messages/ask-for-an-interpreter")
    )
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    page.get_by_label("Hospital whose numbers show").select_option(label="Royal United Hospital")
    page.get_by_role("button", name="Show what to send").click()
    assert "01632 960113" in page.get_by_label("Text message (SMS)").input_value()


def test_the_picture_of_a_poster_is_taken_from_its_page(demo_site: Site, new_page: NewPage) -> None:
    page = new_page()
    sign_in(page, demo_site, "midwife")
    page.goto(demo_site.base + MESSAGE)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Picture of the poster").click()
    assert taken.value.path().read_bytes().startswith(b"\x89PNG")
    assert "interpreter" not in taken.value.suggested_filename
