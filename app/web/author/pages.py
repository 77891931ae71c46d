"""What authors' pages are handed: the list of texts, and a text with one block open. The form of a
block is in `forms`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup
from sqlmodel import Session

from app.config import settings
from app.languages import ENGLISH, format_date
from app.models import UnsavedBlock
from app.render.html import Reading
from app.resources.editing import (
    ABOUT,
    SOURCES,
    BlockPlace,
    can_join,
    first_words,
    mark_of,
    places,
)
from app.resources.schema import Resource, all_parts
from app.services import services
from app.web.author import fields
from app.web.author.fields import BOXES, NAMES, kind_of
from app.web.author.forms import EMPTY, FormView
from app.web.author.places import PLACE, address, downloads_of
from app.web.frame.staff import Frame, Link, Problem
from app.web.frame.staff_presenters import KINDS, VERSIONS
from app.workflow.people.accounts import Actor
from app.workflow.proposals.advice import advice
from app.workflow.proposals.handing_in import newer_english
from app.workflow.proposals.texts import Writing, open_proposal, steps_of
from app.workflow.proposals.typed import typed
from app.workflow.proposals.writing import TakenOut, taken_out_blocks
from app.workflow.source.archived import ArchivedResource, archived_resource
from app.workflow.source.revisions import try_newest


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
    damage: str = ""


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
    archived: ArchivedResource | None = None
    """Who took the text out of all lists, if it is in none."""
    versions: tuple[Link, ...] = ()

    @property
    def address(self) -> str:
        return address(self.writing)

    @property
    def files(self) -> tuple[Link, ...]:
        """The text as it is written now, to take away."""
        return downloads_of(self.writing)

    @property
    def title(self) -> str:
        return self.resource.title

    @property
    def review_by(self) -> str:
        return format_date(self.resource.review_by, ENGLISH)

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
    def end_form(self) -> FormView | None:
        """A new block at the very beginning of the text."""
        form = self.form
        return form if form and form.is_new and not (form.after or form.inside) else None

    @property
    def add_first(self) -> tuple[Link, ...]:
        return self._links("", "", "")

    @cached_property
    def _others(self) -> tuple[tuple[str, Markup], ...]:
        """Every block as an option, drawn once for all the blocks that may be moved behind it."""
        option = Markup('<option value="{}">{}</option>')
        return tuple(
            (each.id, option.format(each.id, f"{'– ' * each.depth}{first_words(each.part, 50)}"))
            for each in places(self.writing.data)
        )

    def behind(self, row: BlockRow) -> Markup:
        """The blocks behind which one may be moved."""
        return Markup("").join(option for block, option in self._others if block != row.id)

    @cached_property
    def rows(self) -> tuple[BlockRow, ...]:
        parts = {each.id: each for each in all_parts(self.resource) if hasattr(each, "type")}
        reading = Reading(
            resource=self.resource,
            language=ENGLISH,
            services=services().services,
            demo=settings().demo,
        )
        found = list(places(self.writing.data))
        kinds = {each.id: kind_of(each.part) for each in found}
        was = {each.id: mark_of(each.part) for each in places(self.writing.before)}
        after = {(each.inside, each.field, each.at - 1): each.part for each in found if each.at}
        form = self.form if self.form and not self.form.is_new else None
        new = self.form if self.form and self.form.is_new else None
        rows = []
        for each in found:
            kind, mark = kinds[each.id], mark_of(each.part)
            beside = after.get((each.inside, each.field, each.at), EMPTY)
            box = kind in BOXES or kind == "option_set"
            state = "new" if each.id not in was else "" if mark == was[each.id] else "changed"
            rows.append(
                BlockRow(
                    place=each,
                    name=NAMES[kind],
                    words=first_words(each.part),
                    html=Markup() if box else reading.html([parts[each.id]], 2),
                    advice=self.advice.get(each.id, ()),
                    joins=bool(beside) and can_join(each.part, beside),
                    state=state,
                    typed=each.id in self.typed,
                    seen=mark,
                    form=form if form and form.block == each.id else None,
                    adding=new if new and new.after == each.id else None,
                    inside_first=new if new and new.inside == each.id else None,
                    add_inside=self._links("", each.id, kind) if kind in BOXES else (),
                    add_after=self._links(each.id, each.inside, kinds.get(each.inside, ""))
                    if each.field != "option_sets"
                    else (),
                )
            )
        return tuple(rows)

    def _links(self, after: str, inside: str, around: str) -> tuple[Link, ...]:
        """What can be added there; `around` is the kind of the box, "" outside of any."""
        kinds = fields.offered(around, self.writing.kind, self.writing.reading_version)
        spot = f"after={after}" if after else f"inside={inside}" if inside else "first=yes"
        return tuple(Link(NAMES[kind], f"{self.address}?add={kind}&{spot}#form") for kind in kinds)


def writing_page(
    session: Session,
    actor: Actor,
    frame: Frame,
    writing: Writing,
    form: FormView | None,
    done: str = "",
    problems: tuple[str, ...] = (),
) -> WritingPage:
    """The page of a text for one person, with all that the database knows for it."""
    resource = writing.resource
    said = [*problems, *(form.problems if form else ())]
    found = tuple(Problem(each, "#form" if form else "") for each in said)
    last = ""
    if writing.proposal is not None:
        history = steps_of(session, writing.proposal)
        step, name = history[0]
        last = f"{name}, {format_date(step.at.date(), ENGLISH)}, {step.at:%H:%M} UTC"
    versions = tuple(
        Link(name, f"{PLACE}/{writing.kind}/{writing.slug}/{version}")
        for version, name in VERSIONS.items()
        if version != writing.reading_version and _stands(session, writing.slug, version)
    )
    return WritingPage(
        frame=frame.at(resource.title, PLACE, done, *found),
        writing=writing,
        resource=resource,
        advice=advice(resource, writing.data),
        typed=typed(session, actor, writing.proposal),
        taken_out=taken_out_blocks(session, writing.slug, writing.reading_version),
        form=form,
        last_step=last,
        newer=newer_english(session, writing) is not None,
        archived=archived_resource(session, writing.slug),
        versions=versions,
    )


def _stands(session: Session, slug: str, version: str) -> bool:
    """Whether there is this reading version of a text, if only as its authors want it."""
    return (
        open_proposal(session, slug, version) is not None
        or try_newest(session, slug, version) is not None
    )
