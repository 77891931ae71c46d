"""What every page for readers stands in: its language, hospitals and help, and how a page that is
not there is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.languages import ENGLISH, Language, format_date, languages
from app.render import words
from app.render.interface import interface_state
from app.render.local import Local, tel
from app.render.templating import template
from app.resources import addresses
from app.services import Service, chosen


@dataclass(frozen=True)
class Choice:
    """One plain link: a language, a hospital, a number to call (`note`) or a file (`note`: its
    size)."""

    name: str
    href: str
    current: bool = False
    note: str = ""
    language: Language = ENGLISH


@dataclass(frozen=True)
class ReaderFrame:
    """What every page has. `asked` is the language of the address; `language` is that of the
    page's words: English where the interface of `asked` is not open (H23)."""

    asked: Language
    demo: bool
    path: str
    services: tuple[Service, ...] = ()
    service: str | None = None

    @property
    def is_open(self) -> bool:
        return interface_state(self.asked.tag, self.demo) == "open"

    @property
    def language(self) -> Language:
        return self.asked if self.is_open else ENGLISH

    @property
    def query(self) -> str:
        return f"?service={self.service}" if self.service else ""

    @property
    def stylesheet(self) -> str:
        name = "site.rtl.css" if self.language.direction == "rtl" else "site.css"
        return f"/static/css/{name}"

    @property
    def shown(self) -> tuple[Service, ...]:
        """The services whose numbers show: the chosen one, else all."""
        return chosen(self.services, self.service)

    @property
    def hospitals(self) -> tuple[Choice, ...]:
        return tuple(
            Choice(found.name, f"{self.path}?service={found.id}", found.id == self.service)
            for found in self.services
        )

    @property
    def calls(self) -> tuple[Choice, ...]:
        """Where to call at any hour: the number of each hospital shown that has one, in `note`."""
        return tuple(
            Choice(
                found.name, tel(found.contacts["triage"].phone), note=found.contacts["triage"].phone
            )
            for found in self.shown
            if "triage" in found.contacts
        )

    @property
    def help(self) -> Local:
        """Whom to call, in the page's words, with what to say in the reader's language."""
        return Local(language=self.language, services=self.shown, demo=self.demo, caller=self.asked)

    @property
    def library(self) -> str:
        return addresses.library(self.asked.tag) + self.query

    @property
    def opening(self) -> str:
        """Where a plan is opened again from its code or file."""
        return addresses.opening(self.asked.tag) + self.query

    @property
    def demo_notice(self) -> str:
        return words.demo_notice(self.help.words)

    def date(self, day: date) -> str:
        return format_date(day, self.language)

    def language_links(self, tags: Iterable[str], path: str) -> tuple[Choice, ...]:
        """The same page in other languages that are open, by own names, in the registry's order."""
        wanted = set(tags) - {self.asked.tag}
        return tuple(
            Choice(found.own_name, addresses.library(found.tag) + path + self.query, language=found)
            for found in (ENGLISH, *languages())
            if found.tag in wanted and interface_state(found.tag, self.demo) == "open"
        )

    def render(self, name: str, page: object = None) -> str:
        found = template(f"public/{name}.html", self.language.tag, self.demo)
        return found.render(page=page, frame=self)


@dataclass(frozen=True)
class ErrorPage:
    """A page that is not there, has gone, or cannot be shown now. `languages` are those in which
    it can be read instead; `english` is its title and page where there is English."""

    status: int
    languages: tuple[Choice, ...] = ()
    english: Choice | None = None

    @property
    def is_in_english_alone(self) -> bool:
        return self.english is not None and len(self.languages) == 1
