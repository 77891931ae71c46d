"""What the page of one translation is handed: its segments to choose from, and the panels for
drafting, signing and publishing. One segment at work is in `editor_page`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from app.engines import engine_for
from app.languages import ENGLISH, format_date, is_source
from app.models import Role
from app.resources import addresses
from app.web.drafting.job_pages import IN_A_SENTENCE, job_address
from app.web.frame.addresses import address, at
from app.web.frame.labels import counts
from app.web.frame.staff import Frame, Link
from app.web.frame.staff_presenters import count, formats
from app.web.library.pages import SourceRow, sibling_words
from app.web.workbench.decision_panels import Decisions, decisions
from app.web.workbench.desk_page import DeskPage
from app.web.workbench.marked_text import tokens
from app.web.workbench.refusal import Refusal
from app.web.workbench.sections.giving import Giving, giving
from app.web.workbench.since_signed import SinceSignedPanel, since_panel
from app.web.workbench.string_list import ListQuery, StringList, string_list
from app.web.workbench.work_queue import begin_at, begin_words
from app.workflow.drafting.job_views import latest_for
from app.workflow.editions.publishing import current, held_together, key_of, withdrawal
from app.workflow.imports.translation_files import WRITERS
from app.workflow.lists.readiness import count_in_the_way, in_the_way, is_signed, signature
from app.workflow.lists.strings import SegmentFilter, Text, next_of_kind, text_of
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.review.siblings import lagging_behind, other_version
from app.workflow.review.sign_off import fingerprint, own_part, statement_for
from app.workflow.review.since_signed import said_by_authors, since_signed
from app.workflow.translation.desk import Desk
from app.workflow.translation.permissions import may
from app.workflow.work import presence, unsaved


@dataclass(frozen=True, kw_only=True)
class SignPanel:
    """What a clinician signs, or what stands in the way; `by` and `on` are of the signature,
    `withdrawn` says that and why the newest edition was."""

    may: bool
    own: str
    """Why another clinician must sign it."""
    statement: str
    covers: int
    fingerprint: str
    in_the_way: int
    obstacles: tuple[tuple[str, str], ...]
    """The first of them: path and reason."""
    by: str = ""
    on: str = ""
    withdrawn: str = ""
    since: SinceSignedPanel | None = None
    """What changed since the last signature, for who may sign."""
    said: tuple[tuple[str, str], ...] = ()
    """(author, words) of what was said with the English that is to be signed."""
    sibling: Link | None = None
    """The other reading version, where it changed and nobody looked whether this one does too."""


@dataclass(frozen=True, kw_only=True)
class PublishPanel:
    may: bool
    signed: bool
    published: bool
    code: str = ""
    page: str = ""
    held: str = ""
    """Why it goes out with other languages alone."""


@dataclass(frozen=True)
class DraftPanel:
    """How many segments have no words, and whether an engine can draft them."""

    may: bool
    missing: int
    ready: bool
    reason: str
    job: Link | None = None
    """The newest job that drafted here."""

    @property
    def title(self) -> str:
        return f"{count(self.missing, 'text')} without words"


@dataclass(frozen=True, kw_only=True)
class TranslationPage(DeskPage):
    """One translation at work, for one person. `first` are the kinds of work that wait for them,
    with how much of each and the path at which it begins, `last` is that at which they stopped; at
    those in `typed` they typed something that is not saved."""

    frame: Frame
    actor: Actor
    text: Text
    list: StringList
    first: tuple[tuple[str, int, str], ...]
    last: str | None
    typed: frozenset[str]
    sign: SignPanel
    publish: PublishPanel
    draft: DraftPanel
    decisions: Decisions
    giving: Giving | None
    refusal: Refusal | None = None

    @property
    def counts(self) -> tuple[tuple[str, str, int], ...]:
        return counts(self.text)

    @property
    def begins(self) -> tuple[Link, ...]:
        """Where work begins, a link for each kind of it."""
        return tuple(
            Link(begin_words(kind, number), begin_at(self.address, path, kind))
            for kind, number, path in self.first
        )

    @property
    def stopped(self) -> Link | None:
        return self._link(self.last, "Go on where you stopped: text ") if self.last else None

    @property
    def unsaved(self) -> tuple[Link, ...]:
        """The segments at which the person typed something that is not saved."""
        in_order = sorted(self.typed, key=self.desk.numbers.__getitem__)
        return tuple(self._link(path, "text ") for path in in_order)

    @property
    def imports(self) -> bool:
        return may(self.actor, "edit", self.language.tag)

    @cached_property
    def reopens(self) -> bool:
        """Whether the person may send approved texts back and the list shows some."""
        able = may(self.actor, "reopen", self.language.tag)
        return able and any(row.state == "revised" for row in self.list.listed)

    @property
    def english(self) -> tuple[tuple[str, Markup, bool], ...]:
        """Of the source itself: (path, words, safety-critical) of every segment."""
        segments = self.desk.segments.values() if self.is_english else ()
        return tuple((each.path, tokens(each.text), each.safety_critical) for each in segments)

    @property
    def sources(self) -> tuple[SourceRow, ...]:
        """What the facts of the source rest on."""
        return tuple(map(SourceRow, self.desk.resource.sources)) if self.is_english else ()

    @property
    def proofs(self) -> tuple[Link, ...]:
        """The proof on paper in each format."""
        return tuple(
            Link(name, f"{self.address}/proof/{file}.pdf")
            for name, file in formats(self.desk.kind, self.desk.reading_version, self.language.tag)
        )

    @property
    def files(self) -> tuple[Link, ...]:
        """The translation in each format for work outside."""
        return tuple(
            Link(name, f"{self.address}/export.{format_}")
            for format_, (name, _, _) in WRITERS.items()
        )

    @property
    def is_english(self) -> bool:
        return self.language == ENGLISH

    def _link(self, path: str, words: str) -> Link:
        """To one segment, by its number."""
        return Link(f"{words}{self.desk.numbers[path]}", at(self.address, path) + f"#text-{path}")


def translation_page(
    frame: Frame, desk: Desk, actor: Actor, asked: ListQuery, refusal: Refusal | None = None
) -> TranslationPage:
    """The page of one translation for one person, with all that the database knows for it."""
    place = address(*desk.ref.parts)
    text = text_of(desk)
    typed = unsaved.unsaved_paths(desk, actor)
    listed = string_list(desk, text, actor, place, asked, typed)
    signing = _sign(desk, text, actor)
    return TranslationPage(
        frame=frame,
        desk=desk,
        actor=actor,
        text=text,
        list=listed,
        first=tuple(_first(desk, text, actor, listed)),
        last=presence.last_in(desk, actor),
        typed=typed,
        sign=signing,
        publish=_publish(desk, text, actor),
        draft=_draft(desk, actor, text.empty),
        decisions=decisions(desk, text, actor, place, covered=signing.may),
        giving=giving(desk, text, actor) if not is_source(desk.language.tag) else None,
        refusal=refusal,
    )


def _first(
    desk: Desk, text: Text, actor: Actor, listed: StringList
) -> Iterator[tuple[str, int, str]]:
    """Of each kind of work, the first segment that waits for this person."""
    for kind, number in listed.waiting:
        first = next_of_kind(desk, actor, SegmentFilter(kind), "")
        if first:
            yield kind, number, first


def _sign(desk: Desk, text: Text, actor: Actor) -> SignPanel:
    signed = signature(desk, text)
    clinician = actor.can(Role.CLINICIAN, desk.language.tag)
    own = own_part(desk, actor) if clinician and text.stage == "sign" else ""
    able = clinician and text.stage == "sign" and not own
    in_way = text.stage == "work"
    names = accounts.names(desk.session) if signed else {}
    return SignPanel(
        may=able,
        own=own,
        statement=statement_for(desk),
        covers=len(desk.segments),
        fingerprint=fingerprint(desk) if able else "",
        in_the_way=count_in_the_way(desk.session, text) if in_way else 0,
        obstacles=in_the_way(desk.session, text) if in_way else (),
        by=names.get(signed.actor_id, "someone") if signed else "",
        on=format_date(signed.at.date(), ENGLISH) if signed else "",
        withdrawn="" if signed else withdrawal(desk),
        since=since_panel(since_signed(desk, actor)) if able else None,
        said=said_by_authors(desk) if able else (),
        sibling=_sibling(desk) if able else None,
    )


def _sibling(desk: Desk) -> Link | None:
    """That the other reading version of this English changed, and where to read it."""
    if not is_source(desk.language.tag):
        return None
    lag = lagging_behind(desk.session, desk.slug, desk.reading_version)
    if lag is None:
        return None
    other = address(desk.slug, other_version(desk.reading_version), desk.language.tag)
    return Link("Read that text", other, note=sibling_words(lag))


def _publish(desk: Desk, text: Text, actor: Actor) -> PublishPanel:
    tag = desk.language.tag
    edition = current(desk.session, key_of(desk), desk.reading_version, tag)
    return PublishPanel(
        may=actor.can(Role.AUTHOR, tag),
        signed=is_signed(text),
        published=text.stage == "done",
        code=edition.code if edition else "",
        page=addresses.page(tag, desk.kind, desk.slug, desk.reading_version) if edition else "",
        held=held_together(desk),
    )


def _draft(desk: Desk, actor: Actor, missing: int) -> DraftPanel:
    tag = desk.language.tag
    if not missing or not may(actor, "draft", tag):
        return DraftPanel(False, missing, False, "")
    able = engine_for(tag).capability(ENGLISH.tag, tag)
    found = latest_for(desk.session, desk.slug, desk.reading_version, tag)
    job = (
        Link("The last job", job_address(found.id), note=IN_A_SENTENCE[found.state])
        if found
        else None
    )
    return DraftPanel(True, missing, able.state == "ready", able.reason, job)
