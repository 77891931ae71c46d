"""What the templates of `templates/filling` are handed: each page of filling in a plan."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from app.config import settings
from app.languages import Language
from app.plans.answers import MAX_TEXT, Answers, asking
from app.plans.form_secrets import keys
from app.plans.sealed import PURPOSE, ticket
from app.render import filled_words, filling_words
from app.render.filled import undrawn_in
from app.render.html import Reading
from app.render.qr import qr_svg
from app.render.templating import template
from app.resources import addresses
from app.resources.schema import Block, Contact, all_parts
from app.resources.sections import Section, sections
from app.web.filling import questions, shown
from app.web.filling.drawn_once import DrawnOnce
from app.web.filling.fields import anchor
from app.web.filling.questions import Asking, Filled, QuestionItem
from app.web.filling.sent import Why
from app.web.filling.steps import Step, sealed
from app.web.frame.reader import Choice, ReaderFrame
from app.web.public.pages import reading_of
from app.workflow.plans.filling import Plan


@dataclass(frozen=True)
class Error:
    """One line of an error summary, with the field it is about."""

    text: str
    href: str


@dataclass(frozen=True, kw_only=True)
class PlanPage:
    """What every page of a plan has: the plan, the page's frame, the same in other languages and,
    where it is published, in the `other` reading version."""

    plan: Plan
    frame: ReaderFrame
    languages: tuple[Choice, ...] = ()
    other: Choice | None = None

    @cached_property
    def reading(self) -> Reading:
        return reading_of(self.plan.view, self.frame)

    @cached_property
    def once(self) -> DrawnOnce:
        return DrawnOnce(self.plan.view, self.frame.service, self.frame.demo)

    def same(self, name: str, caller: Callable[[], Markup]) -> Markup:
        """A part of a template (`{% call page.same("name") %}`) in which no answer shows, drawn
        once for all readers."""
        return self.once.get(f"part {name}", caller)

    @property
    def visit(self) -> str:
        """What the button that leaves at once ends; nothing where nothing was begun."""
        return ""

    @property
    def is_easy_read(self) -> bool:
        return self.plan.view.reading_version == "easy_read"

    @property
    def elsewhere(self) -> str:
        """In which other languages and reading version this page is, as a name."""
        tags = " ".join(each.language.tag for each in self.languages)
        return f"{tags} {self.other.href}" if self.other else tags

    @property
    def leave_to(self) -> str:
        """Where the button that leaves at once leads."""
        return settings().leave_to

    @cached_property
    def title(self) -> str:
        reading = self.reading
        return self.once.get("title", lambda: reading.plain(reading.resource.title))

    @property
    def address(self) -> str:
        """Where the plan is read."""
        view = self.plan.view
        return addresses.page(view.language, view.kind, view.slug, view.reading_version)

    @property
    def action(self) -> str:
        view = self.plan.view
        return addresses.form(view.language, view.slug, view.reading_version)

    def at(self, name: str) -> str:
        """The address of one of the form's own pages, with the hospital chosen."""
        return f"{self.action}/{name}{self.frame.query}"

    @property
    def front(self) -> Markup:
        """What stands before the first question: that it is no consent, and whom to call (H27)."""
        return self.reading.html(_front(self.reading), 1)

    @property
    def front_calls(self) -> bool:
        """Whether the front says whom to call, so that the panel beside it need not."""
        front = _front(self.reading)
        parts = (part for each in front for part in (each, *all_parts(each)))
        return any(isinstance(part, Contact) for part in parts)

    @property
    def reminders(self) -> Markup:
        """The sentences of the front that stand out, such as “This plan is not consent”."""
        return self.reading.html([each for each in _front(self.reading) if each.type == "inset"])

    def render(self, name: str) -> str:
        found = template(f"filling/{name}.html", self.frame.language.tag, self.frame.demo)
        return found.render(page=self, frame=self.frame)


def _front(reading: Reading) -> tuple[Block, ...]:
    first = sections(reading.resource)[0]
    return first.blocks if first.heading is None and not first.asks else ()


@dataclass(frozen=True, kw_only=True)
class StartPage(PlanPage):
    """Before anything is filled in."""

    @property
    def tells(self) -> tuple[Markup, ...]:
        """The sections after the last question, which say how the plan works."""
        found = sections(self.reading.resource)
        last = max(place for place, section in enumerate(found) if section.asks)
        return tuple(_html(self.reading, section) for section in found[last + 1 :])


def _html(reading: Reading, section: Section) -> Markup:
    blocks: tuple[Block, ...] = section.blocks
    return reading.html((section.heading, *blocks) if section.heading else blocks, 2)


