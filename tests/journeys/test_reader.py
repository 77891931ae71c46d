"""A family finds, reads and prints a leaflet: on an old phone, without JavaScript or cookies."""

import re

import pypdfium2
import pytest
from playwright.sync_api import Page

from app.render.worries import PICTURES
from app.resources.schema import Worry
from tests.journeys.conftest import NewPage, Site, violations

PUBLISHED = {
    "en": ["babys-movements", "folic-acid", "your-right-to-an-interpreter"],
    "pl": ["babys-movements", "folic-acid", "your-right-to-an-interpreter"],
    "ne": ["babys-movements", "folic-acid", "your-right-to-an-interpreter"],
    "fa-AF": ["babys-movements"],
}
PAGES = [
    *(f"/{tag}/leaflets/{slug}" for tag, slugs in PUBLISHED.items() for slug in slugs),
    *(f"/{tag}/leaflets/babys-movements/easy-read" for tag in PUBLISHED),
    *(f"/{tag}/plans/my-birth-preferences" for tag in PUBLISHED),
    *(f"/{tag}/plans/my-birth-preferences/easy-read" for tag in ("en", "pl", "fa-AF")),
    *(f"/{tag}/leaflets/urgent-signs-in-pregnancy/easy-read" for tag in ("en", "pl")),
    *(f"/{tag}/" for tag in PUBLISHED),
    *(f"/{tag}/worried" for tag in PUBLISHED),
    "/",
    "/bn/",
    "/fj/",
]
NOT_THERE = ["/pl/leaflets/nothing-here", "/bn/plans/my-health-and-wellbeing"]


