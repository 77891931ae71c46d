"""Blocks of a resource as HTML, for page and print alike: `Reading` is what the macros of
`templates/blocks.html` ask, and draws inline text with its local facts. Whole pages are put
together in `app.web` and `render.pdf`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from app.render import words
from app.render.answered import NOTHING, Answered
from app.render.local import Local
from app.resources import addresses
from app.resources.inline import Node, parse
from app.resources.schema import (
    Group,
    Option,
    Part,
    Question,
    Resource,
    Stage,
    all_parts,
)


@dataclass(frozen=True, kw_only=True)
class Reading(Local):
    """One resource in one language as a reader meets it.

    `pictures` and `pages` are what the addresses of pictures and of other resources begin with;
    `query` is what links between pages carry on (`?service=gwh`); `anchors` goes before every id,
    where one document shows a resource twice. `group` and `row` say which row of which group is
    being drawn. `beside`: another language stands beside this one, with the lines to write on under
    both.
    """

    resource: Resource
    pictures: str = "/static/pictures/"
    pages: str = ""
    query: str = ""
    anchors: str = ""
    row: int = 0
    group: str = ""
    beside: bool = False

    @property
    def read_at(self) -> Stage:
        return self.resource.stage

    def html(self, parts: Iterable[Part] | None = None, level: int = 1) -> Markup:
        """Blocks (all of the resource's, unless some are given) under a heading of this level."""
        chosen = self.resource.blocks if parts is None else tuple(parts)
        return Markup(self.macros.render_blocks(chosen, self, level))  # noqa: S704 they escape

    def anchor(self, part: Part) -> str:
        return f"{self.anchors}{part.id}-{self.row}" if self.row else self.anchors + part.id

    def picture(self, name: str) -> str:
        return f"{self.pictures}{name}.svg"

    def inline(self, text: str) -> Markup:
        """A segment in the author's form as HTML, its facts filled in; raises MarkupError or
        MissingContactError."""
        return Markup().join(self._node(node) for node in parse(text))

    def plain(self, text: str) -> str:
        """A segment in the author's form as plain words, for an attribute such as `alt`."""
        return self.inline(text).striptags()

    def _node(self, node: Node) -> Markup:
        match node.kind:
            case "strong":
                return Markup("<strong>{}</strong>").format(self.isolated(node.text))
            case "link":
                return self._link(node)
            case "fact":
                return self._fact(node.ref)
            case _:
                return self.isolated(node.text)

    def _link(self, node: Node) -> Markup:
        scheme, _, rest = node.ref.partition(":")
        if scheme in addresses.FOLDERS:
            href = self.pages + addresses.page(self.language.tag, scheme, rest) + self.query
        elif node.ref.startswith("#"):
            href = f"#{self.anchors}{node.ref[1:]}"
        else:
            href = node.ref
        return Markup('<a href="{}">{}</a>').format(href, self.isolated(node.text))

    def _fact(self, ref: str) -> Markup:
        """A local fact; several services' that differ are each followed by the hospital's name."""
        kind, _, contact = ref.partition(".")
        if kind == "value":  # only a proof of the interface shows what pages put in later
            return Markup("<bdi>({})</bdi>").format(contact)
        if kind == "name":
            return self.joined(self.name(service) for service in self.services)
        found = self.details(contact)
        drawn = [self.phone(d.phone) if kind == "phone" else self.hours(d) for _, d in found]
        if len(set(drawn)) == 1:
            return drawn[0]
        return self.joined(
            Markup("{} ({})").format(each, self.name(service))
            for each, (service, _) in zip(drawn, found, strict=True)
        )

    @property
    def due(self) -> Markup:
        """When this plan is talked about; nothing where no weeks are set."""
        due = self.resource.due
        if due is None:
            return Markup()
        return self.isolated(words.due(due.first_week, due.last_week, self.words))

    def options(self, question: Question) -> tuple[Option, ...]:
        return self.resource.options_of(question)

    def lines(self, question: Question) -> int:
        """How many lines to write on stand under a question on paper."""
        return question.lines or {"text": 4, "line": 1, "date": 1}.get(question.answer, 0)

    def number(self, question: Question) -> str:
        """The number of a question, with its row in a group: 31.2."""
        return f"{question.number}.{self.row}" if self.row else str(question.number)

    def in_rows(self, group: Group) -> tuple["Reading", ...]:
        """The same reader at each row of a group that paper draws; a page shows the questions
        once, in no row."""
        if not self.is_print:
            return (self,)
        return tuple(replace(self, row=row, group=group.id) for row in range(1, group.rows + 1))

    def said(self, question: Question) -> Answered:
        """What was answered: nothing, where nobody filled anything in."""
        return NOTHING

    def written(self, said: Answered) -> tuple[Markup, ...]:
        """What a person wrote, line by line."""
        return ()

    def mark(self, question: Question) -> str:
        """What staff must know of an answer, in English."""
        return ""

    def group_words(self, group: Group, level: int) -> Markup:
        """What a group is about, without its rows."""
        return Markup(self.macros.group_words(group, self, level))  # noqa: S704 they escape

    def group_row(self, group: Group, level: int) -> Markup:
        """The heading of the row that is being drawn."""
        return Markup(self.macros.group_row(group, self, level))  # noqa: S704 they escape

    def condition(self, question: Question) -> Markup:
        """When a question is asked, by the numbers printed on the form."""
        wanted = question.show_if
        if wanted is None:
            return Markup()
        questions = (part for part in all_parts(self.resource) if isinstance(part, Question))
        asked = next((each for each in questions if each.id == wanted.question), None)
        if asked is None:  # it stands in a part that she left out
            return Markup()
        signs = tuple(
            asked.sign(option) for option in self.options(asked) if option.id in wanted.options
        )
        return self.isolated(words.condition(asked.number, signs, self.words, self.language))
