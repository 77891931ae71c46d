"""The form of one block as a page shows it: as the block stands, as it was typed, or as it was sent
and refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.languages import ENGLISH, format_date
from app.models import UnsavedBlock
from app.resources.editing import (
    ABOUT,
    JOINED_BY,
    SOURCES,
    Data,
    fingerprint,
    first_words,
    part,
    places,
)
from app.web.author import fields, filled_in
from app.web.author.fields import NAMES, Field, kind_of
from app.web.author.filled_in import Posted
from app.web.author.places import address
from app.workflow.proposals.texts import Writing

EMPTY: Data = {}
ROOM = 3
"""Empty rows at the end of a list in a form."""
TITLES = {ABOUT: "About this text", SOURCES: "Where its facts come from"}


@dataclass(frozen=True, kw_only=True)
class FormRow:
    """One row of a list in a form."""

    id: str = ""
    text: str = ""
    number: int = 0
    part: Data = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FormView:
    """The form of one block. `part` is what it shows, `seen` how the block stood when it was
    opened; a new one is put behind `after` or first `inside`. `theirs` is what someone else wrote
    meanwhile; `typed` says when the person typed what they did not save."""

    writing: Writing
    kind: str
    block: str
    part: Data
    seen: str
    after: str = ""
    inside: str = ""
    problems: tuple[str, ...] = ()
    theirs: tuple[tuple[str, str], ...] = ()
    typed: str = ""
    more: int = 0
    why: str = ""

    @property
    def is_new(self) -> bool:
        return not self.block

    @property
    def name(self) -> str:
        return TITLES.get(self.kind) or NAMES[self.kind]

    @property
    def fields(self) -> tuple[Field, ...]:
        return fields.fields_of(self.kind, new=self.is_new, resource_kind=self.writing.kind)

    @property
    def action(self) -> str:
        return f"{address(self.writing)}/{'add' if self.is_new else 'save'}"

    @property
    def back(self) -> str:
        return f"{address(self.writing)}#at-{self.block or self.after or self.inside or 'end'}"

    @property
    def splits(self) -> bool:
        return not self.is_new and self.kind in JOINED_BY

    def value(self, name: str) -> str:
        found = self.part.get(name)
        return (
            "" if found is None else str(found).lower() if isinstance(found, bool) else str(found)
        )

    def default(self, name: str) -> str:
        """What a choice stands at where nothing was chosen."""
        return self.value(name) or {"level": "2", "style": "bullet", "stage": "pregnancy"}.get(
            name, ""
        )

    def chosen(self, name: str) -> tuple[str, ...]:
        return tuple(map(str, self.part.get(name, ())))

    def rows(self, name: str) -> tuple[FormRow, ...]:
        """The points of a list, and room for more."""
        known = [each for each in self.part.get(name, ()) if "names" not in each]
        rows = [
            FormRow(id=each.get("id", ""), text=each.get("text", ""), number=n, part=each)
            for n, each in enumerate(known, 1)
        ]
        room = ROOM + self.more
        return (*rows, *(FormRow(number=n) for n in range(len(rows) + 1, len(rows) + 1 + room)))

    @property
    def grid(self) -> tuple[tuple[FormRow, ...], tuple[tuple[FormRow, tuple[FormRow, ...]], ...]]:
        """The heads of a table and its rows, with one more of each."""
        columns = [FormRow(id=c["id"], text=c["text"]) for c in self.part.get("columns", ())]
        columns += [FormRow()] * (1 if columns else 3)
        rows = []
        for each in self.part.get("rows", ()):
            cells = [FormRow(id=c["id"], text=c["text"]) for c in each["cells"]]
            cells += [FormRow()] * (len(columns) - len(cells))
            rows.append((FormRow(id=each["id"]), tuple(cells)))
        rows += [(FormRow(), (FormRow(),) * len(columns))] * (2 + self.more)
        return tuple(columns), tuple(rows)

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """The sources of the text, to be named by a block."""
        return tuple(
            (each["id"], f"{each['title']}: “{each['sentence']}”")
            for each in self.writing.data.get("sources", ())
        )

    @property
    def option_sets(self) -> tuple[tuple[str, str], ...]:
        sets = self.writing.data.get("option_sets", ())
        return (
            ("", "None: the answers below"),
            *((s["id"], first_words(s)) for s in sets),
        )

    @property
    def asked_before(self) -> tuple[tuple[str, str], ...]:
        """(question/option, words) of what a question may depend on."""
        found: list[tuple[str, str]] = []
        sets = {each["id"]: each for each in self.writing.data.get("option_sets", ())}
        for each in places(self.writing.data):
            if each.id == self.block:
                break
            if each.part.get("type") == "question":
                shared = sets.get(each.part.get("option_set", ""), EMPTY)
                for option in (*each.part.get("options", ()), *shared.get("options", ())):
                    words = option.get("text") or option.get("english_name", "")
                    found.append(
                        (f"{each.id}/{option['id']}", f"{first_words(each.part)} – {words}")
                    )
        return tuple(found)

    @property
    def conditions(self) -> tuple[str, ...]:
        wanted = self.part.get("show_if")
        return tuple(f"{wanted['question']}/{each}" for each in wanted["options"]) if wanted else ()

    def choices(self, found: Field) -> tuple[tuple[str, str], ...]:
        if found.name == "option_set":
            return self.option_sets
        return found.choices

    @property
    def pictures(self) -> tuple[tuple[str, str], ...]:
        return fields.picture_choices()


def open_form(writing: Writing, block: str, typed: UnsavedBlock | None, take: bool) -> FormView:
    """The form of a block as it stands, or as the person typed it; raises CannotEdit."""
    found = part(writing.data, block)
    kind = block if block in TITLES else kind_of(found)
    shown, seen = found, fingerprint(writing.data, block)
    if typed and take:
        posted = Posted([(name, value) for name, value in typed.form])
        shown, seen = _from(kind, found, posted, writing), typed.seen
    return FormView(
        writing=writing,
        kind=kind,
        block=block,
        part=shown,
        seen=seen,
        typed=f"{typed.at:%H:%M} UTC, {format_date(typed.at.date(), ENGLISH)}"
        if typed and not take
        else "",
    )


def _from(kind: str, found: Data, posted: Posted, writing: Writing) -> Data:
    if kind == SOURCES:
        return filled_in.sources_filled_in(found, posted, set())
    return filled_in.filled_in(kind, found, posted, set(), writing.kind)


def posted_form(
    writing: Writing, block: str, kind: str, posted: Posted, problems: Iterable[str] = ()
) -> FormView:
    """The form as it was sent, with what is wrong."""
    found = part(writing.data, block) if block else {}
    return FormView(
        writing=writing,
        kind=kind,
        block=block,
        part=_from(kind, found, posted, writing),
        seen=posted.one("seen"),
        after=posted.one("after"),
        inside=posted.one("inside"),
        problems=tuple(problems),
        more=5 if posted.has("more") else 0,
        why=posted.one("why"),
    )
