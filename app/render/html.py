"""Blocks of a resource as HTML, for page and print alike: `Reading` is what the macros of
`templates/blocks.html` ask, and draws inline text with its local facts. Whole pages are put
together in `app.web` and `render.pdf`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from gettext import NullTranslations
from typing import Protocol, cast

from markupsafe import Markup, escape

from app.languages import Language, Say
from app.render import words
from app.render.interface import translations
from app.render.isolate import isolate, run
from app.render.templating import template
from app.resources.inline import Node, parse
from app.resources.schema import Part, Question, Resource, all_parts
from app.services import ContactDetails, Service

_KINDS = {"leaflet": "leaflets", "plan": "plans", "message": "messages"}


class MissingContactError(LookupError):
    """A resource asks for a number that no service shown has; it must not be printed or shown."""


@dataclass(frozen=True)
class Contact:
    """One number to show: whom it reaches, the hospital's own name, the phone and the words for its
    hours."""

    label: str
    service: str
    phone: str
    hours: Markup


@dataclass(frozen=True)
class Reading:
    """One resource in one language as a reader meets it. `services` are those whose numbers show.

    `pictures` and `pages` are what the addresses of pictures and of other resources begin with;
    `query` is what links between pages carry on (`?service=gwh`); `anchors` goes before every id,
    where one document shows a resource twice.
    """

    resource: Resource
    language: Language
    services: tuple[Service, ...]
    is_print: bool = False
    demo: bool = False
    pictures: str = "/static/pictures/"
    pages: str = ""
    query: str = ""
    anchors: str = ""

    def html(self, parts: Iterable[Part] | None = None, level: int = 1) -> Markup:
        """Blocks (all of the resource's, unless some are given) under a heading of this level."""
        module = self._module
        chosen = self.resource.blocks if parts is None else tuple(parts)
        return Markup(module.render_blocks(chosen, self, level))  # noqa: S704 the macros escape

    def say_html(self) -> Markup:
        """The words to say on the phone to be given an interpreter."""
        return Markup(self._module.say(self))  # noqa: S704

    def numbers_html(self, contact: str) -> Markup:
        """The numbers of one contact at every service shown."""
        return Markup(self._module.numbers(self.contacts(contact), self))  # noqa: S704

    @cached_property
    def _module(self) -> "_Macros":
        return cast(_Macros, template("blocks.html", self.language.tag, self.demo).module)

    @cached_property
    def words(self) -> NullTranslations:
        return translations(self.language.tag, self.demo)

    def with_services(self, services: tuple[Service, ...]) -> "Reading":
        return replace(self, services=services)

    @property
    def say(self) -> Say | None:
        return None if self.language.tag == "en" else self.language.say

    @property
    def say_language(self) -> str:
        """English written in the reader's own script."""
        return f"en-{self.language.script}"

    def anchor(self, part: Part) -> str:
        return self.anchors + part.id

    def picture(self, name: str) -> str:
        return f"{self.pictures}{name}.svg"

    def inline(self, text: str) -> Markup:
        """A string in the author's form as HTML, its facts filled in; raises MarkupError or
        MissingContactError."""
        return Markup().join(self._node(node) for node in parse(text))

    def plain(self, text: str) -> str:
        """A string in the author's form as plain words, for an attribute such as `alt`."""
        return self.inline(text).striptags()

    def _node(self, node: Node) -> Markup:
        match node.kind:
            case "strong":
                return Markup("<strong>{}</strong>").format(self._words(node.text))
            case "link":
                return self._link(node)
            case "fact":
                return self._fact(node.ref)
            case _:
                return self._words(node.text)

    def _words(self, text: str) -> Markup:
        return isolate(text, self.language.direction, is_print=self.is_print)

    def _link(self, node: Node) -> Markup:
        scheme, _, rest = node.ref.partition(":")
        if scheme in _KINDS:
            href = f"{self.pages}/{self.language.tag}/{_KINDS[scheme]}/{rest}{self.query}"
        elif node.ref.startswith("#"):
            href = f"#{self.anchors}{node.ref[1:]}"
        else:
            href = node.ref
        return Markup('<a href="{}">{}</a>').format(href, self._words(node.text))

    def _fact(self, ref: str) -> Markup:
        kind, _, contact = ref.partition(".")
        if kind == "name":
            return self._joined(self.name(service) for service in self.services)
        found = self._details(contact)
        drawn = [
            self.phone(details.phone) if kind == "phone" else self._hours(details)
            for _, details in found
        ]
        if len(set(drawn)) == 1:
            return drawn[0]
        return self._joined(
            Markup("{} ({})").format(each, self.name(service))
            for each, (service, _) in zip(drawn, found, strict=True)
        )

    def _joined(self, parts: Iterable[Markup]) -> Markup:
        return escape(words.comma(self.language)).join(parts)

    def name(self, service: Service) -> Markup:
        """A hospital keeps its English name in every language, as the signs and the switchboard say
        it."""
        if self.language.tag == "en":
            return escape(service.name)
        return Markup('<span lang="en" dir="ltr">{}</span>').format(service.name)

    def phone(self, phone: str) -> Markup:
        number = run(phone, is_print=self.is_print)
        if self.is_print:
            return number
        return Markup('<a class="bw-tel" href="tel:{}">{}</a>').format(
            phone.replace(" ", ""), number
        )

    def address(self, address: object) -> Markup:
        return run(str(address), is_print=self.is_print)

    def contacts(self, contact: str) -> tuple[Contact, ...]:
        """The numbers of a contact (`triage`) at every service shown; raises
        MissingContactError."""
        label = words.contact_label(contact, self.words)
        return tuple(
            Contact(label, service.name, details.phone, self._hours(details))
            for service, details in self._details(contact)
        )

    def _details(self, contact: str) -> list[tuple[Service, ContactDetails]]:
        found = [
            (service, service.contacts[contact])
            for service in self.services
            if contact in service.contacts
        ]
        if len(found) < len(self.services) or not found:
            raise MissingContactError(
                f"{self.resource.slug}: there is no number “{contact}” at a service shown."
            )
        return found

    def _hours(self, details: ContactDetails) -> Markup:
        return self._words(words.hours(details.hours, self.words, self.language))

    def options(self, question: Question) -> tuple[Part, ...]:
        return self.resource.options_of(question)

    def lines(self, question: Question) -> int:
        """How many lines to write on stand under a question on paper."""
        return question.lines or {"text": 4, "line": 1, "date": 1}.get(question.answer, 0)

    def condition(self, question: Question) -> Markup:
        """When a question is asked, by the numbers printed on the form."""
        if question.show_if is None:
            return Markup()
        asked = next(
            part
            for part in all_parts(self.resource)
            if isinstance(part, Question) and part.id == question.show_if.question
        )
        numbers = tuple(
            option.number
            for option in self.resource.options_of(asked)
            if option.id in question.show_if.options
        )
        return self._words(words.condition(asked.number, numbers, self.words, self.language))


class _Macros(Protocol):
    """The macros of `templates/blocks.html`, as Python sees them."""

    def render_blocks(self, blocks: tuple[Part, ...], page: Reading, level: int = 1) -> str: ...
    def numbers(self, found: tuple[Contact, ...], page: Reading) -> str: ...
    def say(self, page: Reading) -> str: ...
