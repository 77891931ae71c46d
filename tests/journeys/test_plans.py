"""A woman fills in her plan in her own language on a small phone, keeps it, and her midwife reads
it in English. Without JavaScript nothing is missing; with it a lost page comes back by itself."""

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from app.plans.codec import encode
from tests.journeys.conftest import NewPage, Site, sign_in, violations
from tests.plans.some_answers import all_ticked
from tests.plans.templates import PLANS

PHONE = {"width": 320, "height": 640}
FILL = "/plans/my-birth-preferences/fill"


def begin(page: Page, site: Site, tag: str = "pl") -> None:
    page.goto(f"{site.base}/{tag}{FILL}")
    page.locator("button[value=begin]").click()


def go(page: Page, where: str) -> None:
    """Press the visible button that leads there."""
    page.locator(f"button[value='{where}']:not([aria-hidden])").first.click()


def field(page: Page, key: str) -> str:
    return page.locator(f"[name='w.{key}']").input_value()


def scanned(page: Page) -> str:
    go(page, "later")
    return page.locator("#code").input_value()


def test_she_fills_in_polish_without_javascript_and_the_midwife_reads_english(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto(f"{demo_site.base}/pl/plans/my-birth-preferences")
    page.get_by_role("link", name="Wypełnij tutaj").click()
    page.get_by_role("button", name="Zacznij").click()
    page.locator("[name='w.full-name']").fill("Ana Nowak")
    page.get_by_role("button", name="Dalej").click()
    page.get_by_label("1 Chciałabym").check()
    page.get_by_role("button", name="Dalej").click()
    page.locator("[name='c.kind-of-interpreter'][value='woman']").check()
    page.get_by_role("button", name="Dalej").click()
    page.locator("[name='w.matters-most']").fill("Chcę, żeby było cicho.")
    page.get_by_role("button", name="Zobacz wszystkie odpowiedzi").click()
    assert page.locator("h1").inner_text() == "Sprawdzenie odpowiedzi"
    assert "Ana Nowak" in page.locator("main").inner_text()
    assert page.context.cookies() == []
    code = scanned(page)

    desk = new_page()
    sign_in(desk, demo_site, "midwife")
    desk.get_by_role("link", name="Read a plan").first.click()
    desk.get_by_label("Code of the plan").fill(code)
    desk.get_by_label("Code of the plan").press("Enter")
    read = desk.locator("main").inner_text()
    assert "A woman" in read
    assert "Chcę, żeby było cicho." in read
    assert "Written in: Polish. Not translated. Ask an interpreter." in read
    assert "Ana Nowak" not in read
    assert violations(desk) == []


def test_twenty_questions_are_keyed_at_the_desk_by_keyboard_alone(
    demo_site: Site, new_page: NewPage
) -> None:
    desk = new_page()
    sign_in(desk, demo_site, "midwife")
    desk.goto(f"{demo_site.base}/library/plans/my-birth-preferences/keys")
    assert violations(desk) == []
    desk.get_by_label("Language in which she wrote").select_option("fa-AF")
    lines = "8 1,9.1.4,10 1 6,12 *,14 *,15 1,16 *,17 2,18 3,19 1,20 3,21 2,22 1 2 4,23 1,24 *"
    keys = "\n".join((*lines.split(","), "25 1", "26 1", "27 4", "28 1", "29 3"))
    assert len(keys.splitlines()) == 20
    desk.get_by_label("Ticks").focus()
    desk.keyboard.type(keys)
    # From the last tick to what she ticked: one Tab, and Enter.
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator("h1")).to_have_text("What she ticked")
    # At two strokes a second, slow for someone who types, that is less than a minute.
    assert len(keys) + 2 < 2 * 60
    text = desk.get_by_label("Text to copy into her record").input_value()
    assert "9 What kind of interpreter would you like? – A woman; From outside my community" in text
    assert text.index("Large print") < text.index("In a hospital labour ward")
    assert [text.count(each) for each in ("Large print", "9 What kind of interpreter")] == [1, 1]
    assert desk.locator("main").inner_text().count("What kind of interpreter would you like?") == 1
    assert "Written in: Dari. Not translated. Ask an interpreter." in text
    assert violations(desk) == []