def test_a_reader_finds_and_opens_the_polish_leaflet_and_its_pdf(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto(demo_site.base)
    page.get_by_role("link", name="polski").click()
    assert page.locator("html").get_attribute("lang") == "pl"
    page.get_by_role("link", name="Ruchy").first.click()
    assert "ruchy" in page.locator("h1").inner_text().lower()
    assert page.context.cookies() == []
    href = page.locator("a[href*='standard.pdf']").first.get_attribute("href")
    assert href is not None
    status, pdf = demo_site.get(href)
    assert (status, pdf[:5]) == (200, b"%PDF-")


@pytest.mark.parametrize(
    ("tag", "own_name", "worry", "slug"),
    [
        ("pl", "polski", "movements", "babys-movements"),
        ("pl", "polski", "food", "healthy-eating"),
        ("pl", "polski", "register", "pregnant-refer-yourself"),
        ("pl", "polski", "bleeding", "urgent-signs-in-pregnancy"),
        ("ne", "नेपाली", "movements", "babys-movements"),
        ("fa-AF", "دری", "movements", "babys-movements"),
    ],
)
def test_what_she_asks_is_answered_within_three_taps(
    demo_site: Site, new_page: NewPage, tag: str, own_name: str, worry: Worry, slug: str
) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto(demo_site.base)
    page.get_by_role("link", name=own_name).click()
    page.locator(".bw-worried__link").click()
    picture = page.locator(f"img[src='/static/pictures/{PICTURES[worry]}.svg']")
    tile = page.locator(".bw-worries__tile", has=picture)
    tile.locator(".bw-worries__link").first.click()
    assert page.url == f"{demo_site.base}/{tag}/leaflets/{slug}"
    assert page.locator("html").get_attribute("lang") == tag


@pytest.mark.parametrize("path", [*PAGES, *NOT_THERE])
def test_every_page_is_accessible_and_fits_a_small_phone(
    demo_site: Site, new_page: NewPage, path: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    answer = page.goto(demo_site.base + path)
    assert answer is not None
    assert answer.status == (404 if path in NOT_THERE else 200)
    assert violations(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{path} is {wide} px too wide"
    assert page.get_by_text("Demonstration – not for clinical use").first.is_visible()


@pytest.mark.parametrize(
    "path", ["/", "/pl/leaflets/babys-movements", "/fa-AF/plans/my-birth-preferences"]
)
def test_a_page_weighs_at_most_100_kb_besides_pictures_and_fonts(
    demo_site: Site, new_page: NewPage, path: str
) -> None:
    page = new_page()
    weights: list[int] = []
    page.on(
        "response",
        lambda answer: (
            weights.append(answer.request.sizes()["responseBodySize"])
            if answer.request.resource_type in ("document", "stylesheet", "script")
            else None
        ),
    )
    page.goto(demo_site.base + path, wait_until="networkidle")
    assert 0 < sum(weights) <= 100_000


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/", 60_000),
        ("/pl/leaflets/babys-movements", 60_000),
        ("/ne/leaflets/babys-movements", 120_000),
        ("/fa-AF/leaflets/babys-movements", 120_000),
    ],
)
def test_a_first_visit_loads_little_fonts_and_headers_included(
    demo_site: Site, new_page: NewPage, path: str, most: int
) -> None:
    """Bytes as they come over the network, into an empty cache."""
    page = new_page(viewport={"width": 360, "height": 640})
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    loaded: list[int] = []
    network.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    answer = page.goto(demo_site.base + path, wait_until="networkidle")
    assert answer is not None
    assert answer.ok
    page.evaluate("document.fonts.ready.then(() => true)")
    assert 20_000 < sum(loaded) <= most


def test_changing_the_language_keeps_the_leaflet(demo_site: Site, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto(f"{demo_site.base}/en/leaflets/babys-movements?service=ruh")
    page.locator(".bw-header__link").click()
    assert page.url.endswith("#languages")
    assert page.locator(".bw-languages a[href='/?service=ruh']").count() == 1
    page.locator(".bw-languages").get_by_role("link", name="polski").click()
    assert page.url == f"{demo_site.base}/pl/leaflets/babys-movements?service=ruh"


@pytest.mark.parametrize("tag", ["en", "pl", "ne", "bn", "fa-AF"])
@pytest.mark.parametrize("path", ["", "plans/my-birth-preferences/fill"])
def test_the_header_is_one_row_on_the_smallest_phone(
    demo_site: Site, new_page: NewPage, tag: str, path: str
) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto(f"{demo_site.base}/{tag}/{path}")
    if path:
        page.locator("button[value=begin]").click()
    row = page.locator(".bw-header__row")
    boxes = [each.bounding_box() for each in row.locator("a, button").all()]
    middles = [box["y"] + box["height"] / 2 for box in boxes if box]
    assert len(middles) == 2
    assert max(middles) - min(middles) < 4
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ["/", "/pl/leaflets/babys-movements", "/fa-AF/?service=ruh"])
def test_the_way_to_call_is_on_the_first_screen_and_stays_while_she_scrolls(
    demo_site: Site, new_page: NewPage, path: str
) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(demo_site.base + path)
    way = page.locator(".bw-call__maternity")
    for _ in range(2):
        box = way.bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= box["y"] + box["height"] <= 640
        page.keyboard.press("End")
    if "service" not in path:
        way.click()
        assert page.locator(".bw-call a[href^='tel:01632']:visible").count() == 3


@pytest.mark.parametrize("tag", ["en", "fa-AF"])
def test_what_is_wrong_in_a_text_is_chosen_with_a_thumb(
    demo_site: Site, new_page: NewPage, tag: str
) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto(f"{demo_site.base}/{tag}/leaflets/babys-movements")
    page.locator("a[href^='/status/']").first.click()
    page.locator("a[href$='/wrong']").click()
    page.wait_for_load_state()
    place = page.locator("#place")
    box = place.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    # In smaller letters some phones zoom into the page.
    assert float(place.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= 16
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_dari_reads_from_right_to_left(demo_site: Site, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1000, "height": 800})
    page.goto(f"{demo_site.base}/fa-AF/leaflets/babys-movements?service=gwh")
    assert page.locator("html").get_attribute("dir") == "rtl"
    heading = page.locator("h1").bounding_box()
    assert heading is not None
    assert heading["x"] + heading["width"] > 500
    phone = page.locator("bdi", has_text="01632 960").first
    assert phone.get_attribute("dir") == "ltr"


@pytest.mark.parametrize("service", ["gwh", "ruh", "sft"])
def test_h22_the_chosen_hospital_is_the_only_one_whose_numbers_show(
    demo_site: Site, new_page: NewPage, service: str
) -> None:
    from app.services import find, services

    page = new_page(java_script_enabled=False)
    page.goto(f"{demo_site.base}/pl/leaflets/babys-movements?service={service}")
    text = page.locator("main").inner_text()
    for found in services().services:
        for contact in found.contacts.values():
            assert (contact.phone in text) <= (found == find(service))
    assert find(service).contacts["triage"].phone in text
    page.locator("a[href*='folic-acid'], nav a").first.click()
    assert f"service={service}" in page.url


def test_the_code_on_a_print_leads_to_its_status(demo_site: Site, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{demo_site.base}/pl/leaflets/babys-movements")
    page.locator("a[href^='/status/']").first.click()
    assert "This is the newest version. Not checked by anyone" in page.locator("main").inner_text()
    with_script = new_page()
    with_script.goto(page.url)
    assert violations(with_script) == []


@pytest.mark.parametrize(
    "path",
    ["/xx/", "/pl/leaflets/nope", "/pl/leaflets/babys-movements?service=nope",
     "/pl/leaflets/babys-movements/poster.pdf", "/fa-AF/leaflets/nope", "/nope", "/status/NOPE"],
)  # fmt: skip
def test_what_is_not_there_is_a_404_page_in_the_readers_language(
    demo_site: Site, new_page: NewPage, path: str
) -> None:
    status, body = demo_site.get(path)
    assert status == 404
    tag = path.split("/")[1]
    expected = tag if tag in ("pl", "fa-AF") else "en"
    assert f'lang="{expected}"' in body.decode()
    assert "Traceback" not in body.decode()


def test_plans_stand_in_the_order_of_pregnancy(demo_site: Site) -> None:
    _, body = demo_site.get("/en/")
    plans = re.findall(r'<h3[^>]*><a href="/en/plans/([\w-]+)"', body.decode())
    assert plans == ["my-health-and-wellbeing", "my-birth-preferences", "after-my-baby-is-born"]


@pytest.mark.parametrize("path", [path for path in PAGES if "easy-read" in path])
def test_on_a_small_phone_easy_words_have_room_under_their_picture(
    demo_site: Site, new_page: NewPage, path: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(demo_site.base + path)
    ideas = page.locator(".bw-idea").evaluate_all(
        "all => all.map(each => [each.children[0], each.children[1]]"
        ".map(part => part.getBoundingClientRect()).map(box => [box.top, box.width]))"
    )
    assert ideas
    for (picture, _), (words, width) in ideas:
        assert picture < words
        assert width >= 200


PRINT_HINT = "To print, use a PDF on this page: it prints better than the page itself."


def test_the_browsers_own_print_of_a_leaflet_begins_with_its_urgent_card(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(f"{demo_site.base}/en/leaflets/babys-movements")
    first, *others = printed_pages(page)
    text = " ".join([first, *others])
    card = ("Call your midwife or maternity unit straight away if:", "01632 960101", "01632 960121")
    for words in ("Urgent advice:", *card, PRINT_HINT):
        assert words in first
    assert "Do not" in text
    for shown_on_screens in (
        "(Link",
        "tel:",
        "http",
        "Skip to main",
        "Worried? Call at any time 999",
    ):
        assert shown_on_screens not in text
    assert "999" in others[-1]


def test_the_browsers_own_print_of_a_plan_has_boxes_numbers_and_lines(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{demo_site.base}/en/plans/my-birth-preferences")
    text = " ".join(printed_pages(page))
    assert PRINT_HINT in text
    assert text.count("Tick one box.") > 10
    for number, words in (
        (8, "Would you like an interpreter?"),
        (28, "How would you like your baby"),
    ):
        assert f"{number} {words}" in text
    page.emulate_media(media="print")
    assert border(page, ".bw-option", "::before") == "2px"
    assert border(page, ".bw-question__number") == "2px"
    assert ink(page, ".bw-question__number") == "rgb(0, 0, 0)"
    line = page.locator("#full-name").evaluate("e => getComputedStyle(e, '::after').height")
    assert float(line.removesuffix("px")) > 30
    for pressed in (".bw-call", ".bw-fill", ".bw-panel--files", ".bw-languages"):
        assert not page.locator(pressed).first.is_visible(), pressed


def test_the_browsers_own_print_of_an_easy_read_plan_has_no_tick_beside_its_boxes(
    demo_site: Site, new_page: NewPage
) -> None:
    """A printed tick would read as hers."""
    page = new_page()
    page.goto(f"{demo_site.base}/en/plans/my-birth-preferences/easy-read")
    picture = page.locator("#interpreter .bw-option__picture").first
    assert picture.is_visible()
    page.emulate_media(media="print")
    assert not picture.is_visible()
    assert page.locator("#interpreter .bw-drawing img").is_visible()
    starts = page.locator("#interpreter .bw-option__text").evaluate_all(
        "all => all.map((e) => getComputedStyle(e).paddingInlineStart)"
    )
    assert set(starts) == {"0px"}


def test_the_browsers_own_print_of_her_answers_has_nothing_to_press(
    demo_site: Site, new_page: NewPage
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{demo_site.base}/en/plans/my-birth-preferences/fill")
    page.locator("button[value=begin]").click()
    page.locator("[name='w.full-name']").fill("Ana Nowak")
    page.locator("button[value=next]:not([aria-hidden])").click()
    page.locator("[name='c.interpreter'][value='would']").check()
    for part, wanted in (("section", "8 Would you like an interpreter?"), ("check", "Ana Nowak")):
        if part == "check":
            page.locator("button[value=check]:not([aria-hidden])").click()
        text = " ".join(printed_pages(page))
        assert wanted in text
        assert "999" in text
        for pressed in (
            "Next",
            "Change",
            "Keep it and finish",
            "Leave this",
            "another language",
            "Back",
        ):
            assert pressed not in text, (part, pressed)
    assert "8 Would you like an interpreter? I would" in text
    assert PRINT_HINT in text


@pytest.mark.parametrize("tag", ["en", "pl", "fa-AF"])
@pytest.mark.parametrize("how", [{"media": "print"}, {"forced_colors": "active"}])
def test_crosses_and_headings_need_no_background(
    demo_site: Site, new_page: NewPage, how: dict[str, str], tag: str
) -> None:
    """Print and forced colours show none, so that white words on it would be gone."""
    page = new_page()
    page.goto(f"{demo_site.base}/{tag}/leaflets/babys-movements")
    page.emulate_media(**how)  # type: ignore[arg-type]
    for mark in (".bw-mark--dont", ".bw-mark--do"):
        part = page.locator(mark).first.evaluate(
            "e => { const s = getComputedStyle(e, '::before');"
            " return [s.borderTopWidth, s.borderRightWidth, s.borderBottomWidth]; }"
        )
        assert "4px" in part
    for heading in (".bw-do--dont .bw-do__heading", ".nhsuk-card--care .nhsuk-card__heading"):
        assert ink(page, heading) == "rgb(0, 0, 0)"
    assert border(page, ".nhsuk-card--care--urgent") == "4px"
    if "media" in how:
        # Who prints backgrounds all the same reads every word on them.
        assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_signs_buttons_and_numbers(
    demo_site: Site, new_page: NewPage, scheme: str
) -> None:
    paper, letters = (
        ("rgb(255, 255, 255)", "rgb(0, 0, 0)") if scheme == "light" else
        ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    )  # fmt: skip
    page = new_page(forced_colors="active", color_scheme=scheme)
    page.goto(demo_site.base)
    assert ink(page, ".bw-choose__sign .bw-sign") == letters
    assert border(page, ".bw-call__999") == "2px"
    page.goto(f"{demo_site.base}/en/plans/my-birth-preferences/fill")
    page.locator("button[value=begin]").click()
    assert border(page, ".bw-question__number") == "2px"
    assert ink(page, ".bw-question__number") == letters
    for edged in (".bw-leave__button", ".bw-wordmark__sign"):
        assert border(page, edged) == "2px"
    page.locator("button[value=check]:not([aria-hidden])").click()
    assert border(page, ".bw-button") == "2px"
    behind = page.locator("body").evaluate("each => getComputedStyle(each).backgroundColor")
    assert behind == paper


def ink(page: Page, selector: str) -> str:
    return str(page.locator(selector).first.evaluate("each => getComputedStyle(each).color"))


def border(page: Page, selector: str, part: str | None = None) -> str:
    return str(
        page.locator(selector).first.evaluate(
            "(each, part) => getComputedStyle(each, part).borderTopWidth", part
        )
    )


def printed_pages(page: Page) -> tuple[str, ...]:
    """What stands on each sheet when Chromium prints the page, without backgrounds as it does."""
    page.evaluate("document.fonts.ready.then(() => true)")
    sheets = pypdfium2.PdfDocument(page.pdf(format="A4", print_background=False))
    return tuple(" ".join(each.get_textpage().get_text_bounded().split()) for each in sheets)
