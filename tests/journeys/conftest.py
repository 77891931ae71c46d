"""A demonstration that runs as people run it, and a browser. The server is a process of its own on
a free port of this machine, and ends with the tests.
"""

import base64
import os
import shutil
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Semaphore

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from app.config import BUILD, ROOT
from tests.demonstration import Demonstration
from tests.engines.serving import Server, serving
from tests.forked import Forked, served

CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000
"""Milliseconds for a page to become what a test expects: nothing here is timed, and a machine that
runs other tests beside may be slow."""
expect.set_options(timeout=PATIENCE)
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PASSWORD = "birthwords-demo"


@dataclass(frozen=True)
class Site:
    """A running demonstration and the pages it can be asked for."""

    base: str
    data: Path

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of a page, as someone who is not signed in sees it."""
        try:
            with urllib.request.urlopen(self.base + path) as answer:  # noqa: S310  # our own
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


@pytest.fixture(scope="session")
def demo_site(
    demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A demonstration that tests only read."""
    yield from _serve(demonstration.copy_to(tmp_path_factory.mktemp("demo")).parent)


@pytest.fixture(scope="module")
def busy_site(
    demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A demonstration of a module's own, for tests that change it."""
    yield from _serve(demonstration.copy_to(tmp_path_factory.mktemp("busy")).parent)


@pytest.fixture
def keeping_site(demonstration: Demonstration, tmp_path: Path) -> Iterator[Site]:
    """A demonstration that keeps filled plans."""
    keys = tmp_path / "plan-keys"
    keys.write_text(base64.b64encode(bytes(32)).decode())
    yield from _serve(
        demonstration.copy_to(tmp_path).parent,
        BIRTHWORDS_PLAN_RETENTION_DAYS="30",
        BIRTHWORDS_PLAN_KEYS=str(keys),
    )


class HeldServer(Server):
    """A LibreTranslate-compatible server that answers one request for each that is let through."""

    def __init__(self) -> None:
        super().__init__(languages=[{"code": "en", "targets": ["it"]}])
        self.asks, self.passes, self.is_open = Semaphore(0), Semaphore(0), False

    def reply(self, path: str, body: bytes) -> tuple[int, bytes]:
        if path == "/translate" and not self.is_open:
            self.asks.release()
            assert self.passes.acquire(timeout=50)
        return super().reply(path, body)

    def let_one_through(self) -> None:
        """Answer the request that waits, and be asked the next one."""
        self.passes.release()
        assert self.asks.acquire(timeout=50)

    def let_all_through(self) -> None:
        self.is_open = True
        self.passes.release()


@pytest.fixture
def held_site(demonstration: Demonstration, tmp_path: Path) -> Iterator[tuple[Site, HeldServer]]:
    """A demonstration whose only engine is a server that the test holds back."""
    server = HeldServer()
    with serving(server):
        data = demonstration.copy_to(tmp_path).parent
        yield from (
            (site, server)
            for site in _serve(
                data,
                BIRTHWORDS_ENGINES="libretranslate",
                BIRTHWORDS_LIBRETRANSLATE=server.base,
            )
        )
        server.let_all_through()


def _serve(data: Path, **settings: str) -> Iterator[Site]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site = Site(f"http://127.0.0.1:{port}", data)
    environment = {
        **os.environ,
        "BIRTHWORDS_DATA": str(data),
        "BIRTHWORDS_BASE_URL": site.base,
        "BIRTHWORDS_PRERENDER": "0",
        "BIRTHWORDS_LEAVE_TO": "/",
        **settings,
    }
    environment.pop("BIRTHWORDS_DATABASE_URL", None)
    log = (data / "server.log").open("w")
    server = served("--demo", "--port", str(port), environment=environment, said=log)
    try:
        _wait_until_ready(site, server, data / "server.log")
        yield site
    finally:
        server.terminate()
        server.wait(30)
        log.close()


def _wait_until_ready(site: Site, server: Forked, log: Path) -> None:
    for _ in range(900):
        if server.poll() is not None:
            pytest.fail(f"The service stopped: {log.read_text()[-2000:]}")
        try:
            if site.get("/readyz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("The service was not ready within 90 seconds.")


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.fail(
            "Chromium is missing. `make test` installs it; by hand: apt-get install chromium"
        )
    if not (BUILD / "static" / "css" / "site.css").exists():
        pytest.fail("The styles are not built. Run `make setup`.")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield running
        running.close()


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Opens pages in contexts of their own; a request to any other machine fails the test."""
    contexts: list[BrowserContext] = []
    strangers: list[str] = []

    def build(**options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: _note_strangers(request.url, strangers))
        return page

    yield build
    for context in contexts:
        context.close()
    assert not strangers, f"third-party requests: {strangers}"


def _note_strangers(url: str, strangers: list[str]) -> None:
    # The last two are the reader of PDFs within Chromium itself.
    if not url.startswith(("http://127.0.0.1:", "data:", "about:", "chrome:", "chrome-extension:")):
        strangers.append(url)


def sign_in(page: Page, site: Site, name: str) -> None:
    page.goto(f"{site.base}/account/login")
    page.get_by_label("E-mail address").fill(f"{name}@demo.test")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/workbench")


FOUND = """async (rules) => {
  const found = await axe.run(document, {runOnly: rules});
  const unseen = node => node.any.some(check => check.data?.messageKey === "equalRatio");
  const hidden = found.incomplete
    .map(rule => ({...rule, nodes: rule.nodes.filter(unseen)})).filter(rule => rule.nodes.length);
  return [...found.violations, ...hidden];
}"""
"""Words in the very colour of their ground are no violation to axe: it cannot tell whether they are
meant to be seen. Here they are."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe finds on a page, one line a rule with the first element."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(FOUND, RULES)
    return [f"{page.url}: {v['id']}: {v['help']}: {v['nodes'][0]['html'][:200]}" for v in found]


def translate_back(page: Page) -> None:
    """From the page of a translation, say every text that waits for it in English, by keyboard."""
    page.get_by_role("link", name="Begin to translate back").press("Enter")
    page.wait_for_load_state()
    assert violations(page) == []
    while page.get_by_label("What it says, in English").count():
        expect(page.get_by_label("What it says, in English")).to_be_focused()
        page.keyboard.type("In English again.")
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("The back-translation is kept", timeout=30_000)
