"""An author who has read only “Using Birthwords” writes a leaflet in the browser, changes another,
sees what that opens again, and has both signed and published, without a file or a command.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage, Site, sign_in, violations

EDITOR = "/author/leaflet/babys-movements/standard"


def as_person(new_page: NewPage, site: Site, name: str, **options: object) -> Page:
    page = new_page(viewport={"width": 1280, "height": 900}, **options)
    sign_in(page, site, name)
    return page


def add(page: Page, kind: str, fields: dict[str, str], after: str = "") -> str:
    """Add a block behind the last one, by the links of the page; its id."""
    tops = page.locator(".bw-block--0[data-block]")
    last = after or tops.last.get_attribute("data-block") or ""
    number = tops.count()
    section = page.locator(f"#at-{last}")
    adder = section.locator(":scope > .bw-adder").last
    adder.locator("summary").click()
    adder.get_by_role("link", name=kind, exact=True).click()
    for name, words in fields.items():
        page.locator(f"#form [name='{name}']").first.fill(words)
    page.get_by_role("button", name="Add it").click()
    expect(tops).to_have_count(number + 1)
    return tops.last.get_attribute("data-block") or ""


BLOCKS = (
    ("Heading", {"text": "What you may feel"}),
    ("List", {"lead": "You may have:", "items.text": "a burning pain in your chest"}),
    ("Paragraph", {"text": "It is common and it does not harm your baby."}),
    ("Heading", {"text": "What helps"}),
    ("What to do", {"items.text": "eat small meals"}),
    ("What not to do", {"items.text": "do not lie down after you eat"}),
    ("Sentence that stands out", {"text": "Milk helps for a short time."}),
    ("Part that opens for more", {"summary": "Medicines", "first": "Ask your pharmacist."}),
    ("Heading", {"text": "When to get help"}),
    ("Warning box", {"heading": "Read this", "first": "Some pain needs help."}),
)


@pytest.fixture
def author(busy_site: Site, new_page: NewPage) -> Page:
    return as_person(new_page, busy_site, "author")


def test_a_leaflet_of_twelve_blocks_is_written_signed_and_published_in_the_browser(
    busy_site: Site, new_page: NewPage, author: Page
) -> None:
    author.goto(f"{busy_site.base}/author")
    author.get_by_role("link", name="Begin a text").click()
    author.get_by_label("Title", exact=True).fill("Heartburn in pregnancy")
    author.get_by_label("Summary", exact=True).fill("Heartburn is common. Small meals help.")
    author.get_by_label("Reference").fill("BSW-MAT-960")
    author.get_by_label("First paragraph").fill("Many women have heartburn in pregnancy.")
    author.get_by_role("button", name="Begin it").click()
    expect(author.locator("h1")).to_have_text("Heartburn in pregnancy")
    for kind, fields in BLOCKS:
        add(author, kind, fields)
    add(author, "Card: when and whom to call", {"heading": "Call if:", "first": "You vomit blood."})
    assert author.locator("[data-block]").count() >= 12
    assert violations(author) == []

    author.get_by_role("link", name="What changes, and hand it in").click()
    author.get_by_label("What you changed, and why").fill("A new leaflet that women asked for.")
    author.get_by_role("button", name="Hand it in for signing").click()
    expect(author.locator("main")).to_contain_text("Handed in")

    clinician = as_person(new_page, busy_site, "clinician")
    clinician.goto(f"{busy_site.base}/decide")
    clinician.get_by_role("link", name="Heartburn in pregnancy, English").click()
    clinician.get_by_role("button", name="Sign", exact=True).click()
    expect(clinician.locator("main")).to_contain_text("Signed")

    author.goto(f"{busy_site.base}/workbench/heartburn-in-pregnancy/standard/en")
    author.get_by_role("button", name="Publish", exact=True).click()
    expect(author.locator("main")).to_contain_text("Published")
    status, page = busy_site.get("/en/leaflets/heartburn-in-pregnancy")
    assert status == 200
    assert b"do not lie down after you eat" in page


def test_one_changed_sentence_shows_what_it_opens_again_and_reaches_readers_once_signed(
    busy_site: Site, new_page: NewPage, author: Page
) -> None:
    author.goto(f"{busy_site.base}{EDITOR}?open=kinds-of-movement")
    field = author.locator("#f-text")
    field.fill("At first, the movements may feel like a small flutter.")
    expect(author.locator("[data-kept]")).to_have_text("Kept, not saved yet.")
    field.press("Control+Enter")
    expect(author.locator(".bw-done")).to_contain_text("Saved")
    author.goto(f"{busy_site.base}{EDITOR}/proposal")
    expect(author.locator("main")).to_contain_text("1 text changed")
    rows = author.locator("tbody tr")
    expect(rows.filter(has_text="Polish").first).to_contain_text("1")
    assert violations(author) == []
    assert b"small flutter" not in busy_site.get("/en/leaflets/babys-movements")[1]

    author.get_by_label("What you changed, and why").fill("A plainer word.")
    author.get_by_role("button", name="Hand it in for signing").click()
    clinician = as_person(new_page, busy_site, "clinician")
    clinician.goto(f"{busy_site.base}/decide")
    assert violations(clinician) == []
    card = clinician.locator(".bw-card-row").filter(has_text="Your baby's movements, English")
    expect(card).to_contain_text("1 text changed")
    card.get_by_role("link").first.click()
    clinician.get_by_role("button", name="Sign", exact=True).click()
    author.goto(f"{busy_site.base}/workbench/babys-movements/standard/en")
    author.get_by_role("button", name="Publish", exact=True).click()
    expect(author.locator("main")).to_contain_text("Published")
    assert b"small flutter" in busy_site.get("/en/leaflets/babys-movements")[1]

    phone = new_page(viewport={"width": 320, "height": 700})
    sign_in(phone, busy_site, "author")
    for place in (
        "/library/publish",
        "/library/babys-movements/publish",
        "/library/babys-movements/standard/en/editions",
        "/library/babys-movements/easy_read/same",
    ):
        phone.goto(f"{busy_site.base}{place}")
        assert violations(phone) == []
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def test_languages_are_kept_back_to_go_out_together(busy_site: Site, author: Page) -> None:
    author.goto(f"{busy_site.base}/library/babys-movements/publish")
    together = author.get_by_role("group", name="Standard: languages that go out together")
    for language in ("Polish", "Nepali"):
        together.get_by_label(language, exact=True).check()
    author.get_by_role("button", name="Publish these languages together").first.click()
    expect(author.locator("main")).to_contain_text("Polish, Nepali go out together")
    assert violations(author) == []
    author.get_by_role("button", name="Let each go out by itself").click()
    expect(author.locator("main")).not_to_contain_text("Polish, Nepali go out together")


def test_blocks_are_moved_and_opened_by_keyboard(busy_site: Site, author: Page) -> None:
    author.goto(f"{busy_site.base}/author/leaflet/folic-acid/standard")
    blocks = author.locator("[data-block]")
    tops = [
        each.get_attribute("data-block")
        for each in author.locator(".bw-block--0[data-block]").all()
    ]
    second = tops[1]
    author.locator(f"#at-{second} > .bw-block__head a").focus()
    author.keyboard.press("Alt+ArrowUp")
    expect(author.locator(".bw-done")).to_contain_text("Moved")
    expect(author.locator(".bw-block--0[data-block]").first).to_have_attribute(
        "data-block", second or ""
    )
    author.locator(f"#at-{second} > .bw-block__head a").press("Enter")
    expect(author.locator("#form")).to_be_focused()
    assert blocks.count() > 10


def test_what_was_typed_stays_when_it_cannot_be_saved(
    busy_site: Site, new_page: NewPage, author: Page
) -> None:
    place = f"{busy_site.base}/author/leaflet/your-right-to-an-interpreter/standard"
    author.goto(f"{place}?add=heading&first=yes")
    words = author.locator("#form [name=text]")
    add_it = author.get_by_role("button", name="Add it")
    add_it.click()  # nothing is written, so that it is refused
    expect(author.locator("#form")).to_contain_text("is missing")
    assert author.url.startswith(f"{place}?add=")  # an address that can be loaded again
    words.fill("Where you read more")
    author.context.clear_cookies()
    add_it.click()
    refused = author.locator("#form [data-refused]")
    expect(refused).to_have_text(
        "Not done. Sign in again in another tab. What you wrote is still here."
    )
    expect(refused).to_be_focused()
    expect(words).to_have_value("Where you read more")
    other = author.context.new_page()
    sign_in(other, busy_site, "author")
    author.context.set_offline(True)
    add_it.click()
    expect(refused).to_contain_text("The service did not answer.")
    author.context.set_offline(False)
    add_it.click()
    expect(author.locator("main")).to_contain_text("Added.")
    expect(author.locator("#at-where-you-read-more")).to_be_visible()


def test_nothing_is_written_in_the_name_of_whoever_signed_in_after_one(
    busy_site: Site, new_page: NewPage
) -> None:
    page = as_person(new_page, busy_site, "author")
    page.goto(f"{busy_site.base}/author/leaflet/folic-acid/standard?add=heading&first=yes")
    words = page.locator("#form [name=text]")
    words.fill("Where you read more")
    page.evaluate("document.body.dataset.person = '4711'")  # as of another author
    page.evaluate("document.querySelectorAll('[name=csrf]').forEach(each => each.value = 'old')")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("[data-refused]")).to_contain_text("Someone else is signed in")
    expect(words).to_have_value("Where you read more")


def test_all_of_it_works_without_script(busy_site: Site, new_page: NewPage) -> None:
    page = as_person(new_page, busy_site, "author", java_script_enabled=False)
    place = f"{busy_site.base}/author/leaflet/your-right-to-an-interpreter/standard"
    page.goto(place)
    first = page.locator("[data-block]").first.get_attribute("data-block")
    page.goto(f"{place}?add=paragraph&after={first}")
    page.locator("#f-text").fill("You can ask again at any time.\n\nIt costs nothing.")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator(".bw-done")).to_contain_text("Added")
    expect(page.locator("#at-you-can-ask-again-at")).to_be_visible()
    expect(page.locator("#at-it-costs-nothing")).to_be_visible()


@pytest.mark.parametrize(
    "address",
    [
        "/author",
        "/author/new",
        f"{EDITOR}?open=about",
        f"{EDITOR}?open=sources",
        f"{EDITOR}?open=reasons-to-call",
        f"{EDITOR}?add=table",
        f"{EDITOR}?add=picture",
        f"{EDITOR}/preview",
        f"{EDITOR}/preview?pretend=longer",
        "/author/plan/my-birth-preferences/standard?open=preference",
    ],
)
def test_everybody_can_use_each_page_on_a_phone_too(
    demo_site: Site, new_page: NewPage, address: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 700})
    sign_in(page, demo_site, "author")
    page.goto(f"{demo_site.base}{address}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
