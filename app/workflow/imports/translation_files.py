"""Translators' files: write a translation out, and take one back by a three-way merge. The formats
and the merge itself are in `exchange`; other kinds of files are in `preview`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, col, select

from app.checks.base import Severity
from app.exchange import po, sheet, tmx, word, xliff
from app.exchange.entries import Entry, TranslationFile
from app.exchange.merge import CONFIRMED, NAMED, Change, CurrentText, Kind, Merge, merge
from app.exchange.opening import clean
from app.exchange.po import PoFile
from app.languages import find, is_source
from app.models import Json, SegmentEvent, Status
from app.resources.load import stem
from app.workflow.imports.other_language import refuse_other_language
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Missing, Refused
from app.workflow.transitions import WRITTEN, transition
from app.workflow.translation import memory
from app.workflow.translation.desk import DOUBT, Desk, findings, open_desk, views
from app.workflow.translation.recording import record

Write = Callable[[TranslationFile, str, bool], bytes]

WRITERS: dict[str, tuple[str, str, Write]] = {
    "po": ("PO (gettext)", "po", lambda file, title, _: po.write(file, title)),
    "xliff": ("XLIFF 1.2, for OmegaT", "xlf", lambda file, title, _: xliff.write_12(file, title)),
    "xliff2": ("XLIFF 2.0", "xlf", lambda file, title, _: xliff.write_20(file, title)),
    "xlsx": ("Excel", "xlsx", lambda file, title, rtl: sheet.write(file, title, rtl=rtl)),
    "docx": (
        "Word, two columns",
        "docx",
        lambda file, title, rtl: word.write(file, title, rtl=rtl),
    ),
}
"""(name, ending, writer) of each format of one translation."""


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What a file did to which translation: drafts and edited texts taken, and (path, reason)
    of what was left."""

    slug: str
    reading_version: str
    language: str
    drafts: int
    edited: int
    unchanged: int
    left: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ImportPlan:
    """What a file would do to an open translation."""

    desk: Desk
    merge: Merge
    file: TranslationFile
    name: str


def import_po(session: Session, actor: Actor, data: bytes, name: str) -> Imported:
    """Take a PO file into its translation, all of it or (when damaged) nothing.

    `fuzzy` entries become drafts, others are *edited by the importer* and never revised. Text
    that changed here since is kept. Raises PoError, Refused, Missing and UnknownLanguage.
    """
    return take(actor, plan(session, actor, po.read(data, name), name))


def refuse_strangers(actor: Actor, language: str) -> None:
    """Raises Refused for whoever may not bring files of a language, and so may see no text of it
    beside theirs; asked before anything is read. Raises UnknownLanguage."""
    actor.require_role(transition("draft").roles, find(language).tag)


def plan(
    session: Session, actor: Actor, file: TranslationFile, name: str, *, confirmed: bool = False
) -> ImportPlan:
    """What a file would change; `confirmed` says that its bringer stands for every text that it
    changes. Raises Refused, before it reads anything for whoever may not, Missing and
    UnknownLanguage."""
    if not file.slug or not file.language:
        raise Refused(
            f"{name}: the file does not say its resource and language. "
            "Export it again: its header names both."
        )
    if is_source(file.language):
        raise Refused(f"{name}: English is the source. An author brings it in as YAML.")
    refuse_strangers(actor, file.language)
    desk = open_desk(session, file.slug, file.reading_version, file.language)
    unsaid = NAMED if file.origin else ""
    entries = [as_here(entry, confirmed=confirmed, unsaid=unsaid) for entry in file.entries]
    refuse_other_language(desk, entries, name)
    return ImportPlan(desk, merge(_here(desk, file.at), entries, _refusal(desk)), file, name)


def take(actor: Actor, planned: ImportPlan) -> Imported:
    """Write what was planned; raises Refused when the person may not edit."""
    for change in planned.merge.changes:
        _apply(actor, planned, change)
    desk, merged = planned.desk, planned.merge
    edited = sum(change.action == "edit" for change in merged.changes)
    left = tuple((one.entry.path, one.reason) for one in merged.left)
    return Imported(
        slug=desk.slug, reading_version=desk.reading_version, language=desk.language.tag,
        drafts=len(merged.changes) - edited, edited=edited, unchanged=merged.unchanged, left=left,
    )  # fmt: skip


def refuse_others(actor: Actor, planned: ImportPlan) -> None:
    """Raises Refused when the person may not take what was planned."""
    for action in {change.action for change in planned.merge.changes}:
        actor.require_role(transition(action).roles, planned.desk.language.tag)


def export_memory(session: Session, tag: str) -> bytes:
    """All approved texts of a language as TMX; raises UnknownLanguage."""
    pairs = (
        tmx.MemoryPair(
            english, unit.target, unit.approved_at.date().isoformat(),
            f"{unit.slug} {unit.reading_version} {unit.path}",
        )
        for unit, english in memory.units(session, find(tag).tag)
    )  # fmt: skip
    return tmx.write(tag, pairs)


