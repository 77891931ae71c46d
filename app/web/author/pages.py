"""What authors' pages are handed: the list of texts, a text with one block open, and the form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from app.config import settings
from app.languages import ENGLISH, format_date
from app.models import UnsavedBlock
from app.render.html import Reading
from app.resources.editing import (
    ABOUT,
    JOINED_BY,
    SOURCES,
    BlockPlace,
    Data,
    can_join,
    fingerprint,
    first_words,
    part,
    places,
)
from app.resources.schema import Resource, all_parts
from app.services import services
from app.web.author import fields
from app.web.author.fields import BOXES, NAMES, Field, Posted, kind_of
from app.web.frame.staff import Frame, Link
from app.web.frame.staff_presenters import KINDS, VERSIONS
from app.workflow.proposals.writing import TakenOut, Writing

EMPTY: Data = {}
ROOM = 3
"""Empty rows at the end of a list in a form."""
TITLES = {ABOUT: "About this text", SOURCES: "Where its facts come from"}


def address(writing: Writing) -> str:
    """Where a text is written."""
    return f"/author/{writing.kind}/{writing.slug}/{writing.reading_version}"


@dataclass(frozen=True, kw_only=True)
class TextRow:
    """One text in the list of authors: who changed it last, where anybody did."""

    title: str
    kind: str
    version: str
    href: str
    state: str
    changed: bool
    note: str = ""


@dataclass(frozen=True)
class AuthorListPage:
    """All texts, those that are worked on first."""

    frame: Frame
    rows: tuple[TextRow, ...]

    @property
    def worked_on(self) -> tuple[TextRow, ...]:
        return tuple(row for row in self.rows if row.changed)

    @property
    def others(self) -> tuple[TextRow, ...]:
        return tuple(row for row in self.rows if not row.changed)


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


@dataclass(frozen=True, kw_only=True)
class BlockRow:
    """One block of a text as an author meets it: how readers see it, and what may be done. `next`
    is the block that it can be joined with; `behind` where it may be moved to."""

    place: BlockPlace
    name: str
    words: str
    html: Markup
    advice: tuple[str, ...]
    joins: bool
    state: str
    typed: bool
    seen: str
    form: FormView | None = None
    adding: FormView | None = None
    inside_first: FormView | None = None
    add_inside: tuple[Link, ...] = ()
    add_after: tuple[Link, ...] = ()

    @property
    def id(self) -> str:
        return self.place.id

    @property
    def is_first(self) -> bool:
        return self.place.at == 0

    @property
    def is_last(self) -> bool:
        return self.place.at + 1 == self.place.of

    @property
    def is_box(self) -> bool:
        return kind_of(self.place.part) in BOXES


@dataclass(frozen=True, kw_only=True)
class WritingPage:
    """A text that is written, with at most one form open."""

    frame: Frame
    writing: Writing
    resource: Resource
    advice: Mapping[str, tuple[str, ...]]
    typed: Mapping[str, UnsavedBlock]
    taken_out: Sequence[TakenOut] = ()
    form: FormView | None = None
    last_step: str = ""
    newer: bool = False
    versions: tuple[Link, ...] = ()

    @property
    def address(self) -> str:
        return address(self.writing)

    @property
    def title(self) -> str:
        return self.resource.title

    @property
    def kind(self) -> str:
        return f"{KINDS[self.writing.kind]}, {VERSIONS[self.writing.reading_version].lower()}"

    @property
    def about_form(self) -> FormView | None:
        return self.form if self.form and self.form.kind == ABOUT else None

    @property
    def sources_form(self) -> FormView | None:
        return self.form if self.form and self.form.kind == SOURCES else None

    @property
    def about_seen(self) -> str:
        return fingerprint(self.writing.data, ABOUT)

    @property
    def end_form(self) -> FormView | None:
        """A new block at the very beginning of the text."""
        form = self.form
        return form if form and form.is_new and not (form.after or form.inside) else None

    @property
    def add_first(self) -> tuple[Link, ...]:
        return self._links("", "")

    @cached_property
    def others(self) -> tuple[tuple[str, str], ...]:
        """(id, words) of every block, to move one behind it."""
        return tuple(
            (each.id, f"{'– ' * each.depth}{first_words(each.part, 50)}")
            for each in places(self.writing.data)
        )

    @cached_property
    def rows(self) -> tuple[BlockRow, ...]:
        parts = {each.id: each for each in all_parts(self.resource) if hasattr(each, "type")}
        reading = Reading(
            resource=self.resource,
            language=ENGLISH,
            services=services().services,
            demo=settings().demo,
        )
        before = self.writing.before
        found = list(places(self.writing.data))
        rows = []
        for each in found:
            kind = kind_of(each.part)
            siblings = [
                other for other in found if (other.inside, other.field) == (each.inside, each.field)
            ]
            after = siblings[each.at + 1].part if each.at + 1 < each.of else EMPTY
            box = kind in BOXES or kind == "option_set"
            mark, was = fingerprint(self.writing.data, each.id), fingerprint(before, each.id)
            form = self.form if self.form and not self.form.is_new else None
            new = self.form if self.form and self.form.is_new else None
            rows.append(
                BlockRow(
                    place=each,
                    name=NAMES[kind],
                    words=first_words(each.part),
                    html=Markup() if box else reading.html([parts[each.id]], 2),
                    advice=self.advice.get(each.id, ()),
                    joins=bool(after) and can_join(each.part, after),
                    state="" if mark == was else "changed" if was else "new",
                    typed=each.id in self.typed,
                    seen=mark,
                    form=form if form and form.block == each.id else None,
                    adding=new if new and new.after == each.id else None,
                    inside_first=new if new and new.inside == each.id else None,
                    add_inside=self._links("", each.id) if kind in BOXES else (),
                    add_after=self._links(each.id, each.inside)
                    if each.field != "option_sets"
                    else (),
                )
            )
        return tuple(rows)

    def _links(self, after: str, inside: str) -> tuple[Link, ...]:
        around = part(self.writing.data, inside) if inside else EMPTY
        kinds = fields.offered(
            str(around.get("type", "")), self.writing.kind, self.writing.reading_version
        )
        spot = f"after={after}" if after else f"inside={inside}" if inside else "first=yes"
        return tuple(Link(NAMES[kind], f"{self.address}?add={kind}&{spot}#form") for kind in kinds)


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
        return fields.sources_filled_in(found, posted, set())
    return fields.filled_in(kind, found, posted, set(), writing.kind)


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
