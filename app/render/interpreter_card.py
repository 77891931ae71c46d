"""A card that gets a woman an interpreter: her language by its own name, the words to say on the
phone, and whom to call. It is made from the registries alone, so that it is there for a language in
which nothing is published; around them stand that language's words where they are released, else
English.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from markupsafe import Markup

from app.languages import ENGLISH, Language
from app.render.interface import interface_state
from app.render.local import Local, ResolvedContact
from app.render.pdf import Passage, PrintJob
from app.render.templating import template
from app.services import INTERPRETER, TRIAGE, Service


@dataclass(frozen=True)
class InterpreterCard:
    """What the card is drawn from, for a demonstration or not."""

    asked: Language
    services: Sequence[Service]
    demo: bool

    @cached_property
    def local(self) -> Local:
        """The facts around her own words, in her language where that is open."""
        is_open = interface_state(self.asked.tag, self.demo) == "open"
        return Local(
            language=self.asked if is_open else ENGLISH,
            services=tuple(self.services),
            is_print=True,
            demo=self.demo,
            caller=self.asked,
        )

    @property
    def language(self) -> Language:
        return self.local.language

    @property
    def title(self) -> str:
        return f"{self.asked.english_name} interpreter"

    @property
    def calls(self) -> tuple[ResolvedContact, ...]:
        """Whom to call, by hospital; the interpreter's own number where a hospital has one. With
        several hospitals one page has room for the line that answers at any hour alone."""
        several = len(self.services) > 1
        urgent = self.local.contacts(TRIAGE) if several else self._urgent
        return (*urgent, *self.local.some_contacts(INTERPRETER))

    @property
    def _urgent(self) -> tuple[ResolvedContact, ...]:
        return tuple(chain.from_iterable(self.local.urgent_contacts()))

    def prose(self, text: str) -> Markup:
        return self.local.isolated(text)


def card_job(card: InterpreterCard, base_url: str) -> PrintJob:
    """The card to draw, on one page; raises MissingContactError."""
    say = card.local.say
    asked, own = card.asked, say.own_script if say else None
    held = [Passage("own_name", asked.own_name, asked.tag)]
    if say:
        held.append(Passage("say.latin", say.latin, ENGLISH.tag))
    if own:
        held.append(Passage("say.own_script", own, card.local.say_language))
    html = template("print/interpreter_card.html", card.language.tag, card.demo).render(page=card)
    return PrintJob(
        html=html,
        language=card.language.tag,
        title=card.title,
        base_url=base_url,
        passages=tuple(held),
        most_pages=1,
    )
