"""“For you to decide”: all that waits for a clinician, with the steps that need no other page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from app.db import Database
from app.languages import ENGLISH, Language, find, format_date, languages
from app.models import Remedy, Role
from app.web.frame.addresses import address, at
from app.web.frame.deps import Db, Posted, Reads, ReadSession, SignedIn, needs
from app.web.frame.sent_values import number
from app.web.frame.staff import Frame, Problem, StaffFrame, show
from app.web.frame.staff_presenters import count, with_version
from app.web.workbench.marked_text import Piece, difference
from app.web.workbench.since_signed import SinceSignedPanel, since_panel
from app.workflow.editions.changed_english import (
    confirm_unchanged,
    confirm_unchanged_in,
    decide_change,
)
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Missing, Refused
from app.workflow.translation.desk import open_desk
from app.workflow.work.due_reviews import DueReview
from app.workflow.work.for_clinician import (
    ForClinician,
    ToChoose,
    ToKeep,
    ToSign,
    Undecided,
    for_clinician,
)

PLACE = "/decide"
router = APIRouter(prefix=PLACE, dependencies=[needs(Role.CLINICIAN, reads=Reads.TEXTS)])
DONE = {
    "chosen": "Your choice is kept, and readers see what it does.",
    "kept": "The approval stands by your signed decision.",
    "kept-all": "The approvals stand by your signed decision, one in each language.",
}
REMEDIES = {
    Remedy.NOTICE: "An urgent notice at the top, with whom to call",
    Remedy.WITHDRAWAL: "Withdrawal: the page says so and keeps whom to call",
}


@dataclass(frozen=True)
class UndecidedRow:
    """One text in one language that waits for a decision."""

    one: Undecided

    @property
    def name(self) -> str:
        one = self.one
        name = with_version(one.title, one.reading_version)
        return f"{name}, {self.language.english_name}"

    @property
    def language(self) -> Language:
        return find(self.one.language)

    @property
    def place(self) -> str:
        """Where the text is worked on."""
        return address(self.one.slug, self.one.reading_version, self.one.language)


@dataclass(frozen=True)
class SignRow(UndecidedRow):
    """One text to sign: where, and what changed since."""

    one: ToSign

    @property
    def href(self) -> str:
        return f"{self.place}#{'since' if self.language.is_source else 'finish'}"

    @property
    def amount(self) -> str:
        return count(self.one.total, "text")

    @property
    def since(self) -> SinceSignedPanel | None:
        return since_panel(self.one.since)


@dataclass(frozen=True)
class ChooseRow(UndecidedRow):
    """One live edition behind its English."""

    one: ToChoose

    @property
    def lines(self) -> tuple[tuple[Piece, ...], ...]:
        return tuple(difference(before, after) for _, before, after in self.one.changes)

    @property
    def remedies(self) -> tuple[tuple[str, str, bool], ...]:
        return tuple(
            (remedy.value, words, remedy is self.one.proposed) for remedy, words in REMEDIES.items()
        )

    @property
    def proposed(self) -> str:
        return REMEDIES[self.one.proposed].partition(":")[0]


@dataclass(frozen=True)
class KeepRow(UndecidedRow):
    """One approved text whose English changed."""

    one: ToKeep

    @property
    def href(self) -> str:
        return at(self.place, self.one.path, show="all")

    @property
    def english(self) -> tuple[Piece, ...]:
        return difference(self.one.before, self.one.after)


@dataclass(frozen=True)
class KeepGroup:
    """One text whose English changed alike for several languages."""

    rows: tuple[KeepRow, ...]

    @property
    def first(self) -> KeepRow:
        return self.rows[0]

    @property
    def name(self) -> str:
        """The text, without a language."""
        one = self.first.one
        return with_version(one.title, one.reading_version)

    @property
    def languages(self) -> str:
        return ", ".join(row.language.english_name for row in self.rows)


def _groups(kept: Iterable[ToKeep]) -> Iterator[KeepGroup]:
    """By text and by how its English changed, in the order of the first of each."""
    found: dict[tuple[str, ...], list[KeepRow]] = {}
    for each in kept:
        key = (each.slug, each.reading_version, each.path, each.before, each.after)
        found.setdefault(key, []).append(KeepRow(each))
    for rows in found.values():
        yield KeepGroup(tuple(rows))


@dataclass(frozen=True)
class DecidePage:
    """All that waits for one clinician."""

    frame: Frame
    found: ForClinician
    sent: FormData | None = None
    """What was refused, so that nobody types it again."""

    def typed(self, one: ToChoose | ToKeep, path: str) -> str:
        """The reason that the person gave for this one, and that was refused."""
        mine = (one.slug, one.reading_version, one.language, path)
        sent = self.sent
        if sent is None or mine != (*_ref(sent), str(sent.get("path", ""))):
            return ""
        return str(sent.get("why", ""))

    @property
    def to_sign(self) -> tuple[SignRow, ...]:
        return tuple(map(SignRow, self.found.to_sign))

    @property
    def to_choose(self) -> tuple[ChooseRow, ...]:
        return tuple(map(ChooseRow, self.found.to_choose))

    @property
    def to_keep(self) -> tuple[KeepGroup, ...]:
        return tuple(_groups(self.found.to_keep))

    def typed_for_all(self, group: KeepGroup) -> str:
        """The reason that was given for all languages of a text, and that was refused."""
        one, sent = group.first.one, self.sent
        if sent is None or (one.slug, one.reading_version, "", one.path) != (
            *_ref(sent), str(sent.get("path", "")),
        ):  # fmt: skip
            return ""
        return str(sent.get("why", ""))

    @property
    def due(self) -> tuple[tuple[DueReview, str, str], ...]:
        return tuple(
            (
                each,
                format_date(each.review_by, ENGLISH),
                ", ".join(find(tag).english_name for tag in each.languages),
            )
            for each in self.found.due
        )

    @property
    def is_empty(self) -> bool:
        found = self.found
        return not (found.to_sign or found.to_choose or found.to_keep or found.due)


@router.get("")
def decide(who: SignedIn, frame: StaffFrame, session: ReadSession, done: str = "") -> Response:
    return _page(session, who.actor, frame, DONE.get(done, ""))


def _page(
    session: Session,
    actor: Actor,
    frame: Frame,
    done: str = "",
    problems: Iterable[str] = (),
    status: int = 200,
    sent: FormData | None = None,
) -> Response:
    page = DecidePage(
        frame.at("For you to decide", PLACE, done, *map(Problem, problems)),
        for_clinician(session, actor),
        sent,
    )
    return show("decide/page", page, status)


@router.post("/change")
def post_change(database: Db, who: SignedIn, frame: StaffFrame, data: Posted) -> Response:
    """An urgent notice on a live edition, or its withdrawal."""
    remedy = str(data.get("remedy", ""))
    if remedy not in set(Remedy):
        problem = "Choose an urgent notice or withdrawal."
        return _refused(database, who.actor, frame, data, problem)
    try:
        with database.writing() as session:
            desk = open_desk(session, *_ref(data))
            why, seen = (str(data.get(name, "")) for name in ("why", "seen"))
            decide_change(desk, who.actor, Remedy(remedy), why, seen=seen)
    except Refused as refusal:
        return _answer(database, who.actor, frame, data, refusal)
    return RedirectResponse(f"{PLACE}?done=chosen", 303)


@router.post("/keep")
def post_keep(database: Db, who: SignedIn, frame: StaffFrame, data: Posted) -> Response:
    """The meaning is the same: the approval stands."""
    try:
        with database.writing() as session:
            desk = open_desk(session, *_ref(data))
            version = number(str(data.get("version", "")))
            path, why, english = (str(data.get(name, "")) for name in ("path", "why", "english"))
            confirm_unchanged(desk, who.actor, path, version, why, english=english)
    except Refused as refusal:
        return _answer(database, who.actor, frame, data, refusal)
    return RedirectResponse(f"{PLACE}?done=kept", 303)


@router.post("/keep-all")
def post_keep_all(database: Db, who: SignedIn, frame: StaffFrame, data: Posted) -> Response:
    """The same for several languages with one reason; those that are refused are named."""
    slug, version, _ = _ref(data)
    opened = {
        language.tag: number(str(data[f"version.{language.tag}"]))
        for language in languages()
        if f"version.{language.tag}" in data
    }
    path, why, english = (str(data.get(name, "")) for name in ("path", "why", "english"))
    text = (slug, version)
    try:
        done = confirm_unchanged_in(database, who.actor, text, path, opened, why, english)
    except Refused as refusal:
        return _answer(database, who.actor, frame, data, refusal)
    if not done.refused:
        return RedirectResponse(f"{PLACE}?done=kept-all", 303)
    kept = ", ".join(find(tag).english_name for tag in done.kept)
    said = f"{DONE['kept']} In: {kept}." if kept else ""
    problems = [f"{find(tag).english_name}: {reason}" for tag, reason in done.refused]
    with database.reading() as session:
        return _page(session, who.actor, frame, said, problems, 422, data)


def _ref(data: FormData) -> tuple[str, str, str]:
    slug, version, tag = (str(data.get(name, "")) for name in ("slug", "reading_version", "tag"))
    return slug, version, tag


def _answer(
    database: Database, actor: Actor, frame: Frame, data: FormData, refusal: Refused
) -> Response:
    if isinstance(refusal, Missing):
        raise refusal
    return _refused(database, actor, frame, data, str(refusal), refusal.status)


def _refused(
    database: Database,
    actor: Actor,
    frame: Frame,
    data: FormData,
    problem: str,
    status: int = 422,
) -> Response:
    with database.reading() as session:
        return _page(session, actor, frame, problems=(problem,), status=status, sent=data)