def test_a_fully_ticked_plan_is_printed_for_the_desk_on_two_pages_with_needs_first(
    demo_site: Site, new_page: NewPage
) -> None:
    plan = next(each for each in PLANS if each.resource.slug == "my-birth-preferences")
    desk = new_page()
    sign_in(desk, demo_site, "midwife")
    desk.goto(f"{demo_site.base}/library/plans/code")
    code = encode(all_ticked(plan, "Chcę, żeby było cicho. " * 8), plan.resource)
    desk.get_by_label("Code of the plan").fill(code)
    desk.get_by_label("Code of the plan").press("Enter")
    expect(desk.locator("h1")).to_have_text("What she ticked")
    sheets = pypdfium2.PdfDocument(desk.pdf(format="A4", print_background=False))
    first, *others = (" ".join(each.get_textpage().get_text_bounded().split()) for each in sheets)
    assert len(others) <= 1
    text = " ".join([first, *others])
    needs = "Needs, and what to see first"
    assert 0 < first.index("Name and date of birth or NHS number:") < first.index(needs)
    assert text.count("What kind of interpreter would you like?") == 1
    for pressed in (
        "Sign out",
        "Text to copy",
        "Print in English",
        "Next plan",
        "What readers see",
    ):
        assert pressed not in text


def test_h26_without_javascript_a_page_that_is_loaded_again_keeps_what_was_answered(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    begin(page, demo_site)
    page.locator("[name='w.full-name']").fill("Ana")
    go(page, "next")
    expect(page.locator("[name='w.full-name']")).to_have_count(0)  # the next page is there
    page.reload()
    assert "2" in page.locator(".bw-kicker").inner_text()
    go(page, "back")
    assert field(page, "full-name") == "Ana"


def test_h26_reload_back_and_a_discarded_tab_keep_what_was_typed(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page(viewport=PHONE)
    begin(page, demo_site)
    page.locator("[name='w.full-name']").fill("Ana")
    go(page, "next")
    expect(page.locator("[name='w.spoken-language']")).to_be_visible()
    page.locator("[name='w.spoken-language']").fill("polski")
    page.reload()
    expect(page.locator("[name='w.spoken-language']")).to_have_value("polski")
    page.locator("[name='w.written-language']").fill("polski też")
    page.go_back()
    expect(page.locator("[name='w.full-name']")).to_have_value("Ana")
    go(page, "next")
    expect(page.locator("[name='w.written-language']")).to_have_value("polski też")
    # A tab that the phone threw away is fetched again at its address, with its own storage.
    page.goto("about:blank")
    page.goto(f"{demo_site.base}/pl{FILL}")
    page.locator("form[data-resume] button").click()
    expect(page.locator("[name='w.written-language']")).to_have_value("polski też")


def test_without_javascript_the_back_button_of_the_browser_ends_in_no_error(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    begin(page, demo_site, "en")
    go(page, "next")
    go(page, "check")
    expect(page.locator("h1")).to_have_text("Check your answers")
    page.go_back()
    expect(page.locator(".bw-kicker")).to_contain_text("Part 2")
    page.go_back()
    expect(page.locator(".bw-kicker")).to_contain_text("Part 1")
    go(page, "next")
    expect(page.locator(".bw-kicker")).to_contain_text("Part 2")


def test_on_her_own_phone_the_code_is_copied_and_not_scanned(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page(viewport=PHONE, has_touch=True, is_mobile=True,
                    permissions=["clipboard-read", "clipboard-write"])  # fmt: skip
    begin(page, demo_site, "en")
    code = scanned(page)
    expect(page.locator(".bw-code")).to_be_hidden()
    page.get_by_role("button", name="Copy the code").click()
    expect(page.get_by_text("The code is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == code


def test_without_javascript_no_button_offers_to_copy_the_code(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    begin(page, demo_site, "en")
    assert scanned(page)
    expect(page.locator(".bw-share button")).to_have_count(2)
    for button in page.locator(".bw-share button").all():
        expect(button).to_be_hidden()


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [("/pl" + FILL, "#languages"), ("/pl/open", "/"), ("/pl/plans/no-such-plan/fill", "/")],
)
def test_before_and_beside_a_visit_the_header_names_the_service_and_leads_to_languages(
    demo_site: Site, new_page: NewPage, path: str, leads_to: str
) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto(demo_site.base + path)
    expect(page.locator(".bw-wordmark__name")).to_be_in_viewport()
    expect(page.locator(".bw-header__link")).to_have_attribute("href", leads_to)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_question_shows_as_soon_as_it_is_asked(demo_site: Site, new_page: NewPage) -> None:
    page = new_page(viewport=PHONE)
    begin(page, demo_site)
    go(page, "next")
    kind = page.locator("[data-key='kind-of-interpreter']")
    expect(kind).to_be_hidden()
    page.locator("[name='c.interpreter'][value='would']").check()
    expect(kind).to_be_visible()
    expect(kind).to_be_focused()
    expect(page.locator("[data-appears]")).to_have_text(
        "Po tej odpowiedzi jest jeszcze jedno pytanie."
    )
    page.locator("[name='c.kind-of-interpreter'][value='woman']").check()
    page.locator("[name='c.interpreter'][value='would-not']").check()
    expect(kind).to_be_hidden()
    page.locator("[name='c.interpreter'][value='would']").check()
    go(page, "next")
    expect(page.locator("[name='w.matters-most']")).to_be_visible()
    go(page, "check")
    expect(page.locator("main")).to_contain_text("Kobieta")


def test_h25_a_scanned_code_leaves_the_address_before_anything_shows_and_reaches_no_log(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page(viewport=PHONE)
    begin(page, demo_site)
    go(page, "next")
    page.locator("[name='c.interpreter'][value='would']").check()
    code = scanned(page)
    other = new_page(viewport=PHONE)
    seen: list[str] = []
    other.on("request", lambda request: seen.append(request.url))
    other.goto(f"{demo_site.base}/open#{code}")
    other.get_by_role("button", name="polski").first.click()
    expect(other.locator("h1")).to_have_text("Sprawdzenie odpowiedzi")
    assert "Chciałabym" in other.locator("main").inner_text()
    assert not any(code[:30] in address for address in [*seen, other.url])
    other.go_back()
    assert code[:30] not in other.url
    assert code[:30] not in (demo_site.data / "server.log").read_text()


def test_finish_and_clear_leaves_nothing_in_the_tab(demo_site: Site, new_page: NewPage) -> None:
    page = new_page(viewport=PHONE)
    begin(page, demo_site)
    page.locator("[name='w.full-name']").fill("Ana")
    go(page, "check")
    expect(page.locator("main")).to_contain_text("Ana")
    page.locator("[data-clear]").click()
    expect(page.locator("h1")).to_have_text("Pani odpowiedzi zostały usunięte")
    assert page.evaluate("sessionStorage.length") == 0
    page.go_back()
    expect(page.locator("button[value=begin]")).to_be_visible()
    assert "Ana" not in page.content()


def test_leaving_replaces_the_page_and_forgets(demo_site: Site, new_page: NewPage) -> None:
    page = new_page(viewport=PHONE)
    begin(page, demo_site)
    page.locator("[name='w.full-name']").fill("Ana")
    page.locator("[data-leave]").click()
    page.wait_for_url(f"{demo_site.base}/")
    assert page.evaluate("sessionStorage.length") == 0
    page.go_back()
    expect(page.locator("button[value=begin]")).to_be_visible()
    assert "Ana" not in page.content()


def test_a_shared_device_keeps_nothing_and_clears_after_a_while(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page(viewport=PHONE)
    page.clock.install()
    page.goto(f"{demo_site.base}/pl{FILL}")
    page.get_by_label("Z tego telefonu lub komputera korzystają też inne osoby").check()
    page.locator("button[value=begin]").click()
    page.locator("[name='w.full-name']").fill("Ana")
    assert page.evaluate("sessionStorage.length") == 0
    page.clock.fast_forward("21:00")
    expect(page.locator("button[value=begin]")).to_be_visible()
    assert "Ana" not in page.content()


def test_whoever_writes_for_long_on_a_shared_device_keeps_her_words(
    demo_site: Site, new_page: NewPage
) -> None:
    """The server takes a form only for 20 minutes: while she writes, the page has it renewed."""
    page = new_page(viewport=PHONE)
    page.clock.install()
    page.goto(f"{demo_site.base}/en{FILL}")
    page.get_by_label("Other people use this phone or computer").check()
    assert "if you do nothing for 20 minutes" in page.locator("main").inner_text()
    page.locator("button[value=begin]").click()
    state = page.locator("form[data-plan] [name=state]")
    for written in ("A", "An", "Ana"):
        before = state.input_value()
        page.clock.fast_forward("08:00")
        page.locator("[name='w.full-name']").fill(written)
        expect(state).not_to_have_value(before)
    page.locator("[name='d.due-date.day']").fill("31")  # half a date is no reason to lose a name
    before = state.input_value()
    page.clock.fast_forward("08:00")
    page.locator("[name='w.my-team']").press_sequentially("Z")
    expect(state).not_to_have_value(before)
    expect(page.locator("[name='w.full-name']")).to_have_value("Ana")
    page.locator("[name='d.due-date.day']").fill("")
    go(page, "check")
    expect(page.locator("main")).to_contain_text("Ana")


def test_dari_is_filled_in_from_right_to_left(demo_site: Site, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1000, "height": 800})
    begin(page, demo_site, "fa-AF")
    assert page.locator("html").get_attribute("dir") == "rtl"
    go(page, "next")
    box = page.locator(".nhsuk-radios__input").first.bounding_box()
    label = page.locator(".nhsuk-radios__label").first.bounding_box()
    assert box is not None
    assert label is not None
    assert box["x"] > label["x"]
    page.locator("[name='w.spoken-language']").fill("دری")
    page.locator("[name='c.interpreter'][value='would']").check()
    go(page, "check")
    assert "دری" in page.locator("main").inner_text()
    assert violations(page) == []


EASY = "/plans/my-birth-preferences/easy-read/fill"


@pytest.mark.parametrize("tag", ["en", "pl", "fa-AF"])
def test_easy_read_shows_pictures_with_options_on_the_smallest_phone(
    demo_site: Site, new_page: NewPage, tag: str
) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto(f"{demo_site.base}/{tag}{EASY}")
    page.locator("button[value=begin]").click()
    go(page, "next")
    would = page.locator("label[for='q-interpreter']")
    picture = would.locator("img")
    box = picture.bounding_box()
    assert box is not None
    assert 40 <= box["width"] == box["height"] <= 48
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("each => each.naturalWidth > 0")
    assert picture.get_attribute("alt") == ""
    # What is heard is the number and the words, as without a picture.
    role = page.get_by_role("radio", name=" ".join(would.inner_text().split()), exact=True)
    expect(role.first).to_have_attribute("value", "would")
    picture.click()
    expect(page.locator("[name='c.interpreter'][value='would']")).to_be_checked()
    while page.locator("button[value=next]").count():
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        go(page, "next")
        page.wait_for_load_state()


def test_pictures_stay_dark_on_white_in_forced_colours(demo_site: Site, new_page: NewPage) -> None:
    page = new_page(viewport=PHONE, forced_colors="active", color_scheme="dark")
    page.goto(f"{demo_site.base}/en{EASY}")
    page.locator("button[value=begin]").click()
    go(page, "next")
    for selector in (".bw-drawing", ".bw-option__picture"):
        behind = page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor")
        assert behind == "rgb(255, 255, 255)"


@pytest.mark.parametrize("tag", ["pl", "fa-AF"])
@pytest.mark.parametrize("path", [FILL, EASY])
def test_every_page_of_a_plan_is_accessible_and_fits_a_small_phone(
    demo_site: Site, new_page: NewPage, tag: str, path: str
) -> None:
    page = new_page(viewport=PHONE)

    def is_fine() -> None:
        assert violations(page) == []
        wide = page.evaluate(
            "[...document.querySelectorAll('main *')].filter((each) => { const box = "
            "each.getBoundingClientRect(); return box.left < 0 || box.right > innerWidth; })"
            ".map((each) => each.className + ': ' + each.textContent.trim().slice(0, 40))"
        )
        assert wide == [], f"too wide: {wide[:5]}"

    page.goto(f"{demo_site.base}/{tag}{path}")
    is_fine()
    page.locator("button[value=begin]").click()
    page.locator("[name='d.due-date.day']").fill("31")
    go(page, "next")
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    is_fine()
    page.locator("[name='d.due-date.day']").fill("")
    while page.locator("button[value=next]").count():
        go(page, "next")
        page.wait_for_load_state()
        is_fine()
    go(page, "later")
    is_fine()
    code = page.locator("#code").input_value()
    page.locator("[data-clear]").click()
    expect(page.locator("[data-cleared]")).to_be_visible()
    is_fine()
    page.goto(f"{demo_site.base}/{tag}/open")
    page.locator("#code").fill("1ABC")
    page.locator("form[data-open] button").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()
    is_fine()
    page.locator("#code").fill(code)
    page.locator("form[data-open] button").click()
    expect(page.locator(".bw-tiles").first).to_be_visible()
    is_fine()
    page.goto(f"{demo_site.base}/{tag}/plans/no-such-plan/fill")
    is_fine()
