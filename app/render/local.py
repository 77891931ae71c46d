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
from app.resources.schema import Stage
from app.services import EARLY_PREGNANCY, TRIAGE, ContactDetails, Service


class MissingContactError(Unprintable):
    """A number is asked for that a service shown lacks; the page or print must not be made."""


@dataclass(frozen=True, kw_only=True)
class ResolvedContact:
    """One number to show: whom it reaches, the hospital's own name, the phone, when it is answered,
    for whom it is where that has to be said, and the number for text messages, if any."""

    contact: str
    label: Markup
    service: str
    phone: str
    hours: Markup
    note: Markup
    text: str


@dataclass(frozen=True, kw_only=True)
class Local:
    """A reader's language and the services whose numbers show. `caller` is whose words to say for
    an interpreter stand there, where that is not the language of the page; `stage` is when it is
    read, which says whom to call then."""

    language: Language
    services: tuple[Service, ...]
    is_print: bool = False
    demo: bool = False
    caller: Language | None = None
    stage: Stage = "pregnancy"

    def say_html(self) -> Markup:
        """The words to say on the phone to be given an interpreter; nothing in English."""
        return Markup(self.macros.say(self))  # noqa: S704 the macros escape

    def help_html(self) -> Markup:
        """Whom to call when worried, for the baby too once it is born."""
        return Markup(self.macros.help(self))  # noqa: S704 the macros escape

    @cached_property
    def macros(self) -> "Macros":
        return cast(Macros, template("blocks.html", self.language.tag, self.demo).module)

    @cached_property
    def words(self) -> NullTranslations:
        return translations(self.language.tag, self.demo)

    @property
    def read_at(self) -> Stage:
        """When this is read."""
        return self.stage

    @property
    def is_after_birth(self) -> bool:
        return self.read_at == "after_birth"

    @property
    def baby_unwell(self) -> Markup:
        """Whom to call for the baby, once it is born; nothing before."""
        return self.isolated(words.baby_unwell(self.words)) if self.is_after_birth else Markup()

    @property
    def say(self) -> Say | None:
        caller = self.caller or self.language
        if caller.is_source:
            return None
        return caller.say_after_birth if self.is_after_birth else caller.say

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

    def text_message(self, number: str) -> Markup:
        """A number for text messages, after what says that it is one."""
        drawn = run(number, is_print=self.is_print)
        if not self.is_print:
            href = f"sms:{number.replace(' ', '')}"
            drawn = Markup('<a class="bw-tel" href="{}">{}</a>').format(href, drawn)
        return Markup("{} {}").format(self.isolated(words.text_message(self.words)), drawn)

    def address(self, address: object) -> Markup:
        return run(str(address), is_print=self.is_print)

    def contacts(self, contact: str) -> tuple[ResolvedContact, ...]:
        """The numbers of a contact at every service shown; raises MissingContactError."""
        return tuple(
            self._resolved(contact, service, details) for service, details in self.details(contact)
        )

    def some_contacts(self, contact: str) -> tuple[ResolvedContact, ...]:
        """The numbers of a contact that not every hospital has, at those shown that have it."""
        return tuple(
            self._resolved(contact, service, service.contacts[contact])
            for service in self.services
            if contact in service.contacts
        )

    def urgent_contacts(self) -> tuple[tuple[ResolvedContact, ...], ...]:
        """Whom to call when worried, by contact: triage, and in pregnancy the early pregnancy unit
        of each hospital whose triage does not take calls from the first week; raises
        MissingContactError."""
        early = self.some_contacts(EARLY_PREGNANCY) if self.read_at == "pregnancy" else ()
        return (self.contacts(TRIAGE), *((early,) if early else ()))

    def _resolved(self, contact: str, service: Service, details: ContactDetails) -> ResolvedContact:
        note = words.whom_for(contact, service, self.read_at, self.words)
        return ResolvedContact(
            contact=contact,
            label=self.isolated(words.contact_label(contact, self.words)),
            service=service.name,
            phone=details.phone,
            hours=self.hours(details),
            note=self.isolated(note),
            text=details.text or "",
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
    def help(self, page: Local) -> str: ...
    def say(self, page: Local) -> str: ...
    def group_words(self, block: object, page: Local, level: int) -> str: ...
    def group_row(self, block: object, page: Local, level: int) -> str: ...
    def group_table(
        self, block: object, page: Local, english: Local | None, theirs: object
    ) -> str: ...
