"""The editor in a browser: by keyboard alone, from right to left, on a narrow screen, without
JavaScript, and when a tab is closed on unsaved words.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage, Site, sign_in, violations

POLISH = "/workbench/babys-movements/standard/pl"
DARI = "/workbench/babys-movements/standard/fa-AF"
NEPALI = "/workbench/babys-movements/standard/ne"


def open_as(
    new_page: NewPage, site: Site, name: str, address: str, width: int = 1366, **options: object
) -> Page:
    page = new_page(viewport={"width": width, "height": 800}, **options)
    sign_in(page, site, name)
    page.goto(site.base + address)
    return page


def command(page: Page, *keys: str) -> None:
    """The command key, and then what it is asked for."""
    page.keyboard.press("Control+m")
    for key in keys:
        page.keyboard.press(key)


def test_the_keyboard_alone_edits_goes_on_and_approves(busy_site: Site, new_page: NewPage) -> None:
    writer = open_as(new_page, busy_site, "translator", f"{POLISH}/at/summary")
    writer.keyboard.press("Alt+PageDown")
    expect(writer.get_by_role("heading", name="Text 3")).to_be_visible()
    writer.keyboard.press("Alt+PageUp")
    expect(writer.get_by_role("heading", name="Text 2")).to_be_visible()
    command(writer, "e")
    field = writer.locator("[data-field]")
    expect(field).to_be_focused()
    before = field.input_value()
    command(writer, "c")
    expect(field).to_have_value(writer.locator("#source").inner_text())
    writer.keyboard.press("Control+z")
    expect(field).to_have_value(before)
    writer.keyboard.press("Control+Home")
    writer.keyboard.press("Delete")
    changed = field.input_value()
    writer.keyboard.press("Control+Enter")
    expect(writer.locator(".bw-string__done")).to_contain_text("saved", ignore_case=True)

    reviewer = open_as(new_page, busy_site, "reviewer", POLISH)
    reviewer.get_by_role("link", name="Begin to revise: 1 text").focus()
    reviewer.keyboard.press("Enter")
    expect(reviewer.locator("[data-field]")).to_have_value(changed)
    expect(reviewer.locator("[data-field]")).to_be_focused()
    reviewer.keyboard.type("X")
    reviewer.keyboard.press("Control+Enter")
    expect(reviewer.locator("[data-say]")).to_contain_text("Save your change")
    expect(reviewer.locator("[data-changed]")).to_be_visible()
    assert violations(reviewer) == []
    command(reviewer, "u")
    expect(reviewer.locator("[data-changed]")).to_be_hidden()
    command(reviewer, "a")
    expect(reviewer.locator(".bw-string__done")).to_contain_text("Approved")
    reviewer.keyboard.press("Control+Enter")
    expect(reviewer.locator("[data-say]")).to_contain_text("It is approved already.")
    expect(reviewer.locator("[data-off]")).to_be_visible()
    assert violations(reviewer) == []


def test_right_to_left_with_its_marks_and_findings(busy_site: Site, new_page: NewPage) -> None:
    page = open_as(new_page, busy_site, "translator", f"{DARI}/at/why-no-monitor")
    field = page.locator("[data-field]")
    assert (field.get_attribute("dir"), field.get_attribute("lang")) == ("rtl", "fa-AF")
    field.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" 999")
    expect(page.locator("#side-findings")).to_contain_text("999")
    assert violations(page) == []
    command(page, "f")
    chosen = page.evaluate(
        "(() => {const f = document.querySelector('[data-field]');"
        "return f.value.slice(f.selectionStart, f.selectionEnd)})()"
    )
    assert "999" in chosen
    command(page, "i")
    expect(page.locator("#marks .bw-unseen")).to_have_text(["LRI", "PDI"])
    command(page, "u")
    expect(page.locator("#side-findings")).to_have_count(0)


def test_letters_of_another_script_reach_the_commands(busy_site: Site, new_page: NewPage) -> None:
    page = open_as(new_page, busy_site, "translator", f"{DARI}/at/summary")
    page.locator("[data-field]").focus()
    press = (
        "([key, code]) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
        "{key, code, ctrlKey: code === 'KeyM', bubbles: true, cancelable: true}))"
    )
    page.evaluate(press, ["ئ", "KeyM"])
    page.evaluate(press, ["س", "KeyS"])
    expect(page.locator("[data-search]")).to_be_focused()


def test_the_sheet_of_keys_opens_and_gives_the_field_back(
    busy_site: Site, new_page: NewPage
) -> None:
    page = open_as(new_page, busy_site, "translator", f"{DARI}/at/summary")
    page.locator("[data-field]").focus()
    command(page, "?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_hidden()
    expect(page.locator("[data-field]")).to_be_focused()


def test_words_survive_a_closed_tab_and_are_no_edit(busy_site: Site, new_page: NewPage) -> None:
    page = open_as(new_page, busy_site, "translator", f"{NEPALI}/at/summary")
    stored = page.locator("[data-field]").input_value()
    page.locator("[data-field]").fill("आधा वाक्य")
    expect(page.locator("#kept")).to_contain_text("Not saved yet")
    context = page.context
    page.close()

    again = context.new_page()
    again.goto(f"{busy_site.base}{NEPALI}/at/summary")
    expect(again.locator("[data-field]")).to_have_value(stored)
    expect(again.get_by_text("You did not save what you typed here")).to_be_visible()
    assert violations(again) == []
    again.get_by_role("link", name="Take it up again").click()
    expect(again.locator("[data-field]")).to_have_value("आधा वाक्य")


def test_words_that_never_reached_the_server_are_in_the_browser(
    busy_site: Site, new_page: NewPage
) -> None:
    page = open_as(new_page, busy_site, "translator", f"{NEPALI}/at/title")
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('away')); }")
    page.locator("[data-field]").fill("अफलाइन")
    page.goto(f"{busy_site.base}/workbench")
    page.goto(f"{busy_site.base}{NEPALI}/at/title")
    expect(page.get_by_text("This browser kept words")).to_be_visible()
    page.get_by_role("button", name="Take them up again").click()
    expect(page.locator("[data-field]")).to_have_value("अफलाइन")


def test_whoever_was_signed_out_signs_in_in_another_tab_and_saves_here(
    busy_site: Site, new_page: NewPage
) -> None:
    page = open_as(new_page, busy_site, "second-translator", f"{POLISH}/at/checks.ask")
    field, kept = page.locator("[data-field]"), page.locator("#kept")
    field.fill("zapyta o Pani zdrowie")
    expect(kept).to_contain_text("Not saved yet")
    page.context.clear_cookies()
    field.fill("zapyta o Pani zdrowie i ciążę")
    expect(kept).to_have_text("Kept in this browser alone. Sign in again in another tab.")
    expect(page.locator("[data-say]")).to_have_text(kept.inner_text())
    field.press("Control+Shift+Enter")
    refused = page.locator("[data-refused]")
    expect(refused).to_contain_text("Sign in again in another tab. What you wrote is still here.")
    expect(refused).to_be_focused()

    other = page.context.new_page()
    sign_in(other, busy_site, "reviewer")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(refused).to_contain_text("Someone else is signed in in this browser now.")
    other.context.clear_cookies()
    sign_in(other, busy_site, "second-translator")
    other.goto(page.url)
    expect(other.locator("[data-unsaved]")).to_contain_text("zdrowie")
    expect(other.get_by_text("This browser kept words")).to_be_visible()  # the later ones
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".bw-string__done")).to_contain_text("Saved")
    expect(page.locator("[data-field]")).to_have_value("zapyta o Pani zdrowie i ciążę")


def test_without_a_network_nothing_leaves_the_page(busy_site: Site, new_page: NewPage) -> None:
    page = open_as(new_page, busy_site, "translator", f"{POLISH}/at/checks.bump")
    field = page.locator("[data-field]")
    page.context.set_offline(True)
    field.fill("zbada i zmierzy brzuch")
    expect(page.locator("#kept")).to_contain_text("The service did not answer.")
    field.press("Control+Enter")
    expect(page.locator("[data-refused]")).to_contain_text("What you wrote is still here.")
    page.context.set_offline(False)
    field.press("Control+Shift+Enter")
    expect(page.locator(".bw-string__done")).to_contain_text("Saved")


def test_two_people_choose_between_their_texts(busy_site: Site, new_page: NewPage) -> None:
    place = f"{NEPALI}/at/why-no-monitor"
    mine = open_as(new_page, busy_site, "translator", place)
    theirs = open_as(new_page, busy_site, "reviewer", place)
    expect(theirs.locator("#here")).to_contain_text("is in this text now")
    theirs.locator("[data-field]").fill("दोस्रो व्यक्तिको वाक्य")
    theirs.get_by_role("button", name="Save", exact=True).click()
    mine.locator("[data-field]").fill("मेरो वाक्य")
    mine.get_by_role("button", name="Save", exact=True).click()
    expect(mine.get_by_role("heading", name="Two texts for one place")).to_be_visible()
    assert violations(mine) == []
    mine.get_by_role("button", name="Save your text in its place").click()
    expect(mine.locator("[data-field]")).to_have_value("मेरो वाक्य")


@pytest.mark.parametrize("address", [POLISH, f"{POLISH}/at/summary", f"{DARI}/at/why-no-monitor"])
def test_the_pages_fit_a_phone_and_are_accessible(
    busy_site: Site, new_page: NewPage, address: str
) -> None:
    page = open_as(new_page, busy_site, "reviewer", address, 320)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_javascript_a_text_is_saved_all_the_same(
    busy_site: Site, new_page: NewPage
) -> None:
    page = open_as(
        new_page, busy_site, "translator", f"{POLISH}/at/title", java_script_enabled=False
    )
    assert page.get_by_role("button", name="Copy English").count() == 0
    page.locator("textarea[name=text]").fill("Ruchy dziecka")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".bw-string__done")).to_contain_text("Saved")