@dataclass(frozen=True, kw_only=True)
class StepPage(PlanPage):
    """A page that carries answers: `step` says which."""

    step: Step | None = None

    @property
    def now(self) -> Step:
        if self.step is None:
            raise ValueError("This page needs a step.")
        return self.step

    @property
    def answers(self) -> Answers:
        return self.now.state.answers

    @cached_property
    def state(self) -> str:
        return sealed(self.now.state)

    @property
    def visit(self) -> str:
        return ticket(self.now.state.visit, keys(settings(), PURPOSE))

    @property
    def shared(self) -> bool:
        return self.now.state.shared


@dataclass(frozen=True, kw_only=True)
class SectionPage(StepPage):
    """The questions of one section."""

    @cached_property
    def _asking(self) -> tuple[Section, ...]:
        return asking(self.reading.resource)

    @cached_property
    def _place(self) -> int:
        return [section.id for section in self._asking].index(self.now.at)

    @property
    def section(self) -> Section:
        return self._asking[self._place]

    @cached_property
    def heading(self) -> Markup:
        found = self.section.heading
        return self.reading.inline(found.text if found else self.reading.resource.title)

    @property
    def progress(self) -> str:
        return filling_words.part_of(self._place + 1, len(self._asking), self.reading.words)

    @property
    def is_first(self) -> bool:
        return self._place == 0

    @property
    def before(self) -> Markup:
        """Sections that only tell and stand before this one, such as questions to ask."""
        told: list[Section] = []
        for section in sections(self.reading.resource):
            if section.id == self.now.at:
                break
            told = [*told, section] if not section.asks and section.heading else []
        return Markup().join(_html(self.reading, section) for section in told)

    @cached_property
    def items(self) -> tuple[QuestionItem, ...]:
        step = self.now
        filled = Filled(
            answers=self.answers,
            wrong=step.wrong,
            typed=step.typed,
            rows=step.rows,
            focus=step.focus,
        )
        return Asking(self.reading, self.once, filled).items(self.section.blocks)

    @property
    def seen(self) -> str:
        return questions.seen(self.items)

    @property
    def rows(self) -> str:
        found = (item.group for item in self.items if item.group)
        return " ".join(f"{group.id}:{len(group.rows)}" for group in found)

    @property
    def errors(self) -> tuple[Error, ...]:
        return tuple(
            Error(
                filling_words.wrong(
                    each.reason, each.place.question.number, MAX_TEXT, self.reading.words
                ),
                f"#{anchor(each.place.key)}",
            )
            for each in self.now.wrong
        )

    @property
    def error_list(self) -> list[dict[str, str]]:
        return [{"text": error.text, "href": error.href} for error in self.errors]


@dataclass(frozen=True)
class Earlier:
    """An answer to a question that has changed, with the question as it was answered."""

    answer: shown.AnswerView
    language: Language
    why: str
    drop: str
    go: str


@dataclass(frozen=True, kw_only=True)
class CheckPage(StepPage):
    """All answers once more, before they are printed or handed over."""

    earlier: tuple[Earlier, ...] = ()
    formats: tuple[Choice, ...] = ()

    @cached_property
    def sections(self) -> tuple[shown.SectionView, ...]:
        return shown.sections(self.reading, self.answers)

    @cached_property
    def unprintable(self) -> dict[str, str]:
        """By the key of an answer, which of its signs no print can draw: said here, before she asks
        for one (H7)."""
        view, words = self.reading, self.reading.words
        return {
            each.key: filled_words.undrawn(each.question, each.letters, words)
            for each in undrawn_in(view.resource, self.answers, view.language)
        }


@dataclass(frozen=True, kw_only=True)
class LaterPage(StepPage):
    """The plan as a file and as a code, to go on some other time or on another device."""

    code: str = ""

    @property
    def open_address(self) -> str:
        return settings().base_url + addresses.opened()

    @property
    def qr(self) -> Markup:
        title = filling_words.code_title(self.reading.words)
        return qr_svg(self.open_address, title, self.code)

    @property
    def has_earlier(self) -> bool:
        return bool(self.answers.earlier)


@dataclass(frozen=True, kw_only=True)
class OpenPage:
    """Where a plan is opened from its code or file; `problem` says why one was not."""

    frame: ReaderFrame
    languages: tuple[Choice, ...] = ()
    problem: str = ""
    visit: str = ""
    is_easy_read: bool = False

    @property
    def action(self) -> str:
        return addresses.opening(self.frame.asked.tag)

    def render(self, name: str) -> str:
        found = template(f"filling/{name}.html", self.frame.language.tag, self.frame.demo)
        return found.render(page=self, frame=self.frame)


@dataclass(frozen=True, kw_only=True)
class ChoosePage(OpenPage):
    """A plan that was opened, before the language is chosen in which it shows; `others` lead to the
    other reading version, under `other_title`."""

    state: str = ""
    others: tuple[Choice, ...] = ()
    other_title: str = ""


@dataclass(frozen=True, kw_only=True)
class RefusedPage(OpenPage):
    """Nothing was taken from what was sent."""

    why: Why = "damaged"

    @property
    def said(self) -> str:
        return filling_words.refused(self.why, self.frame.help.words)
