"""A browser without JavaScript: opens addresses and sends the forms that a page offers."""

import atexit
import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx2
from fastapi.testclient import TestClient

from app.db import Database
from app.exchange.reader import Reader
from app.main import create_app
from tests.factories import PASSWORD


@dataclass
class Form:
    """One form of a page: where it goes and what its fields hold."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)
    files: bool = False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._area = ""
        self._select = ""
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = True
            self.forms.append(Form(given.get("action", ""), given.get("method", "get")))
        if not self._open:
            return
        form = self.forms[-1]
        if tag == "input" and given.get("type") == "file":
            form.files = True
        elif given.get("type") in ("checkbox", "radio") and "checked" not in given:
            pass  # a browser sends what is ticked, and nothing of the rest
        elif tag == "input":
            form.fields[given["name"]] = given.get("value", "")
        elif tag == "textarea":
            self._area = given["name"]
            form.fields[self._area] = ""
        elif tag == "button":
            form.buttons.append(given.get("formaction", form.action))
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and (self._select not in form.fields or "selected" in given):
            form.fields[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].fields[self._area] += data


_READER = Reader()
"""Takes a second to start, so that all visits share it; those of a running service have its own."""
atexit.register(_READER.close)


class Visit:
    """One person at one browser. `page` is the last answer."""

    def __init__(self, database: Database, who: str | None = None) -> None:
        app = create_app(database)
        app.state.reader = _READER
        self.client = TestClient(app, follow_redirects=True)
        self.page: httpx2.Response
        if who is not None:
            self.sign_in(f"{who}@x.test")

    def sign_in(self, email: str, password: str = PASSWORD) -> httpx2.Response:
        self.open("/account/login")
        return self.send("/account/login", email=email, password=password)

    def open(self, address: str) -> httpx2.Response:
        self.page = self.client.get(address)
        return self.page

    def forms(self, action: str, **holding: str) -> list[Form]:
        """The forms of the page with a button for this action, whose fields hold these values."""
        reader = _Reader()
        reader.feed(self.page.text)
        return [
            form
            for form in reader.forms
            if any(button.endswith(action) for button in (form.action, *form.buttons))
            and all(form.fields.get(name) == value for name, value in holding.items())
        ]

    def form(self, action: str, **holding: str) -> Form:
        found = self.forms(action, **holding)
        assert len(found) == 1, f"{len(found)} forms for {action} {holding} on {self.page.url}"
        return found[0]

    def send(
        self, action: str, where: dict[str, str] | None = None, **typed: str
    ) -> httpx2.Response:
        """Send the form for this action (of the segment in `where`), with these fields typed in."""
        return self.post(self.form(action, **(where or {})), action, **typed)

    def post(self, form: Form, action: str, **typed: str) -> httpx2.Response:
        target = next(a for a in (*form.buttons, form.action) if a.endswith(action))
        address = urljoin(str(self.page.url), target)
        self.page = self.client.post(address, data={**form.fields, **typed})
        return self.page

    def upload(self, name: str, data: bytes) -> httpx2.Response:
        """Send the page's upload form with a file."""
        reader = _Reader()
        reader.feed(self.page.text)
        form = next(form for form in reader.forms if form.files)
        address = urljoin(str(self.page.url), form.action)
        self.page = self.client.post(address, data=form.fields, files={"file": (name, data)})
        return self.page

    @property
    def text(self) -> str:
        return unescape(self.page.text)

    @property
    def words(self) -> str:
        """The page's words without its tags, spaces run together."""
        return " ".join(re.sub(r"<[^>]*>", " ", self.text).split())
