"""A working day without a mouse, and the proof beside the editor, in a browser."""

from playwright.sync_api import Frame, Locator, Page, expect

from tests.journeys.conftest import AXE, NewPage, Site, sign_in, violations

PLACE = "/workbench/babys-movements/standard/pl"
PATH = "why-no-monitor"


def tab_to(page: Page, wanted: Locator, most: int = 120) -> None:
    """Press Tab until the focus is there, as one does who has no mouse."""
    wanted.wait_for()
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached with {most} tabs from the top of {page.url}")


def test_a_day_is_worked_by_keyboard_alone(busy_site: Site, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    sign_in(page, busy_site, "translator")
    assert violations(page) == []
    tab_to(page, page.get_by_role("button", name="Take this much work"))
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("You took")
    assert violations(page) == []

    tab_to(page, page.get_by_role("link", name="Begin"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-field]")).to_be_focused()
    assert "show=taken" in page.url
    first = page.url.partition("?")[0]
    page.keyboard.press("Control+End")
    page.keyboard.type(" 77777")
    expect(page.locator("#side-findings")).to_contain_text("77777")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".bw-string__done")).to_contain_text("must be put right")
    expect(page.locator("[data-field]")).to_be_focused()
    assert page.url.startswith(first)
    page.keyboard.press("Control+End")
    for _ in " 77777":
        page.keyboard.press("Backspace")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".bw-string__done")).to_contain_text("This one is next")
    expect(page.locator(".bw-string__done")).to_be_in_viewport()
    expect(page.locator("[data-field]")).to_be_focused()
    assert not page.url.startswith(first + "?")
    assert violations(page) == []

    page.goto(f"{busy_site.base}/workbench/find?language=pl")
    tab_to(page, page.get_by_label("Words in the English"))
    page.keyboard.type("straight away")
    page.keyboard.press("Enter")
    result = page.locator(".bw-found__source a").first
    expect(result).to_be_visible()
    tab_to(page, result)
    page.keyboard.press("Enter")
    expect(page.locator("[data-search]")).to_have_value("straight away")
    tab_to(page, page.locator("summary", has_text="Comment, or ask"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("What do you want to say?"))
    page.keyboard.type("Does this mean today?")
    tab_to(page, page.get_by_role("button", name="Ask the author"))
    page.keyboard.press("Enter")
    expect(page.locator(".bw-string__done")).to_contain_text("waits for the author")


def proof(page: Page) -> Frame:
    frame = page.locator("[data-proof]").element_handle().content_frame()
    assert frame is not None
    frame.wait_for_load_state("load")
    return frame


def frame_violations(frame: Frame) -> list[str]:
    frame.evaluate(AXE.read_text())
    rules = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
    found = frame.evaluate(
        f"async () => (await axe.run(document, {{runOnly: {rules}}})).violations"
    )
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found]


def test_h4_a_sentence_in_the_proof_leads_to_its_editor(busy_site: Site, new_page: NewPage) -> None:
    for name in ("proof", "proof/facing/pages", "proof/facing.pdf"):
        status, body = busy_site.get(f"{PLACE}/{name}")
        assert (status, b"Sign in" in body) == (200, True), "the proof is for staff alone"

    page = new_page(viewport={"width": 1440, "height": 900})
    sign_in(page, busy_site, "reviewer")
    page.goto(f"{busy_site.base}{PLACE}/at/{PATH}?proof=page")
    inside = proof(page)
    expect(inside.locator(".bw-draft")).to_contain_text("Draft – not for use")
    expect(inside.locator(".bw-at--current")).to_have_count(1)
    assert frame_violations(inside) == []
    assert violations(page) == []
    inside.locator('[data-at="summary"]').click()
    page.wait_for_url(f"**{PLACE}/at/summary*")
    expect(page.get_by_role("heading", name="Text 2")).to_be_visible()

    page.goto(f"{busy_site.base}{PLACE}/at/{PATH}?proof=facing")
    inside = proof(page)
    expect(inside.locator(".bw-draft")).to_contain_text("Draft – not for use")
    assert frame_violations(inside) == []
    current = inside.locator(".bw-sheet__area--current")
    expect(current.first).to_be_attached(timeout=60_000)
    places = [float(area.get_attribute("x") or 0) for area in current.all()]
    middle = inside.evaluate("document.querySelector('svg').viewBox.baseVal.width / 2")
    assert max(places) - min(places) > middle / 2, "English and Polish both lead to the string"
    others = inside.locator("a:has(> .bw-sheet__area:not(.bw-sheet__area--current))")
    other = next(
        a for a in others.all() if float(a.locator("rect").get_attribute("x") or 0) < middle
    )
    where = other.get_attribute("href") or ""
    other.click()
    page.wait_for_url(f"**{where}*")

    page.goto(f"{busy_site.base}{PLACE}/at/title?proof=facing")
    page.locator("[data-field]").fill("Ruchy dziecka ᚠ")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".bw-string__done")).to_contain_text("aved")
    inside = proof(page)
    link = inside.locator(".bw-finding a")
    expect(link).to_have_text("Text 1", timeout=60_000)
    assert frame_violations(inside) == []
    page.goto(f"{busy_site.base}{PLACE}/at/summary")
    proof(page).locator(".bw-finding a").click(timeout=60_000)
    page.wait_for_url(f"**{PLACE}/at/title*")


def test_the_admins_page_is_accessible_and_fits_a_phone(busy_site: Site, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 320, "height": 700})
    sign_in(page, busy_site, "admin")
    page.goto(f"{busy_site.base}/people")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    tab_to(page, page.locator("#close-why"))
    page.keyboard.type("Left.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Choose a person.")
    expect(page.locator("#close-why")).to_have_value("Left.")
    assert violations(page) == []
