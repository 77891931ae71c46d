"""What the changes of a text would do, how they will look, and handing them in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup
from sqlmodel import Session

from app.config import settings
from app.languages import ENGLISH, find, format_date
from app.models import Role, SourceRevision
from app.render.html import Reading
from app.render.local import MissingContactError
from app.render.printable import draft_of
from app.resources.content_problems import ContentError
from app.resources.merging import Clash
from app.resources.text_messages import SENT
from app.services import services
from app.web.author.fields import NAMES, choices_of, kind_of, label_of
from app.web.author.forms import TITLES
from app.web.author.longer import longer
from app.web.author.places import DONE, PLACE, address, downloads_of, writing_at
from app.web.author.problems import problems_of
from app.web.frame.deps import Db, Posted, Reads, ReadSession, SignedIn, needs
from app.web.frame.print_queue import Prints
from app.web.frame.staff import Frame, Link, Problem, StaffFrame, show
from app.web.frame.staff_presenters import KINDS, VERSIONS, count, formats
from app.web.workbench.marked_text import Piece, difference
from app.workflow.people.accounts import is_demo
from app.workflow.proposals.effects import BlockChange, Effects, LanguageEffect, effects_of
from app.workflow.proposals.handing_in import (
    catch_up,
    digest,
    hand_in,
    newer_english,
)
from app.workflow.proposals.texts import Writing, steps_of
from app.workflow.proposals.writing import drop
from app.workflow.refusals import Missing, Refused
from app.workflow.source.archived import ArchivedResource, archived_resource

router = APIRouter(
    prefix=f"{PLACE}/{{kind}}/{{slug}}/{{version}}",
    dependencies=[needs(Role.AUTHOR, Role.CLINICIAN, reads=Reads.ENGLISH)],
)
AUTHORS = [needs(Role.AUTHOR, reads=Reads.ENGLISH)]
KINDS_OF_CHANGE: Mapping[str, str] = {
    "new": "New",
    "gone": "Taken out",
    "changed": "Changed",
    "moved": "Moved",
}


@dataclass(frozen=True)
class Line:
    """One text of a block, word by word."""

    pieces: tuple[Piece, ...]
    safety_critical: bool


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """One block that changes; `others` are (what, before, after) of what is no text."""

    name: str
    kind: str
    lines: tuple[Line, ...]
    others: tuple[tuple[str, str, str], ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProposalPage:
    """All that a proposal would do."""

    frame: Frame
    writing: Writing
    effects: Effects
    newer: SourceRevision | None
    whys: Mapping[str, tuple[str, ...]]
    history: tuple[str, ...]
    may_write: bool
    archived: ArchivedResource | None
    why: str = ""

    @property
    def address(self) -> str:
        return address(self.writing)

    @property
    def files(self) -> tuple[Link, ...]:
        """The text as it is written now, to take away."""
        return downloads_of(self.writing)

    @property
    def title(self) -> str:
        return self.writing.resource.title

    @property
    def kind(self) -> str:
        return f"{KINDS[self.writing.kind]}, {VERSIONS[self.writing.reading_version].lower()}"

    @property
    def rows(self) -> tuple[ChangeRow, ...]:
        return tuple(self._row(each) for each in self.effects.blocks)

    def _row(self, change: BlockChange) -> ChangeRow:
        kind = change.block if change.block in TITLES else kind_of(change.part)
        return ChangeRow(
            name=TITLES.get(change.block) or NAMES[kind],
            kind=KINDS_OF_CHANGE[change.kind],
            lines=tuple(
                Line(difference(words.before, words.after), words.safety_critical)
                for words in change.words
            ),
            others=tuple(
                (
                    label_of(kind, each.field),
                    _said(each.before, each.field),
                    _said(each.after, each.field),
                )
                for each in change.others
                if each.field not in _AT_THE_TOP
            ),
            why=self.whys.get(change.block, ()),
        )

    @property
    def languages(self) -> tuple[tuple[str, LanguageEffect], ...]:
        return tuple((find(each.language).english_name, each) for each in self.effects.languages)

    @property
    def sum(self) -> str:
        """In one sentence, what opens again."""
        texts = len(self.effects.paths)
        critical = self.effects.safety_critical
        touched = sum(1 for each in self.effects.languages if each.reopens or each.fresh)
        words = sum(each.words for each in self.effects.languages)
        if not texts:
            said = "No text for readers changes, so nothing opens again in any language."
            lagging = sum(each.lags for each in self.effects.languages)
            edition = "its next edition" if lagging == 1 else "their next editions"
            more = f" Readers of {count(lagging, 'language')} get it with {edition}."
            return said + more * bool(lagging)
        said = f"{count(texts, 'text')} changed, {critical} of them safety-critical."
        if not touched:
            return said
        work = f"{count(touched, 'language')} with {count(words, 'word')}"
        return f"{said} {work} to translate or to look at."

    @property
    def siblings(self) -> tuple[tuple[str, str], ...]:
        """(words, address) of the other reading versions."""
        place = f"{PLACE}/{self.writing.kind}/{self.writing.slug}"
        return tuple((VERSIONS[v].lower(), f"{place}/{v}") for v in self.effects.siblings)

    @property
    def seen(self) -> str:
        return digest(self.writing)


_AT_THE_TOP = ("kind", "reading_version")
"""What the page says of a text before all changes."""


def _said(value: object, name: str = "") -> str:
    """A value as the form of the field calls it."""
    if chosen := dict(choices_of(name)).get(str(value)):
        return chosen
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in ("review_by", "read"):
        return format_date(date.fromisoformat(str(value)), ENGLISH)
    if isinstance(value, list):
        return "; ".join(_said(each, name) for each in value) or "nothing"
    if isinstance(value, dict):
        parts = (f"{label_of('', part)}: {_said(each, part)}" for part, each in value.items())
        return ", ".join(parts)
    return str(value)


@router.get("/proposal")
def proposal(
    who: SignedIn,
    frame: StaffFrame,
    session: ReadSession,
    kind: str,
    slug: str,
    version: str,
    done: str = "",
) -> Response:
    writing = writing_at(session, kind, slug, version)
    return show("author/proposal", _page(session, who, frame, writing, done=DONE.get(done, "")))


def _page(
    session: Session,
    who: SignedIn,
    frame: Frame,
    writing: Writing,
    *problems: str,
    why: str = "",
    done: str = "",
) -> ProposalPage:
    history = steps_of(session, writing.proposal) if writing.proposal else []
    whys: dict[str, tuple[str, ...]] = {}
    for step, name in history:
        if step.why:
            whys[step.part] = (*whys.get(step.part, ()), f"{name}: {step.why}")
    said = tuple(Problem(each, "#why") for each in problems)
    return ProposalPage(
        frame=frame.at(f"What changes in “{writing.resource.title}”", PLACE, done, *said),
        writing=writing,
        effects=effects_of(session, writing),
        newer=newer_english(session, writing),
        whys=whys,
        history=tuple(
            f"{name}: {STEPS.get(step.action, step.action)}, "
            f"{format_date(step.at.date(), ENGLISH)}, {step.at:%H:%M} UTC"
            for step, name in history[:20]
        ),
        may_write=who.actor.can(Role.AUTHOR),
        archived=archived_resource(session, writing.slug),
        why=why,
    )


STEPS: Mapping[str, str] = {
    "begin": "began",
    "file": "brought in a file",
    "write": "wrote a block",
    "add": "added a block",
    "up": "moved a block",
    "down": "moved a block",
    "behind": "moved a block",
    "join": "joined two blocks",
    "take_out": "took a block out",
    "restore": "put a block back",
    "catch_up": "took in newer English",
}


@router.post("/hand-in", dependencies=AUTHORS)
def post_hand_in(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, kind: str, slug: str, version: str
) -> Response:
    why = str(data.get("why", ""))
    try:
        with database.writing() as session:
            writing_at(session, kind, slug, version)
            hand_in(session, who.actor, (slug, version), why, str(data.get("seen", "")))
    except (Refused, ContentError) as refusal:
        if isinstance(refusal, Missing):
            raise
        with database.reading() as session:
            writing = writing_at(session, kind, slug, version)
            page = _page(session, who, frame, writing, *problems_of(refusal, writing.data), why=why)
        return show("author/proposal", page, refusal.status)
    return RedirectResponse(f"{PLACE}?done=handed-in", 303)


@router.post("/catch-up", dependencies=AUTHORS)
def post_catch_up(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, kind: str, slug: str, version: str
) -> Response:
    problem: Refused | ContentError | None = None
    clashes: tuple[Clash, ...] = ()
    try:
        with database.writing() as session:
            writing_at(session, kind, slug, version)
            clashes = catch_up(session, who.actor, (slug, version))
    except (Refused, ContentError) as refusal:
        if isinstance(refusal, Missing):
            raise
        problem = refusal
    with database.reading() as session:
        writing = writing_at(session, kind, slug, version)
        said = [
            f"Both sides wrote at {each.path}: yours stays (“{each.mine}”); the newer English says "
            f"“{each.theirs}”."
            for each in clashes
        ]
        page = _page(
            session, who, frame, writing,
            *(problems_of(problem, writing.data) if problem else said),
            done="" if said or problem else "The newer English is in these changes now.",
        )  # fmt: skip
    return show("author/proposal", page)


@router.post("/drop", dependencies=AUTHORS)
def post_drop(
    database: Db, who: SignedIn, data: Posted, kind: str, slug: str, version: str
) -> Response:
    with database.writing() as session:
        writing_at(session, kind, slug, version)
        drop(session, who.actor, (slug, version), str(data.get("why", "")))
    return RedirectResponse(f"{PLACE}?done=dropped", 303)


# ---- how it will look ----


@dataclass(frozen=True, kw_only=True)
class PreviewPage:
    """A text that is written as readers would see it, on a page as wide as a phone."""

    writing: Writing
    reading: Reading
    body: Markup
    longer: bool

    @property
    def easy_read(self) -> bool:
        return self.writing.reading_version == "easy_read"

    @property
    def back(self) -> str:
        return address(self.writing)

    @property
    def sent(self) -> tuple[Markup, ...]:
        texts = (getattr(self.reading.resource, name) for name in SENT)
        return tuple(self.reading.inline(text) for text in texts if text)

    @property
    def prints(self) -> tuple[tuple[str, str], ...]:
        tail = "?pretend=longer" if self.longer else ""
        kinds = formats(self.writing.kind, self.writing.reading_version, ENGLISH.tag)
        return tuple((words, f"{self.back}/preview/{name}.pdf{tail}") for words, name in kinds)


@router.get("/preview")
def preview(
    session: ReadSession, kind: str, slug: str, version: str, pretend: str = ""
) -> Response:
    """The text as a page; `pretend=longer` draws it as long as another language may be."""
    writing = writing_at(session, kind, slug, version)
    resource = longer(writing.resource) if pretend == "longer" else writing.resource
    reading = Reading(
        resource=resource, language=ENGLISH, services=services().services, demo=settings().demo
    )
    try:
        body = reading.html()
    except MissingContactError as missing:
        raise Refused(str(missing)) from None
    page = PreviewPage(writing=writing, reading=reading, body=body, longer=pretend == "longer")
    return show("author/preview", page)


@router.get("/preview/{name}.pdf")
def preview_pdf(
    session: ReadSession,
    prints: Prints,
    kind: str,
    slug: str,
    version: str,
    name: str,
    pretend: str = "",
) -> Response:
    """The same on paper, with a watermark."""
    writing = writing_at(session, kind, slug, version)
    resource = longer(writing.resource) if pretend == "longer" else writing.resource
    text = draft_of(resource, resource, ENGLISH.tag, demo=is_demo(session))

    return prints.draw_pdf(lambda printer: printer.draft(text, name), f"DRAFT-{slug}-{name}.pdf")
