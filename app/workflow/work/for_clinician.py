"""All that waits for a clinician: texts to sign, editions whose safety-critical English changed,
approved texts that may mean the same, and reviews that are due.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice

from sqlmodel import Session, col, select

from app.checks.numbers import read_source
from app.languages import ENGLISH, find, languages
from app.models import (
    Remedy,
    Role,
    SegmentListing,
    SegmentText,
    TextSummary,
)
from app.workflow.editions.changed_english import pending_change
from app.workflow.people.accounts import Actor
from app.workflow.review.as_read import as_read, both_as_read
from app.workflow.review.sign_off import own_part
from app.workflow.review.since_signed import SinceSigned, said_by_authors, since_signed
from app.workflow.source.revisions import DamagedEnglish, english, known_segments
from app.workflow.source.revisions import revision as revision_of
from app.workflow.translation.desk import open_desk
from app.workflow.work.changed_english import (
    approved_by_others,
    changed_by_others,
    changed_texts,
)
from app.workflow.work.due_reviews import DueReview, due_reviews

MOST = 40
"""Of each kind on one page; the rest waits until these are decided."""


@dataclass(frozen=True, kw_only=True)
class Undecided:
    """One text in one language, of which something is to be decided."""

    slug: str
    reading_version: str
    language: str
    title: str


@dataclass(frozen=True, kw_only=True)
class ToSign(Undecided):
    """One text that waits for a signature, and what changed since the last one."""

    total: int
    since: SinceSigned | None
    said: tuple[tuple[str, str], ...] = ()
    """What its authors say with it."""


@dataclass(frozen=True, kw_only=True)
class ToChoose(Undecided):
    """A live edition behind its English: what of it changed (path, before, after), and the remedy
    that the service proposes, with the reason."""

    code: str
    mark: str
    """One word for what is to be decided."""
    changes: tuple[tuple[str, str, str], ...]
    proposed: Remedy
    reason: str


@dataclass(frozen=True, kw_only=True)
class ToKeep(Undecided):
    """An approved text whose English changed: does it mean the same?"""

    path: str
    version: int
    english: str
    """The mark of the English of now."""
    before: str
    after: str
    text: str
    safety_critical: bool


@dataclass(frozen=True, kw_only=True)
class ForClinician:
    """What one clinician may decide now. `own` is how many texts wait for another's signature,
    as this person had a part in them; `more` says that there is more than is shown."""

    to_sign: tuple[ToSign, ...]
    to_choose: tuple[ToChoose, ...]
    to_keep: tuple[ToKeep, ...]
    due: tuple[DueReview, ...]
    own: int = 0
    more: bool = False
    damaged: tuple[str, ...] = ()
    """What is said of English that would be among these and cannot be read."""


def for_clinician(session: Session, actor: Actor) -> ForClinician:
    """All of it, the English first; empty for who is no clinician."""
    tags = [each.tag for each in (ENGLISH, *languages()) if actor.can(Role.CLINICIAN, each.tag)]
    if not tags:
        return ForClinician(to_sign=(), to_choose=(), to_keep=(), due=())
    signing, own, damaged = _to_sign(session, actor, tags)
    choosing = tuple(islice(_to_choose(session, actor), MOST + 1))
    kept = tuple(islice(_to_keep(session, actor, tags), MOST + 1))
    return ForClinician(
        to_sign=tuple(signing[:MOST]),
        to_choose=choosing[:MOST],
        to_keep=kept[:MOST],
        due=due_reviews(session, actor),
        own=own,
        damaged=damaged,
        more=max(len(signing), len(choosing), len(kept)) > MOST,
    )


def _to_sign(
    session: Session, actor: Actor, tags: Collection[str]
) -> tuple[list[ToSign], int, tuple[str, ...]]:
    """Those that the person may sign, at most `MOST` and one, how many beside them are for another,
    as the person had a part in them, and what is said of damaged ones."""
    text = TextSummary
    query = (
        select(text.id)
        .where(text.stage == "sign", col(text.language).in_(tags))
        .order_by(col(text.language) != ENGLISH.tag, text.title, text.language)
    )
    found: list[ToSign] = []
    damaged: dict[str, None] = {}
    own = 0
    for number in session.exec(query).all():
        if len(found) > MOST:
            break
        row = session.get_one(text, number)
        try:
            desk = open_desk(session, *row.ref.parts)
        except DamagedEnglish as error:
            damaged[str(error)] = None
            continue
        if own_part(desk, actor):
            own += 1
            continue
        found.append(
            ToSign(
                slug=row.slug,
                reading_version=row.reading_version,
                language=row.language,
                title=row.title,
                total=row.total,
                since=since_signed(desk, actor),
                said=said_by_authors(desk),
            )
        )
    return found, own, tuple(damaged)


def _to_choose(session: Session, actor: Actor) -> Iterator[ToChoose]:
    for each in changed_texts(session, actor, None):
        if not each.edition:
            continue
        desk = open_desk(session, each.slug, each.reading_version, each.language)
        pending = pending_change(desk)
        if pending is None or pending.choice is not None:
            continue
        old = known_segments(revision_of(session, pending.edition.source_revision_id))
        changes = tuple(
            (
                path,
                old[path].text if path in old else "",
                desk.segments[path].text if path in desk.segments else "",
            )
            for path in pending.paths
        )
        shown = tuple(
            (path, *both_as_read(desk.resource, (a, old.get(path)), (b, desk.segments.get(path))))
            for path, a, b in changes
        )
        remedy, reason = proposed(changes, shown)
        yield ToChoose(
            slug=each.slug,
            reading_version=each.reading_version,
            language=each.language,
            title=each.title,
            code=pending.edition.code,
            mark=pending.mark,
            changes=shown,
            proposed=remedy,
            reason=reason,
        )


Changes = Sequence[tuple[str, str, str]]


def proposed(changes: Changes, shown: Changes = ()) -> tuple[Remedy, str]:
    """What the service proposes for (path, before, after) of safety-critical words: withdrawal
    where a number that readers still see is no longer right, a notice otherwise. `shown` is how
    readers meet each."""
    for (_, before, after), (_, was, stands) in zip(changes, shown or changes, strict=True):
        if after and any(each not in _numbers(after) for each in _numbers(before)):
            return Remedy.WITHDRAWAL, f"A number changed: “{was}” is now “{stands}”."
    if any(before and not after for _, before, after in changes):
        return Remedy.NOTICE, "Words were taken out that readers still see."
    return Remedy.NOTICE, "Words changed or were added, and no number."


def _numbers(text: str) -> list[tuple[object, object]]:
    read = read_source(text)
    amounts = [(sorted(each.values), each.unit or "") for each in read.amounts]
    return sorted(amounts, key=repr)


def _to_keep(session: Session, actor: Actor, tags: Collection[str]) -> Iterator[ToKeep]:
    row = SegmentListing
    query = (
        approved_by_others(select(TextSummary, row, SegmentText), actor, tags)
        .where(col(SegmentText.source_text) != "")
        .order_by(
            col(row.safety_critical).desc(), TextSummary.title, row.path, row.language, col(row.id)
        )
    )
    others = changed_by_others(session, actor)
    for start in count(0, MOST + 1):
        rows = session.exec(query.limit(MOST + 1).offset(start)).all()
        for text, listed, stored in rows:
            if not others(text.revision_id, listed.path, stored.source_hash):
                continue
            revision = revision_of(session, text.revision_id)
            now = known_segments(revision).get(listed.path)
            if now is None:  # damaged since it was listed
                continue
            resource, tag = english(revision), find(text.language)
            before, after = both_as_read(resource, (stored.source_text, now), (now.text, now))
            yield ToKeep(
                slug=text.slug,
                reading_version=text.reading_version,
                language=text.language,
                title=text.title,
                path=listed.path,
                version=stored.version,
                english=now.hash,
                before=before,
                after=after,
                text=as_read(resource, stored.text, now.tokens, tag),
                safety_critical=listed.safety_critical,
            )
        if len(rows) <= MOST:
            return
