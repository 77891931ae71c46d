"""A warm Chromium that prints, with our fonts and pictures, and what it costs."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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


def cpu_of(program: str) -> float:
    """Processor seconds of all processes below this one whose name holds this, ended ones
    included; Playwright's own does not count against Chromium."""
    parents, names, ticks = {}, {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            before, after = stat.read_text().rsplit(")", 1)
        except OSError:
            continue
        fields, process = after.split(), int(stat.parent.name)
        parents[process], names[process] = int(fields[1]), before
        ticks[process] = sum(int(value) for value in fields[11:15])
    own = os.getpid()
    found = [each for each in ticks if each != own and _is_below(each, own, parents)]
    seconds = sum(ticks[each] for each in found if program in names[each])
    return seconds / os.sysconf("SC_CLK_TCK")


def _is_below(process: int, top: int, parents: dict[int, int]) -> bool:
    while process and process != top:
        process = parents.get(process, 0)
    return process == top


def cost(work: Callable[[], object], program: str) -> tuple[float, float]:
    """Wall and processor seconds of one call that this program does for us."""
    before, start = cpu_of(program), time.perf_counter()
    work()
    return time.perf_counter() - start, cpu_of(program) - before
