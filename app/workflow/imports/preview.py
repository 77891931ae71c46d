"""Any file that someone brings: what it would do here, shown first, and then done as shown.

A translation is merged, a memory makes suggestions where there are no words yet, a glossary adds
terms. Files come parsed (`exchange.recognise`), since reading a stranger's file may take long and
no transaction waits for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from sqlmodel import Session

from app.exchange.entries import Bundle, Entry, TranslationFile
from app.exchange.glossary import TermEntry
from app.exchange.merge import Left
from app.exchange.opening import clean
from app.exchange.recognise import Found
from app.exchange.tmx import MemoryFile
from app.languages import find
from app.models import Status
from app.models.text_ref import TextRef
from app.resources.kinds import rules
from app.workflow.glossary import term_files
from app.workflow.imports import agency, translation_files
from app.workflow.imports.translation_files import ImportPlan
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.source.revisions import all_sources
from app.workflow.translation.desk import open_desk, views

Kind = Literal["translation", "memory", "glossary"]


@dataclass(frozen=True)
class TakenLine:
    """One text that is taken: as a draft or as edited, and what stood there before."""

    where: str
    action: str
    text: str
    before: str


@dataclass(frozen=True)
class LeftLine:
    """One text that is left, why, and both texts."""

    where: str
    reason: str
    text: str = ""
    here: str = ""


@dataclass(frozen=True, kw_only=True)
class ImportOutcome:
    """What a file does. `ref` is the translation, where it is one; `waiting` is how
    many segments have words neither here nor in the file."""

    kind: Kind
    language: str
    ref: TextRef | None
    taken: tuple[TakenLine, ...]
    left: tuple[LeftLine, ...]
    unchanged: int
    waiting: int = 0
    title: str = ""
    """What the translation is of, where it is one."""
    people: tuple[str, ...] = ()

    @property
    def seen(self) -> str:
        """One word for all of it: what is done is what was shown."""
        return sha256(repr((self.taken, self.left)).encode()).hexdigest()[:16]


def bring_in(
    session: Session,
    actor: Actor,
    found: Found,
    name: str,
    *,
    confirmed: bool = False,
    evidence: int | None = None,
    seen: str | None = None,
) -> ImportOutcome:
    """Do what a file brings, in the caller's transaction; `confirmed` says that its bringer stands
    for every text that it changes, `evidence` whose work it is when an agency's. With `seen`, only
    when it is still what the person saw. Raises Refused, Missing and UnknownLanguage."""
    if evidence is not None:
        outcome = _agency(session, actor, found, name, evidence, confirmed=confirmed)
    elif isinstance(found, tuple):
        outcome = _glossary(session, actor, found, name)
    else:
        plans = _plans(session, actor, found, name, confirmed=confirmed)
        for planned in plans:
            translation_files.take(actor, planned)
        outcome = _outcome(found, plans)
    if seen is not None and outcome.seen != seen:
        raise Refused(
            "Something changed here since you looked at what the file would do. Look again."
        )
    return outcome


def look_at(
    session: Session,
    actor: Actor,
    found: Found,
    name: str,
    *,
    confirmed: bool = False,
    evidence: int | None = None,
) -> ImportOutcome:
    """What the same call would do, with nothing written, so that a session for reading is enough;
    raises as it does."""
    if evidence is not None:
        return _agency(session, actor, found, name, evidence, confirmed=confirmed, dry=True)
    if isinstance(found, tuple):
        return _glossary(session, actor, found, name, dry=True)
    plans = _plans(session, actor, found, name, confirmed=confirmed)
    for planned in plans:
        translation_files.refuse_others(actor, planned)
    return _outcome(found, plans)


def _plans(
    session: Session,
    actor: Actor,
    file: TranslationFile | Bundle | MemoryFile,
    name: str,
    *,
    confirmed: bool,
) -> tuple[ImportPlan, ...]:
    if not isinstance(file, MemoryFile):
        files = file.files if isinstance(file, Bundle) else (file,)
        return tuple(
            translation_files.plan(session, actor, each, name, confirmed=confirmed)
            for each in files
        )
    translation_files.refuse_strangers(actor, file.language)
    return tuple(
        translation_files.plan(session, actor, one, name) for one in _suggestions(session, file)
    )


def _suggestions(session: Session, file: MemoryFile) -> Iterator[TranslationFile]:
    """Drafts, with the file as their origin, wherever a segment without words has the very same
    English: suggestions like any other (H19)."""
    language = find(file.language)
    texts = file.newest()
    for row, revision in all_sources(session, readable=True):
        if not rules(row.kind).is_translated:
            continue
        desk = open_desk(session, row.slug, revision.reading_version, language.tag)
        entries = tuple(
            Entry(
                path=seen.path,
                source=seen.segment.text,
                text=texts[clean(seen.segment.text)],
                fuzzy=True,
            )
            for seen in views(desk)
            if seen.status is Status.EMPTY and clean(seen.segment.text) in texts
        )
        if entries:
            yield TranslationFile(
                language=language.tag,
                slug=row.slug,
                reading_version=revision.reading_version,
                revision="",
                origin=f"TMX {file.origin}".strip(),
                entries=entries,
            )


def _outcome(
    file: TranslationFile | Bundle | MemoryFile, plans: tuple[ImportPlan, ...]
) -> ImportOutcome:
    one = isinstance(file, TranslationFile)
    taken: list[TakenLine] = []
    left: list[LeftLine] = []
    for planned in plans:
        prefix = "" if one else f"{planned.desk.slug} ({planned.desk.reading_version}) "
        for change in planned.merge.changes:
            where = f"{prefix}{change.entry.path}"
            taken.append(TakenLine(where, change.action, change.entry.text, change.before))
        for kept in planned.merge.left:
            if not _waits(kept):
                where = f"{prefix}{kept.entry.path}"
                left.append(LeftLine(where, kept.reason, kept.entry.text, kept.here))
    ref = None
    if isinstance(file, TranslationFile):
        ref = TextRef(file.slug, file.reading_version, file.language)
    return ImportOutcome(
        kind="memory" if isinstance(file, MemoryFile) else "translation",
        language=file.language,
        ref=ref,
        taken=tuple(taken),
        left=tuple(left),
        unchanged=sum(planned.merge.unchanged for planned in plans),
        waiting=sum(_waits(each) for planned in plans for each in planned.merge.left),
        title=plans[0].desk.resource.title if one else "",
    )


def _waits(one: Left) -> bool:
    return one.kind == "empty" and not one.here


def evidence_for(session: Session, actor: Actor, found: Found, name: str, wanted: str) -> int:
    """The number of the evidence that an agency, by its name or that number, has for a file; raises
    Refused."""
    row = agency.named(session, actor, wanted, _of_one_text(found, name).language)
    return row.id or 0


def _of_one_text(found: Found, name: str) -> TranslationFile:
    if not isinstance(found, TranslationFile):
        raise Refused(
            f"{name}: this is no translation of one text, so no agency’s people count for it. "
            "Bring it in as somebody’s here, or bring in a file for each text."
        )
    return found


def _agency(
    session: Session,
    actor: Actor,
    found: Found,
    name: str,
    evidence: int,
    *,
    confirmed: bool,
    dry: bool = False,
) -> ImportOutcome:
    found = _of_one_text(found, name)
    done = agency.take_file(session, actor, evidence, found, name, confirmed=confirmed, dry=dry)
    return ImportOutcome(
        kind="translation",
        language=found.language,
        ref=TextRef(found.slug, found.reading_version, found.language),
        taken=tuple(TakenLine(one.path, "agency", one.text, one.here) for one in done.revised),
        left=tuple(
            LeftLine(one.path, one.reason, one.text, one.here) for one in done.left if not one.waits
        ),
        unchanged=done.unchanged,
        waiting=sum(one.waits for one in done.left),
        title=done.title,
        people=done.people,
    )


def _glossary(
    session: Session,
    actor: Actor,
    entries: tuple[TermEntry, ...],
    name: str,
    *,
    dry: bool = False,
) -> ImportOutcome:
    done = term_files.take(session, actor, entries, name, dry=dry)
    return ImportOutcome(
        kind="glossary",
        language=next((tag for entry in entries for tag, _, _ in entry.words), ""),
        ref=None,
        taken=tuple(TakenLine(where, action, text, "") for where, action, text in done.taken),
        left=tuple(LeftLine(where, reason) for where, reason in done.left),
        unchanged=done.unchanged,
    )
