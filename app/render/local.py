"""The local facts of a page or print in the reader's language: hospitals' names, phone numbers,
hours, and the words to say for an interpreter. Blocks are drawn in `html`, which builds on this.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from gettext import NullTranslations
from typing import Protocol, cast

from markupsafe import Markup, escape

from app.languages import Direction, Language, Say
from app.render import words
from app.render.interface import translations
from app.render.isolate import isolate, run
from app.render.print_errors import Unprintable
from app.render.templating import template
from app.services import ContactDetails, Service


class MissingContactError(Unprintable):
    """A number is asked for that a service shown lacks; the page or print must not be made."""


@dataclass(frozen=True)
class ResolvedContact:
    """One number to show: whom it reaches, the hospital's own name, the phone, when it is
    answered."""

    label: str
    service: str
    phone: str
    hours: Markup


@dataclass(frozen=True, kw_only=True)
class Local:
    """A reader's language and the services whose numbers show. `caller` is whose words to say for
    an interpreter stand there, where that is not the language of the page."""

    language: Language
    services: tuple[Service, ...]
    is_print: bool = False
    demo: bool = False
    caller: Language | None = None

    def say_html(self) -> Markup:
        """The words to say on the phone to be given an interpreter; nothing in English."""
        return Markup(self.macros.say(self))  # noqa: S704 the macros escape

    def numbers_html(self, contact: str) -> Markup:
        """The numbers of one contact (`triage`) at every service shown."""
        return Markup(self.macros.numbers(self.contacts(contact), self))  # noqa: S704

    @cached_property
    def macros(self) -> "Macros":
        return cast(Macros, template("blocks.html", self.language.tag, self.demo).module)

    @cached_property
    def words(self) -> NullTranslations:
        return translations(self.language.tag, self.demo)

    @property
    def say(self) -> Say | None:
        caller = self.caller or self.language
        return None if caller.is_source else caller.say

    @property
    def say_language(self) -> str:
        """English written in the reader's own script."""
        return f"en-{(self.caller or self.language).script}"

    @property
    def say_direction(self) -> Direction:
        return (self.caller or self.language).direction

    def isolated(self, text: str) -> Markup:
        """Plain words of this language as HTML."""
        return isolate(text, self.language.direction, is_print=self.is_print)

    def joined(self, parts: Iterable[Markup]) -> Markup:
        """Parts with this language's comma between them."""
        return escape(words.comma(self.language)).join(parts)

    def name(self, service: Service) -> Markup:
        """A hospital keeps its English name, as its signs and its switchboard say it."""
        if self.language.is_source:
            return escape(service.name)
        return Markup('<span lang="en" dir="ltr">{}</span>').format(service.name)

    def phone(self, phone: str) -> Markup:
        number = run(phone, is_print=self.is_print)
        if self.is_print:
            return number
        return Markup('<a class="bw-tel" href="{}">{}</a>').format(tel(phone), number)

    def address(self, address: object) -> Markup:
        return run(str(address), is_print=self.is_print)

    def contacts(self, contact: str) -> tuple[ResolvedContact, ...]:
        """The numbers of a contact at every service shown; raises MissingContactError."""
        label = words.contact_label(contact, self.words)
        return tuple(
            ResolvedContact(label, service.name, details.phone, self.hours(details))
            for service, details in self.details(contact)
        )

    def details(self, contact: str) -> tuple[tuple[Service, ContactDetails], ...]:
        """A contact as each service has it; raises MissingContactError."""
        found = tuple((s, s.contacts[contact]) for s in self.services if contact in s.contacts)
        if len(found) < len(self.services) or not found:
            raise MissingContactError(f"There is no number “{contact}” at a service shown.")
        return found

    def hours(self, details: ContactDetails) -> Markup:
        return self.isolated(words.hours(details.hours, self.words, self.language))


def tel(phone: str) -> str:
    """The link that calls a number."""
    return f"tel:{phone.replace(' ', '')}"


class Macros(Protocol):
    """The macros of `templates/blocks.html`, as Python sees them."""

    def render_blocks(self, blocks: object, page: Local, level: int = 1) -> str: ...
    def numbers(self, found: tuple[ResolvedContact, ...], page: Local) -> str: ...
    def say(self, page: Local) -> str: ...
    def group_words(self, block: object, page: Local, level: int) -> str: ...
    def group_row(self, block: object, page: Local, level: int) -> str: ...