def export(session: Session, slug: str, reading_version: str, tag: str, format_: str) -> bytes:
    """A translation as it stands in a format of `WRITERS`; importing it again changes nothing.
    Raises Missing and UnknownLanguage."""
    if format_ not in WRITERS:
        raise Missing(f"There is no format {format_!r}: {', '.join(WRITERS)}.")
    desk = open_desk(session, slug, reading_version, tag)
    entries = tuple(
        Entry(
            path=seen.path,
            source=seen.segment.text,
            text=seen.text,
            fuzzy=seen.state != Status.REVISED,
            note=seen.segment.note + (" [safety-critical]" if seen.segment.safety_critical else ""),
            state=seen.state,
            source_hash=seen.segment.hash,
            previous=seen.previous_source,
            sent_back=seen.sent_back.why if seen.sent_back else "",
            doubt=seen.doubt,
        )
        for seen in views(desk)
    )
    file = PoFile(
        language=tag,
        slug=slug,
        reading_version=reading_version,
        revision=desk.revision.hash[:16],
        origin="",
        entries=entries,
        at=_moment(desk),
        english_from=_gettext_date(desk.revision.created_at),
        changed_on=_gettext_date(_changed_at(desk)),
    )
    title = f"{desk.resource.title} – {desk.language.english_name}"
    return WRITERS[format_][2](file, title, desk.language.direction == "rtl")


def _changed_at(desk: Desk) -> datetime:
    rows = (desk.rows[path] for path in desk.segments if path in desk.rows)
    return max((row.updated_at for row in rows), default=desk.revision.created_at)


def _gettext_date(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") + "+0000"


def file_name(slug: str, reading_version: str, tag: str, format_: str) -> str:
    return f"{stem(slug, reading_version)}.{tag}.{WRITERS[format_][1]}"


def _moment(desk: Desk) -> str:
    """What names the present state: its last event, and a digest of all its texts, so that a
    number which came late from another transaction is noticed."""
    last = select(SegmentEvent.id).where(SegmentEvent.translation_id == desk.translation.id)
    number = desk.session.exec(last.order_by(col(SegmentEvent.id).desc()).limit(1)).first()
    texts = {path: row.text for path, row in desk.rows.items()}
    return f"{number or 0}.{_digest(texts)}"


def _bases(desk: Desk, at: str) -> dict[str, str] | None:
    """The text of each segment at the moment of an export; None when it cannot be told."""
    number, _, digest = at.partition(".")
    if not number.isdecimal() or len(number) > 9:
        return None
    events = desk.session.exec(
        select(SegmentEvent.path, SegmentEvent.text)
        .where(
            SegmentEvent.translation_id == desk.translation.id, col(SegmentEvent.id) <= int(number)
        )
        .order_by(col(SegmentEvent.id))
    ).all()
    bases = dict(events)
    return bases if _digest(bases) == digest else None


def _digest(texts: dict[str, str]) -> str:
    return sha256(repr(sorted(texts.items())).encode()).hexdigest()[:12]


def _here(desk: Desk, at: str) -> dict[str, CurrentText]:
    bases = _bases(desk, at) if at else None
    found = {}
    for seen in views(desk):
        written = seen.status in WRITTEN or seen.edited_by is not None
        base = None
        if bases is not None:
            base = clean(bases.get(seen.path, ""))
        found[seen.path] = CurrentText(
            source=clean(seen.segment.text),
            source_hash=seen.segment.hash,
            text=clean(seen.text),
            status=seen.status.value,
            written=written,
            stale=seen.stale,
            base=base,
        )
    return found


def as_here(entry: Entry, *, confirmed: bool, unsaid: str = "") -> Entry:
    """An entry as texts are compared here; `confirmed` as in `plan`, `unsaid` the state of one that
    says none."""
    entry = replace(entry, source=clean(entry.source), text=clean(entry.text))
    if confirmed:
        return replace(entry, fuzzy=None, state=CONFIRMED)
    return replace(entry, state=entry.state or unsaid)


def _refusal(desk: Desk) -> Callable[[Entry], tuple[Kind, str] | None]:
    def refuse(entry: Entry) -> tuple[Kind, str] | None:
        found = findings(desk, desk.segments[entry.path], entry.text)
        blocking = next((f for f in found if f.severity is Severity.BLOCKING), None)
        if blocking is None:
            return None
        kind: Kind = "damaged" if blocking.check == "markup" else "facts"
        return kind, blocking.message

    return refuse


def _apply(actor: Actor, planned: ImportPlan, change: Change) -> None:
    desk, entry = planned.desk, change.entry
    rule = transition(change.action)
    role = actor.require_role(rule.roles, desk.language.tag)
    editor = None if change.action == "draft" else actor.id
    record(
        desk, actor, role, entry.path, change.action,
        text=entry.text, status=rule.after, origin=_where_from(planned, entry),
        edited_by=editor, revised_by=None,
    )  # fmt: skip


def _where_from(planned: ImportPlan, entry: Entry) -> Json:
    """A fuzzy text is taken for a machine's unless the file says that a translator wrote it."""
    origin = clean(planned.file.origin)
    machine = bool(entry.fuzzy) and not origin.lower().startswith("translator")
    said = {"file": planned.name, "origin": origin, "machine": machine}
    return said | {DOUBT: clean(entry.doubt)} if entry.doubt else said
