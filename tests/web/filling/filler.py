"""A browser that runs no script and fills in a plan: it sends what the page's form holds and what
was typed, and nothing else."""

from typing import Any
from urllib.parse import urljoin

import httpx2
import lxml.html
from fastapi.testclient import TestClient

FILL = "/en/plans/small-plan/fill"


class Filler:
    """One person. `page` is the last answer, `form` the form with the questions."""

    def __init__(self, client: TestClient, address: str = FILL) -> None:
        self.client = client
        self.page: httpx2.Response
        self.open(address)

    def open(self, address: str) -> None:
        self._read(self.client.get(address))

    def _read(self, page: httpx2.Response) -> None:
        self.page = page
        self.doc: Any = lxml.html.fromstring(page.text, base_url=str(page.url))
        forms = [form for form in self.doc.forms if not (form.action or "").endswith("/leave")]
        self.form: Any = forms[0] if forms else None

    def begin(self, *, shared: bool = False) -> "Filler":
        if shared:
            self.tick("shared", "yes")
        return self.press("begin")

    def type(self, key: str, text: str) -> "Filler":
        self.form.fields[f"w.{key}"] = text
        return self

    def date(self, key: str, *parts: str) -> "Filler":
        for name, part in zip(("day", "month", "year"), parts, strict=True):
            self.form.fields[f"d.{key}.{name}"] = part
        return self

    def tick(self, name: str, *values: str) -> "Filler":
        """Tick the boxes with these values and no other of that name."""
        for box in self.form.xpath(".//input[@type='checkbox' or @type='radio']"):
            if box.name == name:
                box.checked = box.get("value") in values
        return self

    def choose(self, key: str, *values: str) -> "Filler":
        return self.tick(f"c.{key}", *values)

    def button(self, go: str) -> Any:
        """The button that sends this value, or that leads to an address which ends so."""
        every = self.form.xpath(".//button")
        found = [
            button
            for button in every
            if button.get("value") == go or button.get("formaction", "").split("?")[0].endswith(go)
        ] or [button for button in every if go == "open"]
        assert found, f"no button {go} on {self.page.url}"
        return found[0]

    def press(self, go: str) -> "Filler":
        button = self.button(go)
        fields = [*self.form.form_values()]
        if button.get("name"):
            fields.append((button.get("name"), button.get("value")))
        target = button.get("formaction") or self.form.action
        self._read(self.send(urljoin(str(self.page.url), target), fields))
        return self

    def send(self, address: str, fields: list[tuple[str, str]]) -> httpx2.Response:
        data: dict[str, list[str]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        return self.client.post(address, data=data)

    def type_code(self, code: str) -> "Filler":
        self.form.fields["code"] = code
        return self

    def press_for_file(self) -> httpx2.Response:
        """The plan as the file that the page offers; the page stays."""
        address = str(self.page.url).partition("/fill")[0] + "/fill/file"
        return self.send(address, [("state", self.state)])

    @property
    def state(self) -> str:
        found: str = self.form.fields["state"]
        return found

    @property
    def text(self) -> str:
        found: str = self.doc.find(".//main").text_content()
        return " ".join(found.split())

    @property
    def heading(self) -> str:
        return " ".join(self.doc.find(".//h1").text_content().split())

    @property
    def language(self) -> str:
        found: str = self.doc.get("lang")
        return found


def filled_in(client: TestClient, address: str = FILL, name: str = "Ana Nowak") -> Filler:
    """Someone who has answered every question but the last, on the page of all answers."""
    she = Filler(client, address).begin()
    she.type("full-name", name).date("due-date", "14", "2", "2027").choose("interpreter", "would")
    she.press("next").choose("kind-of-interpreter", "woman").type("kind-of-interpreter", "cicho")
    she.press("next").type("matters", f"Spokój dla {name}").choose("vitamin-k", "injection")
    she.type("people/1/person", "Mąż").choose("people/1/when", "after").press("next")
    return she.date("people/1/after-when", "20", "2", "2027").choose("calm", "7").press("next")


def printed(she: Filler, name: str, **more: str) -> bytes:
    address = str(she.page.url).partition("/fill")[0] + f"/fill/print/{name}"
    fields = {**dict(she.form.form_values()), "answered": "yes", **more}
    answer = she.send(address, list(fields.items()))
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == 'inline; filename="plan.pdf"'
    assert "set-cookie" not in answer.headers
    return answer.content
