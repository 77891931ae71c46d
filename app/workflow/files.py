"""Translators' files: apply a PO file to a translation, and write one out. The format is in
`exchange`."""

from dataclasses import dataclass

from sqlmodel import Session

from app.exchange.po import Entry, PoFile, read, write
from app.models import Json, Status
from app.workflow.desk import Desk, open_desk, record, view, views
from app.workflow.people import Actor
from app.workflow.refusals import Refused
from app.workflow.states import transition


@dataclass(frozen=True)
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


def import_po(session: Session, actor: Actor, data: bytes, name: str) -> Imported:
    """Take a PO file into its translation, all of it or (when damaged) nothing.

    `fuzzy` entries become drafts, others are *edited by the importer* and never revised. Text
    that a person wrote here is kept. Raises PoError, Refused, Missing and UnknownLanguage.
    """
    file = read(data, name)
    if not file.slug or not file.language:
        raise Refused(
            f"{name}: the file does not say its resource and language. "
            "Export it again: its header names both."
        )
    if file.language == "en":
        raise Refused(f"{name}: English is the source. An author brings it in as YAML.")
    desk = open_desk(session, file.slug, file.reading_version, file.language)
    counts = {"draft": 0, "edit": 0, "same": 0}
    left: list[tuple[str, str]] = []
    for entry in file.entries:
        reason = _reason_against(desk, entry)
        if reason:
            left.append((entry.path, reason))
        else:
            counts[_apply(desk, actor, entry, _where_from(file, entry, name))] += 1
    return Imported(
        desk.slug, desk.reading_version, desk.language.tag,
        counts["draft"], counts["edit"], counts["same"], tuple(left),
    )  # fmt: skip


def export_po(session: Session, slug: str, reading_version: str, tag: str) -> bytes:
    """The PO file of a translation as it stands; importing it again changes nothing."""
    desk = open_desk(session, slug, reading_version, tag)
    entries = tuple(
        Entry(
            seen.path,
            seen.segment.text,
            "" if seen.stale else seen.text,
            seen.status is not Status.REVISED,
            seen.segment.note + (" [safety-critical]" if seen.segment.safety_critical else ""),
        )
        for seen in views(desk)
    )
    file = PoFile(tag, slug, reading_version, desk.revision.hash[:16], "", entries)
    return write(file, desk.resource.title)


def _where_from(file: PoFile, entry: Entry, name: str) -> Json:
    """A fuzzy text is taken for a machine's unless the file says that a translator wrote it."""
    machine = entry.fuzzy and not file.origin.lower().startswith("translator")
    return {"file": name, "origin": file.origin, "machine": machine}


def _reason_against(desk: Desk, entry: Entry) -> str:
    segment = desk.segments.get(entry.path)
    if segment is None:
        return "there is no such string in this resource"
    if segment.text != entry.source:
        return "the English has changed since the file was made"
    if not entry.text.strip():
        return "not translated yet"
    seen = view(desk, entry.path)
    written = seen.status in (Status.EDITED, Status.REVISED) or seen.edited_by is not None
    if written and seen.stale and entry.fuzzy:
        return "a person wrote the text that the new English made stale: edit it by hand"
    if written and not seen.stale and seen.text != " ".join(entry.text.split()):
        return "a person has written another text here, which was kept"
    return ""


def _apply(desk: Desk, actor: Actor, entry: Entry, where_from: Json) -> str:
    seen = view(desk, entry.path)
    text = " ".join(entry.text.split())
    if seen.text == text and not seen.stale and (entry.fuzzy or seen.status is not Status.DRAFT):
        return "same"
    action = "draft" if entry.fuzzy else "edit"
    rule = transition(action)
    role = actor.acting(rule.roles, desk.language.tag)
    editor = None if entry.fuzzy else actor.id
    record(
        desk, actor, role, entry.path, action,
        text=text, status=rule.after, origin=where_from, edited_by=editor, revised_by=None,
    )  # fmt: skip
    return action
