"""A warm Chromium that prints, with our fonts and pictures."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, Route, sync_playwright

from app.render.fetching import fetch_picture
from app.render.fonts import FONTCONFIG
from app.render.pdf import PrintJob
from tests.journeys.conftest import CHROMIUM_FLAGS

_DOCUMENT = "/the-document"


@dataclass(frozen=True)
class Chromium:
    """A browser that stays open. Each document gets a page of its own, as a service must give
    readers who do not know each other; `again` keeps one page for all."""

    browser: Browser

    def pdf(self, job: PrintJob) -> bytes:
        page = self.browser.new_page()
        try:
            return self._print(page, job)
        finally:
            page.close()

    @contextmanager
    def again(self) -> Iterator["OnePage"]:
        page = self.browser.new_page()
        yield OnePage(self, page)
        page.close()

    def _print(self, page: Page, job: PrintJob) -> bytes:
        def answer(route: Route) -> None:
            address = route.request.url
            if address.endswith(_DOCUMENT):
                route.fulfill(body=job.html, content_type="text/html; charset=utf-8")
            else:
                asset = fetch_picture(address, job.base_url)
                route.fulfill(body=asset.data, content_type=asset.media_type)

        page.route("**/*", answer)
        page.goto(job.base_url.rstrip("/") + _DOCUMENT)
        pdf = page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
        page.unroute("**/*")
        return pdf


@dataclass(frozen=True)
class OnePage:
    chromium: Chromium
    page: Page

    def pdf(self, job: PrintJob) -> bytes:
        return self.chromium._print(self.page, job)


@contextmanager
def running() -> Iterator[Chromium]:
    """Chromium, drawing with the same fonts as we do."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=CHROMIUM_FLAGS,
            env={**os.environ, "FONTCONFIG_FILE": str(FONTCONFIG)},
        )
        yield Chromium(browser)
        browser.close()
