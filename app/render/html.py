"""Blocks of a resource as HTML, for page and print alike: `Reading` is what the macros of
`templates/blocks.html` ask, and draws inline text with its local facts. Whole pages are put
together in `app.web` and `render.pdf`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil
from statistics import mean
from unicodedata import category

from markupsafe import Markup, escape

from app.languages import ENGLISH, Language, is_source
from app.render import filling_words, words
from app.render.answered import NOTHING, Answered
from app.render.library_now import UNKNOWN, LibraryNow
from app.render.local import Local
from app.resources import addresses
from app.resources.inline import Node, parse
from app.resources.schema import (
    Group,
    LanguageOption,
    Option,
    Part,
    Question,
    Resource,
    Stage,
    all_parts,
)

AnyOption = Option | LanguageOption

SHORT = 24
"""Letters of options that stand in one line."""

WRITTEN = ("text", "line", "date")
"""Answers that are written by hand."""


@dataclass(frozen=True, kw_only=True)
class Reading(Local):
    """One resource in one language as a reader meets it.

    `pictures` and `pages` are what the addresses of pictures and of other resources begin with;
    `query` is what links between pages carry on (`?service=gwh`); `anchors` goes before every id,
    where one document shows a resource twice. `group` and `row` say which row of which group is
    being drawn. `beside`: another language stands beside this one, with the lines to write on under
    both. `compact`: paper whose letters are small enough for tables to write in. `hers` is the
    reader's language where that is not the language of these words. `library` is what a guide
    lists, None while it is in work.
    """

    resource: Resource
    pictures: str = "/static/pictures/"
    pages: str = ""
    query: str = ""
    anchors: str = ""
    row: int = 0
    group: str = ""
    beside: bool = False
    compact: bool = False
    hers: Language | None = None
    library: LibraryNow | None = None

    @property
    def read_at(self) -> Stage:
        return self.resource.stage

    def html(self, parts: Iterable[Part] | None = None, level: int = 1) -> Markup:
        """Blocks (all of the resource's, unless some are given) under a heading of this level."""
        chosen = self.resource.blocks if parts is None else tuple(parts)
        return Markup(self.macros.render_blocks(chosen, self, level))  # noqa: S704 they escape

    @property
    def not_listed(self) -> str:
        """What stands in place of what a guide lists, while it is in work."""
        return "" if self.library else UNKNOWN

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

    def options(self, question: Question) -> tuple[AnyOption, ...]:
        return self.resource.options_of(question)

    def offered(self, question: Question) -> tuple[AnyOption, ...]:
        """The options as they are shown: of languages hers first, then English. Paper in her
        language has room for these two, or for what she chose; another one she writes."""
        options = self.options(question)
        named = [each for each in options if isinstance(each, LanguageOption)]
        if not named:
            return options
        hers = (self.hers or self.language).tag
        named.sort(key=lambda each: (hers not in each.tags, each.id != ENGLISH.tag, each.number))
        if self.is_print:
            chosen = [each for each in named if each.id in self.said(question).ticked]
            near = [each for each in named if {hers, ENGLISH.tag} & set(each.tags)]
            named = chosen or (named if is_source(hers) else near)
        return (*named, *(each for each in options if not isinstance(each, LanguageOption)))

    def option(self, option: AnyOption) -> Markup:
        """The words of an option; a language by its own name, in English by its English one, which
        staff read."""
        if not isinstance(option, LanguageOption):
            return self.inline(option.text)
        if self.language.is_source and self.is_print:
            return escape(option.english_name)
        names = Markup(" · ").join(
            Markup('<span lang="{}" dir="{}" class="script-{}">{}</span>').format(
                each.tag, each.direction, each.script.lower(), each.text
            )
            for each in option.names
        )
        if not self.language.is_source or option.id == ENGLISH.tag:
            return names
        return Markup("{} ({})").format(option.english_name, names)

    def drawing_of(self, option: AnyOption) -> str:
        """The address of the picture beside an option, or "". Paper has none: a tick or a cross
        beside a box would read as hers."""
        shown = option.picture if isinstance(option, Option) and not self.is_print else None
        return self.picture(shown) if shown else ""

    def is_illustrated(self, question: Question) -> bool:
        """Whether several options have a picture, so that the others begin where these do."""
        return sum(1 for each in self.options(question) if self.drawing_of(each)) > 1

    def in_lines(self, parts: Iterable[Part]) -> Iterator[tuple[Part, ...]]:
        """Parts as they stand beside each other: on compact paper two questions that a line each
        answers share one."""
        waiting: tuple[Part, ...] = ()
        for part in parts:
            if not self._is_one_line(part):
                yield from ((each,) for each in (*waiting, part))
                waiting = ()
            elif waiting:
                yield (*waiting, part)
                waiting = ()
            else:
                waiting = (part,)
        if waiting:
            yield waiting

    def _is_one_line(self, part: Part) -> bool:
        return (
            self.compact
            and not self.beside
            and isinstance(part, Question)
            and part.answer in ("line", "date")
            and not self.options(part)
            and not self.said(part).is_written
        )

    def flows(self, question: Question) -> bool:
        """Whether options stand one after another in a few lines: short ones, those of which some
        are chosen, and English ones beside those that are ticked."""
        if not self.is_print or question.languages:
            return False
        if self.said(question).ticked or (self.beside and self.language.is_source):
            return True
        lengths = [len(self.option(each).striptags()) for each in self.options(question)]
        narrow = self.beside or not self.compact
        return bool(lengths) and (mean(lengths) if narrow else max(lengths)) <= SHORT

    def is_tabular(self, group: Group) -> bool:
        """Whether paper has a table to write in for this group: a row for each time, and a column
        for each question."""
        questions = group.questions
        written = all(each.answer in WRITTEN and not each.show_if for each in questions)
        empty = all(row.said(each) == NOTHING for row in self.in_rows(group) for each in questions)
        most = 3 if self.compact else 2
        drawn = any(each.picture for each in (group, *questions))
        return self.is_print and written and empty and not drawn and len(questions) <= most

    def first_width(self, group: Group, theirs: Group | None = None) -> int:
        """How wide the column with the numbers of the rows is, in hundredths: as the longest word
        of its heading needs, in English too where that stands beside it."""
        usual, letter = (14, 1.45) if self.compact else (20, 1.9)
        heading = " ".join([self.plain(group.row), theirs.row if theirs else ""])
        longest = max(map(_letters, heading.split()))
        return min(max(usual, ceil(longest * letter) + 2), 2 * usual)

    def widths(self, group: Group, theirs: Group | None = None) -> tuple[int, ...]:
        """How wide the other columns of its table are, in hundredths."""
        shares = [min(self.lines(each), 2) + 3 for each in group.questions]
        left = 100 - self.first_width(group, theirs)
        return tuple(left * share // sum(shares) for share in shares)

    def height(self, group: Group) -> int:
        """How many lines a row of its table is high: more than the same answer needs on whole
        lines."""
        most = max(self.lines(each) for each in group.questions)
        return most + 1 if len(group.questions) > 1 else most

    def more_label(self, question: Question) -> str:
        """What stands over the room for words beside options."""
        if question.languages:
            return words.another_language(self.words)
        return filling_words.own_words(self.words)

    def lines(self, question: Question) -> int:
        """How many lines to write on stand under a question on paper; for another language there
        is room in the line of those offered."""
        if question.languages:
            return 0
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

    def group_table(
        self, group: Group, english: "Reading | None" = None, theirs: Group | None = None
    ) -> Markup:
        """The table to write in, its headings in English too where that is given."""
        drawn = self.macros.group_table(group, self, english, theirs)
        return Markup(drawn)  # noqa: S704 they escape

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


def _letters(word: str) -> int:
    """How many signs stand beside each other, marks on a letter left out."""
    return sum(not category(each).startswith("M") for each in word)
